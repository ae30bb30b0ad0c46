// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/practice_service.h"
#include "service/applications.h"
#include "wizard/surroundings.h"

#include <QTcpServer>

#include <memory>
#include <vector>

class QTcpSocket;

namespace ttp::ui::test {

/// A stretch of wire between the wizard and the service: a loopback port of its own whose bytes go on to another port,
/// until it is cut. Everything on it is TLS, so it can only pass on, swallow and cut.
class Line : public QObject {
    Q_OBJECT
public:
    /// Takes a port and keeps it; closed at first, so that a connection is refused.
    Line();

    [[nodiscard]] quint16 port() const { return m_port; }
    /// New connections lead to this port.
    void leadTo(quint16 port);
    /// Ends what there is and refuses what comes.
    void cut();
    /// What the service says next is lost, and with it the line.
    void loseNextAnswer() { m_losing = true; }
    /// Waits with passing on, in both directions, until `resume`.
    void hold() { m_held = true; }
    void resume();
    [[nodiscard]] int connections() const { return m_connections; }

Q_SIGNALS:
    void answerLost();

private:
    void join(QTcpSocket *here);
    void pass(QTcpSocket *from, QTcpSocket *to);

    QTcpServer m_server;
    quint16 m_port = 0;
    quint16 m_target = 0;
    bool m_losing = false;
    bool m_held = false;
    int m_connections = 0;
};

/// The practice service as the wizard meets it. Counts by a session of its own what really arrived.
class Service {
public:
    /// The embedded one with the bundled form.
    Service();
    explicit Service(const practice::Options &options);
    /// As above, seen through a line.
    Service(const practice::Options &options, Line &line);

    [[nodiscard]] practice::PracticeService &practice() { return *m_practice; }
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] const service::Profile &profile() const { return m_profile; }
    /// What the wizard asks for when it starts.
    [[nodiscard]] Result<Origin> origin() const;
    /// Of its one account, newest first; asked past any line.
    [[nodiscard]] std::vector<service::ApplicationSummary> applications() const;
    /// The application that came under this key; empty: none.
    [[nodiscard]] QString numberOf(const QString &key) const;
    /// Registers somebody else, and changes the password that comes by mail to this one.
    [[nodiscard]] QString registerUser(const QString &email, const QString &password) const;

private:
    std::unique_ptr<practice::PracticeService> m_practice;
    bool m_embedded;
    service::Profile m_direct;  ///< as the service says
    service::Profile m_profile; ///< as the wizard knows it
};

} // namespace ttp::ui::test
