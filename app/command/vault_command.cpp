// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault_command.h"

#include "report.h"
#include "secret_line.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

QJsonObject toJson(vault::VaultKind kind, const vault::VaultStatus &status)
{
    const bool keychain = status.custody == vault::Custody::Keychain;
    return {{u"vault"_s, vault::nameOf(kind)},
            {u"id"_s, status.id},
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
    : Command(std::move(arguments), std::move(surroundings)), m_vaults(this->surroundings().dataFolder)
{
}

std::vector<VaultCommand::Found> VaultCommand::find(std::optional<Failure> &failure) const
{
    std::vector<Found> found;
    for (const vault::VaultKind kind : vault::VaultKinds) {
        if (!arguments().vault.isEmpty() && arguments().vault != vault::nameOf(kind)) {
            continue;
        }
        auto status = m_vaults.status(kind);
        if (!status) {
            failure = std::move(status.error());
        } else if (*status) {
            found.push_back({kind, **std::move(status)});
        }
    }
    return found;
}

void VaultCommand::start()
{
    std::optional<Failure> failure;
    auto found = find(failure);
    if (arguments().command == "vault status"_L1) {
        showStatus(found, std::move(failure));
    } else if (failure) {
        end(std::move(failure));
    } else if (found.empty()) {
        end(Failure(FailureCode::VaultNotFound, u"there is no vault yet"_s));
    } else {
        rotate(std::move(found));
    }
}

void VaultCommand::showStatus(const std::vector<Found> &found, std::optional<Failure> failure)
{
    Report report;
    QJsonArray list;
    for (const auto &[kind, status] : found) {
        list.append(toJson(kind, status));
        report.lines += vault::nameOf(kind) + u": "_s + describe(status).in(surroundings().language);
    }
    report.more = {{u"vaults"_s, list}};
    report.failure = std::move(failure);
    if (found.empty() && !report.failure) {
        const LocalizedText none(u"まだ何も保存されていません。"_s, u"Nothing is saved yet."_s);
        report.lines = {none.in(surroundings().language)};
    }
    Q_EMIT ended(report.print(arguments().json, surroundings()));
}

Result<void> VaultCommand::takeLine(Vaults::Passphrase &line)
{
    if (!arguments().passphraseOnStdin) {
        return failed(FailureCode::VaultWrongKey, u"--passphrase-stdin and a line of standard input with the passphrase are needed"_s);
    }
    auto taken = readSecretLine(surroundings(), FailureCode::VaultWrongKey);
    if (!taken) {
        return failed(taken.error());
    }
    line = std::make_shared<const Secret>(*std::move(taken));
    return {};
}

void VaultCommand::rotate(std::vector<Found> found)
{
    const bool hasPassphrase = std::ranges::any_of(
        found, [](const Found &one) { return one.status.custody == vault::Custody::Passphrase; });
    Result<void> taken;
    if (hasPassphrase) {
        taken = takeLine(m_current);
    }
    if (taken && arguments().custody == "passphrase"_L1) {
        taken = takeLine(m_next);
    }
    if (!taken) {
        end(taken.error());
        return;
    }
    m_waiting = std::move(found);
    rotateNext();
}

void VaultCommand::rotateNext()
{
    if (m_waiting.empty()) {
        end(std::nullopt);
        return;
    }
    const Found found = m_waiting.front();
    m_waiting.erase(m_waiting.begin());
    const bool hasPassphrase = found.status.custody == vault::Custody::Passphrase;
    const vault::KeyAccess from = m_vaults.access(hasPassphrase ? m_current : nullptr);
    vault::KeyAccess to = from;
    if (!arguments().custody.isEmpty()) {
        to = m_vaults.access(m_next); // null for the keychain
    }
    vault::rotateVault(m_vaults.folder(found.kind), from, to, this,
                       [this, kind = found.kind](const Result<vault::Rotated> &rotated) { onRotated(kind, rotated); });
}

void VaultCommand::onRotated(vault::VaultKind kind, const Result<vault::Rotated> &rotated)
{
    if (!rotated) {
        end(of(kind, rotated.error()));
        return;
    }
    m_hasRotated = true;
    m_rotated.files += rotated->files;
    m_rotated.oldKeyForgotten = m_rotated.oldKeyForgotten && rotated->oldKeyForgotten;
    for (const QString &name : rotated->damaged) {
        m_rotated.damaged += vault::nameOf(kind) + u'/' + name;
    }
    rotateNext();
}

void VaultCommand::end(std::optional<Failure> failure)
{
    Report report;
    report.failure = std::move(failure);
    if (m_hasRotated) {
        report.more = {{u"files"_s, m_rotated.files},
                       {u"damaged"_s, QJsonArray::fromStringList(m_rotated.damaged)},
                       {u"old_key_forgotten"_s, m_rotated.oldKeyForgotten}};
        const LocalizedText done(u"新しい鍵で保存し直したファイル：%1件"_s.arg(m_rotated.files),
                                 u"Files under the new key: %1"_s.arg(m_rotated.files));
        report.lines = {done.in(surroundings().language)};
    }
    if (!report.failure && !m_rotated.damaged.isEmpty()) {
        report.failure = Failure(FailureCode::VaultDamaged, m_rotated.damaged.join(u", "_s));
    } else if (!report.failure && !m_rotated.oldKeyForgotten) {
        report.failure = Failure(FailureCode::KeychainNotForgotten);
    }
    Q_EMIT ended(report.print(arguments().json, surroundings()));
}

} // namespace ttp::command
