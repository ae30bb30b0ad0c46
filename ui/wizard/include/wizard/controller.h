// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/journey.h"
#include "wizard/surroundings.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace ttp::paper {
struct ReceiptSource;
}
namespace ttp::submission {
class Sending;
}

namespace ttp::service {
class Door;
}

namespace ttp::ui {

class AttachmentDesk;
class ReceiptPage;
class FormPage;
class Languages;
class Page;
class ReviewPage;
class SendPage;
class SignInPage;
class WizardWindow;

/// Leads through the wizard: makes each page when it is reached, does what the page asks for, and keeps the journey. The
/// window never waits: disk, network, keychain and hashing happen elsewhere and come back as calls.
class Controller final : public QObject {
    Q_OBJECT
public:
    /// Everything handed in outlives the controller.
    Controller(Surroundings surroundings, Languages &languages, WizardWindow &window, QObject *parent = nullptr);
    ~Controller() override;

    /// Shows the start page and looks for the service.
    void start();

    [[nodiscard]] const Journey &journey() const { return m_journey; }

Q_SIGNALS:
    /// Appearance `system`, `light` or `dark`.
    void schemeChosen(const QString &scheme);
    /// An application is under way, or no longer: its outcome is on the page.
    void sendingChanged(bool sending);
    /// On a shared machine: the person wants to begin anew, for which a new session is needed.
    void newSessionWanted();

private:
    enum class Place { Start, Terms, SignIn, Form, Review, Send, Receipt };

    // controller.cpp: the way through
    void connectWindow();
    void showStart();
    /// Leads to the first of the problems, else to the field if one is named.
    void showForm(const QString &stepId, const QString &fieldId = {}, const std::vector<Problem> &problems = {});
    void showReview(const std::vector<Problem> &problems = {});
    void showPage(Page *page, Place place);
    void goBack();
    void goTo(const QString &railId);
    void afterStep(const QString &stepId);
    void chooseLanguage(const QString &language);
    void abandon();
    void clear();
    void updateRail();
    void updateNotes();
    [[nodiscard]] QStringList visibleSteps() const;
    [[nodiscard]] bool isComplete(const QString &stepId) const;
    [[nodiscard]] bool hasUnsent() const;

    // controller_service.cpp: the service, terms and the account
    void openOrigin();
    void onOrigin(Result<Origin> origin);
    void refreshStart();
    void greet();
    void onGreeted(Result<service::Greeting> greeting);
    void newApplication();
    void tryExample();
    void fillInExample();
    void showTerms(const std::optional<Failure> &reason = std::nullopt);
    void showChangedTerms(Result<terms::Terms> terms);
    void onAgreed(const QStringList &languagesShown);
    void showSignIn(const std::optional<Failure> &reason = std::nullopt);
    void signIn();
    void onTermsBeforeSignIn(Result<terms::Terms> terms);
    void onSignedIn(Result<service::Session> session);
    void afterSignIn();
    void rememberPassword();
    void checkKeychain();
    [[nodiscard]] Secret accountAsSecret() const;
    void recallPassword();
    void forgetPassword();
    void signOut();
    [[nodiscard]] QString keychainEntry() const;

    // controller_sending.cpp: sending and the receipt
    void send();
    void onSendingEnded();
    void onSent();
    void onNotSent(Failure failure);
    void onFormOutdated();
    [[nodiscard]] Failure migrateTo(service::Greeting greeting);
    void saveReceipt(ReceiptPage *page, const paper::ReceiptSource &source);
    void writeReceipt(ReceiptPage *page, const paper::ReceiptSource &source, const QString &path);

    Surroundings m_surroundings;
    Languages &m_languages;
    WizardWindow &m_window;
    Journey m_journey;
    Place m_place = Place::Start;
    QString m_stepId;              ///< of Place::Form
    bool m_changing = false;       ///< came from the review and returns there
    bool m_wantsNew = false;       ///< the primary button of the start page was pressed before the service was there
    bool m_originOpening = false;
    bool m_greeting = false;
    bool m_remember = false;
    bool m_receiptUnsaved = false;
    QString m_ownerId; ///< the user ID under which the answers were entered (clause 3(6))
    std::unique_ptr<service::Door> m_door;
    std::unique_ptr<AttachmentDesk> m_desk;
    std::unique_ptr<submission::Sending> m_sending;
};

} // namespace ttp::ui
