// SPDX-License-Identifier: GPL-3.0-or-later
#include "tcp_proxy.h"

#include <QTcpSocket>

namespace submission_test {

TcpProxy::TcpProxy(quint16 servicePort) : m_servicePort(servicePort)
{
    connect(&m_server, &QTcpServer::newConnection, this, &TcpProxy::accept);
    comeBack();
}

void TcpProxy::comeBack()
{
    m_goesDown = false;
    m_server.listen(QHostAddress::LocalHost, m_port);
    m_port = m_server.serverPort();
}

void TcpProxy::goDown()
{
    m_server.close();
    breakAll();
}

void TcpProxy::accept()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        auto *service = new QTcpSocket(this);
        service->connectToHost(QHostAddress::LocalHost, m_servicePort);
        const Line line{client, service};
        m_lines.append(line);
        connect(client, &QTcpSocket::readyRead, this, [this, line] { forward(line); });
        connect(service, &QTcpSocket::connected, this, [this, line] { forward(line); });
        connect(service, &QTcpSocket::readyRead, this, [line] { line.client->write(line.service->readAll()); });
        connect(client, &QTcpSocket::disconnected, service, [line] { line.service->disconnectFromHost(); });
        connect(service, &QTcpSocket::disconnected, this, [this, line] {
            if (m_goesDown) {
                goDown();
            } else {
                line.client->disconnectFromHost();
            }
        });
    }
}

void TcpProxy::forward(const Line &line)
{
    if (line.service->state() != QAbstractSocket::ConnectedState) {
        return;
    }
    qint64 allowed = line.client->bytesAvailable();
    for (const qint64 limit : {m_cutAt, m_stallAt}) {
        if (limit >= 0) {
            allowed = qMin(allowed, limit - m_forwarded);
        }
    }
    const QByteArray bytes = line.client->read(allowed);
    m_forwarded += bytes.size();
    line.service->write(bytes);
    if (m_cutAt >= 0 && m_forwarded >= m_cutAt) {
        m_cutAt = -1;
        line.service->flush();
        breakAll();
        Q_EMIT cut();
    } else if (m_stallAt >= 0 && m_forwarded >= m_stallAt) {
        Q_EMIT stalled();
    }
}

void TcpProxy::breakAll()
{
    const QList<Line> lines = std::exchange(m_lines, {});
    for (const Line &line : lines) {
        line.client->disconnect(this);
        line.service->disconnect(this);
        line.client->abort();
        line.service->disconnectFromHost(); // what was forwarded arrives
    }
}

} // namespace submission_test
