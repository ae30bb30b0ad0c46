// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vault/bundle.h"

#include <QIODevice>

namespace ttp::vault {

/// Hands out a beginning and then the contents of entries, one after the other, each of exactly the length it had when
/// the beginning was made. A source that fails or has another length is a read error.
class BundleContent final : public QIODevice {
public:
    BundleContent(QByteArray beginning, const std::vector<BundleEntry> &entries);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return m_current > m_entries.size(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    [[nodiscard]] bool openNext();

    QByteArray m_beginning;
    const std::vector<BundleEntry> &m_entries;
    std::unique_ptr<QIODevice> m_device; ///< of the current entry
    std::size_t m_current = 0;           ///< 0: the beginning; else of the entries, counted from 1
    qint64 m_left;                       ///< of the current one
};

/// A part of another device.
class PartDevice final : public QIODevice {
public:
    PartDevice(std::unique_ptr<QIODevice> whole, qint64 start, qint64 size)
        : m_whole(std::move(whole)), m_start(start), m_size(size)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    [[nodiscard]] qint64 size() const override { return m_size; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::unique_ptr<QIODevice> m_whole;
    qint64 m_start;
    qint64 m_size;
};

} // namespace ttp::vault
