// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/commands.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace practice_test {

namespace {

constexpr int Deadline = 60000;

QByteArray fromBase64Url(const QString &text)
{
    return QByteArray::fromBase64(text.toLatin1(), QByteArray::Base64UrlEncoding);
}

/// SubjectPublicKeyInfo of a P-256 key (RFC 5480): a constant head, then the uncompressed point.
QByteArray publicKeyPem(const QJsonObject &jwk)
{
    const QByteArray der = QByteArray::fromHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
        + fromBase64Url(jwk[u"x"_s].toString()) + fromBase64Url(jwk[u"y"_s].toString());
    return "-----BEGIN PUBLIC KEY-----\n" + der.toBase64() + "\n-----END PUBLIC KEY-----\n";
}

/// A positive DER INTEGER of 32 big-endian bytes.
QByteArray derInteger(QByteArray bytes)
{
    while (bytes.size() > 1 && bytes[0] == 0 && uchar(bytes[1]) < 0x80) {
        bytes.remove(0, 1);
    }
    if (uchar(bytes[0]) >= 0x80) {
        bytes.prepend('\0');
    }
    return QByteArray("\x02") + char(bytes.size()) + bytes;
}

QByteArray derSignature(const QByteArray &rAndS)
{
    const QByteArray both = derInteger(rAndS.first(32)) + derInteger(rAndS.sliced(32));
    return QByteArray("\x30") + char(both.size()) + both;
}

/// The last block of headers that curl wrote (100 Continue comes before) and what follows it.
Reply parse(const Finished &finished)
{
    Reply reply;
    reply.curlExit = finished.exitCode;
    QByteArray rest = finished.output;
    while (rest.startsWith("HTTP/")) {
        const qsizetype end = rest.indexOf("\r\n\r\n");
        if (end < 0) {
            break;
        }
        const QList<QByteArray> lines = rest.first(end).split('\n');
        reply.status = lines.first().split(' ').value(1).toInt();
        reply.headers.clear();
        for (const QByteArray &line : lines.sliced(1)) {
            const qsizetype colon = line.indexOf(':');
            reply.headers.append({line.first(colon).toLower(), line.sliced(colon + 1).trimmed()});
        }
        rest = rest.sliced(end + 4);
        if (reply.status >= 200) {
            break;
        }
    }
    reply.body = rest;
    return reply;
}

Finished collect(QProcess &process)
{
    const bool ended = process.state() == QProcess::NotRunning || process.waitForFinished(Deadline);
    const bool normal =
        ended && process.exitStatus() == QProcess::NormalExit && process.error() != QProcess::FailedToStart;
    return {normal ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

Finished run(const QString &program, const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    return collect(process);
}

QByteArray Reply::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

QJsonObject Reply::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QByteArray Reply::problem() const
{
    const QByteArray type = json()[u"type"_s].toString().toUtf8();
    const bool isProblem = header("content-type") == "application/problem+json" && type.startsWith("urn:ttp:problem:");
    return isProblem ? type.sliced(16) : QByteArray();
}

Sending::Sending(const Request &request) : m_process(std::make_unique<QProcess>())
{
    QStringList arguments{u"--silent"_s, u"--show-error"_s, u"--noproxy"_s,  u"*"_s,
                          u"--cacert"_s, request.caFile,    u"--max-time"_s, u"50"_s};
    arguments += request.method == "HEAD"_L1 ? QStringList{u"--head"_s}
                                             : QStringList{u"--dump-header"_s, u"-"_s, u"--request"_s, request.method};
    for (const QString &header : request.headers) {
        arguments += {u"--header"_s, header};
    }
    if (!request.body.isEmpty()) {
        arguments += {u"--data-binary"_s, u"@-"_s};
    }
    m_process->start(u"curl"_s, arguments + request.options + QStringList{request.url});
    m_process->write(request.body);
    // Without an event loop nothing would leave before wait(), and requests would come one after another.
    while (m_process->bytesToWrite() > 0 && m_process->waitForBytesWritten(Deadline)) {}
    m_process->closeWriteChannel();
}

bool Sending::isFinished() const
{
    return m_process->state() == QProcess::NotRunning;
}

Reply Sending::wait()
{
    return parse(collect(*m_process));
}

Reply send(const Request &request)
{
    return Sending(request).wait();
}

QJsonObject verifiedPayload(const QString &compact, const QJsonObject &jwks)
{
    const QStringList parts = compact.split(u'.');
    if (parts.size() != 3 || fromBase64Url(parts[2]).size() != 64) {
        return {};
    }
    const QJsonObject header = QJsonDocument::fromJson(fromBase64Url(parts[0])).object();
    QJsonObject jwk;
    for (const QJsonValue &key : jwks[u"keys"_s].toArray()) {
        if (key[u"kid"_s] == header[u"kid"_s]) {
            jwk = key.toObject();
        }
    }
    if (header[u"alg"_s] != "ES256"_L1 || jwk.isEmpty()) {
        return {};
    }
    const QTemporaryDir folder;
    writeFile(folder.filePath(u"key.pem"_s), publicKeyPem(jwk));
    writeFile(folder.filePath(u"signature"_s), derSignature(fromBase64Url(parts[2])));
    const Finished verified = run(u"openssl"_s,
                                  {u"dgst"_s, u"-sha256"_s, u"-verify"_s, folder.filePath(u"key.pem"_s),
                                   u"-signature"_s, folder.filePath(u"signature"_s)},
                                  (parts[0] + u'.' + parts[1]).toLatin1());
    return verified.exitCode == 0 ? QJsonDocument::fromJson(fromBase64Url(parts[1])).object() : QJsonObject();
}

QByteArray schemaErrors(const QList<std::pair<QString, QByteArray>> &documents)
{
    const QTemporaryDir folder;
    QStringList arguments{QStringLiteral(TTP_SOURCE_DIR "/tests/tools/validate_openapi.py"),
                          QStringLiteral(TTP_SOURCE_DIR "/resources/api/openapi.yaml")};
    for (qsizetype i = 0; i < documents.size(); ++i) {
        const QString file = folder.filePath(QString::number(i));
        writeFile(file, documents[i].second);
        arguments += documents[i].first + u'=' + file;
    }
    const Finished judged = run(u"/usr/bin/python3"_s, arguments);
    return judged.exitCode == 0 ? QByteArray() : judged.output + judged.errors;
}

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("cannot write %s", qUtf8Printable(path));
    }
}

} // namespace practice_test
