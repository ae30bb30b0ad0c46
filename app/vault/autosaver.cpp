// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/autosaver.h"

#include "base/background.h"
#include "base/log.h"

namespace ttp::vault {

namespace {

Q_LOGGING_CATEGORY(category, "ttp.vault", QtWarningMsg)

QStringList idsOf(const Draft &draft)
{
    QStringList ids;
    for (const DraftFile &file : draft.files) {
        ids += file.id;
    }
    return ids;
}

} // namespace

Autosaver::Autosaver(std::shared_ptr<Vault> vault, std::shared_ptr<const Clock> clock, std::function<Draft()> current,
                     Timing timing, QObject *parent)
    : QObject(parent), m_drafts(std::move(vault)), m_clock(std::move(clock)), m_current(std::move(current)),
      m_timing(timing)
{
    m_pool.setMaxThreadCount(1); // one saving after the other
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Autosaver::save);
}

Autosaver::~Autosaver()
{
    if (m_dirty) {
        m_pool.start([drafts = m_drafts, draft = take()] { (void)drafts.save(draft); });
    }
    m_pool.waitForDone();
}

Autosaver::State Autosaver::state() const
{
    if (m_failure) {
        return State::Failed;
    }
    if (m_dirty || m_running) {
        return State::Saving;
    }
    return m_savedAt.isValid() ? State::Saved : State::Nothing;
}

void Autosaver::touch()
{
    if (m_discarded) {
        return;
    }
    const bool first = !std::exchange(m_dirty, true);
    // Not started anew by every change: somebody who types without a pause is saved, too.
    if (!m_running && (first || m_failure)) {
        const auto left = std::chrono::milliseconds(m_timer.isActive() ? m_timer.remainingTime() : m_timing.retry.count());
        m_timer.start(std::min(left, m_timing.delay));
    }
    if (first) {
        Q_EMIT stateChanged();
    }
}

void Autosaver::flush()
{
    if (!m_dirty) {
        return;
    }
    m_flushing = m_running; // the next one follows at once
    if (!m_running) {
        save();
    }
}

void Autosaver::giveUp()
{
    m_timer.stop();
    m_discarded = true;
    m_dirty = false;
}

void Autosaver::discard(std::function<void(Result<void>)> then)
{
    giveUp();
    inBackground(
        this, [drafts = m_drafts, id = m_current().id] { return drafts.remove(id); }, std::move(then), &m_pool);
}

/// A file that the last saving has kept is not copied in again.
Draft Autosaver::take()
{
    Draft draft = m_current();
    for (DraftFile &file : draft.files) {
        if (m_keptFiles.contains(file.id)) {
            file.pending.reset();
        }
    }
    return draft;
}

void Autosaver::save()
{
    m_timer.stop();
    m_dirty = false;
    m_flushing = false;
    m_running = true;
    Draft draft = take();
    const bool tidies = idsOf(draft) != m_keptFiles || draft.form != m_keptForm;
    inBackground(
        this,
        [drafts = m_drafts, draft = std::move(draft), tidies]() mutable {
            auto lost = drafts.save(draft);
            if (lost) {
                std::erase_if(draft.files, [&lost](const DraftFile &file) { return lost->contains(file.id); });
                if (tidies) {
                    (void)drafts.tidy(draft); // what it leaves behind is removed when the draft is opened next time
                }
            }
            return Outcome{std::move(draft), std::move(lost)};
        },
        [this](const Outcome &outcome) { onSaved(outcome); }, &m_pool);
}

void Autosaver::onSaved(const Outcome &outcome)
{
    m_running = false;
    if (m_discarded) {
        return;
    }
    if (outcome.lost) {
        log::debug(category()) << "draft saved, files" << outcome.draft.files.size();
        m_failure.reset();
        m_savedAt = m_clock->utcNow();
        m_keptFiles = idsOf(outcome.draft);
        m_keptForm = outcome.draft.form;
        Q_EMIT saved(outcome.draft, *outcome.lost);
    } else {
        m_failure = outcome.lost.error();
        log::info(category()) << "draft not saved:" << *m_failure;
        m_dirty = true;
    }
    if (m_dirty) {
        const bool waits = !outcome.lost && !m_flushing;
        m_timer.start(m_flushing ? std::chrono::milliseconds(0) : waits ? m_timing.retry : m_timing.delay);
    }
    m_flushing = false;
    Q_EMIT stateChanged();
}

} // namespace ttp::vault
