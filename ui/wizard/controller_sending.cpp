// SPDX-License-Identifier: GPL-3.0-or-later
// Sending an application and keeping its receipt.

#include "wizard/controller.h"

#include "attachment_desk.h"
#include "base/background.h"
#include "base/digest.h"
#include "base/file.h"
#include "draft_keeper.h"
#include "fields/file_chooser.h"
#include "form/migration.h"
#include "form/problems.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "pages/send_page.h"
#include "pages/start_page.h"
#include "paper/receipt_files.h"
#include "service/documents.h"
#include "service/door.h"
#include "submission/sending.h"
#include "wizard/wizard_window.h"

#include <QFileDialog>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace ttp::ui {

/// The draft says that it is being sent before anything can arrive: if this program is killed then, the next one asks.
void Controller::send()
{
    if (m_marking) {
        return;
    }
    if (!m_journey.practiceAccount && !m_drafts->sending().key.isEmpty()) {
        settle();
        return;
    }
    submission::Application application = this->application();
    application.key = randomUuid();
    const QString key = application.key;
    m_marking = true;
    m_window.page()->setBusy(tr("Saving the application…"));
    const auto send = [this, page = QPointer(m_window.page()), application = std::move(application)](const Result<void> &marked) {
        m_marking = false;
        if (!page || page != m_window.page()) { // gone on elsewhere: what is sent stands on the page that is seen
            m_drafts->clearSending();
            return;
        }
        page->setBusy({});
        if (!marked && !m_journey.practiceAccount) {
            m_drafts->clearSending();
            page->showFailure(marked.error());
            return;
        }
        startSending(application);
    };
    m_drafts->markSending(key, send);
}

void Controller::startSending(submission::Application application)
{
    auto *page = new SendPage(m_journey);
    submission::Sending::Inputs inputs{std::move(application), m_journey.greeting->description, *m_journey.credentials,
                                       m_journey.holder, service::Patience(m_surroundings.patience)};
    // The embedded service ends with us; a shared machine keeps no notes, the person is told the key (showEnd).
    inputs.outbox = m_journey.practiceAccount || m_journey.shared ? nullptr : m_surroundings.outbox;
    inputs.clock = m_surroundings.clock;
    m_sending = std::make_unique<submission::Sending>(*m_door, std::move(inputs));
    submission::Sending *sending = m_sending.get();
    connect(sending, &submission::Sending::progressed, page,
            [page, sending] { page->showProgress(sending->progress(), sending->canBeCancelled()); });
    connect(sending, &submission::Sending::ended, this, &Controller::onSendingEnded, Qt::QueuedConnection);
    connect(page, &SendPage::cancelRequested, sending, &submission::Sending::cancel);
    connect(page, &SendPage::askAgainRequested, sending, &submission::Sending::askAgain);
    connect(page, &SendPage::askAgainRequested, this, [this] { Q_EMIT sendingChanged(true); });
    connect(page, &SendPage::sendAgainRequested, this, &Controller::send, Qt::QueuedConnection);
    showPage(page, Place::Send);
    Q_EMIT sendingChanged(true);
    sending->start();
}

void Controller::onSendingEnded()
{
    if (!m_sending) {
        return;
    }
    if (m_sending->outcome()) {
        onSent();
    } else {
        onNotSent(Failure(m_sending->outcome().error()));
    }
    Q_EMIT sendingChanged(false);
}

void Controller::onSent()
{
    submission::Sent sent = *m_sending->outcome();
    m_sending.reset();
    showReceipt(std::move(sent), m_journey.definition(), *m_journey.consent);
}

/// The receipt is kept before the draft goes. Practice with the embedded service leaves no receipts behind.
void Controller::showReceipt(submission::Sent sent, const form::Definition &definition, const terms::Consent &consent)
{
    m_receiptUnsaved = true;
    const paper::ReceiptSource source{sent.receipt.toJson(), definition, consent, submission::describe(sent.provedBy)};
    ReceiptPage *page = placeReceipt(std::move(sent), source);
    const submission::Receipt &receipt = page->sent().receipt;
    const QString number = receipt.acknowledgement.applicationNumber;
    std::optional<vault::KeptReceipt> kept;
    if (m_drafts->hasVault() && !m_journey.practiceAccount) {
        using submission::ProvedBy;
        const ProvedBy by = page->sent().provedBy;
        kept = {randomUuid(), m_journey.profile.id, number, receipt.acknowledgement.receivedAt,
                by == ProvedBy::PinnedKey      ? u"pinned"_s
                : by == ProvedBy::AnnouncedKey ? u"announced"_s
                                               : u"nobody"_s,
                source.json, source.definition.json, source.consent.toKept(), m_ownerId};
    }
    m_drafts->discard(std::move(kept), [this, page = QPointer(page), keeps = kept.has_value()](const Result<void> &done) {
        if (done && keeps && m_drafts->isOnDisk() && page) {
            m_receiptUnsaved = false;
            updateNotes();
        } else if (!done && page) {
            page->showFailure(done.error());
        }
    });
}

ReceiptPage *Controller::placeReceipt(submission::Sent sent, const paper::ReceiptSource &source)
{
    rememberReceipt(sent, source);
    auto *page = new ReceiptPage(m_journey, std::move(sent), source.consent);
    const QString number = page->sent().receipt.acknowledgement.applicationNumber;
    connect(page, &ReceiptPage::saveRequested, this, [this, page, source, number] { saveReceipt(page, source, number); });
    connect(page, &ReceiptPage::saveConsentRequested, this,
            [this, page, receipt = source.consent.receipt, number] { saveConsent(page, receipt, number); });
    connect(page, &ReceiptPage::newApplicationRequested, this, &Controller::abandon);
    connect(page, &ReceiptPage::planRequested, this, &Controller::showPlan);
    showPage(page, Place::Receipt);
    return page;
}

void Controller::onNotSent(Failure failure)
{
    if (SendPage::isUnsettled(failure)) {
        // The sending stays: only its key can settle what happened. Another one could make two applications of it.
        if (auto *page = qobject_cast<SendPage *>(m_window.page())) {
            page->setKey(m_journey.shared ? m_sending->manifest().key : QString());
            page->showEnd(failure);
        }
        return;
    }
    submission::nameFields(failure.problems, m_sending->manifest());
    for (Problem &problem : failure.problems) {
        // A service says the place only; the words belong to the innermost field there.
        if (const QString field = form::fieldAt(m_journey.definition(), problem.pointer); !field.isEmpty()) {
            problem.field = field;
        }
    }
    m_sending.reset();
    m_drafts->clearSending(); // it is certain that nothing was received
    m_drafts->touch();        // a vault may have been opened meanwhile
    switch (failure.code) {
    case FailureCode::ValidationFailed:
    case FailureCode::AnswersInvalid:
    case FailureCode::AttachmentUnreadable:
    case FailureCode::AttachmentChanged:
    case FailureCode::MalwareDetected:
    case FailureCode::UnsupportedMediaType:
    case FailureCode::PayloadTooLarge:
        showReview(failure.problems);
        m_window.page()->showFailure(failure);
        break;
    case FailureCode::Cancelled:
        showReview();
        m_window.page()->showFailure(failure);
        break;
    case FailureCode::SessionEnded:
    case FailureCode::InvalidCredentials:
        m_journey.signedIn = false;
        showSignIn(failure);
        break;
    case FailureCode::TermsChanged:
    case FailureCode::ServiceTermsOutdated:
        m_window.page()->setBusy(tr("Connecting to the service…"));
        service::performPatiently(*m_door, service::CurrentTerms(), m_window.page(),
                                  service::Patience(std::chrono::seconds(3)),
                                  [this](Result<terms::Terms> terms) { showChangedTerms(std::move(terms)); });
        break;
    case FailureCode::ServiceFormOutdated: onFormOutdated(); break;
    default:
        if (auto *page = qobject_cast<SendPage *>(m_window.page())) {
            page->showEnd(failure);
        }
        updateNotes();
        break;
    }
}

/// Fetches the form anew and keeps every answer and file that still has a field in it.
void Controller::onFormOutdated()
{
    m_window.page()->setBusy(tr("Connecting to the service…"));
    service::greet(*m_door, m_window.page(), service::Patience(std::chrono::seconds(3)), service::GreetingPart::Form, true,
                   [this](Result<service::Greeting> greeting) {
                       if (!greeting) {
                           showReview();
                           m_window.page()->showFailure(greeting.error());
                           return;
                       }
                       const Failure change = migrateTo(*std::move(greeting));
                       afterSignIn(); // the first step that is not complete in the new form
                       m_window.page()->showFailure(change);
                   });
}

Failure Controller::migrateTo(service::Greeting greeting)
{
    const service::Greeting old = std::exchange(*m_journey.greeting, std::move(greeting));
    return migrateFrom(old.form);
}

/// Answers and files that were made with another form come into the one of now: says what had no place in it, and what it
/// asks in addition.
Failure Controller::migrateFrom(const form::Definition &old)
{
    const form::Definition &now = m_journey.definition();
    form::Migration migration = form::migrate(m_journey.answers, now);
    m_journey.answers = std::move(migration.kept);
    for (const AttachedFile &file : m_journey.files) {
        if (!form::takesFiles(now, file.file.facts.field) && !migration.left.contains(file.file.facts.field)) {
            migration.left += file.file.facts.field;
        }
    }
    std::erase_if(m_journey.files,
                  [&now](const AttachedFile &file) { return !form::takesFiles(now, file.file.facts.field); });
    m_desk->judgeAgain();
    Failure change(FailureCode::FormChanged);
    for (const QString &id : std::as_const(migration.left)) {
        const form::Field *field = old.field(id);
        change.leftOut.push_back(field ? field->label : LocalizedText({{u"ja"_s, id}, {u"en"_s, id}}));
    }
    for (const form::Field *field : old.steps.empty() ? std::vector<const form::Field *>() : form::addedFields(old, now)) {
        change.added.push_back(field->label);
    }
    return change;
}

void Controller::saveReceipt(Page *page, const paper::ReceiptSource &source, const QString &number)
{
    if (m_surroundings.chooser) {
        m_surroundings.chooser->choosePlace(page, tr("Save receipt"),
                                            {{number + u".pdf"_s, tr("Receipt as PDF")},
                                             {number + u".html"_s, tr("Receipt as web page")},
                                             {number + u".json"_s, tr("Receipt as data")}},
                                            [this, page, source](const QString &path) { writeReceipt(page, source, path); });
        return;
    }
    auto *dialog = new QFileDialog(page, tr("Save receipt"),
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    // Paper first: it holds the data as well, and the web page is for those who have it read to them.
    const QStringList filters{tr("Receipt as PDF (*.pdf)"), tr("Receipt as web page (*.html)"),
                              tr("Receipt as data (*.json)")};
    dialog->setNameFilters(filters);
    const auto offer = [dialog, filters, number](const QString &filter) {
        const auto format = paper::FileFormat(qMax(qsizetype(0), filters.indexOf(filter)));
        dialog->setDefaultSuffix(paper::suffixOf(format));
        dialog->selectFile(number + u'.' + paper::suffixOf(format));
    };
    offer(filters.first());
    connect(dialog, &QFileDialog::filterSelected, dialog, offer);
    connect(dialog, &QFileDialog::fileSelected, page, [this, page, source](const QString &path) {
        writeReceipt(page, source, path);
    });
    dialog->open();
}

void Controller::writeReceipt(Page *page, const paper::ReceiptSource &source, const QString &path)
{
    const auto make = [path, source]() -> Result<void> {
        const auto bytes = paper::receiptFile(paper::formatOfName(path).value_or(paper::FileFormat::Pdf), source);
        if (!bytes) {
            return failed(bytes.error());
        }
        const auto written = writeFileAtomically(path, *bytes);
        return written ? Result<void>() : failed(FailureCode::ReceiptNotWritten, written.error());
    };
    page->setBusy(tr("Saving the receipt…"));
    inBackground(page, make, [this, page, path](const Result<void> &made) {
        page->setBusy({});
        if (made) {
            if (auto *receipt = qobject_cast<ReceiptPage *>(page)) {
                m_receiptUnsaved = false;
                receipt->showSaved(path);
            } else if (auto *start = qobject_cast<StartPage *>(page)) {
                start->showSaved(path);
            }
            updateNotes();
        } else {
            page->showFailure(made.error());
        }
    });
}

} // namespace ttp::ui
