// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vault/vault.h"

#include <QMutex>
#include <QSemaphore>
#include <QStringList>

#include <optional>

namespace vault_test {

/// A vault on a disk that fails, hangs and comes back as the test says. What is kept lies in memory.
class BreakingVault final : public ttp::vault::Vault {
public:
    /// From now on nothing can be written (or removed); unset: it can again.
    void breakWith(std::optional<ttp::FailureCode> code);
    /// Only files of this purpose cannot be written.
    void breakPurpose(std::optional<ttp::vault::Purpose> purpose);
    /// Writing waits until `release`.
    void hang();
    void release();
    /// `write NAME`, `copy NAME`, `remove NAME`, in order.
    [[nodiscard]] QStringList done() const;
    /// Those of drafts only.
    [[nodiscard]] int draftsWritten() const;

    [[nodiscard]] Keeping keeping() const override { return Keeping::OnDisk; }
    ttp::Result<void> write(const QString &name, ttp::vault::Purpose purpose, QByteArrayView bytes) override;
    ttp::Result<void> copyIn(const QString &name, ttp::vault::Purpose purpose, QIODevice &source,
                             qint64 maxBytes) override;
    ttp::Result<QByteArray> read(const QString &name, ttp::vault::Purpose purpose, qint64 maxBytes) override;
    std::shared_ptr<const ttp::ByteSource> source(const QString &name, ttp::vault::Purpose purpose) override;
    ttp::Result<void> remove(const QString &name) override;
    ttp::Result<QStringList> list(const QString &folder) override;
    ttp::Result<std::unique_ptr<ttp::vault::Hold>> hold(const QString &name) override;

private:
    [[nodiscard]] std::optional<ttp::Failure> failureOf(ttp::vault::Purpose purpose);
    void note(const QString &what);

    std::shared_ptr<ttp::vault::Vault> m_inner = ttp::vault::memoryVault();
    mutable QMutex m_mutex;
    QSemaphore m_gate{1};
    std::optional<ttp::FailureCode> m_code;
    std::optional<ttp::vault::Purpose> m_purpose;
    QStringList m_done;
};

} // namespace vault_test
