// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "service/request.h"
#include "service/sessions.h"

#include <QStringList>

#include <variant>
#include <vector>

namespace ttp::service {

/// What a service accepts as a password (`Service.account_rules`).
struct AccountRules {
    qint64 passwordMin = 0; ///< characters (code points)
    qint64 passwordMax = 0;
    QStringList mustMix;    ///< of `letters`, `digits`, `symbols`
    QString symbols;        ///< those that count as symbols; empty: everything that is neither letter nor digit
    bool mustNotContainUserId = false;
};

/// What is wrong with a new password by the announced rules; empty: nothing. Codes `length` and `pattern`.
[[nodiscard]] std::vector<Problem> checkNewPassword(const AccountRules &rules, const QString &userId,
                                                    const Secret &password);

/// Who wants an account (`Registration` of the contract).
struct Registration {
    QString email;
    QString name;
    QString birthDate; ///< partial date
    QString sex;       ///< `M`, `F`, `X`
    QString nationality;
    QString language; ///< BCP 47; may be empty
};

/// POST /users: the service mails a temporary password. The outcome is the new user ID. One object has one key, so that
/// the same object may be performed again.
class RegisterUser {
public:
    using Outcome = QString;
    static constexpr log::Words Name = "register";
    explicit RegisterUser(Registration registration);
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<QString> read(const Answer &answer) const;

private:
    Registration m_registration;
    QString m_key;
};

/// PUT /users/me/password
class ChangePassword {
public:
    using Outcome = std::monostate;
    static constexpr log::Words Name = "change-password";
    ChangePassword(std::shared_ptr<const Secret> current, std::shared_ptr<const Secret> next)
        : m_current(std::move(current)), m_next(std::move(next))
    {
    }
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<std::monostate> read(const Answer &answer) const;

private:
    std::shared_ptr<const Secret> m_current;
    std::shared_ptr<const Secret> m_next;
};

/// POST /password-resets: accepted whether or not there is such a user.
class RequestPasswordReset {
public:
    using Outcome = std::monostate;
    static constexpr log::Words Name = "password-reset";
    RequestPasswordReset(QString userId, QString email) : m_userId(std::move(userId)), m_email(std::move(email)) {}
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<std::monostate> read(const Answer &answer) const;

private:
    QString m_userId;
    QString m_email;
};

} // namespace ttp::service
