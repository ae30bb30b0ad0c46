// SPDX-License-Identifier: GPL-3.0-or-later
// The terms, what has changed in them, consent and its receipt.

#include "wizard/controller.h"

#include "base/background.h"
#include "base/file.h"
#include "fields/file_chooser.h"
#include "pages/receipt_page.h"
#include "pages/send_page.h"
#include "pages/start_page.h"
#include "pages/terms_page.h"
#include "service/documents.h"
#include "service/door.h"
#include "service/greeting.h"
#include "terms/consent_receipt.h"
#include "wizard/wizard_window.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QJsonDocument>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ttp::ui {

namespace {

/// A person is watching; without the earlier text they can go on all the same.
constexpr std::chrono::milliseconds ShortPatience = 3s;

bool fontsCanDrawJapanese()
{
    return !QFontDatabase::families(QFontDatabase::Japanese).isEmpty();
}

} // namespace

/// What stands in the way of consent stands on the page that is open; no page with a box to tick appears.
void Controller::refuseTerms(const Failure &why)
{
    if (auto *page = qobject_cast<SendPage *>(m_window.page())) {
        page->showEnd(why);
    } else {
        m_window.page()->showFailure(why);
    }
    updateNotes();
}

void Controller::showTerms(const std::optional<Failure> &reason)
{
    if (!(m_surroundings.canDrawJapanese ? m_surroundings.canDrawJapanese() : fontsCanDrawJapanese())) {
        refuseTerms(Failure(FailureCode::TermsFontMissing));
        return;
    }
    auto *page = new TermsPage(m_journey);
    connect(page, &TermsPage::agreed, this, &Controller::onAgreed);
    showPage(page, Place::Terms);
    if (reason) {
        page->showFailure(reason);
    }
    if (m_journey.agreedBefore && !m_journey.agreedBefore->changes) {
        findChanges();
    }
}

/// Consent is only asked for to terms that may bind; what cannot be had or believed stands on the page that is open.
void Controller::showChangedTerms(Result<terms::Terms> terms)
{
    const auto signedBy = terms
        ? service::judgeTerms(*terms, m_journey.profile, m_journey.greeting->description)
        : Result<terms::SignedBy>(std::unexpected(terms.error()));
    if (!signedBy) {
        refuseTerms(signedBy.error());
        return;
    }
    terms::Terms before = std::exchange(m_journey.greeting->terms, *std::move(terms));
    m_journey.greeting->termsSignedBy = *signedBy;
    if (m_journey.consent && m_journey.consent->covers(before)) {
        m_journey.agreedBefore = {*m_journey.consent, std::move(before), {}};
        m_journey.consent.reset();
    }
    askAgain();
}

/// The terms in force are not those that were agreed to.
void Controller::askAgain()
{
    if (m_journey.consent) {
        m_journey.agreedBefore = {*m_journey.consent, std::nullopt, {}};
    }
    m_journey.consent.reset();
    if (m_journey.agreedBefore) {
        m_journey.agreedBefore->changes.reset(); // they may have changed once more
        showTerms(Failure(FailureCode::TermsChanged));
    } else {
        showTerms();
    }
}

/// The text that was agreed to is the one of the digests in the consent, wherever it is found; no other is shown for it.
void Controller::findChanges()
{
    const Journey::AgreedBefore &agreed = *m_journey.agreedBefore;
    if (agreed.terms) {
        compareTerms(*agreed.terms);
        return;
    }
    service::performPatiently(*m_door, service::TermsVersion(agreed.consent.termsVersion), m_window.page(),
                              service::Patience(ShortPatience), [this](Result<terms::Terms> terms) {
                                  if (!m_journey.agreedBefore) {
                                      return;
                                  }
                                  if (!terms || !m_journey.agreedBefore->consent.covers(*terms)) {
                                      onChanges(std::nullopt);
                                      return;
                                  }
                                  m_journey.agreedBefore->terms = *terms;
                                  compareTerms(*std::move(terms));
                              });
}

void Controller::compareTerms(terms::Terms before)
{
    inBackground(
        m_window.page(),
        [before = std::move(before), now = m_journey.greeting->terms] { return terms::compare(before, now); },
        [this](terms::Difference difference) { onChanges(std::move(difference)); });
}

void Controller::onChanges(std::optional<terms::Difference> difference)
{
    if (!m_journey.agreedBefore) {
        return; // put aside meanwhile
    }
    const terms::Consent &consent = m_journey.agreedBefore->consent;
    m_journey.agreedBefore->changes = {consent.termsVersion, consent.acceptedAt, std::move(difference)};
    if (auto *page = qobject_cast<TermsPage *>(m_window.page())) {
        page->refreshChanges();
    }
}

void Controller::onAgreed(const QStringList &languagesShown, const QString &statement)
{
    const service::Greeting &greeting = *m_journey.greeting;
    terms::Consent consent =
        terms::giveConsent(greeting.terms, languagesShown,
                           m_journey.shared ? terms::Channel::Kiosk : terms::Channel::Window, m_surroundings.clock->utcNow());
    terms::ConsentReceipt receipt = terms::receiptOf(consent, greeting.terms);
    receipt.language = m_journey.language;
    receipt.statement = statement;
    receipt.party = {greeting.description.id, service::nameOf(greeting.description.kind),
                     m_journey.profile.baseUrl.toString(QUrl::FullyEncoded), greeting.description.name};
    receipt.announcedKeys = greeting.description.announcedKeys.json();
    consent.receipt = receipt.toJson();
    m_journey.consent = std::move(consent);
    m_journey.agreedBefore.reset();
    showSignIn();
}

/// Consent comes before the sign-in: only now it is known whose it is.
void Controller::noteWhoAgreed()
{
    if (m_journey.consent && !m_journey.consent->receipt.isEmpty()) {
        m_journey.consent->receipt.insert(u"pii_principal_id"_s, m_ownerId);
    }
}

void Controller::saveConsent(Page *page, const QJsonObject &receipt, const QString &number)
{
    const QString name = u"consent-"_s + number + u".json"_s;
    const auto write = [this, page, receipt](const QString &path) { writeConsent(page, receipt, path); };
    if (m_surroundings.chooser) {
        m_surroundings.chooser->choosePlace(page, tr("Save consent receipt"), {{name, tr("Consent receipt as data")}}, write);
        return;
    }
    auto *dialog = new QFileDialog(page, tr("Save consent receipt"),
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Consent receipt as data (*.json)"));
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, page, write);
    dialog->open();
}

void Controller::writeConsent(Page *page, const QJsonObject &receipt, const QString &path)
{
    const auto make = [path, receipt]() -> Result<void> {
        const auto written = writeFileAtomically(path, QJsonDocument(receipt).toJson(QJsonDocument::Indented));
        return written ? Result<void>() : failed(FailureCode::ReceiptNotWritten, written.error());
    };
    page->setBusy(tr("Saving the consent receipt…"));
    inBackground(page, make, [page, path](const Result<void> &made) {
        page->setBusy({});
        if (!made) {
            page->showFailure(made.error());
        } else if (auto *shown = qobject_cast<ReceiptPage *>(page)) {
            shown->showConsentSaved(path);
        } else if (auto *start = qobject_cast<StartPage *>(page)) {
            start->showConsentSaved(path);
        }
    });
}

} // namespace ttp::ui
