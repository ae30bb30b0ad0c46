// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/profile.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <vector>

namespace service_test {

/// Headers of an answer in a script. (`QJsonArray{QJsonArray{…}}` is one array in clang and two in gcc: CWG 2137.)
[[nodiscard]] QJsonArray headers(std::initializer_list<std::pair<QString, QString>> list);

/// One request as it arrived.
struct Recorded {
    QString verb;
    QString target;
    QList<std::pair<QString, QString>> headers; ///< as they stood there
    QByteArray body;
    qint64 bodyLength = 0; ///< also if bodies are not recorded
    QByteArray bodySha256; ///< computed by Python

    /// The one header of that name; a name that stands twice gives `(twice)`.
    [[nodiscard]] QString header(const QString &name) const;
};

struct RecordedConnection {
    QString handshake; ///< `ok` or the error
    QString version;
    QString cipher;
    qint64 bytes = 0; ///< decrypted
    std::vector<Recorded> requests;
};

/// What a server saw from its start to its end.
struct Recording {
    std::vector<RecordedConnection> connections;

    [[nodiscard]] std::vector<Recorded> requests(const QString &verb = {}) const;
    /// Decrypted bytes of all connections.
    [[nodiscard]] qint64 bytes() const;
    /// True if at least one handshake went through on the server's side.
    [[nodiscard]] bool shookHands() const;
};

/// `tests/tools/raw_server.py` in a process of its own.
class RawServer {
public:
    /// `more`: members of the script besides `answers` (certificate, tls, record_bodies).
    explicit RawServer(const QJsonArray &answers, const QJsonObject &more = {});
    ~RawServer();

    [[nodiscard]] bool isRunning() const { return m_port != 0; }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QByteArray pin() const { return m_pin; }
    /// `https://127.0.0.1:PORT/v1`, trusted by the server's own CA, no proxy.
    [[nodiscard]] ttp::service::Profile profile(const QString &host = QStringLiteral("127.0.0.1")) const;

    /// Waits until so many events of that kind have been told: `connected`, `request`, `closed`.
    [[nodiscard]] bool waitFor(const QString &event, int count);
    /// Waits until the clients have closed (end their doors first), ends the server and tells what it saw.
    Recording end();

private:
    void readEvents();

    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_pending;
    QStringList m_events;
    quint16 m_port = 0;
    QString m_caFile;
    QByteArray m_pin;
};

} // namespace service_test
