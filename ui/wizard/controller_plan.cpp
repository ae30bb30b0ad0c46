// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of the visit: a page that lies over the one it was asked for on, and its calendar file.

#include "wizard/controller.h"

#include "base/background.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/json.h"
#include "draft_keeper.h"
#include "fields/file_chooser.h"
#include "pages/plan_page.h"
#include "paper/calendar.h"
#include "paper/receipt_paper.h"
#include "submission/sending.h"
#include "wizard/wizard_window.h"

#include <QFileDialog>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

const QString CalendarName = u"ttp-plan.ics"_s;
constexpr int JapanOffset = 9 * 60 * 60; ///< seconds; no daylight saving

form::PlanFacts factsOf(const submission::Receipt &receipt, const form::Definition &definition)
{
    const auto body = parseJsonObject(receipt.body);
    const form::Answers answers(body ? body->value("answers"_L1).toObject() : QJsonObject());
    form::PlanFacts facts = form::readPlanFacts(form::bundledPlannerData(), definition, answers);
    facts.received = receipt.acknowledgement.receivedAt.toOffsetFromUtc(JapanOffset).date();
    return facts;
}

} // namespace

/// Not where leaving the page loses what only it knows (a password, a tick), nor while a sending is settled.
bool Controller::isPlanPossible() const
{
    const bool isPlace = m_place == Place::Start || m_place == Place::Form || m_place == Place::Review
        || (m_place == Place::Receipt && m_receiptAgain);
    return isPlace && !m_sending && !m_settling && !m_marking && !qobject_cast<PlanPage *>(m_window.page());
}

/// The place stays what it is: rail, notes and questions are those of the page below.
void Controller::showPlan()
{
    if (!isPlanPossible()) {
        return;
    }
    auto [facts, number] = planFacts();
    auto *page = new PlanPage(m_journey, std::move(facts), number,
                              [clock = m_surroundings.clock] { return clock->todayInJapan(); });
    // The same entries are replaced when the file of the same application is read again.
    const QString own = m_drafts->currentId().isEmpty() ? randomUuid() : m_drafts->currentId();
    const QString seed = number.isEmpty() ? own : m_journey.profile.id + u'\n' + number;
    connect(page, &PlanPage::saveRequested, this, [this, page, seed] { savePlan(page, seed); });
    m_drafts->touchPlace();
    m_window.setPage(page);
    updateNotes();
}

void Controller::rememberReceipt(const submission::Sent &sent, const paper::ReceiptSource &source)
{
    m_receiptAgain = [this, sent, source] { placeReceipt(sent, source); };
    m_receiptFacts = [receipt = sent.receipt, definition = source.definition] {
        return std::pair(factsOf(receipt, definition), receipt.acknowledgement.applicationNumber);
    };
}

/// Of the application that is at hand: the one just sent, the one being filled in, or the last one that was sent.
std::pair<form::PlanFacts, QString> Controller::planFacts() const
{
    if (m_place == Place::Receipt) {
        return m_receiptFacts();
    }
    if (m_journey.greeting && !m_journey.answers.json().isEmpty()) {
        return {form::readPlanFacts(form::bundledPlannerData(), m_journey.definition(), m_journey.prepared()), {}};
    }
    // Whoever has signed in sees no other person's plan; before that the computer's account is all that is known.
    const auto &receipts = m_drafts->listed().receipts;
    const auto kept = std::ranges::find_if(receipts, [this](const vault::KeptReceipt &each) {
        return each.serviceId == m_journey.profile.id && (m_ownerId.isEmpty() || each.ownerId == m_ownerId);
    });
    if (kept == receipts.end()) {
        return {};
    }
    const auto receipt = submission::readReceipt(kept->receipt);
    const auto definition = form::readDefinition(kept->form);
    if (!receipt || !definition) {
        return {};
    }
    return {factsOf(*receipt, *definition), kept->number};
}

/// Back to the page below; false if there is no plan on the screen.
bool Controller::leavePlan()
{
    if (!qobject_cast<PlanPage *>(m_window.page())) {
        return false;
    }
    switch (m_place) {
    case Place::Form: showForm(m_stepId); break;
    case Place::Review: showReview(); break;
    case Place::Receipt: {
        const auto again = m_receiptAgain; // which is replaced while it runs
        again();
        break;
    }
    default: showStart(); break;
    }
    return true;
}

void Controller::savePlan(PlanPage *page, const QString &seed)
{
    const auto write = [this, page, seed](const QString &path) { writePlan(page, seed, path); };
    if (m_surroundings.chooser) {
        m_surroundings.chooser->choosePlace(page, tr("Save calendar file"), {{CalendarName, tr("Calendar file")}},
                                            write);
        return;
    }
    auto *dialog = new QFileDialog(page, tr("Save calendar file"),
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Calendar file (*.ics)"));
    dialog->setDefaultSuffix(u"ics"_s);
    dialog->selectFile(CalendarName);
    connect(dialog, &QFileDialog::fileSelected, page, write);
    dialog->open();
}

void Controller::writePlan(PlanPage *page, const QString &seed, const QString &path)
{
    const QByteArray calendar = paper::toCalendar(
        {page->plan(), m_journey.language, m_journey.isPractice(), seed, m_surroundings.clock->utcNow()});
    page->setBusy(tr("Saving the calendar file…"));
    inBackground(
        page,
        [path, calendar]() -> Result<void> {
            const auto written = writeFileAtomically(path, calendar);
            return written ? Result<void>() : failed(FailureCode::OutputUnwritable, written.error());
        },
        [page, path](const Result<void> &written) {
            page->setBusy({});
            if (written) {
                page->showSaved(path);
            } else {
                page->showFailure(written.error());
            }
        });
}

} // namespace ttp::ui
