// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signed_in_command.h"

namespace ttp::command {

/// `password change --password-stdin`: the current password on the first line of standard input, the new one on the
/// second. If the answer is lost, it signs in with the new one first, then with the old.
class PasswordChangeCommand final : public SignedInCommand {
    Q_OBJECT
public:
    using SignedInCommand::SignedInCommand;

protected:
    Result<void> prepare() override;
    Result<void> beforeSignIn() override;
    [[nodiscard]] bool acceptsOldPassword() const override { return true; }
    void onSignedIn() override;

private:
    void onAnswer(const Result<std::monostate> &answer);
    void tryPassword(const std::shared_ptr<const Secret> &password,
                     void (PasswordChangeCommand::*then)(Result<service::Session>));
    void onTriedNew(Result<service::Session> session);
    void onTriedOld(Result<service::Session> session);
    void endChanged();
    void endUnknown(const Failure &why);

    std::shared_ptr<const Secret> m_next;
    std::optional<Failure> m_loss; ///< why the answer is not known
};

} // namespace ttp::command
