// SPDX-License-Identifier: GPL-3.0-or-later
// The service behind the wizard: who it is, its terms, and signing in.

#include "wizard/controller.h"

#include "attachment_desk.h"
#include "base/background.h"
#include "base/digest.h"
#include "base/json.h"
#include "base/secret_json.h"
#include "draft_keeper.h"
#include "pages/sign_in_page.h"
#include "pages/start_page.h"
#include "service/documents.h"
#include "service/door.h"
#include "service/greeting.h"
#include "submission/sending.h"
#include "wizard/wizard_window.h"

#include <QFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ttp::ui {

namespace {

/// A person is watching and can press again: try for a little while only.
constexpr std::chrono::milliseconds ShortPatience = 3s;

} // namespace

void Controller::openOrigin()
{
    if (std::exchange(m_originOpening, true)) {
        return;
    }
    inBackground(this, m_surroundings.openOrigin, [this](Result<Origin> origin) { onOrigin(std::move(origin)); });
}

void Controller::onOrigin(Result<Origin> origin)
{
    m_originOpening = false;
    if (!origin) {
        refreshStart();
        tellNoService(origin.error());
        return;
    }
    auto door = service::makeDoor(origin->profile, m_surroundings.clock->utcNow());
    if (!door) {
        tellNoService(door.error());
        return;
    }
    m_journey.profile = std::move(origin->profile);
    m_journey.practiceAccount = std::move(origin->practiceAccount);
    m_door = *std::move(door);
    m_door->setLanguage(m_journey.language);
    m_window.setPractice(m_journey.isPractice());
    refreshStart();
    openVault(false);
    greet();
}

/// The start page shows what is known of the service, and nothing that is not.
void Controller::refreshStart()
{
    if (auto *start = qobject_cast<StartPage *>(m_window.page())) {
        start->refresh();
    }
}

void Controller::greet()
{
    if (std::exchange(m_greeting, true)) {
        return;
    }
    service::greet(*m_door, this, service::Patience(ShortPatience), service::GreetingPart::Form, true,
                   [this](Result<service::Greeting> greeting) { onGreeted(std::move(greeting)); });
}

void Controller::onGreeted(Result<service::Greeting> greeting)
{
    m_greeting = false;
    auto *start = qobject_cast<StartPage *>(m_window.page());
    if (!greeting) {
        tellNoService(greeting.error());
        return;
    }
    m_journey.greeting = *std::move(greeting);
    if (start) {
        start->showFailure(m_keptNotOpened ? m_vaultFailure : std::nullopt);
        start->refresh();
    }
    const QString draft = std::exchange(m_draftWanted, {});
    if (std::exchange(m_wantsNew, false)) {
        draft.isEmpty() ? newApplication() : resumeDraft(draft);
    }
}

void Controller::newApplication()
{
    if (!m_journey.greeting) {
        m_wantsNew = true;
        m_window.page()->showFailure(std::nullopt);
        m_window.page()->setBusy(tr("Connecting to the service…"));
        if (m_door) {
            greet();
        } else {
            openOrigin();
        }
        return;
    }
    carryPrecheck();
    if (m_journey.consent && m_journey.signedIn) {
        afterSignIn();
    } else {
        showTerms();
    }
}

/// The example that is compiled in, files included, so that nobody has to type real data to see how it works.
void Controller::tryExample()
{
    if (hasUnsent() && isSaved()) {
        putAside();
        fillInExample();
    } else if (hasUnsent()) {
        m_window.ask(tr("Discard everything that you entered and start again?"), tr("Discard"),
                     [this] { fillInExample(); });
    } else {
        fillInExample();
    }
}

void Controller::fillInExample()
{
    QFile file(u":/examples/application.json"_s);
    const auto json = file.open(QIODevice::ReadOnly) ? parseJsonObject(file.readAll()) : std::unexpected(QString());
    if (!json) {
        return;
    }
    m_journey.answers = form::Answers(json->value("answers"_L1).toObject());
    m_journey.files.clear();
    m_journey.precheck = {};
    m_journey.carried = {};
    const QJsonArray attachments = json->value("attachments"_L1).toArray();
    for (const QJsonValue &attachment : attachments) {
        m_desk->add(attachment["field"_L1].toString(), {u":/examples/"_s + attachment["file"_L1].toString()});
    }
    newApplication();
}

void Controller::showSignIn(const std::optional<Failure> &reason)
{
    auto *page = new SignInPage(m_journey);
    connect(page, &SignInPage::signInRequested, this, &Controller::signIn);
    connect(page, &SignInPage::forgetRequested, this, &Controller::forgetPassword);
    showPage(page, Place::SignIn);
    if (reason) {
        page->showFailure(reason);
    }
    if (!m_journey.practiceAccount && !m_journey.shared) {
        recallPassword();
        checkKeychain();
    }
}

void Controller::signIn()
{
    auto *page = qobject_cast<SignInPage *>(m_window.page());
    page->showFailure(std::nullopt);
    page->setBusy(tr("Signing in…"));
    m_remember = page->remember();
    m_journey.signedIn = false; // until it has succeeded with what stands there now
    updateRail();
    m_journey.credentials = service::Credentials{page->userId(), std::make_shared<const Secret>(page->password())};
    // The terms are looked at before credentials leave: signing in is use of the system, too.
    service::performPatiently(*m_door, service::CurrentTerms(), page, service::Patience(ShortPatience),
                              [this](Result<terms::Terms> terms) { onTermsBeforeSignIn(std::move(terms)); });
}

void Controller::onTermsBeforeSignIn(Result<terms::Terms> terms)
{
    Page *page = m_window.page();
    if (!terms) {
        page->showFailure(terms.error());
        return;
    }
    if (!m_journey.consent || !m_journey.consent->covers(*terms)) {
        showChangedTerms(std::move(terms));
        return;
    }
    service::performPatiently(*m_door, service::SignIn(*m_journey.credentials), page,
                              service::Patience(ShortPatience),
                              [this](Result<service::Session> session) { onSignedIn(std::move(session)); });
}

void Controller::onSignedIn(Result<service::Session> session)
{
    Page *page = m_window.page();
    if (!session) {
        page->showFailure(session.error());
        return;
    }
    if (session->passwordChangeRequired) {
        page->showFailure(Failure(FailureCode::PasswordChangeRequired));
        return;
    }
    if (!m_ownerId.isEmpty() && m_ownerId != m_journey.credentials->userId) {
        // Clause 3(6): what one person has entered is not sent under another's account.
        m_door->setSession(std::move(session->token));
        m_journey.signedIn = true;
        signOut();
        page->showFailure(Failure(FailureCode::OtherPerson, u"entered under another user ID"_s));
        return;
    }
    m_ownerId = m_journey.credentials->userId;
    noteWhoAgreed();
    m_journey.holder = session->holder;
    m_journey.signedIn = true;
    m_door->setSession(std::move(session->token));
    // Before the form is shown: what appeared there later would move what somebody is about to press.
    findEarlier([this] {
        if (m_remember) {
            rememberPassword();
        } else {
            afterSignIn();
        }
    });
}

/// On to where the person was: the place of a draft that was opened, else the first step that is not complete, else the
/// review. A draft that was being sent is settled first.
void Controller::afterSignIn()
{
    openVault(true); // from here on there is something to keep
    const auto migration = std::exchange(m_migration, std::nullopt);
    if (!m_journey.practiceAccount && !m_drafts->sending().key.isEmpty()) {
        settle();
        return;
    }
    if (!goToPlaceOfDraft()) {
        showFirstIncomplete();
    }
    if (migration) {
        m_window.page()->showFailure(migration);
    }
}

void Controller::showFirstIncomplete()
{
    for (const QString &step : visibleSteps()) {
        if (!isComplete(step)) {
            showForm(step);
            return;
        }
    }
    showReview();
}

QString Controller::keychainEntry() const
{
    // No personal data: keychains keep names in clear. Bound to the place, too: another profile that calls itself the same
    // must not get the password filled in.
    const service::Profile &profile = m_journey.profile;
    const QByteArray place = sha256Hex(profile.baseUrl.toEncoded() + '\n' + profile.caPem);
    return u"account/"_s + profile.id + u'/' + QString::fromLatin1(place.first(16));
}

void Controller::rememberPassword()
{
    m_window.page()->setBusy(tr("Storing the password in the keychain…"));
    m_surroundings.secrets->remember(
        keychainEntry(), accountAsSecret(), m_window.page(), [this](Result<credentials::Kept> kept) {
            std::optional<Failure> why;
            if (!kept) {
                why = std::move(kept.error());
                kept = m_surroundings.secrets->rememberForSession(keychainEntry(), accountAsSecret());
            }
            if (*kept == credentials::Kept::Refused) {
                why = Failure(FailureCode::KeepingRefused);
            }
            afterSignIn();
            if (why) { // signed in all the same; the reason, and what it means, stands on the next page
                m_window.page()->showFailure(why);
            }
        });
}

Secret Controller::accountAsSecret() const
{
    const service::Credentials &account = *m_journey.credentials;
    return secretJson({{u"user_id"_s, account.userId}}, {{"password", account.password.get()}});
}

void Controller::recallPassword()
{
    m_surroundings.secrets->recall(
        keychainEntry(), m_window.page(), [this](Result<credentials::SecretStore::Found> found) {
            auto *page = qobject_cast<SignInPage *>(m_window.page());
            if (!page || !found || !found->secret) {
                return; // nothing stored, or no keychain: the person types, and hears of it when asking to remember
            }
            QByteArray stored = found->secret->reveal().toByteArray();
            const Secret password = cutOutText(stored.data(), stored.size(), "password"); // before a copy is made
            if (const auto json = parseJsonObject(stored)) {
                page->offerStored(json->value("user_id"_L1).toString(), password,
                                  found->where == credentials::Kept::Session);
            }
        });
}

/// Tells of a keychain that is not the one that was written to: what should be offered is not there.
void Controller::checkKeychain()
{
    m_surroundings.secrets->check(this, [this](credentials::KeychainState state) {
        auto *page = qobject_cast<SignInPage *>(m_window.page());
        // Another reason to be here, and a sign-in under way, come first: this is told at the next sign-in, too.
        if (page && !page->hasError() && !page->isBusy() && state == credentials::KeychainState::TakenOver) {
            page->showFailure(credentials::failureOf(state));
        }
    });
}

void Controller::forgetPassword()
{
    m_surroundings.secrets->forget(keychainEntry(), m_window.page(), [this](Result<std::monostate> gone) {
        auto *page = qobject_cast<SignInPage *>(m_window.page());
        if (!page) {
            return;
        }
        if (!gone) {
            page->showFailure(Failure(FailureCode::KeychainNotForgotten, nameOf(gone.error().code)));
            return;
        }
        page->storedForgotten();
    });
}

/// The next person at this computer finds nobody signed in and no name filled in.
void Controller::signOut()
{
    if (m_door && m_journey.signedIn) {
        m_door->perform(service::SignOut(), this, [](const Result<std::monostate> &) {}); // it would end by itself, too
        m_door->setSession({});
    }
    m_journey.signedIn = false;
    m_journey.credentials.reset();
    m_journey.holder.reset();
    m_journey.earlier.reset();
}

} // namespace ttp::ui
