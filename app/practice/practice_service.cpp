// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/practice_service.h"

#include "applications.h"
#include "fault_switch.h"
#include "publications.h"
#include "random_text.h"
#include "router.h"
#include "server.h"
#include "sessions.h"

#include "base/digest.h"
#include "base/file.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr qint64 MaxProblemsBytes = 256 * 1024;

/// Readable, 80 bits, with letters and digits as the account rules want it.
QString randomPassword()
{
    for (;;) {
        const QString password = randomGroups(4).toLower();
        const bool hasDigit = std::any_of(password.begin(), password.end(), [](QChar c) { return c.isDigit(); });
        const bool hasLetter = std::any_of(password.begin(), password.end(), [](QChar c) { return c.isLetter(); });
        if (hasDigit && hasLetter) {
            return password;
        }
    }
}

Account makeAccount(bool embedded)
{
    if (embedded) {
        return {u"PRACTICE"_s + randomDigits(6), Secret::fromString(randomPassword())};
    }
    return {u"PRACTICE01"_s, Secret::fromString(u"Practice-2026"_s)};
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
    Parts(Account account, QString path, Publications published, ReceiptKey receiptKey, const Faults &switchedOn,
          const std::shared_ptr<const Clock> &clock)
        : userId(account.userId),
          password(account.password.duplicate()),
          basePath(std::move(path)),
          publications(std::move(published)),
          key(std::move(receiptKey)),
          faults(switchedOn),
          sessions(std::move(account), clock),
          uploads(publications.limits(), basePath, clock),
          applications(publications, key, uploads, faults, clock)
    {
    }

    ~Parts() { faults.endWaiting(); }

    [[nodiscard]] Router makeRouter(ProblemBook problems);
    std::expected<void, QString> listen(quint16 port, ProblemBook problems);

    const QString userId;
    const Secret password;
    const QString basePath;
    QByteArray caPem;
    const Publications publications;
    const ReceiptKey key;
    FaultSwitch faults;
    Sessions sessions;
    Uploads uploads;
    Applications applications;
    std::unique_ptr<Server> server; ///< last: its threads end before what they use
};

Router PracticeService::Parts::makeRouter(ProblemBook problems)
{
    using enum Router::Access;
    Router router(basePath, std::move(problems), [this](const Call &call) { return sessions.userOf(call); });
    const auto add = [&router](const char *method, const QString &path, Router::Access access, auto &object,
                               auto handler, Router::Body body = Router::Body::Whole) {
        router.add(method, path, access, [&object, handler](Call &call) { return (object.*handler)(call); }, body);
    };
    add("GET", u"/service"_s, Open, publications, &Publications::service);
    add("GET", u"/terms"_s, Open, publications, &Publications::currentTerms);
    add("GET", u"/terms/*"_s, Open, publications, &Publications::termsVersion);
    add("GET", u"/form"_s, Open, publications, &Publications::currentForm);
    add("POST", u"/sessions"_s, Open, sessions, &Sessions::signIn);
    add("DELETE", u"/sessions/current"_s, SignedIn, sessions, &Sessions::signOut);
    add("POST", u"/uploads"_s, SignedIn, uploads, &Uploads::create);
    add("HEAD", u"/uploads/*"_s, SignedIn, uploads, &Uploads::offset);
    add("PATCH", u"/uploads/*"_s, SignedIn, uploads, &Uploads::append, Router::Body::Streamed);
    add("DELETE", u"/uploads/*"_s, SignedIn, uploads, &Uploads::abandon);
    add("GET", u"/applications"_s, SignedIn, applications, &Applications::list);
    add("POST", u"/applications"_s, SignedIn, applications, &Applications::submit);
    add("GET", u"/applications/*"_s, SignedIn, applications, &Applications::status);
    add("GET", u"/applications/*/acknowledgement"_s, SignedIn, applications, &Applications::acknowledgement);
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
                                         std::move(*publications), std::move(*key), options.faults, clock);
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

} // namespace ttp::practice
