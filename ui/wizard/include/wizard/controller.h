// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/planner.h"
#include "pages/journey.h"
#include "submission/settling.h"
#include "submission/manifest.h"
#include "vault/vault.h"
#include "vault/draft.h"
#include "wizard/surroundings.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <utility>

namespace ttp::paper {
struct ReceiptSource;
}
namespace ttp::submission {
class Sending;
struct Sent;
}

namespace ttp::service {
class Door;
}

namespace ttp::ui {

class AttachmentDesk;
class CheckDialog;
class DraftKeeper;
class EraseDialog;
class ReceiptPage;
class FormPage;
class Languages;
class Page;
class PlanPage;
class ReviewPage;
class SendPage;
class SignInPage;
class StartPage;
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
    struct Settled {
        submission::Application application;
        submission::Manifest manifest;
    };
    enum class Place { Start, Precheck, Terms, SignIn, Form, Review, Send, Receipt, Reading };

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
    void settlePage();
    void showFiles();
    void updateRail();
    void updateNotes();
    [[nodiscard]] QStringList visibleSteps() const;
    [[nodiscard]] bool isComplete(const QString &stepId) const;
    [[nodiscard]] bool hasUnsent() const;

    // controller_precheck.cpp: the step before the terms
    void beginOrContinue();
    void showPrecheck();
    void carryPrecheck();
    [[nodiscard]] bool hasOnlyPrecheck() const;
    void chooseDraft(const QString &id);
    void tellNoService(const Failure &failure);

    // controller_service.cpp: the service, terms and the account
    void openOrigin();
    void onOrigin(Result<Origin> origin);
    void refreshStart();
    void greet();
    void onGreeted(Result<service::Greeting> greeting);
    void newApplication();
    void tryExample();
    void fillInExample();
    void showSignIn(const std::optional<Failure> &reason = std::nullopt);
    void signIn();
    void onTermsBeforeSignIn(Result<terms::Terms> terms);
    void onSignedIn(Result<service::Session> session);
    void afterSignIn();
    void showFirstIncomplete();
    void rememberPassword();
    void checkKeychain();
    [[nodiscard]] Secret accountAsSecret() const;
    void recallPassword();
    void forgetPassword();
    void signOut();
    [[nodiscard]] QString keychainEntry() const;

    // controller_consent.cpp: the terms, what changed in them, consent and its receipt
    void showTerms(const std::optional<Failure> &reason = std::nullopt);
    void showChangedTerms(Result<terms::Terms> terms);
    void refuseTerms(const Failure &why);
    void askAgain();
    void findChanges();
    void compareTerms(terms::Terms before);
    void onChanges(std::optional<terms::Difference> difference);
    void onAgreed(const QStringList &languagesShown, const QString &statement);
    void noteWhoAgreed();
    void saveConsent(Page *page, const QJsonObject &receipt, const QString &number);
    void writeConsent(Page *page, const QJsonObject &receipt, const QString &path);

    // controller_vault.cpp: the vault behind the drafts, and what is told of saving
    void openVault(bool make);
    void onVault(bool made, Result<std::shared_ptr<vault::Vault>> vault);
    void onDiskRefuses();
    void onDraftState();
    [[nodiscard]] bool isReadingFiles() const;
    [[nodiscard]] bool waitsForFiles();
    [[nodiscard]] bool isSaved() const;
    [[nodiscard]] QString savedNote() const;

    // controller_drafts.cpp: what is kept on this computer
    void makeDraftKeeper();
    void describe(vault::Draft &draft) const;
    [[nodiscard]] vault::DraftService serviceOfDrafts() const;
    [[nodiscard]] vault::DraftPlace placeOfDraft() const;
    void touchDraft();
    void onFilesLost(const QStringList &ids);
    void connectKeptList(StartPage *page);
    void listKept();
    void showKept();
    void resumeDraft(const QString &id);
    void takeIn(const vault::Draft &draft);
    [[nodiscard]] bool goToPlaceOfDraft();
    void readDraftOnly(const Failure &why);
    void renameDraft(const QString &id, const QString &name);
    void duplicateDraft(const QString &id, const QString &name);
    void removeDraft(const QString &id, const QString &name);
    void saveKeptReceipt(const QString &id);
    void putAside();

    // controller_earlier.cpp: an application that was sent before
    /// Goes on with `then`, at once if there is none.
    void findEarlier(const std::function<void()> &then);

    // controller_hand_over.cpp: to another computer, and passphrases
    void exportDraft(const QString &id);
    void showCode(const QString &path, const Secret &code);
    void importDraft();
    void askForPassphrase();

    // controller_settling.cpp: a draft that was being sent when the program ended
    void settle();
    [[nodiscard]] static Result<Settled> freezeAgain(const vault::Draft &sent, const std::vector<service::FileToSend> &files);
    void onFrozenForSettling(Result<Settled> frozen);
    void onSettled(const submission::Settlement &settlement);
    [[nodiscard]] submission::Application application() const;

    // controller_upkeep.cpp: what the menu does to this computer
    void connectUpkeep();
    void showErase();
    void erase(EraseDialog *dialog, erasure::Unsettled unsettled);
    void showCheck();
    void saveCheck(CheckDialog *dialog);

    // controller_plan.cpp: the plan of the visit
    [[nodiscard]] bool isPlanPossible() const;
    void showPlan();
    void rememberReceipt(const submission::Sent &sent, const paper::ReceiptSource &source);
    [[nodiscard]] std::pair<form::PlanFacts, QString> planFacts() const;
    [[nodiscard]] bool leavePlan();
    void savePlan(PlanPage *page, const QString &seed);
    void writePlan(PlanPage *page, const QString &seed, const QString &path);

    // controller_sending.cpp: sending and the receipt
    void send();
    void onSendingEnded();
    void startSending(submission::Application application);
    void onSent();
    void showReceipt(submission::Sent sent, const form::Definition &definition, const terms::Consent &consent);
    ReceiptPage *placeReceipt(submission::Sent sent, const paper::ReceiptSource &source);
    void onNotSent(Failure failure);
    void onFormOutdated();
    [[nodiscard]] Failure migrateTo(service::Greeting greeting);
    [[nodiscard]] Failure migrateFrom(const form::Definition &old);
    void saveReceipt(Page *page, const paper::ReceiptSource &source, const QString &number);
    void writeReceipt(Page *page, const paper::ReceiptSource &source, const QString &path);

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
    std::function<void()> m_receiptAgain; ///< shows the receipt at hand once more
    std::function<std::pair<form::PlanFacts, QString>()> m_receiptFacts; ///< what a plan needs of it
    QString m_ownerId; ///< the user ID under which the answers were entered (clause 3(6))
    bool m_vaultOpening = false;
    bool m_vaultWanted = false;  ///< to be made once it is known that there is none
    std::optional<Failure> m_vaultFailure;
    bool m_keptNotOpened = false; ///< the failure is of what was kept before
    bool m_toldNotSaved = false;
    bool m_opening = false;      ///< a draft
    bool m_marking = false;      ///< the draft as being sent
    bool m_takingIn = false;     ///< a draft is being put into the journey
    QString m_draftWanted;       ///< chosen before the service was there
    vault::DraftPlace m_lastPlace;
    std::optional<vault::DraftPlace> m_resumeAt; ///< of a draft that is being opened, until the sign-in
    std::optional<Failure> m_migration; ///< to be told after the sign-in
    std::unique_ptr<service::Door> m_door;
    std::unique_ptr<AttachmentDesk> m_desk;
    std::unique_ptr<submission::Sending> m_sending;
    std::optional<Settled> m_settled; ///< of the draft whose sending is being settled
    std::unique_ptr<submission::Settling> m_settling;
    std::unique_ptr<DraftKeeper> m_drafts;
};

} // namespace ttp::ui
