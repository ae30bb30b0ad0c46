// SPDX-License-Identifier: GPL-3.0-or-later
// Sending an application and keeping its receipt.

#include "wizard/controller.h"

#include "attachment_desk.h"
#include "base/background.h"
#include "base/file.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "pages/send_page.h"
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
    inputs.outbox = m_journey.practiceAccount ? nullptr : m_surroundings.outbox; // the embedded service ends with us
    m_sending = std::make_unique<submission::Sending>(*m_door, std::move(inputs));
    submission::Sending *sending = m_sending.get();
    connect(sending, &submission::Sending::progressed, page,
            [page, sending] { page->showProgress(sending->progress(), sending->canBeCancelled()); });
    connect(sending, &submission::Sending::ended, this, &Controller::onSendingEnded, Qt::QueuedConnection);
    connect(page, &SendPage::cancelRequested, sending, &submission::Sending::cancel);
    connect(page, &SendPage::askAgainRequested, sending, &submission::Sending::askAgain);
    connect(page, &SendPage::sendAgainRequested, this, &Controller::send, Qt::QueuedConnection);
    showPage(page, Place::Send);
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
}

void Controller::onSent()
{
    auto *page = new ReceiptPage(m_journey, *m_sending->outcome());
    m_sending.reset();
    m_receiptUnsaved = true;
    connect(page, &ReceiptPage::saveRequested, this, &Controller::saveReceipt);
    connect(page, &ReceiptPage::newApplicationRequested, this, &Controller::abandon);
    showPage(page, Place::Receipt);
}

void Controller::onNotSent(Failure failure)
{
    if (SendPage::isUnsettled(failure)) {
        // The sending stays: only its key can settle what happened. Another one could make two applications of it.
        if (auto *page = qobject_cast<SendPage *>(m_window.page())) {
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
                       m_journey.greeting = *std::move(greeting);
                       const QJsonObject old = m_journey.answers.json();
                       m_journey.answers = {};
                       for (auto answer = old.begin(); answer != old.end(); ++answer) {
                           if (m_journey.definition().field(answer.key())) {
                               m_journey.answers.set(answer.key(), answer.value());
                           }
                       }
                       std::erase_if(m_journey.files, [this](const AttachedFile &file) {
                           return !m_journey.definition().field(file.file.facts.field);
                       });
                       afterSignIn(); // the first step that is not complete in the new form
                       m_window.page()->showFailure(Failure(FailureCode::FormChanged));
                   });
}

void Controller::saveReceipt()
{
    auto *page = qobject_cast<ReceiptPage *>(m_window.page());
    if (!page) {
        return;
    }
    const submission::Receipt &receipt = page->sent().receipt;
    auto *dialog = new QFileDialog(page, tr("Save receipt"),
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Receipt (*.json)"));
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(receipt.acknowledgement.applicationNumber + u".json"_s);
    connect(dialog, &QFileDialog::fileSelected, page, [this, page, bytes = receipt.toJson()](const QString &path) {
        inBackground(
            page, [path, bytes] { return writeFileAtomically(path, bytes); },
            [this, page, path](const std::expected<void, QString> &written) {
                if (written) {
                    m_receiptUnsaved = false;
                    updateNotes();
                    page->showSaved(path);
                } else {
                    page->showFailure(Failure(FailureCode::ReceiptNotWritten, written.error()));
                }
            });
    });
    dialog->open();
}

} // namespace ttp::ui
