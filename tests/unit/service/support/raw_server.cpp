// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_server.h"

#include "judges.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using base_test::bytesOf;

namespace service_test {

namespace {

constexpr int Deadline = 20'000;

Recorded readRequest(const QJsonValue &json, const QByteArray &bytes)
{
    Recorded request;
    request.verb = json["verb"_L1].toString();
    request.target = json["target"_L1].toString();
    for (const QJsonValue &header : json["headers"_L1].toArray()) {
        request.headers.append({header[0].toString(), header[1].toString()});
    }
    request.bodyLength = json["body_length"_L1].toInteger();
    request.bodySha256 = json["body_sha256"_L1].toString().toLatin1();
    request.body = bytes.mid(json["body_at"_L1].toInteger(), request.bodyLength);
    return request;
}

/// Good certificates, made once: most tests are not about them.
const QString &goodCertificates()
{
    static const QTemporaryDir folder;
    static const QString path = [] {
        const int made = QProcess::execute(
            u"/usr/bin/python3"_s, {QStringLiteral(TTP_SOURCE_DIR "/tests/tools/raw_certificates.py"), folder.path()});
        return made == 0 ? folder.path() : QString();
    }();
    return path;
}

} // namespace

QJsonArray headers(std::initializer_list<std::pair<QString, QString>> list)
{
    QJsonArray all;
    for (const auto &[name, value] : list) {
        QJsonArray header;
        header.append(name);
        header.append(value);
        all.append(header);
    }
    return all;
}

QString Recorded::header(const QString &name) const
{
    QStringList values;
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0) {
            values += value;
        }
    }
    return values.size() > 1 ? u"(twice)"_s : values.value(0);
}

std::vector<Recorded> Recording::requests(const QString &verb) const
{
    std::vector<Recorded> found;
    for (const RecordedConnection &connection : connections) {
        for (const Recorded &request : connection.requests) {
            if (verb.isEmpty() || request.verb == verb) {
                found.push_back(request);
            }
        }
    }
    return found;
}

qint64 Recording::bytes() const
{
    qint64 sum = 0;
    for (const RecordedConnection &connection : connections) {
        sum += connection.bytes;
    }
    return sum;
}

bool Recording::shookHands() const
{
    return std::ranges::any_of(connections, [](const auto &connection) { return connection.handshake == "ok"_L1; });
}

RawServer::RawServer(const QJsonArray &answers, const QJsonObject &more)
{
    QJsonObject script(more);
    script.insert("answers"_L1, answers);
    if (!script.contains("certificate"_L1)) {
        script.insert("certificates"_L1, goodCertificates());
    }
    QFile file(m_folder.filePath(u"script.json"_s));
    if (!file.open(QIODevice::WriteOnly)) {
        return;
    }
    file.write(QJsonDocument(script).toJson());
    file.close();
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(u"/usr/bin/python3"_s,
                    {QStringLiteral(TTP_SOURCE_DIR "/tests/tools/raw_server.py"), m_folder.path(), file.fileName()});
    while (m_port == 0 && m_process.waitForReadyRead(Deadline)) {
        readEvents();
    }
}

RawServer::~RawServer()
{
    if (m_process.state() != QProcess::NotRunning) {
        end();
    }
}

ttp::service::Profile RawServer::profile(const QString &host) const
{
    ttp::service::Profile profile;
    profile.id = u"raw.example"_s;
    profile.baseUrl = QUrl(u"https://%1:%2/v1"_s.arg(host).arg(m_port));
    profile.caPem = bytesOf(m_caFile);
    profile.proxy = u"none"_s;
    return profile;
}

void RawServer::readEvents()
{
    m_pending += m_process.readAllStandardOutput();
    for (qsizetype end = 0; (end = m_pending.indexOf('\n')) >= 0; m_pending.remove(0, end + 1)) {
        const QJsonObject event = QJsonDocument::fromJson(m_pending.first(end)).object();
        m_events += event["event"_L1].toString();
        if (m_events.last() == "listening"_L1) {
            m_port = quint16(event["port"_L1].toInt());
            m_caFile = event["ca"_L1].toString();
            m_pin = event["pin"_L1].toString().toLatin1();
        }
    }
}

bool RawServer::waitFor(const QString &event, int count)
{
    return QTest::qWaitFor(
        [&] {
            readEvents();
            return m_events.count(event) >= count;
        },
        Deadline);
}

Recording RawServer::end()
{
    m_process.closeWriteChannel();
    // Events keep running meanwhile: a client of this process can only close its connections with them.
    if (!QTest::qWaitFor([&] { return m_process.state() == QProcess::NotRunning; }, Deadline)) {
        qWarning("raw_server.py does not end");
    }
    Recording recording;
    const QJsonObject index = QJsonDocument::fromJson(bytesOf(m_folder.filePath(u"index.json"_s))).object();
    for (const QJsonValue &json : index["connections"_L1].toArray()) {
        RecordedConnection connection{json["handshake"_L1].toString(),
                                      json["version"_L1].toString(),
                                      json["cipher"_L1].toString(),
                                      json["bytes"_L1].toInteger(),
                                      {}};
        const QByteArray bytes = bytesOf(m_folder.filePath(u"connection-%1"_s.arg(json["number"_L1].toInt())));
        for (const QJsonValue &request : json["requests"_L1].toArray()) {
            connection.requests.push_back(readRequest(request, bytes));
        }
        recording.connections.push_back(std::move(connection));
    }
    return recording;
}

} // namespace service_test
