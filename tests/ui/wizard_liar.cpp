// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard_liar.h"

#include <QFile>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace ttp::ui::test {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("cannot read %s", qPrintable(path));
    }
    return file.readAll();
}

/// How many bytes at the end may be the beginning of `word`.
qsizetype beginningOf(const QByteArray &word, const QByteArray &bytes)
{
    for (qsizetype length = qMin(word.size() - 1, bytes.size()); length > 0; --length) {
        if (bytes.endsWith(word.first(length))) {
            return length;
        }
    }
    return 0;
}

/// Head and body are there.
bool isWhole(const QByteArray &request)
{
    const qsizetype head = request.indexOf("\r\n\r\n");
    const qsizetype length = request.toLower().indexOf("\r\ncontent-length:");
    if (head < 0 || length < 0 || length > head) {
        return head >= 0;
    }
    const qsizetype digits = length + 17;
    const QByteArray size = request.mid(digits, request.indexOf("\r\n", digits) - digits);
    return request.size() >= head + 4 + size.trimmed().toLongLong();
}

} // namespace

Liar::Liar(const Service &service) : m_service(service), m_profile(service.profile())
{
    const int made = QProcess::execute(
        u"/usr/bin/python3"_s,
        {QStringLiteral(TTP_SOURCE_DIR "/tests/tools/raw_certificates.py"), m_folder.path(), u"{}"_s});
    if (made != 0) {
        qFatal("no certificate");
    }
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromData(contentOf(m_folder.filePath(u"leaf.pem"_s))));
    configuration.setPrivateKey(QSslKey(contentOf(m_folder.filePath(u"leaf.key"_s)), QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_server.setSslConfiguration(configuration);
    if (!m_server.listen(QHostAddress::LocalHost)) {
        qFatal("no port: %s", qPrintable(m_server.errorString()));
    }
    m_profile.caPem = contentOf(m_folder.filePath(u"ca.pem"_s));
    m_profile.baseUrl.setPort(m_server.serverPort());
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (auto *here = qobject_cast<QSslSocket *>(m_server.nextPendingConnection())) {
            join(here);
        }
    });
}

Result<Origin> Liar::origin() const
{
    auto origin = m_service.origin();
    origin->profile = m_profile;
    return origin;
}

void Liar::say(const QByteArray &word, const QByteArray &instead)
{
    Q_ASSERT(word.size() == instead.size());
    m_lies.emplace_back(word, instead);
}

void Liar::answerPost(const QByteArray &path, const QByteArray &answer)
{
    m_path = path;
    m_answer = answer;
}

bool Liar::swallows(const QByteArray &request) const
{
    const QByteArray line = request.first(qMax(qsizetype(0), request.indexOf("\r\n")));
    return !m_path.isEmpty() && line.startsWith("POST ") && line.contains(m_path + " HTTP");
}

void Liar::join(QSslSocket *here)
{
    here->setParent(this);
    auto *there = new QSslSocket(this);
    there->setPeerVerifyMode(QSslSocket::VerifyNone);
    auto held = std::make_shared<QByteArray>();
    auto swallowed = std::make_shared<QByteArray>();
    const auto forth = [this, here, there, swallowed] {
        if (!there->isEncrypted()) {
            return;
        }
        // Whoever lies about a document must be asked for it: the service would say that it is still the same.
        const QByteArray bytes = here->readAll().replace("\r\nIf-None-Match:", "\r\nX-Never-Match:");
        if (swallowed->isEmpty() && !swallows(bytes)) {
            there->write(bytes);
            return;
        }
        *swallowed += bytes;
        if (isWhole(*swallowed)) {
            here->write(m_answer);
            here->disconnectFromHost();
        }
    };
    connect(here, &QSslSocket::readyRead, this, forth);
    connect(there, &QSslSocket::encrypted, this, forth);
    connect(there, &QSslSocket::readyRead, this, [this, here, there, held] { pass(there, here, *held); });
    connect(here, &QSslSocket::disconnected, there, &QSslSocket::disconnectFromHost);
    connect(there, &QSslSocket::disconnected, here, &QSslSocket::disconnectFromHost);
    there->connectToHostEncrypted(u"127.0.0.1"_s, m_service.port());
}

void Liar::pass(QSslSocket *from, QSslSocket *to, QByteArray &held)
{
    held += from->readAll();
    qsizetype kept = 0;
    for (const auto &[word, instead] : m_lies) {
        held.replace(word, instead);
        kept = qMax(kept, beginningOf(word, held));
    }
    to->write(held.first(held.size() - kept));
    held = held.last(kept);
}

} // namespace ttp::ui::test
