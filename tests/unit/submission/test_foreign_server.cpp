// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"
#include "calls.h"
#include "file_upload.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace ttp;

namespace {

constexpr int Deadline = 30'000;

/// tests/foreign/tus_server.js in a process of its own.
class ForeignServer {
public:
    explicit ForeignServer(qint64 cut)
    {
        const int made = QProcess::execute(
            u"/usr/bin/python3"_s, {QStringLiteral(TTP_SOURCE_DIR "/tests/tools/raw_certificates.py"), m_folder.path()});
        if (made != 0) {
            return;
        }
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"NODE_PATH"_s, qEnvironmentVariable("TTP_FOREIGN") + u"/node_modules"_s);
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(u"node"_s, {QStringLiteral(TTP_SOURCE_DIR "/tests/foreign/tus_server.js"), m_folder.path(),
                                    QString::number(cut)});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(Deadline)) {
        }
        m_port = QJsonDocument::fromJson(m_process.readLine())["port"_L1].toInt();
    }

    ~ForeignServer()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(Deadline);
    }

    [[nodiscard]] bool isRunning() const { return m_port != 0; }

    [[nodiscard]] service::Profile profile() const
    {
        service::Profile profile;
        profile.id = u"foreign.example"_s;
        profile.baseUrl = QUrl(u"https://127.0.0.1:%1/v1"_s.arg(m_port));
        QFile authority(m_folder.filePath(u"ca.pem"_s));
        if (authority.open(QIODevice::ReadOnly)) {
            profile.caPem = authority.readAll();
        }
        profile.proxy = u"none"_s;
        return profile;
    }

    /// `VERB STATUS` of each request; ends the server.
    [[nodiscard]] QStringList end()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(Deadline);
        QStringList seen;
        while (m_process.canReadLine()) {
            const QJsonArray event = QJsonDocument::fromJson(m_process.readLine()).array();
            seen += event[0].toString() + u' ' + event[1].toVariant().toString();
        }
        return seen;
    }

    /// The bytes of the one upload that it holds.
    [[nodiscard]] QByteArray stored() const
    {
        const QDir uploads(m_folder.filePath(u"uploads"_s));
        for (const QString &name : uploads.entryList(QDir::Files)) {
            QFile file(uploads.filePath(name));
            if (!name.endsWith(".json"_L1) && file.open(QIODevice::ReadOnly)) {
                return file.readAll();
            }
        }
        return {};
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    int m_port = 0;
};

} // namespace

/// Our uploads, taken by a tus server that is not ours (@tus/server on Node).
class ForeignServerTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    service::FileToSend m_file;
    QByteArray m_content;

private Q_SLOTS:
    void initTestCase()
    {
        const QString modules = qEnvironmentVariable("TTP_FOREIGN") + u"/node_modules/@tus/server"_s;
        if (QStandardPaths::findExecutable(u"node"_s).isEmpty() || !QDir(modules).exists()) {
            QSKIP("no @tus/server: packaging/dev.sh test fetches it where npm and a registry can be reached");
        }
        m_content = "%PDF-1.4\n" + randomBytes(3 * 1024 * 1024);
        QFile file(m_folder.filePath(u"passport.pdf"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(m_content);
        m_file.source = fileSource(file.fileName());
        m_file.facts = {u"documents.passport_copy"_s, u"旅券 passport.pdf"_s, u"application/pdf"_s, m_content.size(),
                        sha256Hex(m_content)};
    }

    void uploads_data()
    {
        QTest::addColumn<qint64>("cut");
        QTest::addColumn<QStringList>("seen");
        QTest::newRow("at once") << qint64(0) << QStringList{u"POST 201"_s, u"PATCH 204"_s};
        QTest::newRow("the line breaks") << qint64(1'000'000)
                                         << QStringList{u"POST 201"_s, u"PATCH cut"_s, u"HEAD 200"_s, u"PATCH 204"_s};
    }

    void uploads()
    {
        QFETCH(qint64, cut);
        QFETCH(QStringList, seen);
        ForeignServer server(cut);
        QVERIFY(server.isRunning());
        auto door = service_test::openDoor(server.profile());
        QVERIFY(door);
        service::Patience patience(20s);
        submission::FileUpload upload(*door, m_file, patience);
        QSignalSpy completed(&upload, &submission::FileUpload::completed);
        upload.start();
        QVERIFY(completed.wait(Deadline));
        QVERIFY(upload.isComplete());
        QCOMPARE(upload.sentBytes(), m_content.size());
        QVERIFY(server.stored() == m_content);
        QCOMPARE(server.end(), seen);
    }

    void cancelledUploadIsRemoved()
    {
        ForeignServer server(0);
        QVERIFY(server.isRunning());
        auto door = service_test::openDoor(server.profile());
        QVERIFY(door);
        service::Patience patience(20s);
        submission::FileUpload upload(*door, m_file, patience);
        QSignalSpy completed(&upload, &submission::FileUpload::completed);
        upload.start();
        QVERIFY(completed.wait(Deadline));
        const auto removed = service_test::perform(*door, service::AbandonUpload(upload.location()));
        QCOMPARE(service_test::codeOf(removed), u"done"_s);
        QVERIFY(server.stored().isEmpty());
        QCOMPARE(server.end().last(), u"DELETE 204"_s);
    }
};

QTEST_GUILESS_MAIN(ForeignServerTest)
#include "test_foreign_server.moc"
