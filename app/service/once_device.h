// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

#include <memory>

namespace ttp::service {

/// A body that can be read only once. Qt's network access manager repeats a POST by itself when the server closes
/// without an answer; a body that cannot be rewound makes it report the loss instead, and we decide what to do.
class OnceDevice : public QIODevice {
    Q_OBJECT
public:
    /// Sends `length` bytes of `source` from where it stands.
    OnceDevice(std::unique_ptr<QIODevice> source, qint64 length, QObject *parent);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool reset() override { return false; }
    [[nodiscard]] bool seek(qint64) override { return false; }
    [[nodiscard]] bool atEnd() const override;
    [[nodiscard]] qint64 bytesAvailable() const override { return m_left + QIODevice::bytesAvailable(); }
    /// Bytes that nobody has read yet.
    [[nodiscard]] qint64 bytesLeft() const { return m_left; }
    /// True if the source had fewer bytes than promised, or could not be read.
    [[nodiscard]] bool hasFailed() const { return m_failed; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::unique_ptr<QIODevice> m_source;
    qint64 m_left;
    bool m_failed = false;
};

} // namespace ttp::service
