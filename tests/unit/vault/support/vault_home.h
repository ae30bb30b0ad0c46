// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "file_keeper.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

namespace vault_test {

/// The folder of a vault, and beside it a keychain of files; opens and rotates, and waits for it.
class VaultHome {
public:
    [[nodiscard]] QString path(const QString &below = {}) const { return m_folder.filePath(QStringLiteral("vault")) + below; }
    [[nodiscard]] QString keychain() const { return m_folder.filePath(QStringLiteral("keychain")); }
    [[nodiscard]] FileKeeper &keeper() { return *m_keeper; }

    /// By the keychain.
    [[nodiscard]] ttp::vault::KeyAccess kept() const { return {m_keeper, {}}; }
    /// By a passphrase, with or without a keychain beside it.
    [[nodiscard]] ttp::vault::KeyAccess typed(const QString &passphrase) const { return {m_keeper, secretOf(passphrase)}; }
    [[nodiscard]] static ttp::vault::KeyAccess typedOnly(const QString &passphrase) { return {{}, secretOf(passphrase)}; }

    [[nodiscard]] ttp::Result<std::shared_ptr<ttp::vault::Vault>> open(const ttp::vault::KeyAccess &access)
    {
        Answer<std::shared_ptr<ttp::vault::Vault>> answer;
        ttp::vault::openVault(path(), access, &m_context, answer.taker());
        return answer.wait(waitFor);
    }
    [[nodiscard]] ttp::Result<ttp::vault::Rotated> rotate(const ttp::vault::KeyAccess &from, const ttp::vault::KeyAccess &to)
    {
        Answer<ttp::vault::Rotated> answer;
        ttp::vault::rotateVault(path(), from, to, &m_context, answer.taker());
        return answer.wait(waitFor);
    }

    /// Of a file of the vault as it lies there: `/vault.json`, `/sealed/a.sealed`.
    [[nodiscard]] QByteArray bytes(const QString &below) const
    {
        QFile file(path(below));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] bool setBytes(const QString &below, const QByteArray &bytes) const
    {
        QFile file(path(below));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }

private:
    static std::shared_ptr<const ttp::Secret> secretOf(const QString &passphrase)
    {
        return std::make_shared<const ttp::Secret>(ttp::Secret::fromString(passphrase));
    }
    static bool waitFor(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }

    /// In memory where that can be had: hundreds of files are synced, and no power is cut here.
    static QString place()
    {
        const QString memory = QStringLiteral("/dev/shm");
        return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/vault_home_XXXXXX");
    }

    QTemporaryDir m_folder{place()};
    std::shared_ptr<FileKeeper> m_keeper = std::make_shared<FileKeeper>(keychain());
    QObject m_context;
};

} // namespace vault_test
