// SPDX-License-Identifier: GPL-3.0-or-later
// Sending an application and keeping its receipt.

#include "wizard/controller.h"

#include "attachment_desk.h"
#include "base/background.h"
#include "base/file.h"
#include "fields/file_chooser.h"
#include "form/migration.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "pages/send_page.h"
#include "paper/receipt_files.h"
#include "service/documents.h"
#include "service/door.h"
#include "submission/sending.h"
#include "wizard/wizard_window.h"

#include <QFileDialog>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace ttp::ui {

void Controller::send()
{
    auto *page = new SendPage(m_journey);
    submission::Application application{m_journey.definition(), m_journey.answers, m_journey.filesToSend(),
                                        *m_journey.consent, m_journey.language, {}};
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
    auto *page = new ReceiptPage(m_journey, *m_sending->outcome());
    m_sending.reset();
    m_receiptUnsaved = true;
    const submission::Sent &sent = page->sent();
    const paper::ReceiptSource source{sent.receipt.toJson(), m_journey.definition(), *m_journey.consent,
                                      submission::describe(sent.provedBy)};
    connect(page, &ReceiptPage::saveRequested, this, [this, page, source] { saveReceipt(page, source); });
    connect(page, &ReceiptPage::newApplicationRequested, this, &Controller::abandon);
    showPage(page, Place::Receipt);
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
    m_sending.reset();
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

/// Says what had no place in the new form.
Failure Controller::migrateTo(service::Greeting greeting)
{
    const service::Greeting old = std::exchange(*m_journey.greeting, std::move(greeting));
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
        const form::Field *field = old.form.field(id);
        change.leftOut.push_back(field ? field->label : LocalizedText({{u"ja"_s, id}, {u"en"_s, id}}));
    }
    return change;
}

void Controller::saveReceipt(ReceiptPage *page, const paper::ReceiptSource &source)
{
    if (m_surroundings.chooser) {
        const QString number = page->sent().receipt.acknowledgement.applicationNumber;
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
    const QString name = page->sent().receipt.acknowledgement.applicationNumber;
    const auto offer = [dialog, filters, name](const QString &filter) {
        const auto format = paper::FileFormat(qMax(qsizetype(0), filters.indexOf(filter)));
        dialog->setDefaultSuffix(paper::suffixOf(format));
        dialog->selectFile(name + u'.' + paper::suffixOf(format));
    };
    offer(filters.first());
    connect(dialog, &QFileDialog::filterSelected, dialog, offer);
    connect(dialog, &QFileDialog::fileSelected, page, [this, page, source](const QString &path) {
        writeReceipt(page, source, path);
    });
    dialog->open();
}

void Controller::writeReceipt(ReceiptPage *page, const paper::ReceiptSource &source, const QString &path)
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
            m_receiptUnsaved = false;
            updateNotes();
            page->showSaved(path);
        } else {
            page->showFailure(made.error());
        }
    });
}

} // namespace ttp::ui
