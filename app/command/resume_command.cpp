// SPDX-License-Identifier: GPL-3.0-or-later
#include "resume_command.h"

#include "base/failure_book.h"
#include "base/json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::command {

void ResumeCommand::run()
{
    const auto contents = m_outbox.contents();
    if (!contents) {
        fail(contents.error());
        return;
    }
    for (const QString &name : contents->unreadable) {
        const LocalizedText text(u"控え「%1」を読み取れません。"_s, u"The note “%1” cannot be read."_s);
        leaveOver({}, u"unreadable"_s, text.arg(name));
        m_failure = Failure(FailureCode::OutboxUnusable, name);
    }
    for (const submission::OutboxEntry &entry : contents->entries) {
        if (isMine(entry)) {
            m_mine.push_back(entry);
        } else {
            const LocalizedText text(
                u"サービス「%1」のユーザー「%2」による送信です。そのサービスとユーザーで実行してください。"_s,
                u"It is a sending by the user “%2” of the service “%1”; run it as that user."_s);
            leaveOver(entry, u"other-account"_s, text.arg(entry.serviceId).arg(entry.userId));
        }
    }
    if (m_mine.empty()) { // nothing to ask for: no password leaves
        end(makeReport());
        return;
    }
    std::ranges::reverse(m_mine);
    SignedInCommand::run();
}

bool ResumeCommand::isMine(const submission::OutboxEntry &entry) const
{
    return entry.serviceId == origin().profile.id && entry.userId == credentials().userId;
}

/// Not reached: then it is still not known what became of the sendings, which is more than that the network failed.
void ResumeCommand::onNotSignedIn(const Failure &failure)
{
    if (FailureBook::bundled().stateOf(failure) != OutcomeState::Unreachable) {
        fail(failure);
        return;
    }
    for (const submission::OutboxEntry &entry : m_mine) {
        leaveOver(entry, u"unknown"_s, FailureBook::bundled().page(failure.code).what);
    }
    m_failure = Failure(FailureCode::OutcomeUnknown, nameOf(failure.code) + u' ' + failure.facts);
    end(makeReport());
}

void ResumeCommand::onSignedIn()
{
    settleNext();
}

void ResumeCommand::settleNext()
{
    if (m_mine.empty()) {
        signOutAndEnd(makeReport());
        return;
    }
    const submission::OutboxEntry entry = m_mine.back();
    m_mine.pop_back();
    auto held = m_outbox.take(entry.key);
    if (held) {
        m_settling =
            std::make_unique<submission::Settling>(door(), greeting().description, patience(), std::move(held),
                                                     surroundings().clock);
        connect(
            m_settling.get(), &submission::Settling::ended, this,
            [this, entry] { onSettled(entry, m_settling->outcome()); }, Qt::QueuedConnection);
        m_settling->start();
        return;
    }
    const auto contents = m_outbox.contents();
    if (!contents || std::ranges::find(contents->entries, entry) != contents->entries.end()) {
        leaveOver(entry, u"busy"_s, {u"別のプログラムが送信中です。"_s, u"Another program is sending it just now."_s});
    } // else another program has settled it, and said so
    settleNext();
}

void ResumeCommand::onSettled(const submission::OutboxEntry &entry, const submission::Settlement &settlement)
{
    if (!settlement) {
        const Failure &failure = settlement.error();
        const bool isUnknown = failure.code == FailureCode::OutcomeUnknown;
        if (!isUnknown || !m_failure) {
            m_failure = failure;
        }
        leaveOver(entry, isUnknown ? u"unknown"_s : u"mismatch"_s, FailureBook::bundled().page(failure.code).what);
    } else if (settlement->acknowledgement) {
        const service::Acknowledgement &acknowledgement = *settlement->acknowledgement;
        m_report.applicationNumber = acknowledgement.applicationNumber;
        m_report.receivedAt = acknowledgement.receivedAt;
        const LocalizedText line(u"届いています。申請番号：%1"_s, u"It was received. Application number: %1"_s);
        note(entry, u"received"_s,
             {{u"application_number"_s, acknowledgement.applicationNumber},
              {u"received_at"_s, formatTimestamp(acknowledgement.receivedAt)}},
             line.arg(acknowledgement.applicationNumber).in(language()));
    } else {
        const LocalizedText line(u"届いていません。もう一度送信できます。"_s,
                                 u"It was never received. You may send it again."_s);
        note(entry, u"not-received"_s, {}, line.in(language()));
    }
    m_settling.reset();
    settleNext();
}

void ResumeCommand::leaveOver(const submission::OutboxEntry &entry, const QString &outcome, const LocalizedText &text)
{
    if (!m_failure) {
        m_failure = Failure(FailureCode::OutcomeUnknown);
    }
    note(entry, outcome, {}, text.in(language()));
}

void ResumeCommand::note(const submission::OutboxEntry &entry, const QString &outcome, QJsonObject more,
                         const QString &line)
{
    more.insert("outcome"_L1, outcome);
    if (!entry.key.isEmpty()) {
        more.insert("key"_L1, entry.key);
    }
    m_outcomes.append(more);
    m_report.lines += entry.key.isEmpty() ? line : entry.key + u": "_s + line;
}

Report ResumeCommand::makeReport() const
{
    Report report = m_report;
    report.more = {{u"outcomes"_s, m_outcomes}};
    if (m_outcomes.size() != 1) { // one number would be mistaken for the only one
        report.applicationNumber.clear();
        report.receivedAt = {};
    }
    if (m_outcomes.isEmpty()) {
        const LocalizedText none(u"結果の分からない送信はありません。"_s,
                                 u"There is no sending whose outcome is unknown."_s);
        report.lines += none.in(language());
    }
    if (m_failure) {
        report.failure = m_failure;
        report.kept = false;
        if (m_outcomes.size() == 1) {
            report.applicationNumber = m_failure->applicationNumber;
        }
    }
    return report;
}

} // namespace ttp::command
