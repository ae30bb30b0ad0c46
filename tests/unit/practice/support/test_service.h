// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/commands.h"

#include "practice/practice_service.h"

#include <QTemporaryDir>

#include <atomic>

namespace practice_test {

/// A clock that stands until it is moved.
class StandingClock final : public ttp::Clock {
public:
    [[nodiscard]] QDateTime utcNow() const override;
    void advance(int seconds) { m_seconds += seconds; }

private:
    std::atomic<qint64> m_seconds = 0;
};

/// A file to attach: bytes of a type that the field accepts.
struct File {
    QString field;
    QString filename;
    QString mediaType;
    QByteArray bytes;

    [[nodiscard]] QByteArray sha256() const;
};

/// A running practice service and a client for it.
class TestService {
public:
    explicit TestService(ttp::practice::Options options = {});

    [[nodiscard]] bool isRunning() const { return m_service.has_value(); }
    ttp::practice::PracticeService &service() { return **m_service; }
    StandingClock &clock() { return *m_clock; }
    [[nodiscard]] const QString &caFile() const { return m_caFile; }
    /// Ends the service.
    void stop();

    /// With the session's token, if there is one. `path` is below the base URL unless it is a URL.
    [[nodiscard]] Request request(const QString &method, const QString &path, const QStringList &headers = {},
                                  const QByteArray &body = {}) const;
    Reply ask(const QString &method, const QString &path, const QStringList &headers = {},
              const QByteArray &body = {}) const;
    Reply get(const QString &path) const { return ask(QStringLiteral("GET"), path); }

    /// A JSON body under a key of its own, with its digest.
    Reply post(const QString &path, const QJsonObject &body, const QString &key) const;

    Reply signIn(const QString &userId, const QByteArray &password) const;
    /// With the right password; the token goes with every request from now on.
    void signIn();
    void forgetToken() { m_token.clear(); }
    void takeToken(const Reply &signedIn);

    Reply createUpload(const File &file) const;
    Reply append(const QString &location, qint64 offset, const QByteArray &bytes,
                 const QStringList &headers = {}) const;
    /// The whole of tus; the answer of the last request.
    Reply upload(const File &file) const;

    /// The bundled example: its answers, and files of the types it names with bytes made here.
    [[nodiscard]] QJsonObject exampleAnswers() const;
    [[nodiscard]] QList<File> exampleFiles(qsizetype bytesEach = 2000) const;
    /// A body that the service accepts once the files are there.
    [[nodiscard]] QJsonObject application(const QJsonObject &answers, const QList<File> &files) const;
    [[nodiscard]] Request submission(const QByteArray &body, const QString &key) const;
    Reply submit(const QByteArray &body, const QString &key) const { return send(submission(body, key)); }

private:
    QTemporaryDir m_folder;
    std::shared_ptr<StandingClock> m_clock = std::make_shared<StandingClock>();
    std::optional<std::unique_ptr<ttp::practice::PracticeService>> m_service;
    QString m_baseUrl;
    QString m_caFile;
    QString m_token;
};

QByteArray toBytes(const QJsonObject &object);
QString newKey();

} // namespace practice_test
