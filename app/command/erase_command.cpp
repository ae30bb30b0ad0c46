// SPDX-License-Identifier: GPL-3.0-or-later
#include "erase_command.h"

#include "report.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

LocalizedText question(const QString &dataFolder)
{
    return LocalizedText(
               u"次のものを、この端末から消去します。元に戻すことはできません。\n"
               u"  ・下書きと添付書類、受領証（データフォルダー「%1」内）\n"
               u"  ・送信の控え\n"
               u"  ・キーチェーンに保存したパスワードと鍵\n"
               u"ほかの場所に保存した受領証などのファイルは残ります。サービスに届いた申請は取り消されません。\n"
               u"消去する場合は「yes」と入力してください："_s,
               u"This will be erased from this computer, for good:\n"
               u"  - drafts with their attachments, and receipts, in the data folder “%1”\n"
               u"  - notes of sendings\n"
               u"  - passwords and keys in the keychain\n"
               u"Files that you saved elsewhere stay, and applications that a service has received are not withdrawn.\n"
               u"To erase, type “yes”: "_s)
        .arg(dataFolder);
}

QStringList linesOf(const erasure::Outcome &outcome, const QString &language)
{
    QStringList lines;
    if (!outcome.hasBegun()) {
        return lines;
    }
    if (!outcome.failure) {
        const LocalizedText all(u"すべて消去し、残っていないことを確認しました。"_s,
                                u"Everything was erased, and proved to be gone."_s);
        lines += all.in(language);
    }
    for (const erasure::Left &left : outcome.left) {
        const LocalizedText line(u"残っています：%1　%2"_s, u"Still there: %1  %2"_s);
        lines += line.arg(left.what).arg(left.why.in(language)).in(language);
    }
    if (!outcome.foreign.isEmpty()) {
        const LocalizedText others(u"データフォルダーにある、このプログラムのものではないファイルは残しました：%1"_s,
                                   u"Files in the data folder that are not this program's were left alone: %1"_s);
        lines += others.arg(outcome.foreign.join(u", "_s)).in(language);
    }
    return lines;
}

} // namespace

EraseCommand::EraseCommand(Arguments arguments, Surroundings surroundings)
    : Command(std::move(arguments), std::move(surroundings))
{
}

erasure::Unsettled EraseCommand::unsettled() const
{
    return arguments().evenUnsettled ? erasure::Unsettled::EraseToo : erasure::Unsettled::Keep;
}

void EraseCommand::start()
{
    if (!arguments().yes && !surroundings().canAsk) {
        end(Failure(FailureCode::UsageUnknown, u"erase needs --yes where nobody can be asked"_s));
        return;
    }
    if (!arguments().yes) {
        const auto stock = erasure::takeStock(surroundings().dataFolder);
        const auto no = stock ? erasure::objection(*stock, unsettled()) : std::optional(stock.error());
        if (no || !isWanted(*stock)) {
            end(no.value_or(Failure(FailureCode::EraseDeclined)));
            return;
        }
    }
    m_secrets = std::make_unique<credentials::SecretStore>(
        credentials::SecretStore::Settings{.dataFolder = surroundings().dataFolder});
    erasure::eraseEverything(surroundings().dataFolder, unsettled(), *m_secrets, this,
                             [this](const erasure::Outcome &outcome) { onErased(outcome); });
}

bool EraseCommand::isWanted(const erasure::Stock &stock)
{
    if (stock.isEmpty()) {
        return true; // nothing to lose
    }
    say(question(surroundings().dataFolder));
    return surroundings().readInput().trimmed().toLower() == "yes";
}

void EraseCommand::onErased(const erasure::Outcome &outcome)
{
    Report report;
    report.failure = outcome.failure;
    report.lines = linesOf(outcome, surroundings().language);
    QJsonArray left;
    for (const erasure::Left &one : outcome.left) {
        left.append(QJsonObject{{u"what"_s, one.what}, {u"why"_s, one.why.toJson()}});
    }
    report.more = {
        {u"files"_s, outcome.files}, {u"left"_s, left}, {u"not_ours"_s, QJsonArray::fromStringList(outcome.foreign)}};
    Q_EMIT ended(report.print(arguments().json, surroundings()));
}

void EraseCommand::end(const Failure &failure)
{
    Report report;
    report.failure = failure;
    Q_EMIT ended(report.print(arguments().json, surroundings()));
}

} // namespace ttp::command
