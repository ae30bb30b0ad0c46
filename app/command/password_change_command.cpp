// SPDX-License-Identifier: GPL-3.0-or-later
#include "password_change_command.h"

#include "secret_line.h"
#include "service/accounts.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace ttp::command {

Result<void> PasswordChangeCommand::prepare()
{
    if (const auto current = SignedInCommand::prepare(); !current) {
        return current;
    }
    auto next = readSecretLine(surroundings(), FailureCode::UsageAccountMissing);
    if (!next) {
        return failed(FailureCode::UsageAccountMissing, u"the second line of standard input: "_s + next.error().facts);
    }
    m_next = std::make_shared<const Secret>(*std::move(next));
    return {};
}

Result<void> PasswordChangeCommand::beforeSignIn()
{
    Failure invalid(FailureCode::AnswersInvalid);
    invalid.problems = service::checkNewPassword(greeting().description.accountRules, credentials().userId, *m_next);
    if (!invalid.problems.empty()) {
        return failed(std::move(invalid));
    }
    return {};
}

void PasswordChangeCommand::onSignedIn()
{
    door().perform(service::ChangePassword(credentials().password, m_next), this,
                   [this](const Result<std::monostate> &answer) { onAnswer(answer); });
}

void PasswordChangeCommand::onAnswer(const Result<std::monostate> &answer)
{
    if (answer) {
        endChanged();
        return;
    }
    const Failure &failure = answer.error();
    if (service::mayHaveHappened(failure)) {
        m_loss = failure;
        say({u"応答がなかったため、変更されたかどうかを確認しています。"_s,
             u"There was no answer; finding out whether it was changed."_s});
        tryPassword(m_next, &PasswordChangeCommand::onTriedNew);
    } else if (const auto pause = service::Patience(patience()).next(failure)) {
        QTimer::singleShot(*pause, this, &PasswordChangeCommand::onSignedIn);
    } else {
        signOutAndFail(failure);
    }
}

void PasswordChangeCommand::tryPassword(const std::shared_ptr<const Secret> &password,
                                        void (PasswordChangeCommand::*then)(Result<service::Session>))
{
    service::performPatiently(
        door(), service::SignIn({credentials().userId, password}), this, patience(),
        [this, then](Result<service::Session> session) { (this->*then)(std::move(session)); });
}

void PasswordChangeCommand::onTriedNew(Result<service::Session> session)
{
    if (session) {
        door().setSession(std::move(session->token));
        endChanged();
    } else if (session.error().code == FailureCode::InvalidCredentials) {
        tryPassword(credentials().password, &PasswordChangeCommand::onTriedOld);
    } else {
        endUnknown(session.error());
    }
}

void PasswordChangeCommand::onTriedOld(Result<service::Session> session)
{
    if (!session) {
        endUnknown(session.error());
        return;
    }
    door().setSession(std::move(session->token));
    // The old one is still good: nothing was changed. A garbled answer means the same then as none.
    Failure loss(FailureCode::ConnectionCut, m_loss->facts);
    if (const auto pause = service::Patience(patience()).next(loss)) {
        QTimer::singleShot(*pause, this, &PasswordChangeCommand::onSignedIn);
    } else {
        signOutAndFail(loss);
    }
}

void PasswordChangeCommand::endUnknown(const Failure &why)
{
    signOutAndFail(Failure(FailureCode::ActUnknown, nameOf(why.code) + u' ' + why.facts));
}

void PasswordChangeCommand::endChanged()
{
    Report report;
    const LocalizedText changed(u"パスワードを変更しました。"_s, u"The password was changed."_s);
    report.lines += changed.in(language());
    signOutAndEnd(report);
}

} // namespace ttp::command
