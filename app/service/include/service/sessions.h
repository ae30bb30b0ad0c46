// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "service/request.h"

#include <memory>
#include <optional>
#include <variant>

namespace ttp::service {

/// User ID and password, shared because a sign-in may have to be repeated; the password is wiped with the last owner.
struct Credentials {
    static constexpr const char *LogMask = "[account]";

    QString userId;
    std::shared_ptr<const Secret> password;
};

/// The password exactly as it was typed: QString::fromUtf8 would take a leading U+FEFF for a byte order mark.
[[nodiscard]] QString textOf(const Secret &password);

/// An open session (`Session` of the contract).
struct Session {
    Secret token;
    struct Holder {
        QString name;
        QString birthDate;
    };
    std::optional<Holder> holder; ///< whose account it is; absent: no check
    bool passwordChangeRequired = false;
};

/// POST /sessions
class SignIn {
public:
    using Outcome = Session;
    static constexpr log::Words Name = "sign-in";
    explicit SignIn(Credentials credentials) : m_credentials(std::move(credentials)) {}
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<Session> read(const Answer &answer) const;

private:
    Credentials m_credentials;
};

/// DELETE /sessions/current
class SignOut {
public:
    using Outcome = std::monostate;
    static constexpr log::Words Name = "sign-out";
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<std::monostate> read(const Answer &answer) const;
};

} // namespace ttp::service
