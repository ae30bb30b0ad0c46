// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_service.h"

#include <QCryptographicHash>
#include <QProcess>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace practice_test;

class UploadsTest : public QObject {
    Q_OBJECT

private:
    TestService m_service;
    int m_files = 0;

    /// A file whose bytes nobody has sent yet.
    File newFile(qsizetype size = 100'000)
    {
        QByteArray bytes = "%PDF-1.7\n" + QByteArray::number(++m_files) + '\n';
        return {u"documents.passport_copy"_s, u"旅券 copy.pdf"_s, u"application/pdf"_s, bytes.leftJustified(size, 'x')};
    }
    QString create(const File &file) { return QString::fromLatin1(m_service.createUpload(file).header("location")); }
    Reply head(const QString &location) { return m_service.ask(u"HEAD"_s, location, {u"Tus-Resumable: 1.0.0"_s}); }
    static QString checksum(const QByteArray &bytes)
    {
        const QByteArray digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toBase64();
        return u"Upload-Checksum: sha256 "_s + QString::fromLatin1(digest);
    }
    /// The head of a PATCH that promises `promised` bytes.
    QByteArray patchHead(const QUrl &url, qint64 offset, qint64 promised)
    {
        return "PATCH " + url.path().toUtf8() + " HTTP/1.1\r\nHost: " + url.authority().toUtf8() + "\r\n"
            + m_service.request({}, {}).headers.first().toUtf8() + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: "
            + QByteArray::number(offset) + "\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: "
            + QByteArray::number(promised) + "\r\n\r\n";
    }
    QStringList rawClient(const QUrl &url, const QString &atEnd)
    {
        return {u"s_client"_s, u"-quiet"_s, atEnd, u"-connect"_s, url.authority(), u"-CAfile"_s, m_service.caFile()};
    }
    /// Sends the head of a PATCH that promises `promised` bytes, then `sent`, then closes the line.
    void cutPatch(const QString &location, qint64 offset, qint64 promised, const QByteArray &sent)
    {
        const QUrl url(location);
        const Finished cut =
            run(u"openssl"_s, rawClient(url, u"-no_ign_eof"_s), patchHead(url, offset, promised) + sent);
        QVERIFY2(!cut.output.contains("HTTP/1.1 204"), cut.output.constData());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_service.isRunning());
        m_service.signIn();
    }

    /// A foreign tus client may ask first, before anybody has signed in (tus 1.0.0, OPTIONS).
    void tellsWhatItCan()
    {
        for (const QString &path : {u"/uploads"_s, u"/uploads/any"_s}) {
            const Reply reply = m_service.ask(u"OPTIONS"_s, path);
            QCOMPARE(reply.status, 204);
            QCOMPARE(reply.header("tus-version"), "1.0.0");
            QCOMPARE(reply.header("tus-extension"), "creation,termination,checksum");
            QCOMPARE(reply.header("tus-checksum-algorithm"), "sha256");
            QCOMPARE(reply.header("tus-max-size").toLongLong(),
                     m_service.get(u"/service"_s).json()[u"limits"_s][u"attachment_bytes"_s].toInteger());
        }
    }

    void takesAFile()
    {
        const File file = newFile();
        const Reply created = m_service.createUpload(file);
        QCOMPARE(created.status, 201);
        QCOMPARE(created.header("tus-resumable"), "1.0.0");
        QCOMPARE(created.header("upload-offset"), "0");
        const QString location = QString::fromLatin1(created.header("location"));
        QVERIFY(location.startsWith(m_service.service().baseUrl() + u'/'));

        QCOMPARE(head(location).header("upload-offset"), "0");
        const Reply first = m_service.append(location, 0, file.bytes.first(40'000));
        QCOMPARE(first.status, 204);
        QCOMPARE(first.header("upload-offset"), "40000");
        const Reply asked = head(location);
        QCOMPARE(asked.status, 200);
        QCOMPARE(asked.header("upload-offset"), "40000");
        QCOMPARE(asked.header("upload-length"), "100000");
        QCOMPARE(asked.header("cache-control"), "no-store");
        QCOMPARE(asked.header("tus-resumable"), "1.0.0");
        const Reply last = m_service.append(location, 40'000, file.bytes.sliced(40'000));
        QCOMPARE(last.status, 204);
        QCOMPARE(last.header("upload-offset"), "100000");
        QCOMPARE(head(location).header("upload-offset"), "100000");
    }

    void locationHasTheAddressThatTheClientUses()
    {
        const File file = newFile();
        const QUrl base(m_service.service().baseUrl());
        TestService &service = m_service;
        Request request =
            service.request(u"POST"_s, u"https://localhost:%1%2/uploads"_s.arg(base.port()).arg(base.path()));
        const QByteArray metadata = "filename YQ==,filetype " + QByteArray("application/pdf").toBase64()
            + ",field YQ==,sha256 " + file.sha256().toBase64();
        request.headers += {u"Tus-Resumable: 1.0.0"_s, u"Upload-Length: 100000"_s,
                            u"Upload-Metadata: "_s + QString::fromLatin1(metadata)};
        QVERIFY(send(request).header("location").startsWith("https://localhost:"));
    }

    void knownBytesNeedNotBeSentAgain()
    {
        const File file = newFile();
        QCOMPARE(m_service.upload(file).status, 204);
        File again = file;
        again.field = u"documents.other"_s;
        again.filename = u"other.pdf"_s;
        m_service.signIn(); // an upload belongs to the user, not to the session
        const Reply created = m_service.createUpload(again);
        QCOMPARE(created.status, 201);
        QCOMPARE(created.header("upload-offset"), "100000");
        QCOMPARE(head(QString::fromLatin1(created.header("location"))).header("upload-offset"), "100000");
    }

    void unfinishedBytesAreNotKnown()
    {
        const File file = newFile();
        m_service.append(create(file), 0, file.bytes.first(99'999));
        QCOMPARE(m_service.createUpload(file).header("upload-offset"), "0");
    }

    void goesOnAfterACut()
    {
        const File file = newFile(3'000'000);
        const QString location = create(file);
        cutPatch(location, 0, file.bytes.size(), file.bytes.first(1'234'567));
        QTRY_COMPARE(head(location).header("upload-offset"), "1234567");
        const Reply rest = m_service.append(location, 1'234'567, file.bytes.sliced(1'234'567));
        QCOMPARE(rest.status, 204);
        QCOMPARE(rest.header("upload-offset"), "3000000");
        QCOMPARE(m_service.createUpload(file).header("upload-offset"), "3000000");
    }

    /// A line that the client has given up but the service has not: what still comes on it must not get in.
    void laterPatchTakesOver()
    {
        const File file = newFile();
        const QString location = create(file);
        const QUrl url(location);
        QProcess stale;
        stale.start(u"openssl"_s, rawClient(url, u"-ign_eof"_s));
        stale.write(patchHead(url, 0, file.bytes.size()) + file.bytes.first(1000));
        QTRY_COMPARE(head(location).header("upload-offset"), "1000");
        QCOMPARE(m_service.append(location, 1000, file.bytes.sliced(1000, 1000)).status, 204);
        stale.write(file.bytes.sliced(1000));
        QVERIFY(stale.waitForReadyRead());
        const QByteArray answer = stale.readAllStandardOutput();
        QVERIFY2(answer.startsWith("HTTP/1.1 409"), answer.constData());
        QCOMPARE(head(location).header("upload-offset"), "2000");
        QCOMPARE(m_service.append(location, 2000, file.bytes.sliced(2000)).status, 204);
        stale.closeWriteChannel();
        stale.terminate();
        stale.waitForFinished();
    }

    void chunkedPatchIsTaken()
    {
        const File file = newFile();
        const QString location = create(file);
        QCOMPARE(m_service.append(location, 0, file.bytes, {u"Transfer-Encoding: chunked"_s}).status, 204);
        QCOMPARE(head(location).header("upload-offset"), "100000");
    }

    void wrongOffsetIsRefused()
    {
        const File file = newFile();
        const QString location = create(file);
        m_service.append(location, 0, file.bytes.first(1000));
        for (const qint64 offset : {0, 999, 1001}) {
            const Reply reply = m_service.append(location, offset, file.bytes.first(500));
            QCOMPARE(reply.status, 409);
            QCOMPARE(reply.problem(), "upload-offset");
        }
        QCOMPARE(head(location).header("upload-offset"), "1000");
    }

    void tooMuchIsRefused()
    {
        const File file = newFile();
        const QString location = create(file);
        const Reply reply = m_service.append(location, 0, file.bytes + "x");
        QCOMPARE(reply.status, 413);
        QCOMPARE(reply.json()[u"limit"_s].toInteger(), 100'000);
        QCOMPARE(head(location).header("upload-offset"), "0");
        const Reply chunked = m_service.append(location, 0, file.bytes + "x", {u"Transfer-Encoding: chunked"_s});
        QCOMPARE(chunked.status, 413);
        const Reply checked =
            m_service.append(location, head(location).header("upload-offset").toLongLong(), QByteArray(200'000, 'x'),
                             {u"Transfer-Encoding: chunked"_s, checksum(QByteArray(200'000, 'x'))});
        QCOMPARE(checked.status, 413);
    }

    void damagedFileIsRemoved()
    {
        const File file = newFile();
        const QString location = create(file);
        QByteArray damaged = file.bytes;
        damaged[50'000] = 'y';
        const Reply reply = m_service.append(location, 0, damaged);
        QCOMPARE(reply.status, 460);
        QCOMPARE(reply.problem(), "checksum-mismatch");
        QCOMPARE(head(location).status, 410);
        QCOMPARE(m_service.append(location, 0, file.bytes).problem(), "upload-gone");
        QCOMPARE(m_service.upload(file).status, 204);
    }

    void checkedChunkIsAllOrNothing()
    {
        const File file = newFile();
        const QString location = create(file);
        const QByteArray first = file.bytes.first(60'000);
        const Reply wrong = m_service.append(location, 0, first, {checksum("other")});
        QCOMPARE(wrong.status, 460);
        QCOMPARE(head(location).header("upload-offset"), "0");
        QCOMPARE(m_service.append(location, 0, first, {checksum(first)}).status, 204);
        QCOMPARE(head(location).header("upload-offset"), "60000");
        QCOMPARE(
            m_service.append(location, 60'000, file.bytes.sliced(60'000), {u"Upload-Checksum: md5 AAAA"_s}).problem(),
            "malformed-request");
        QCOMPARE(m_service.append(location, 60'000, file.bytes.sliced(60'000)).status, 204);
    }

    void abandonedUploadIsGone()
    {
        const File file = newFile();
        const QString location = create(file);
        QCOMPARE(m_service.ask(u"DELETE"_s, location, {u"Tus-Resumable: 1.0.0"_s}).status, 204);
        QCOMPARE(head(location).status, 410);
        QCOMPARE(m_service.ask(u"DELETE"_s, location, {u"Tus-Resumable: 1.0.0"_s}).problem(), "upload-gone");
        QCOMPARE(head(u"/uploads/unknown"_s).status, 404);
    }

    void oldUnfinishedUploadsMakeRoom()
    {
        TestService service;
        service.signIn();
        QStringList locations;
        for (int i = 0; i < 101; ++i) {
            service.clock().advance(1);
            locations += QString::fromLatin1(service.createUpload(newFile()).header("location"));
        }
        const auto status = [&](const QString &location) {
            return service.ask(u"HEAD"_s, location, {u"Tus-Resumable: 1.0.0"_s}).status;
        };
        QCOMPARE(status(locations.at(0)), 410);
        QCOMPARE(status(locations.at(1)), 200);
        QCOMPARE(status(locations.last()), 200);
    }

    void refusesWhatItCannotTake_data()
    {
        QTest::addColumn<QStringList>("headers");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        const auto base64 = [](const QByteArray &text) { return QString::fromLatin1(text.toBase64()); };
        const QString digest = base64(QByteArray(64, 'a'));
        const QString metadata = u"Upload-Metadata: filename %1,filetype %2,field %3,sha256 %4"_s;
        const QString good = metadata.arg(base64("a"), base64("image/png"), base64("a"), digest);
        const QString version = u"Tus-Resumable: 1.0.0"_s;
        const QString length = u"Upload-Length: 10"_s;
        const QByteArray malformed = "malformed-request";
        QTest::newRow("fine") << QStringList{version, length, good} << 201 << QByteArray();
        QTest::newRow("no version") << QStringList{length, good} << 412 << QByteArray("tus-version");
        QTest::newRow("other version") << QStringList{u"Tus-Resumable: 0.2.2"_s, length, good} << 412
                                       << QByteArray("tus-version");
        QTest::newRow("no length") << QStringList{version, good} << 400 << malformed;
        QTest::newRow("empty file") << QStringList{version, u"Upload-Length: 0"_s, good} << 400 << malformed;
        QTest::newRow("negative") << QStringList{version, u"Upload-Length: -1"_s, good} << 400 << malformed;
        QTest::newRow("no number") << QStringList{version, u"Upload-Length: 1e3"_s, good} << 400 << malformed;
        QTest::newRow("overflow") << QStringList{version, u"Upload-Length: 99999999999999999999"_s, good} << 400
                                  << malformed;
        QTest::newRow("two lengths") << QStringList{version, length, length, good} << 400 << malformed;
        QTest::newRow("no metadata") << QStringList{version, length} << 400 << malformed;
        QTest::newRow("no base64") << QStringList{version, length, u"Upload-Metadata: filename ***"_s} << 400
                                   << malformed;
        QTest::newRow("no digest") << QStringList{version, length,
                                                  metadata.arg(base64("a"), base64("image/png"), base64("a"),
                                                               QString())}
                                   << 400 << malformed;
        QTest::newRow("digest in upper case")
            << QStringList{version, length,
                           metadata.arg(base64("a"), base64("image/png"), base64("a"), base64(QByteArray(64, 'A')))}
            << 400 << malformed;
        QTest::newRow("name is not UTF-8")
            << QStringList{version, length, metadata.arg(base64("\xff"), base64("image/png"), base64("a"), digest)}
            << 400 << malformed;
        QTest::newRow("doubled key") << QStringList{version, length, good + u",field YQ=="_s} << 400 << malformed;
        QTest::newRow("other type") << QStringList{version, length,
                                                   metadata.arg(base64("a"), base64("image/gif"), base64("a"), digest)}
                                    << 415 << QByteArray("unsupported-media-type");
        QTest::newRow("too large") << QStringList{version, u"Upload-Length: 31457281"_s, good} << 413
                                   << QByteArray("payload-too-large");
        QTest::newRow("largest") << QStringList{version, u"Upload-Length: 31457280"_s, good} << 201 << QByteArray();
    }

    void refusesWhatItCannotTake()
    {
        QFETCH(QStringList, headers);
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        const Reply reply = m_service.ask(u"POST"_s, u"/uploads"_s, headers);
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.problem(), code);
        if (status == 413) {
            QCOMPARE(reply.json()[u"limit"_s].toInteger(), 31'457'280);
        }
        QCOMPARE(reply.header("tus-version"), QByteArray(status == 412 ? "1.0.0" : ""));
    }

    void patchNeedsItsHeaders_data()
    {
        QTest::addColumn<QStringList>("headers");
        QTest::addColumn<int>("status");
        const QString version = u"Tus-Resumable: 1.0.0"_s;
        const QString type = u"Content-Type: application/offset+octet-stream"_s;
        const QString offset = u"Upload-Offset: 0"_s;
        QTest::newRow("fine") << QStringList{version, type, offset} << 204;
        QTest::newRow("no version") << QStringList{type, offset} << 412;
        QTest::newRow("no offset") << QStringList{version, type} << 400;
        QTest::newRow("offset is no number") << QStringList{version, type, u"Upload-Offset: x"_s} << 400;
        QTest::newRow("other type") << QStringList{version, u"Content-Type: application/pdf"_s, offset} << 415;
    }

    void patchNeedsItsHeaders()
    {
        QFETCH(QStringList, headers);
        QFETCH(int, status);
        const File file = newFile();
        const QString location = create(file);
        QCOMPARE(m_service.ask(u"PATCH"_s, location, headers, file.bytes).status, status);
        QCOMPARE(head(location).header("upload-offset"), QByteArray(status == 204 ? "100000" : "0"));
    }
};

QTEST_GUILESS_MAIN(UploadsTest)
#include "test_uploads.moc"
