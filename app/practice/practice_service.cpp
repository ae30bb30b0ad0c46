// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/practice_service.h"

#include "account_desk.h"
#include "follow_ups.h"
#include "random_text.h"
#include "router.h"
#include "server.h"

#include "base/digest.h"
#include "base/file.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr qint64 MaxProblemsBytes = 256 * 1024;

Account makeAccount(bool embedded)
{
    if (embedded) {
        return {u"PRACTICE"_s + randomDigits(6), {}, Secret::fromString(randomPassword())};
    }
    return {u"PRACTICE01"_s, u"practice01@example.jp"_s, Secret::fromString(u"Practice-2026"_s)};
}

QString makeBasePath(bool embedded)
{
    return embedded ? u"/p-"_s + QString::fromLatin1(randomBytes(16).toHex()) + u"/v1"_s : u"/v1"_s;
}

std::unexpected<Failure> cannotStart(const QString &why)
{
    return failed(FailureCode::PracticeFailed, why);
}

} // namespace

struct PracticeService::Parts {
    Parts(const Account &account, QString path, Publications published, ReceiptKey receiptKey, const Options &options,
          const std::shared_ptr<const Clock> &clock)
        : userId(account.userId),
          password(account.password.duplicate()),
          basePath(std::move(path)),
          publications(std::move(published)),
          key(std::move(receiptKey)),
          faults(options.faults),
          mailbox(options.mailboxFolder),
          keys(clock),
          accounts(clock),
          sessions(accounts, clock),
          desk({accounts, sessions, keys, mailbox}, publications.passwordRules(), publications.registration(), clock),
          uploads(publications.limits(), basePath, clock),
          submissions(Schedule(options.paceSeconds, publications.form({})), clock),
          applications({publications, key, uploads, submissions, keys, faults}, clock),
          followUps({publications, key, uploads, submissions, keys, faults}, clock)
    {
        accounts.add(account);
    }

    ~Parts() { faults.endWaiting(); }

    [[nodiscard]] Router makeRouter(ProblemBook problems);
    [[nodiscard]] std::expected<QString, Refusal> admit(const Call &call, Router::Access access);
    std::expected<void, QString> listen(quint16 port, ProblemBook problems);

    const QString userId;
    const Secret password;
    const QString basePath;
    QByteArray caPem;
    const Publications publications;
    const ReceiptKey key;
    FaultSwitch faults;
    Mailbox mailbox;
    IdempotencyKeys keys;
    Accounts accounts;
    Sessions sessions;
    AccountDesk desk;
    Uploads uploads;
    Submissions submissions;
    Applications applications;
    FollowUps followUps;
    std::unique_ptr<Server> server; ///< last: its threads end before what they use
};

/// Whose session it is, if that session may do this.
std::expected<QString, Refusal> PracticeService::Parts::admit(const Call &call, Router::Access access)
{
    auto user = sessions.userOf(call);
    if (user && access == Router::Access::SignedIn && accounts.mustChangePassword(*user)) {
        return refused(u"password-change-required"_s);
    }
    return user;
}

Router PracticeService::Parts::makeRouter(ProblemBook problems)
{
    using enum Router::Access;
    Router router(basePath, std::move(problems), 
                  [this](const Call &call, Router::Access access) { return admit(call, access); });
    const auto add = [&router](const char *method, const QString &path, Router::Access access, auto &object,
                               auto handler, Router::Body body = Router::Body::Whole) {
        router.add(method, path, access, [&object, handler](Call &call) { return (object.*handler)(call); }, body);
    };
    add("GET", u"/service"_s, Open, publications, &Publications::service);
    add("GET", u"/terms"_s, Open, publications, &Publications::currentTerms);
    add("GET", u"/terms/*"_s, Open, publications, &Publications::termsVersion);
    add("GET", u"/form"_s, Open, publications, &Publications::currentForm);
    add("POST", u"/users"_s, Open, desk, &AccountDesk::registerUser);
    add("PUT", u"/users/me/password"_s, TemporarilySignedIn, desk, &AccountDesk::changePassword);
    add("POST", u"/password-resets"_s, Open, desk, &AccountDesk::requestReset);
    add("POST", u"/sessions"_s, Open, sessions, &Sessions::signIn);
    add("DELETE", u"/sessions/current"_s, TemporarilySignedIn, sessions, &Sessions::signOut);
    add("OPTIONS", u"/uploads"_s, Open, uploads, &Uploads::discover);
    add("OPTIONS", u"/uploads/*"_s, Open, uploads, &Uploads::discover);
    add("POST", u"/uploads"_s, SignedIn, uploads, &Uploads::create);
    add("HEAD", u"/uploads/*"_s, SignedIn, uploads, &Uploads::offset);
    add("PATCH", u"/uploads/*"_s, SignedIn, uploads, &Uploads::append, Router::Body::Streamed);
    add("DELETE", u"/uploads/*"_s, SignedIn, uploads, &Uploads::abandon);
    add("GET", u"/applications"_s, SignedIn, applications, &Applications::list);
    add("POST", u"/applications"_s, SignedIn, applications, &Applications::submit);
    add("GET", u"/applications/*"_s, SignedIn, applications, &Applications::status);
    add("GET", u"/applications/*/acknowledgement"_s, SignedIn, applications, &Applications::acknowledgement);
    add("POST", u"/applications/*/documents"_s, SignedIn, followUps, &FollowUps::addDocuments);
    add("POST", u"/applications/*/withdrawal"_s, SignedIn, followUps, &FollowUps::withdraw);
    add("GET", u"/submissions/*"_s, SignedIn, applications, &Applications::submission);
    return router;
}

std::expected<void, QString> PracticeService::Parts::listen(quint16 port, ProblemBook problems)
{
    auto identity = makeIdentity();
    if (!identity) {
        return std::unexpected(identity.error());
    }
    caPem = identity->caPem;
    const auto router = std::make_shared<const Router>(makeRouter(std::move(problems)));
    const auto answer = [this, router](Call &call) {
        Answer made = router->answer(call);
        if (!call.waited) {
            faults.waitBeforeAnswer();
        }
        return made;
    };
    auto started =
        Server::start(port, *identity, {answer, [router](const Refusal &refusal) { return router->answer(refusal); }});
    if (!started) {
        return std::unexpected(started.error());
    }
    server = std::move(*started);
    return {};
}

Result<std::unique_ptr<PracticeService>> PracticeService::start(const Options &options,
                                                                std::shared_ptr<const Clock> clock)
{
    const auto problemsJson = readFile(u":/practice/problems.json"_s, MaxProblemsBytes);
    if (!problemsJson) {
        return cannotStart(u"problems.json: "_s + problemsJson.error());
    }
    auto problems = ProblemBook::read(*problemsJson);
    if (!problems) {
        return cannotStart(u"problems.json: "_s + problems.error());
    }
    auto key = ReceiptKey::make();
    if (!key) {
        return cannotStart(key.error());
    }
    auto publications = Publications::load(*key, options.formPath);
    if (!publications) {
        return cannotStart(publications.error());
    }
    auto parts = std::make_unique<Parts>(makeAccount(options.embedded), makeBasePath(options.embedded),
                                         std::move(*publications), std::move(*key), options, clock);
    if (auto opened = parts->mailbox.open(); !opened) {
        return cannotStart(u"the mailbox: "_s + opened.error());
    }
    if (auto listening = parts->listen(options.port, std::move(*problems)); !listening) {
        return cannotStart(listening.error());
    }
    return std::unique_ptr<PracticeService>(new PracticeService(std::move(parts)));
}

PracticeService::PracticeService(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

PracticeService::~PracticeService() = default;

QString PracticeService::baseUrl() const
{
    return u"https://127.0.0.1:%1%2"_s.arg(m_parts->server->port()).arg(m_parts->basePath);
}

QJsonObject PracticeService::profile() const
{
    return {{u"format"_s, 1},
            {u"id"_s, m_parts->publications.serviceId()},
            {u"kind"_s, u"practice"_s},
            {u"base_url"_s, baseUrl()},
            {u"ca_pem"_s, QString::fromLatin1(m_parts->caPem)},
            {u"keys"_s, m_parts->key.publicKeys()},
            {u"proxy"_s, u"none"_s}};
}

QString PracticeService::userId() const
{
    return m_parts->userId;
}

Secret PracticeService::password() const
{
    return m_parts->password.duplicate();
}

std::vector<Mail> PracticeService::mails() const
{
    return m_parts->mailbox.mails();
}

} // namespace ttp::practice
