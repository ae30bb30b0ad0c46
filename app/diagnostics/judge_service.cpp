// SPDX-License-Identifier: GPL-3.0-or-later
// The service, its certificate, and the clock.

#include "diagnostics/judgements.h"

#include "base/failure_book.h"
#include "base/json.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace ttp::diagnostics {

namespace {

constexpr qint64 Day = qint64(24) * 60 * 60;
constexpr qint64 FewDays = 14;
constexpr qint64 Minute = 60;
constexpr qint64 MuchSkew = 5 * Minute;

LocalizedText notAsked()
{
    return {u"サービスにつながらなかったため、確認していません。"_s,
            u"Not looked at, because the service was not reached."_s};
}

} // namespace

Finding judgeService(const ServiceFacts &facts)
{
    Finding finding{u"service"_s, {u"サービスとの接続"_s, u"The service"_s}, Verdict::Ok, {}, {}, {}};
    finding.facts = {{u"id"_s, facts.id}, {u"host"_s, facts.host}};
    if (facts.failure) {
        const FailurePage &page = FailureBook::bundled().page(facts.failure->code);
        finding.verdict = Verdict::Problem;
        finding.says = page.what;
        finding.next = page.next;
        finding.facts.emplace_back(u"failure"_s, ttp::nameOf(facts.failure->code));
        finding.facts.emplace_back(u"failure_facts"_s, facts.failure->facts);
        return finding;
    }
    if (!facts.isKnown) {
        finding.verdict = Verdict::Warning;
        finding.says = {u"サービスにまだつながっていません。"_s, u"No service is connected yet."_s};
        finding.next = {u"開始画面でサービスにつながってから、もう一度確認してください。"_s,
                        u"Check again once the start page has reached the service."_s};
        return finding;
    }
    finding.says = facts.isPractice
        ? LocalizedText(u"練習用サービス「%1」につながりました。"_s, u"The practice service “%1” answers."_s)
              .arg(facts.id)
        : LocalizedText(u"サービス「%1」につながりました。"_s, u"The service “%1” answers."_s).arg(facts.id);
    return finding;
}

Finding judgeCertificate(const ServiceFacts &facts)
{
    Finding finding{
        u"certificate"_s, {u"サービスの証明書"_s, u"Certificate of the service"_s}, Verdict::Ok, {}, {}, {}};
    if (!facts.certificateUntil.isValid()) {
        finding.says = notAsked();
        return finding;
    }
    const qint64 days = facts.now.secsTo(facts.certificateUntil) / Day;
    finding.facts = {{u"valid_until"_s, formatTimestamp(facts.certificateUntil)},
                     {u"days_left"_s, QString::number(days)}};
    finding.says = LocalizedText(u"有効期間の残り：%1日"_s, u"Days until it expires: %1"_s).arg(QString::number(days));
    if (days < FewDays && !facts.isPractice) {
        finding.verdict = Verdict::Warning;
        finding.next = {u"期限が切れると接続できなくなります。サービスの運営者に知らせてください。"_s,
                        u"Nobody can connect once it has expired. Tell the operator of the service."_s};
    }
    return finding;
}

Finding judgeClock(const ServiceFacts &facts)
{
    Finding finding{u"clock"_s, {u"この端末の時計"_s, u"Clock of this computer"_s}, Verdict::Ok, {}, {}, {}};
    finding.facts = {{u"now"_s, formatTimestamp(facts.now)}};
    if (!facts.secondsAhead) {
        finding.says = facts.failure || !facts.isKnown
            ? notAsked()
            : LocalizedText(u"サービスが時刻を知らせないため、比べられません。"_s,
                            u"The service does not tell its time, so it cannot be compared."_s);
        return finding;
    }
    const qint64 ahead = *facts.secondsAhead;
    const QString amount = QString::number(std::abs(ahead));
    finding.facts.emplace_back(u"seconds_ahead"_s, QString::number(ahead));
    if (std::abs(ahead) <= Minute) {
        finding.says = {u"サービスの時計と合っています。"_s, u"It agrees with the clock of the service."_s};
        return finding;
    }
    finding.verdict = std::abs(ahead) > MuchSkew ? Verdict::Problem : Verdict::Warning;
    finding.says = ahead > 0 ? LocalizedText(u"サービスの時計より%1秒進んでいます。"_s,
                                             u"It is %1 seconds ahead of the clock of the service."_s)
                                   .arg(amount)
                             : LocalizedText(u"サービスの時計より%1秒遅れています。"_s,
                                             u"It is %1 seconds behind the clock of the service."_s)
                                   .arg(amount);
    finding.next = {
        u"時計が違うと、接続や署名の確認ができないことがあります。日付と時刻を自動で合わせる設定にしてください。"_s,
        u"With a wrong clock, connections and signatures may be refused. Let the computer set date and time by itself."_s};
    return finding;
}

} // namespace ttp::diagnostics
