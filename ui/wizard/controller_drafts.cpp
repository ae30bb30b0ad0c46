// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept on this computer: the draft that is being filled in, the others, and receipts.

#include "wizard/controller.h"

#include "attachment_desk.h"
#include "base/digest.h"
#include "draft_keeper.h"
#include "kept_consent.h"
#include "form/passport_answers.h"
#include "pages/form_page.h"
#include "pages/kept_list.h"
#include "pages/review_page.h"
#include "pages/start_page.h"
#include "paper/receipt_paper.h"
#include "wizard/wizard_window.h"

#include <QInputDialog>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

constexpr int LongestName = 80; ///< of a draft, in characters

QString nameFor(const vault::Draft &draft)
{
    return draft.name.isEmpty() ? draft.applicant : draft.name;
}

} // namespace

void Controller::makeDraftKeeper()
{
    m_drafts = std::make_unique<DraftKeeper>(m_journey, m_surroundings.clock, m_surroundings.saving,
                                             [this](vault::Draft &draft) { describe(draft); });
    connect(m_drafts.get(), &DraftKeeper::stateChanged, this, &Controller::onDraftState);
    connect(m_drafts.get(), &DraftKeeper::filesLost, this, &Controller::onFilesLost);
}

vault::DraftService Controller::serviceOfDrafts() const
{
    const service::Profile &profile = m_journey.profile;
    // The embedded practice service stands at another place at each start, and is the same all the same.
    const QByteArray place =
        m_journey.practiceAccount ? QByteArray() : sha256Hex(profile.baseUrl.toEncoded() + '\n' + profile.caPem);
    return {profile.id, service::nameOf(profile.kind), QString::fromLatin1(place)};
}

void Controller::describe(vault::Draft &draft) const
{
    draft.ownerId = m_journey.practiceAccount ? QString() : m_ownerId;
    draft.service = serviceOfDrafts();
    draft.place = placeOfDraft();
    draft.applicant = form::applicantName(m_journey.definition(), m_journey.answers);
    const QStringList steps = visibleSteps();
    draft.steps = int(steps.size());
    draft.completeSteps = int(std::ranges::count_if(steps, [this](const QString &step) { return isComplete(step); }));
}

vault::DraftPlace Controller::placeOfDraft() const
{
    if (m_resumeAt) {
        return *m_resumeAt; // opened, but not yet arrived there
    }
    switch (m_place) {
    case Place::Terms: return {u"terms"_s, {}, {}};
    case Place::SignIn: return {u"sign-in"_s, {}, {}};
    case Place::Form: {
        const auto *page = qobject_cast<FormPage *>(m_window.page());
        return {u"form"_s, m_stepId, page ? page->focusedField() : QString()};
    }
    case Place::Review:
    case Place::Send: return {u"review"_s, {}, {}};
    case Place::Start:
    case Place::Precheck:
    case Place::Receipt:
    case Place::Reading: break;
    }
    return m_lastPlace.page.isEmpty() ? vault::DraftPlace{u"terms"_s, {}, {}} : m_lastPlace;
}

/// Answers or files have changed.
void Controller::touchDraft()
{
    // While it is being sent there is no new one: it would not know that.
    if (!m_takingIn && m_place != Place::Send && m_place != Place::Receipt && m_place != Place::Reading) {
        m_drafts->touch();
    }
}

/// They were no longer what they were when they were measured, or are gone: what they are now is shown.
void Controller::onFilesLost(const QStringList &ids)
{
    m_desk->readAgain(ids);
}

void Controller::connectKeptList(StartPage *page)
{
    const KeptList *list = page->keptList();
    connect(list, &KeptList::draftChosen, this, &Controller::chooseDraft);
    connect(list, &KeptList::renameRequested, this, &Controller::renameDraft);
    connect(list, &KeptList::duplicateRequested, this, &Controller::duplicateDraft);
    connect(list, &KeptList::handOverRequested, this, &Controller::exportDraft);
    connect(page, &StartPage::importRequested, this, &Controller::importDraft);
    connect(page, &StartPage::unlockRequested, this, &Controller::askForPassphrase);
    connect(list, &KeptList::removeRequested, this, &Controller::removeDraft);
    connect(list, &KeptList::receiptChosen, this, &Controller::saveKeptReceipt);
    connect(list, &KeptList::consentChosen, this, [this, page](const QString &id) {
        const auto &receipts = m_drafts->listed().receipts;
        const auto kept = std::ranges::find(receipts, id, &vault::KeptReceipt::id);
        if (kept != receipts.end()) {
            saveConsent(page, kept->consent.value("receipt"_L1).toObject(), kept->number);
        }
    });
    connect(page, &StartPage::anotherRequested, this, [this] {
        if (waitsForFiles()) {
            return;
        }
        putAside();
        showPrecheck();
    });
    showKept();
    listKept();
}

/// A file gets into the draft when it is measured: until then the application is not put aside, and the page says why.
bool Controller::waitsForFiles()
{
    if (isReadingFiles()) {
        m_window.page()->setBusy(ReviewPage::tr("The files are still being read…"));
        return true;
    }
    return false;
}

void Controller::listKept()
{
    if (!m_drafts->hasVault()) {
        return;
    }
    // Also where nobody looks at the list: the answers of the last application are offered later.
    m_drafts->list([this](const Result<void> &listed) {
        if (listed) {
            showKept();
        } else if (auto *start = qobject_cast<StartPage *>(m_window.page())) {
            start->showFailure(listed.error());
        }
    });
}

void Controller::showKept()
{
    auto *start = qobject_cast<StartPage *>(m_window.page());
    if (!start) {
        return;
    }
    std::vector<DraftLine> drafts;
    for (const vault::ListedDraft &each : m_drafts->listed().drafts) {
        using State = DraftLine::State;
        if (each.id == m_drafts->currentId()) {
            continue; // the primary button goes on with it
        }
        if (!each.draft) {
            drafts.push_back({each.id, {}, 0, 0, {}, State::Unreadable});
            continue;
        }
        const vault::Draft &draft = *each.draft;
        const bool sending = !draft.sending.key.isEmpty() && !m_journey.practiceAccount;
        drafts.push_back({each.id, nameFor(draft), draft.completeSteps, draft.steps, draft.changed,
                          draft.service != serviceOfDrafts() ? State::OtherService
                          : sending                          ? State::Sending
                                                             : State::Usable});
    }
    std::vector<ReceiptLine> receipts;
    for (const vault::KeptReceipt &each : m_drafts->listed().receipts) {
        receipts.push_back({each.id, each.number, each.received, !each.consent.value("receipt"_L1).toObject().isEmpty()});
    }
    start->keptList()->setContent(std::move(drafts), std::move(receipts), m_journey.language);
    start->refresh();
}

void Controller::resumeDraft(const QString &id)
{
    if (!m_journey.greeting) {
        m_draftWanted = id;
        newApplication(); // connects first
        return;
    }
    if (!m_drafts->hasVault() || waitsForFiles() || std::exchange(m_opening, true)) {
        return; // asked for twice
    }
    m_window.page()->setBusy(tr("Opening the draft…"));
    m_drafts->open(id, [this](Result<DraftKeeper::Opened> opened) {
        m_opening = false;
        Page *page = m_window.page();
        page->setBusy({});
        if (!m_drafts->hasVault() || !qobject_cast<StartPage *>(page)) {
            return; // erased, or gone on elsewhere meanwhile
        }
        if (!opened) {
            page->showFailure(opened.error());
            return;
        }
        putAside();
        takeIn(opened->draft);
        if (!opened->hold) {
            readDraftOnly(opened->readOnly.value_or(Failure(FailureCode::DraftInUse)));
            return;
        }
        m_ownerId = opened->draft.ownerId;
        m_resumeAt = opened->draft.place;
        m_drafts->takeOver(*std::move(opened));
        if (m_journey.practiceAccount) {
            m_drafts->clearSending(); // that service ended with the program; nothing of it is left
        }
        if (m_journey.consent && m_journey.consent->covers(m_journey.greeting->terms)) {
            showSignIn();
        } else {
            askAgain();
        }
        if (m_migration) {
            m_window.page()->showFailure(m_migration);
        }
    });
}

/// Fills the journey with a draft; what another form has no place for is told.
void Controller::takeIn(const vault::Draft &draft)
{
    m_takingIn = true; // nothing has changed by it
    m_journey.answers = form::Answers(draft.answers);
    m_journey.consent = readConsent(draft.consent);
    for (const vault::DraftFile &each : draft.files) {
        AttachedFile file;
        file.file.facts = {each.field, each.filename, each.mediaType, each.size, each.sha256};
        file.file.source = m_drafts->file(draft.id, each.id);
        file.keptAs = each.id;
        file.kept = true;
        m_desk->restore(std::move(file));
    }
    m_migration.reset();
    if (draft.form != m_journey.definition().json) {
        const auto old = form::readDefinition(draft.form);
        m_migration = migrateFrom(old ? *old : form::Definition());
    }
    m_desk->judgeAgain();
    m_takingIn = false;
}

/// Back to where the person was; false if that place is gone, or what stands before it is not complete.
bool Controller::goToPlaceOfDraft()
{
    const auto place = std::exchange(m_resumeAt, std::nullopt);
    const QStringList steps = visibleSteps();
    if (!place || (place->page != "form"_L1 && place->page != "review"_L1)) {
        return false;
    }
    const bool review = place->page == "review"_L1;
    if (!review && !steps.contains(place->step)) {
        return false;
    }
    for (const QString &step : steps) {
        if (!review && step == place->step) {
            break;
        }
        if (!isComplete(step)) {
            return false;
        }
    }
    if (review) {
        showReview();
    } else {
        showForm(place->step, place->field);
    }
    return true;
}

void Controller::readDraftOnly(const Failure &why)
{
    m_migration.reset();
    auto *page = new ReviewPage(m_journey, [clock = m_surroundings.clock] { return clock->todayInJapan(); });
    page->setReadOnly();
    showPage(page, Place::Reading);
    page->showFailure(why);
}

void Controller::renameDraft(const QString &id, const QString &name)
{
    auto *dialog = new QInputDialog(m_window.page());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(u"TTP Apply"_s);
    dialog->setLabelText(tr("Name of this draft"));
    dialog->setTextValue(name);
    dialog->setOkButtonText(tr("Rename"));
    dialog->setCancelButtonText(tr("Cancel"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, id](const QString &given) {
        m_drafts->rename(id, given.simplified().left(LongestName), [this](const Result<void> &renamed) {
            if (!renamed) {
                m_window.page()->showFailure(renamed.error());
            }
            listKept();
        });
    });
    dialog->open();
}

void Controller::duplicateDraft(const QString &id, const QString &name)
{
    const QString given = tr("%1 (another application)").arg(name).left(LongestName);
    m_drafts->duplicate(id, given, [this](const Result<void> &made) {
        if (!made) {
            m_window.page()->showFailure(made.error());
        }
        listKept();
    });
}

void Controller::removeDraft(const QString &id, const QString &name)
{
    m_window.ask(tr("Delete the draft “%1”? What was entered in it, and its files, will be gone.").arg(name), tr("Delete"),
                 [this, id] {
                     m_drafts->remove(id, [this](const Result<void> &removed) {
                         if (!removed) {
                             m_window.page()->showFailure(removed.error());
                         }
                         listKept();
                     });
                 });
}

void Controller::saveKeptReceipt(const QString &id)
{
    const auto &receipts = m_drafts->listed().receipts;
    const auto kept = std::ranges::find(receipts, id, &vault::KeptReceipt::id);
    if (kept == receipts.end()) {
        return;
    }
    const auto definition = form::readDefinition(kept->form);
    const auto consent = readConsent(kept->consent);
    if (!definition || !consent) {
        m_window.page()->showFailure(Failure(FailureCode::VaultDamaged, u"receipt"_s));
        return;
    }
    using submission::ProvedBy;
    const ProvedBy provedBy = kept->provedBy == "pinned"_L1      ? ProvedBy::PinnedKey
                              : kept->provedBy == "announced"_L1 ? ProvedBy::AnnouncedKey
                                                                 : ProvedBy::Nobody;
    saveReceipt(m_window.page(), {kept->receipt, *definition, *consent, submission::describe(provedBy)}, kept->number);
}

/// Leaves the application that the window holds in the vault, if there is one, and empties the journey.
void Controller::putAside()
{
    settlePage();
    m_drafts->leave();
    m_settling.reset();
    m_migration.reset();
    m_journey.answers = {};
    m_journey.lastJudged.reset();
    m_journey.files.clear();
    m_journey.precheck = {};
    m_journey.carried = {};
    m_journey.consent.reset();
    m_journey.agreedBefore.reset();
    m_ownerId.clear();
    m_changing = false;
    m_resumeAt.reset();
    m_lastPlace = {};
    signOut();
}

} // namespace ttp::ui
