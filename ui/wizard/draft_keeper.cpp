// SPDX-License-Identifier: GPL-3.0-or-later
#include "draft_keeper.h"

#include "base/background.h"
#include "base/digest.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::ui {

/// A draft that is being written.
struct DraftKeeper::Writing {
    vault::Draft base; ///< what the journey does not hold: ID, name, when it was made
    std::unique_ptr<vault::Hold> hold;
    std::function<void(Result<void>)> marked; ///< waits until `base.sending` is saved
    std::optional<vault::Draft> left; ///< as it was when the journey turned to another one
    std::unique_ptr<vault::Autosaver> saver; ///< the last to be made: it asks the others when it ends
};

DraftKeeper::DraftKeeper(Journey &journey, std::shared_ptr<const Clock> clock, Timing timing, Describe describe,
                         QObject *parent)
    : QObject(parent), m_journey(journey), m_clock(std::move(clock)), m_timing(timing), m_describe(std::move(describe))
{
}

DraftKeeper::~DraftKeeper() = default;

void DraftKeeper::setVault(std::shared_ptr<vault::Vault> vault)
{
    m_vault = std::move(vault);
    m_lettingGo = false;
}

bool DraftKeeper::hasContent() const
{
    return m_journey.greeting && (!m_journey.answers.json().isEmpty() || !m_journey.files.empty());
}

void DraftKeeper::touch()
{
    if (!m_vault || (!m_writing && !hasContent())) {
        return;
    }
    if (!m_writing) {
        vault::Draft draft;
        draft.id = randomUuid();
        draft.created = m_clock->utcNow();
        auto hold = vault::Drafts(m_vault).hold(draft.id);
        begin(std::move(draft), hold ? *std::move(hold) : nullptr); // of a disk that fails, the saving will tell
    }
    m_writing->base.changed = m_clock->utcNow();
    m_writing->saver->touch();
}

void DraftKeeper::touchPlace()
{
    if (m_writing) {
        m_writing->saver->touch();
    }
}

void DraftKeeper::flush()
{
    if (m_writing) {
        m_writing->saver->flush();
    }
}

void DraftKeeper::begin(vault::Draft draft, std::unique_ptr<vault::Hold> hold)
{
    m_writing = std::make_unique<Writing>();
    Writing *writing = m_writing.get();
    writing->base = std::move(draft);
    writing->hold = std::move(hold);
    writing->saver = std::make_unique<vault::Autosaver>(m_vault, m_clock, [this, writing] { return current(*writing); },
                                                        m_timing);
    connect(writing->saver.get(), &vault::Autosaver::saved, this,
            [this, writing](const vault::Draft &saved, const QStringList &lost) {
                onSaved(*writing, saved, lost);
                hearMark(*writing, &saved);
            });
    connect(writing->saver.get(), &vault::Autosaver::stateChanged, this, [this, writing] {
        if (writing != m_writing.get()) {
            release(writing);
        } else if (writing->saver->state() == vault::Autosaver::State::Failed) {
            hearMark(*writing, nullptr);
        }
        Q_EMIT stateChanged();
    });
}

void DraftKeeper::markSending(const QString &key, std::function<void(Result<void>)> then)
{
    if (!m_writing) {
        then({});
        return;
    }
    m_writing->base = current(*m_writing);
    m_writing->base.sending = {key, m_clock->utcNow()};
    m_writing->marked = std::move(then);
    m_writing->saver->touch();
    m_writing->saver->flush();
}

/// `saved`: what is in the vault now; null: nothing new is, the saving failed.
void DraftKeeper::hearMark(const Writing &writing, const vault::Draft *saved)
{
    if (&writing != m_writing.get() || !m_writing->marked || (saved && saved->sending != writing.base.sending)) {
        return;
    }
    const auto then = std::exchange(m_writing->marked, nullptr);
    then(saved ? Result<void>() : failed(writing.saver->failure().value_or(Failure(FailureCode::VaultUnwritable))));
}

void DraftKeeper::clearSending()
{
    if (m_writing && !m_writing->base.sending.key.isEmpty()) {
        m_writing->base.sending = {};
        m_writing->saver->touch();
    }
}

vault::Draft DraftKeeper::sent() const
{
    return m_writing ? m_writing->base : vault::Draft();
}

vault::DraftSending DraftKeeper::sending() const
{
    return m_writing ? m_writing->base.sending : vault::DraftSending();
}

vault::Draft DraftKeeper::current(const Writing &writing) const
{
    if (writing.left) {
        return *writing.left;
    }
    vault::Draft draft = writing.base;
    if (!draft.sending.key.isEmpty()) {
        return draft; // what was sent stays as it was until it is known what became of it
    }
    draft.answers = m_journey.answers.json();
    draft.consent = m_journey.consent ? m_journey.consent->toKept()
        : m_journey.agreedBefore      ? m_journey.agreedBefore->consent.toKept() // what changed is shown next time, too
                                      : QJsonObject();
    draft.language = m_journey.language;
    draft.form = m_journey.definition().json;
    draft.files.clear();
    for (const AttachedFile &file : m_journey.files) {
        if (file.state == AttachedFile::State::Checking && file.before) {
            const form::Attachment &old = file.before->facts;
            draft.files.push_back({file.before->keptAs, old.field, old.filename, old.mediaType, old.size, old.sha256, nullptr});
            continue;
        }
        const form::Attachment &facts = file.file.facts;
        if (!facts.sha256.isEmpty() && file.state != AttachedFile::State::Checking) { // others are read first, or not at all
            draft.files.push_back({file.keptAs, facts.field, facts.filename, facts.mediaType, facts.size, facts.sha256,
                                   file.kept ? nullptr : file.file.source});
        }
    }
    m_describe(draft);
    return draft;
}

void DraftKeeper::onSaved(const Writing &writing, const vault::Draft &saved, const QStringList &lost)
{
    if (writing.left) {
        return; // its files are no longer the journey's
    }
    QStringList lostRows;
    for (AttachedFile &file : m_journey.files) {
        if (lost.contains(file.keptAs)) {
            lostRows += file.id;
        } else if (!file.kept && std::ranges::find(saved.files, file.keptAs, &vault::DraftFile::id) != saved.files.end()) {
            file.kept = true;
            file.file.source = this->file(saved.id, file.keptAs);
        }
    }
    if (!lostRows.isEmpty()) {
        Q_EMIT filesLost(lostRows);
    }
}

QString DraftKeeper::currentId() const
{
    return m_writing ? m_writing->base.id : QString();
}

vault::Autosaver::State DraftKeeper::state() const
{
    return m_writing ? m_writing->saver->state() : vault::Autosaver::State::Nothing;
}

std::optional<Failure> DraftKeeper::failure() const
{
    return m_writing ? m_writing->saver->failure() : std::nullopt;
}

QDateTime DraftKeeper::savedAt() const
{
    return m_writing ? m_writing->saver->savedAt() : QDateTime();
}

void DraftKeeper::leave()
{
    if (!m_writing) {
        return;
    }
    m_writing->left = current(*m_writing);
    m_writing->saver->touch(); // with the place as it is now
    m_writing->saver->flush();
    m_leaving.push_back(std::move(m_writing));
}

std::weak_ptr<vault::Vault> DraftKeeper::letGo()
{
    m_lettingGo = true;
    leave();
    m_listed = {};
    m_swept = false;
    const std::weak_ptr<vault::Vault> vault = m_vault;
    m_vault.reset();
    return vault;
}

/// A draft that was left is let go of when the last of it is saved.
void DraftKeeper::release(const Writing *writing)
{
    const bool isSaved = writing->saver->state() == vault::Autosaver::State::Saved;
    const bool isHopeless = m_lettingGo && writing->saver->state() == vault::Autosaver::State::Failed;
    const auto left = std::ranges::find(m_leaving, writing, &std::unique_ptr<Writing>::get);
    if ((!isSaved && !isHopeless) || left == m_leaving.end()) {
        return;
    }
    vault::Autosaver *saver = (*left)->saver.release(); // it is just telling us
    if (isHopeless) { // else it would try again for ever; what was saved before stays
        saver->disconnect(this);
        saver->giveUp();
    }
    saver->deleteLater();
    m_leaving.erase(left);
}

void DraftKeeper::discard(std::optional<vault::KeptReceipt> receipt, std::function<void(Result<void>)> then)
{
    if (m_writing) {
        m_writing->left = current(*m_writing);
        m_writing->saver->disconnect(this);
    }
    auto gone = std::shared_ptr<Writing>(std::move(m_writing)); // what the journey becomes is not saved in it
    const auto removeDraft = [this, gone, then = std::move(then)](Result<void> kept) {
        if (!gone || !kept) {
            then(std::move(kept));
            return;
        }
        gone->saver->discard([this, gone, then](Result<void> result) {
            gone->saver.release()->deleteLater(); // it is just calling us
            then(std::move(result));
            Q_EMIT stateChanged();
        });
    };
    Q_EMIT stateChanged();
    if (!receipt) {
        removeDraft({});
        return;
    }
    inBackground(
        this, [receipts = vault::Receipts(m_vault), receipt = *std::move(receipt)] { return receipts.keep(receipt); },
        removeDraft);
}

void DraftKeeper::open(const QString &id, std::function<void(Result<Opened>)> then)
{
    inBackground(
        this,
        [drafts = vault::Drafts(m_vault), id]() -> Result<Opened> {
            Opened opened;
            if (auto hold = drafts.hold(id)) {
                opened.hold = *std::move(hold);
            } else {
                opened.readOnly = std::move(hold.error());
            }
            auto draft = drafts.open(id);
            if (!draft) {
                return failed(draft.error());
            }
            opened.draft = *std::move(draft);
            if (opened.hold) {
                (void)drafts.tidy(opened.draft); // what it leaves is only waste
            }
            return opened;
        },
        std::move(then));
}

void DraftKeeper::takeOver(Opened opened)
{
    begin(std::move(opened.draft), std::move(opened.hold));
}

std::shared_ptr<const ByteSource> DraftKeeper::file(const QString &draftId, const QString &fileId) const
{
    return vault::Drafts(m_vault).file(draftId, fileId);
}

void DraftKeeper::rename(const QString &id, const QString &name, std::function<void(Result<void>)> then)
{
    if (m_writing && m_writing->base.id == id) {
        m_writing->base.name = name;
        m_writing->saver->touch();
        then({});
        return;
    }
    inBackground(
        this,
        [drafts = vault::Drafts(m_vault), id, name]() -> Result<void> {
            const auto hold = drafts.hold(id);
            return hold ? drafts.rename(id, name) : failed(hold.error());
        },
        std::move(then));
}

} // namespace ttp::ui
