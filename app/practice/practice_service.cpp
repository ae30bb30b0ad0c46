// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/practice_service.h"

#include "account_desk.h"
#include "follow_ups.h"
#include "private_folder.h"
#include "random_text.h"
#include "router.h"
#include "server.h"

#include "base/digest.h"
#include "base/file.h"

#include <QDir>
#include <QLockFile>

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

Uploads::Kept keptUploads(const QString &folder)
{
    return folder.isEmpty()
        ? Uploads::Kept()
        : Uploads::Kept{Drawer(folder, u"uploads.json"_s), UploadParts(QDir(folder).absoluteFilePath(u"uploads"_s))};
}

/// The folder of `--data` with the one for parts of uploads in it, locked; nothing if there is none.
std::expected<std::unique_ptr<QLockFile>, QString> openDataFolder(const QString &folder)
{
    if (folder.isEmpty()) {
        return nullptr;
    }
    if (auto made = makePrivateFolder(folder); !made) {
        return std::unexpected(made.error());
    }
    if (auto made = keptUploads(folder).parts.open(); !made) {
        return std::unexpected(made.error());
    }
    auto lock = std::make_unique<QLockFile>(QDir(folder).absoluteFilePath(u"lock"_s));
    lock->setStaleLockTime(0); // only that of a process which has ended is taken over
    if (!lock->tryLock(0)) {
        return std::unexpected(u"another practice service is using it"_s);
    }
    return lock;
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
          faults(options.faults, options.controlFile, options.warn, clock),
          mailbox(options.mailboxFolder),
          keys(Drawer(options.dataFolder, u"keys.json"_s), clock),
          accounts(Drawer(options.dataFolder, u"accounts.json"_s), clock),
          sessions(accounts, clock),
          desk({accounts, sessions, keys, mailbox}, publications.passwordRules(), publications.registration(), clock),
          uploads(publications.limits(), basePath, keptUploads(options.dataFolder), faults, clock),
          submissions(Schedule(options.paceSeconds, publications.form({})),
                      Drawer(options.dataFolder, u"applications.json"_s), clock),
          applications({publications, key, uploads, submissions, keys, faults}, clock),
          followUps({publications, key, uploads, submissions, keys, faults}, clock)
    {
    }

    ~Parts() { faults.endWaiting(); }

    /// Makes the folders, takes up what they hold, and adds the account unless it is there already.
    [[nodiscard]] std::expected<void, QString> takeUp(const Account &account);
    [[nodiscard]] Router makeRouter(ProblemBook problems);
    [[nodiscard]] std::expected<QString, Refusal> admit(const Call &call, Router::Access access);
    std::expected<void, QString> listen(const Options &options, ProblemBook problems);

    std::unique_ptr<QLockFile> folderLock; ///< of the data folder, which is for one service at a time
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

std::expected<void, QString> PracticeService::Parts::takeUp(const Account &account)
{
    if (auto opened = mailbox.open(); !opened) {
        return std::unexpected(u"the mailbox: "_s + opened.error());
    }
    for (const auto &taken : {uploads.load(), keys.load(), accounts.load(), submissions.load()}) {
        if (!taken) {
            return taken;
        }
    }
    if (const auto added = accounts.add(account); !added) {
        return std::unexpected(added.error().detail);
    }
    return {};
}

/// Whose session it is, if that session may do this.
std::expected<QString, Refusal> PracticeService::Parts::admit(const Call &call, Router::Access access)
{
    if (faults.takeExpiredSession(call)) {
        sessions.expire(call);
    }
    auto user = sessions.userOf(call);
    if (user && access == Router::Access::SignedIn && accounts.mustChangePassword(*user)) {
        return refused(u"password-change-required"_s);
    }
    return user;
}

Router PracticeService::Parts::makeRouter(ProblemBook problems)
{
    using enum Router::Access;
    Router router(
        basePath, std::move(problems), [this](const Call &call, Router::Access access) { return admit(call, access); },
        [this](const Call &call) { return faults.intercept(call); });
    const auto add = [&router](const char *method, const QString &path, Router::Access access, auto &object,
                               auto handler, Router::Body body = Router::Body::Whole) {
        router.add(
            method, path, access, [&object, handler](Call &call) { return (object.*handler)(call); }, body);
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

std::expected<void, QString> PracticeService::Parts::listen(const Options &options, ProblemBook problems)
{
    auto identity = openIdentity(Drawer(options.dataFolder, u"identity.json"_s));
    if (!identity) {
        return std::unexpected(identity.error());
    }
    caPem = identity->caPem;
    const auto router = std::make_shared<const Router>(makeRouter(std::move(problems)));
    const auto answer = [this, router](Call &call) {
        faults.prepare(call);
        Answer made = router->answer(call);
        if (!call.waited) {
            faults.waitBeforeAnswer();
        }
        return made;
    };
    auto started = Server::start(options.port, *identity,
                                 {answer, [router](const Refusal &refusal) { return router->answer(refusal); }});
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
    auto opened = openDataFolder(options.dataFolder);
    if (!opened) {
        return cannotStart(u"the data folder: "_s + opened.error());
    }
    auto key = ReceiptKey::open(Drawer(options.dataFolder, u"receipt_key.json"_s));
    if (!key) {
        return cannotStart(key.error());
    }
    auto publications = Publications::load(*key, options.formPath);
    if (!publications) {
        return cannotStart(publications.error());
    }
    const Account account = makeAccount(options.embedded);
    auto parts = std::make_unique<Parts>(account, makeBasePath(options.embedded), std::move(*publications),
                                         std::move(*key), options, clock);
    parts->folderLock = std::move(*opened);
    if (auto taken = parts->takeUp(account); !taken) {
        return cannotStart(taken.error());
    }
    if (auto listening = parts->listen(options, std::move(*problems)); !listening) {
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
