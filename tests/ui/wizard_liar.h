// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard_service.h"

#include <QSslServer>
#include <QTemporaryDir>

namespace ttp::ui::test {

/// Stands between the wizard and the service with a certificate of its own that the wizard's profile trusts, and changes
/// words in what the service says. Words have one length, so that the lengths of the answers stay true.
class Liar : public QObject {
    Q_OBJECT
public:
    explicit Liar(const Service &service);

    /// What the wizard asks for when it starts: the service, seen through the liar.
    [[nodiscard]] Result<Origin> origin() const;
    /// From now on `word` reads `instead`.
    void say(const QByteArray &word, const QByteArray &instead);
    void beHonest() { m_lies.clear(); }
    /// From now on the service does not see a request that begins with `POST` and whose target ends with `path`; this
    /// is its answer, and then the line ends.
    void answerPost(const QByteArray &path, const QByteArray &answer);

private:
    void join(QSslSocket *here);
    [[nodiscard]] bool swallows(const QByteArray &request) const;
    void pass(QSslSocket *from, QSslSocket *to, QByteArray &held);

    const Service &m_service;
    QTemporaryDir m_folder;
    QSslServer m_server;
    service::Profile m_profile;
    std::vector<std::pair<QByteArray, QByteArray>> m_lies;
    QByteArray m_path;
    QByteArray m_answer;
};

} // namespace ttp::ui::test
