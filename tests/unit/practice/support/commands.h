// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <memory>
#include <utility>

/// Programs of other people that judge the service.
namespace practice_test {

/// What a program left behind.
struct Finished {
    int exitCode = -1; ///< -1: not started, killed or crashed
    QByteArray output;
    QByteArray errors;
};

Finished run(const QString &program, const QStringList &arguments, const QByteArray &input = {});

/// An HTTP answer as curl saw it.
struct Reply {
    int curlExit = -1; ///< 0: an answer; 52: closed without an answer; 60: certificate not trusted
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body;

    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    [[nodiscard]] QJsonObject json() const;
    /// `not-found` of `urn:ttp:problem:not-found`, if it is a problem document.
    [[nodiscard]] QByteArray problem() const;
};

/// One request with curl. The body goes through its standard input.
struct Request {
    QString method;
    QString url;
    QString caFile;
    QStringList headers;
    QByteArray body;
    QStringList options; ///< more options of curl
};

/// A request under way.
class Sending {
public:
    explicit Sending(const Request &request);
    [[nodiscard]] bool isFinished() const;
    Reply wait();

private:
    std::unique_ptr<QProcess> m_process;
};

Reply send(const Request &request);

/// Verifies a compact JWS with the openssl command. The payload, or an empty object if the signature is wrong.
QJsonObject verifiedPayload(const QString &compact, const QJsonObject &jwks);

/// Judges documents by resources/api/openapi.yaml with python3-jsonschema: schema (name or pointer) and bytes. Empty:
/// no error.
QByteArray schemaErrors(const QList<std::pair<QString, QByteArray>> &documents);

/// A file's bytes; empty if it cannot be read.
QByteArray fileBytes(const QString &path);
void writeFile(const QString &path, const QByteArray &bytes);

} // namespace practice_test
