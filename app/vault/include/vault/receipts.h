// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "vault/vault.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <vector>

namespace ttp::vault {

/// A receipt, and what its paper is made of.
struct KeptReceipt {
    QString id;          ///< random; a segment of a name in the vault
    QString serviceId;
    QString number;      ///< of the application
    QDateTime received;  ///< UTC
    QString provedBy;    ///< `pinned`, `announced`, `nobody`
    QByteArray receipt;  ///< the receipt file, byte by byte
    QByteArray form;     ///< the form definition, byte by byte
    QJsonObject consent; ///< as terms::Consent::toKept() writes it
    QString ownerId = {}; ///< the user ID it was sent under; empty: not known

    bool operator==(const KeptReceipt &) const = default;
};

/// Largest of them.
inline constexpr qint64 MaxKeptReceiptBytes = 64 * 1024 * 1024;

[[nodiscard]] QByteArray toKept(const KeptReceipt &receipt);
/// Strictly: `VaultDamaged` with the path of the error, `VaultNewer`.
[[nodiscard]] Result<KeptReceipt> readKeptReceipt(const QByteArray &kept);

/// The receipts in a vault: `receipts/ID`. Every call may wait for the disk; thread-safe as the vault is.
class Receipts {
public:
    explicit Receipts(std::shared_ptr<Vault> vault) : m_vault(std::move(vault)) {}

    [[nodiscard]] Result<void> keep(const KeptReceipt &receipt) const;
    /// Newest first; those that cannot be read are left out and counted in `unreadable`.
    [[nodiscard]] Result<std::vector<KeptReceipt>> list(int &unreadable) const;
    [[nodiscard]] Result<void> remove(const QString &id) const;

private:
    std::shared_ptr<Vault> m_vault;
};

} // namespace ttp::vault
