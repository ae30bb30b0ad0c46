// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault_command.h"

#include "report.h"
#include "vault/secret_store_keeper.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

QJsonObject toJson(const vault::VaultStatus &status)
{
    const bool keychain = status.custody == vault::Custody::Keychain;
    return {{u"id"_s, status.id},
            {u"custody"_s, keychain ? u"keychain"_s : u"passphrase"_s},
            {u"rotation_unfinished"_s, status.rotationUnfinished}};
}

LocalizedText describe(const vault::VaultStatus &status)
{
    if (status.rotationUnfinished) {
        return {u"鍵の交換が途中で止まっています。「ttp-apply vault rotate」をもう一度実行してください。"_s,
                u"A change of the key was cut short. Run “ttp-apply vault rotate” again."_s};
    }
    if (status.custody == vault::Custody::Keychain) {
        return {u"保存した内容の鍵は、キーチェーンにあります。"_s, u"The key to what is saved is in the keychain."_s};
    }
    return {u"保存した内容の鍵は、パスフレーズで守られています。"_s,
            u"The key to what is saved is protected by a passphrase."_s};
}

} // namespace

VaultCommand::VaultCommand(Arguments arguments, Surroundings surroundings)
    : Command(std::move(arguments), std::move(surroundings))
{
}

QString VaultCommand::folder() const
{
    return surroundings().dataFolder + u"/vault"_s;
}

void VaultCommand::start()
{
    const auto status = vault::vaultStatus(folder());
    if (!status) {
        end(status.error());
        return;
    }
    if (arguments().command == "vault rotate"_L1) {
        if (*status) {
            rotate(**status);
        } else {
            end(Failure(FailureCode::VaultNotFound, u"there is no vault yet"_s));
        }
        return;
    }
    Report report;
    const LocalizedText none(u"まだ何も保存されていません。"_s, u"Nothing is saved yet."_s);
    report.lines = {(*status ? describe(**status) : none).in(surroundings().language)};
    if (*status) {
        report.more = {{u"vault"_s, toJson(**status)}};
    }
    Q_EMIT ended(report.print(arguments().json, surroundings()));
}

Result<vault::KeyAccess> VaultCommand::accessByLine()
{
    QByteArray line = arguments().passphraseOnStdin ? surroundings().readInput() : QByteArray();
    if (line.endsWith('\n')) {
        line.chop(line.endsWith("\r\n") ? 2 : 1);
    }
    if (line.isEmpty()) {
        return failed(FailureCode::VaultWrongKey, u"--passphrase-stdin and a line of standard input with the passphrase are needed"_s);
    }
    return vault::KeyAccess{m_keeper, std::make_shared<const Secret>(Secret::fromUtf8(std::move(line)))};
}

void VaultCommand::rotate(const vault::VaultStatus &status)
{
    m_store = std::make_unique<credentials::SecretStore>(
        credentials::SecretStore::Settings{.dataFolder = surroundings().dataFolder});
    m_keeper = vault::keeperIn(*m_store);
    const bool hasPassphrase = status.custody == vault::Custody::Passphrase;
    const auto from = hasPassphrase ? accessByLine() : vault::KeyAccess{m_keeper, {}};
    if (!from) {
        end(from.error());
        return;
    }
    Result<vault::KeyAccess> to = *from;
    if (arguments().custody == "keychain"_L1) {
        to = vault::KeyAccess{m_keeper, {}};
    } else if (arguments().custody == "passphrase"_L1) {
        to = accessByLine();
    }
    if (!to) {
        end(to.error());
        return;
    }
    vault::rotateVault(folder(), *from, *to, this, [this](const Result<vault::Rotated> &rotated) { onRotated(rotated); });
}

void VaultCommand::onRotated(const Result<vault::Rotated> &rotated)
{
    if (!rotated) {
        end(rotated.error());
        return;
    }
    Report report;
    report.more = {{u"files"_s, rotated->files},
                   {u"damaged"_s, QJsonArray::fromStringList(rotated->damaged)},
                   {u"old_key_forgotten"_s, rotated->oldKeyForgotten}};
    const LocalizedText done(u"新しい鍵で保存し直したファイル：%1件"_s.arg(rotated->files),
                             u"Files under the new key: %1"_s.arg(rotated->files));
    report.lines = {done.in(surroundings().language)};
    if (!rotated->damaged.isEmpty()) {
        report.failure = Failure(FailureCode::VaultDamaged, rotated->damaged.join(u", "_s));
    } else if (!rotated->oldKeyForgotten) {
        report.failure = Failure(FailureCode::KeychainNotForgotten);
    }
    Q_EMIT ended(report.print(arguments().json, surroundings()));
}

void VaultCommand::end(const Failure &failure)
{
    Report report;
    report.failure = failure;
    Q_EMIT ended(report.print(arguments().json, surroundings()));
}

} // namespace ttp::command
