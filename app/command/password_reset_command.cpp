// SPDX-License-Identifier: GPL-3.0-or-later
#include "password_reset_command.h"

#include "service/accounts.h"

using namespace Qt::StringLiterals;

namespace ttp::command {

void PasswordResetCommand::run()
{
    service::greet(door(), this, patience(), service::GreetingPart::Terms, true,
                   [this](const Result<service::Greeting> &greeting) { onGreeted(greeting); });
}

void PasswordResetCommand::onGreeted(const Result<service::Greeting> &greeting)
{
    if (!greeting) {
        fail(greeting.error());
        return;
    }
    // It carries no key; asked for twice, a second mail comes, and the latest counts.
    service::actPatiently(door(), service::RequestPasswordReset(arguments().userId, arguments().email), this,
                          patience(), [this](const Result<std::monostate> &answer) { onAccepted(answer); });
}

void PasswordResetCommand::onAccepted(const Result<std::monostate> &answer)
{
    if (!answer) {
        fail(answer.error());
        return;
    }
    Report report;
    const LocalizedText mail(u"ユーザーIDとメールアドレスが登録と一致すれば、メールが届きます。"_s,
                             u"If user ID and address are those of an account, a mail is on its way."_s);
    report.lines += mail.in(language());
    end(report);
}

} // namespace ttp::command
