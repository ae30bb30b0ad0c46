// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/door.h"
#include "service/patience.h"
#include "service/uploads.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

namespace ttp::submission {

/// Brings one file to the service, going on where a line broke (tus 1.0.0): creation, one streamed PATCH, and after any
/// PATCH without an answer a HEAD. A small rest carries its checksum, so that damage costs this PATCH only; a large one goes
/// without, so that a cut costs nothing that has arrived, and is compared when it is complete. What was damaged or lost is
/// sent again, three times at most.
class FileUpload : public QObject {
    Q_OBJECT
public:
    /// `longest`: how long sending may take in all, waiting not counted; zero: by the size of the file.
    FileUpload(service::Door &door, service::FileToSend file, service::Patience &patience,
               std::chrono::milliseconds longest = std::chrono::milliseconds(0));
    ~FileUpload() override;

    /// Begins, or goes on with what is already there.
    void start();
    /// The service has lost it: it is not complete any more.
    void forget();
    void cancel();

    [[nodiscard]] const service::FileToSend &file() const { return m_file; }
    [[nodiscard]] qint64 sentBytes() const { return m_sent; }
    /// Where it lies; empty before it was created.
    [[nodiscard]] const QString &location() const { return m_location; }
    [[nodiscard]] bool isComplete() const { return m_complete; }

Q_SIGNALS:
    void progressed();
    void completed();
    void waiting(const ttp::Failure &reason);
    void failedFor(const ttp::Failure &failure);

private:
    void create();
    void append(qint64 offset);
    void sendRest(qint64 offset, const QByteArray &sha256);
    void askOffset();
    void onOffset(qint64 offset);
    void onAppended(qint64 from, qint64 reached);
    void onProgress(qint64 reached);
    void onLost(const Failure &failure);
    void onDamaged(const Failure &failure);
    void refuse(const Failure &failure);
    void waitThen(std::chrono::milliseconds pause, void (FileUpload::*next)());
    void recover(const Failure &failure, void (FileUpload::*next)());

    service::Door &m_door;
    service::FileToSend m_file;
    service::Patience &m_patience;
    QString m_location;
    qint64 m_sent = 0;
    qint64 m_furthest = 0; ///< of all attempts: only what goes beyond it is progress
    int m_restarts = 0;
    bool m_damaged = false; ///< asking what is left of it; the restart is counted already
    std::chrono::milliseconds m_left; ///< for sending
    QElapsedTimer m_sending;          ///< since the PATCH under way began
    QTimer m_pause;
    bool m_complete = false;
    bool m_cancelled = false;
    service::Call m_call;
};

} // namespace ttp::submission
