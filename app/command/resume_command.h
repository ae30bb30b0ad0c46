// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/applications.h"
#include "signed_in_command.h"
#include "submission/outbox.h"
#include "submission/settling.h"

namespace ttp::command {

/// `resume`: asks the service what became of every sending in the outbox that is this user's, and never repeats one. What
/// has an outcome leaves the outbox.
class ResumeCommand final : public SignedInCommand {
    Q_OBJECT
public:
    using SignedInCommand::SignedInCommand;

protected:
    void run() override;
    void onSignedIn() override;
    void onNotSignedIn(const Failure &failure) override;

private:
    [[nodiscard]] bool isMine(const submission::OutboxEntry &entry) const;
    void settleNext();
    void onSettled(const submission::OutboxEntry &entry, const submission::Settlement &settlement);
    void leaveOver(const submission::OutboxEntry &entry, const QString &outcome, const LocalizedText &text);
    void note(const submission::OutboxEntry &entry, const QString &outcome, QJsonObject more, const QString &line);
    [[nodiscard]] Report makeReport() const;

    submission::Outbox m_outbox{surroundings().dataFolder};
    std::vector<submission::OutboxEntry> m_mine; ///< not yet asked for; the next one last
    std::unique_ptr<submission::Settling> m_settling;
    std::optional<Failure> m_failure; ///< why something is left over: the gravest reason
    Report m_report;
    QJsonArray m_outcomes;
};

} // namespace ttp::command
