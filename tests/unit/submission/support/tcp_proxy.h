// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTcpServer>

class QTcpSocket;

namespace submission_test {

/// A line between client and service that breaks when it is told to. It sees TLS records only, and needs the event loop of
/// the test.
class TcpProxy : public QObject {
    Q_OBJECT
public:
    explicit TcpProxy(quint16 servicePort);

    [[nodiscard]] quint16 port() const { return m_port; }
    /// Bytes that went from the client to the service.
    [[nodiscard]] qint64 forwarded() const { return m_forwarded; }
    /// Breaks all connections after so many more bytes of the client; the next ones work again.
    void cutAfter(qint64 bytes) { m_cutAt = m_forwarded + bytes; }
    /// Lets no more than so many more bytes of the client through and keeps the line open.
    void stallAfter(qint64 bytes) { m_stallAt = m_forwarded + bytes; }
    /// Once the service closes a connection nobody gets through any more.
    void goDownWhenServiceCloses() { m_goesDown = true; }
    void goDown();
    void comeBack();

Q_SIGNALS:
    void cut();
    void stalled();

private:
    struct Line {
        QTcpSocket *client;
        QTcpSocket *service;
    };
    void accept();
    void forward(const Line &line);
    void breakAll();

    QTcpServer m_server;
    quint16 m_servicePort;
    quint16 m_port = 0;
    QList<Line> m_lines;
    qint64 m_forwarded = 0;
    qint64 m_cutAt = -1;
    qint64 m_stallAt = -1;
    bool m_goesDown = false;
};

} // namespace submission_test
