// SPDX-License-Identifier: GPL-3.0-or-later
#include "account_desk.h"

#include "random_text.h"
#include "requests.h"

#include "form/check.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

QString mailText(const LocalizedText &subject, const QString &userId, const Secret &password, const QDateTime &until)
{
    return u"%1\n\nこれは練習用サービスの通知です。実際の申請や登録は行われていません。\n"
           "仮パスワードは %5 まで有効です。ログインした後、まずパスワードを変更してください。\n\n"
           "%2\n\nThis is a message of the practice service. Nothing was registered and no application was made.\n"
           "The temporary password is valid until %5. Sign in with it and change it first.\n\n"
           "User ID: %3\nTemporary password: %4\n"_s.arg(subject.in(u"ja"_s), subject.in(u"en"_s), userId,
                                                         QString::fromUtf8(password.reveal()), formatTimestamp(until));
}

} // namespace

AccountDesk::AccountDesk(Parts parts, PasswordRules rules, form::Definition registration,
                         std::shared_ptr<const Clock> clock)
    : m_parts(parts), m_rules(std::move(rules)), m_registration(std::move(registration)), m_clock(std::move(clock))
{
}

Outcome AccountDesk::registerUser(Call &call)
{
    if (auto type = checkJsonType(call); !type) {
        return std::unexpected(type.error());
    }
    return m_parts.keys.once(u"register"_s, call, [this](Call &own) { return makeAccount(own); });
}

Outcome AccountDesk::makeAccount(const Call &call)
{
    const auto email = checkRegistration(call);
    if (!email) {
        return std::unexpected(email.error());
    }
    Account account{{}, *email, Secret::fromString(randomPassword()), true};
    for (bool isAdded = false; !isAdded;) {
        account.userId = u"PRACTICE"_s + randomDigits(8);
        const auto added = m_parts.accounts.add(account);
        if (!added) {
            return std::unexpected(added.error());
        }
        isAdded = *added;
    }
    const LocalizedText subject(u"ユーザー登録（練習用）"_s, u"User registration (practice)"_s);
    if (auto mailed = mailPassword(account.userId, *email, account.password, subject); !mailed) {
        return std::unexpected(mailed.error());
    }
    return Answer::json(202, {{u"user_id"_s, account.userId}});
}

/// The address for the mails, if the body is a `Registration`.
std::expected<QString, Refusal> AccountDesk::checkRegistration(const Call &call) const
{
    const auto body = parseJsonObject(call.body);
    if (!body) {
        return refused(u"malformed-request"_s, body.error());
    }
    const form::CheckContext context{m_clock->todayInJapan(), true, {}};
    auto problems = form::check(m_registration, form::Answers(*body), {}, context);
    for (Problem &problem : problems) {
        // Here the members stand at the top of the body and not below `answers`.
        if (problem.pointer.startsWith("/answers"_L1)) {
            problem.pointer.remove(0, qsizetype(sizeof("/answers") - 1));
        }
        if (problem.code == "type"_L1 || problem.code == "unknown-field"_L1) {
            return refused(u"malformed-request"_s, problem.pointer + u": "_s + problem.code);
        }
    }
    if (auto legal = refuseIfAny(problems); !legal) {
        return std::unexpected(legal.error());
    }
    return body->value(u"email"_s).toString();
}

Outcome AccountDesk::changePassword(Call &call)
{
    Secret current;
    Secret wanted;
    const auto read = readJsonBody(call, [&](JsonObject &members) {
        current = Secret::fromString(members.string(u"current_password"_s));
        wanted = Secret::fromString(members.string(u"new_password"_s));
    });
    if (!read) {
        return std::unexpected(read.error());
    }
    const QByteArray attempt = call.header("x-request-id").value_or(QByteArray());
    if (auto checked = m_parts.accounts.check(call.userId, current.reveal(), attempt); !checked) {
        return std::unexpected(checked.error());
    }
    auto problems = m_rules.check(QString::fromUtf8(wanted.reveal()), call.userId, u"/new_password"_s);
    if (wanted == current) {
        problems.push_back({{},
                            u"pattern"_s,
                            u"/new_password"_s,
                            LocalizedText(u"今のパスワードと異なるものにしてください。"_s,
                                          u"The new password must differ from the one that you have now."_s)});
    }
    if (auto legal = refuseIfAny(problems); !legal) {
        return std::unexpected(legal.error());
    }
    if (auto set = m_parts.accounts.setPassword(call.userId, wanted, false); !set) {
        return std::unexpected(set.error());
    }
    m_parts.sessions.endOthers(call);
    return Answer::empty(204);
}

Outcome AccountDesk::requestReset(Call &call)
{
    QString userId;
    QString email;
    const auto read = readJsonBody(call, [&](JsonObject &members) {
        userId = members.string(u"user_id"_s);
        email = members.string(u"email"_s);
    });
    if (!read) {
        return std::unexpected(read.error());
    }
    // The same work whether or not there is such a user: neither answer nor time tells.
    const Secret password = Secret::fromString(randomPassword());
    const bool exists = m_parts.accounts.has(userId, email);
    if (auto set = m_parts.accounts.setPassword(exists ? userId : QString(), password, true); !set) {
        return std::unexpected(set.error());
    }
    if (exists) {
        m_parts.sessions.endAll(userId);
        const LocalizedText subject(u"パスワードの再設定（練習用）"_s, u"Reset of your password (practice)"_s);
        if (auto mailed = mailPassword(userId, email, password, subject); !mailed) {
            return std::unexpected(mailed.error());
        }
    }
    return Answer::empty(202);
}

std::expected<void, Refusal> AccountDesk::mailPassword(const QString &userId, const QString &email,
                                                       const Secret &password, const LocalizedText &subject)
{
    const QDateTime now = m_clock->utcNow();
    const QDateTime until = now.addSecs(TemporaryPasswordSeconds);
    const Mail mail{email, userId, subject.in(u"ja"_s) + u" / "_s + subject.in(u"en"_s),
                    mailText(subject, userId, password, until), now};
    if (const auto delivered = m_parts.mailbox.deliver(mail); !delivered) {
        return refused(u"internal-error"_s, u"the mail cannot be written"_s);
    }
    return {};
}

} // namespace ttp::practice
