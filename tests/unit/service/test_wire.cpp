// SPDX-License-Identifier: GPL-3.0-or-later
#include "calls.h"
#include "judges.h"
#include "raw_server.h"

#include "service/applications.h"
#include "service/documents.h"
#include "service/sessions.h"
#include "service/uploads.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace service_test;
using namespace ttp;
using namespace ttp::service;

namespace {
const QString Key = u"8e03978e-40d5-43e8-bc93-6894a57f9324"_s;
}

/// What leaves this computer, byte by byte, as a server that is not ours has seen it.
class WireTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    /// The only request that the operation causes.
    template <typename Operation>
    static Recorded sent(Operation operation, const std::function<void(Door &)> &prepare = {})
    {
        RawServer server({QJsonObject{{u"json"_s, 1}}});
        auto door = openDoor(server.profile());
        if (prepare) {
            prepare(*door);
        }
        (void)perform(*door, operation);
        door.reset();
        const auto requests = server.end().requests();
        return requests.size() == 1 ? requests.front() : Recorded{};
    }

    FileToSend file(const QByteArray &bytes) const
    {
        const QString path = m_folder.filePath(u"face.jpg"_s);
        writeFile(path, bytes);
        return {{u"documents.face_photo"_s, u"顔写真 é.jpg"_s, u"image/jpeg"_s, bytes.size(), sha256sum(bytes)}, fileSource(path)};
    }

private Q_SLOTS:
    void applicationIsSentAsItWasFixed()
    {
        const QByteArray body = u"{\"answers\":{\"name\":\"山田 é\"}}"_s.toUtf8() + QByteArray(200'000, ' ');
        const Recorded request = sent(SubmitApplication(body, Key));
        QCOMPARE(request.verb, u"POST"_s);
        QCOMPARE(request.target, u"/v1/applications"_s);
        QCOMPARE(request.body, body);
        QCOMPARE(sha256sum(request.body), sha256sum(body));
        QCOMPARE(request.header(u"Content-Type"_s), u"application/json"_s);
        QCOMPARE(request.header(u"Content-Length"_s), QString::number(body.size()));
        QCOMPARE(request.header(u"Transfer-Encoding"_s), QString());
        QCOMPARE(request.header(u"Idempotency-Key"_s), u'"' + Key + u'"');
        QCOMPARE(request.header(u"Content-Digest"_s),
                 QString::fromLatin1("sha-256=:" + opensslSha256Base64(request.body) + ':'));
        QCOMPARE(request.header(u"Authorization"_s), u"Bearer token-of-the-test"_s);
        QCOMPARE(request.header(u"Accept-Encoding"_s), u"identity"_s);
        QVERIFY(request.header(u"Expect"_s).isEmpty());
        QVERIFY(!request.header(u"User-Agent"_s).contains(u"Mozilla"_s));
    }

    void signInCarriesNoToken()
    {
        const QByteArray password = u" pass\"wörd\\漢字 "_s.toUtf8();
        const Credentials credentials{u"USER0001"_s,
                                      std::make_shared<const Secret>(Secret::fromUtf8(QByteArray(password)))};
        const Recorded request = sent(SignIn(credentials));
        QCOMPARE(request.target, u"/v1/sessions"_s);
        QCOMPARE(request.header(u"Authorization"_s), QString());
        QCOMPARE(request.header(u"Idempotency-Key"_s), QString());
        const QByteArray seen = outputOf(
            u"/usr/bin/python3"_s,
            {u"-c"_s, u"import json,sys; sys.stdout.buffer.write(json.load(sys.stdin)['password'].encode())"_s},
            request.body);
        QCOMPARE(seen, password); // exactly as typed
    }

    void publicDocumentsCarryNoToken()
    {
        QCOMPARE(sent(CurrentTerms()).header(u"Authorization"_s), QString());
        QCOMPARE(sent(CurrentForm()).header(u"Authorization"_s), QString());
        QCOMPARE(sent(ListApplications()).header(u"Authorization"_s), u"Bearer token-of-the-test"_s);
    }

    void noTokenAfterSigningOut()
    {
        const Recorded request = sent(ListApplications(), [](Door &door) { door.setSession(Secret()); });
        QCOMPARE(request.verb, u"GET"_s);
        QCOMPARE(request.header(u"Authorization"_s), QString());
    }

    void pathsAreEncoded()
    {
        QCOMPARE(sent(TermsVersion(u"2026/1 ü?#"_s)).target, u"/v1/terms/2026%2F1%20%C3%BC%3F%23"_s);
        QCOMPARE(sent(SubmissionOutcome(Key)).target, u"/v1/submissions/"_s + Key);
    }

    void language()
    {
        const auto inLanguage = [](const QString &tag) {
            return sent(CurrentTerms(), [&tag](Door &door) { door.setLanguage(tag); }).header(u"Accept-Language"_s);
        };
        QVERIFY(inLanguage(u"ja"_s).startsWith(u"ja,"_s));
        QVERIFY(inLanguage(u"ja-JP"_s).startsWith(u"ja,"_s));
        QVERIFY(inLanguage(u"en"_s).startsWith(u"en,"_s));
        QVERIFY(!sent(CurrentTerms()).header(u"Accept-Language"_s).isEmpty());
    }

    void requestIdsAreNewEachTime()
    {
        RawServer server({QJsonObject{{u"json"_s, 1}}});
        auto door = openDoor(server.profile());
        constexpr int Count = 20;
        for (int i = 0; i < Count; ++i) {
            QCOMPARE(codeOf(perform(*door, i % 2 ? plainGet() : plainPost("{}"))), u"done"_s);
        }
        door.reset();
        QSet<QString> ids;
        for (const Recorded &request : server.end().requests()) {
            ids.insert(request.header(u"X-Request-Id"_s));
        }
        QCOMPARE(ids.size(), Count);
        static const QRegularExpression Version4(
            u"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
        for (const QString &id : ids) {
            QVERIFY2(Version4.match(id).hasMatch(), qPrintable(id));
        }
    }

    void nothingIsRemembered()
    {
        const QJsonArray headers{QJsonArray{u"Set-Cookie"_s, u"track=1; Path=/; Secure"_s},
                                 QJsonArray{u"ETag"_s, u"\"1\""_s}, QJsonArray{u"Cache-Control"_s, u"max-age=86400"_s}};
        RawServer server({QJsonObject{{u"json"_s, 1}, {u"headers"_s, headers}}});
        auto door = openDoor(server.profile());
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(codeOf(perform(*door, plainGet())), u"done"_s);
        }
        door.reset();
        const auto requests = server.end().requests();
        QCOMPARE(requests.size(), 2U);
        QCOMPARE(requests.back().header(u"Cookie"_s), QString());
        QCOMPARE(requests.back().header(u"If-None-Match"_s), QString());
    }

    /// A service that closes after every answer: the answer counts, and each request finds a new connection.
    void serviceThatClosesAfterEachAnswer()
    {
        RawServer server({QJsonObject{{u"json"_s, 1}, {u"then"_s, u"close"_s}}});
        auto door = openDoor(server.profile());
        constexpr int Count = 15;
        for (int i = 0; i < Count; ++i) {
            const QByteArray body = QByteArray::number(i);
            const auto outcome = perform(*door, plainPost(body));
            if (codeOf(outcome) != "done"_L1) {
                // The POST met a connection that was just closing. It may be lost, but never doubled.
                QCOMPARE(codeOf(outcome), u"NET-003"_s);
            }
        }
        door.reset();
        QSet<QByteArray> bodies;
        const auto requests = server.end().requests(u"POST"_s);
        for (const Recorded &request : requests) {
            QVERIFY(!bodies.contains(request.body));
            bodies.insert(request.body);
        }
        QVERIFY(requests.size() > 0);
    }

    void uploadIsCreated()
    {
        const FileToSend face = file("\xFF\xD8\xFF pixels"_ba);
        RawServer server({QJsonObject{{u"json"_s, 1}}});
        auto door = openDoor(server.profile());
        (void)perform(*door, CreateUpload(face.facts, server.profile().baseUrl));
        door.reset();
        const auto requests = server.end().requests();
        QCOMPARE(requests.size(), 1U);
        const Recorded &request = requests.front();
        QCOMPARE(request.header(u"Tus-Resumable"_s), u"1.0.0"_s);
        QCOMPARE(request.header(u"Upload-Length"_s), QString::number(face.facts.size));
        QCOMPARE(request.header(u"Content-Length"_s), u"0"_s);
        QMap<QString, QByteArray> metadata;
        for (const QString &pair : request.header(u"Upload-Metadata"_s).split(u',')) {
            metadata[pair.section(u' ', 0, 0)] =
                outputOf(u"base64"_s, {u"--decode"_s}, pair.section(u' ', 1).toLatin1());
        }
        QCOMPARE(metadata[u"filename"_s], u"顔写真 é.jpg"_s.toUtf8());
        QCOMPARE(metadata[u"filetype"_s], "image/jpeg"_ba);
        QCOMPARE(metadata[u"field"_s], "documents.face_photo"_ba);
        QCOMPARE(metadata[u"sha256"_s], face.facts.sha256);
    }

    void uploadGoesOnWhereItStopped()
    {
        const QByteArray bytes = "0123456789";
        const FileToSend face = file(bytes);
        RawServer server({QJsonObject{{u"status"_s, 204},
                                      {u"length"_s, QJsonValue()},
                                      {u"headers"_s, headers({{u"Upload-Offset"_s, u"10"_s}})}}});
        const QString location = server.profile().baseUrl.toString() + u"/uploads/1"_s;
        auto door = openDoor(server.profile());
        const auto reached = perform(*door, AppendUpload(location, face, 4));
        QCOMPARE(codeOf(reached), u"done"_s);
        QCOMPARE(*reached, 10);
        door.reset();
        const auto requests = server.end().requests();
        QCOMPARE(requests.size(), 1U);
        QCOMPARE(requests.front().verb, u"PATCH"_s);
        QCOMPARE(requests.front().target, u"/v1/uploads/1"_s);
        QCOMPARE(requests.front().body, "456789"_ba);
        QCOMPARE(requests.front().header(u"Upload-Offset"_s), u"4"_s);
        QCOMPARE(requests.front().header(u"Content-Length"_s), u"6"_s);
        QCOMPARE(requests.front().header(u"Content-Type"_s), u"application/offset+octet-stream"_s);
        QCOMPARE(requests.front().header(u"Tus-Resumable"_s), u"1.0.0"_s);
    }

    /// An answer to HEAD has no body, whatever its headers say of a length (RFC 9110 section 9.3.2).
    void offsetIsAsked_data()
    {
        QTest::addColumn<QJsonValue>("length");
        QTest::newRow("length of nothing") << QJsonValue(0);
        QTest::newRow("no length") << QJsonValue();
        QTest::newRow("length of what GET would give") << QJsonValue(10);
    }

    void offsetIsAsked()
    {
        QFETCH(QJsonValue, length);
        RawServer server({QJsonObject{{u"match"_s, u"HEAD"_s},
                                      {u"length"_s, length},
                                      {u"headers"_s, headers({{u"Upload-Offset"_s, u"4"_s}})}},
                          QJsonObject{{u"json"_s, 1}}});
        auto door = openDoor(server.profile());
        const auto offset = perform(*door, UploadOffset(server.profile().baseUrl.toString() + u"/uploads/1"_s));
        QCOMPARE(codeOf(offset), u"done"_s);
        QCOMPARE(*offset, 4);
        QCOMPARE(codeOf(perform(*door, plainGet())), u"done"_s); // on the same connection
        door.reset();
        const Recording seen = server.end();
        QCOMPARE(seen.requests().front().verb, u"HEAD"_s);
        QCOMPARE(seen.requests().front().header(u"Tus-Resumable"_s), u"1.0.0"_s);
        QCOMPARE(seen.connections.size(), 1U);
    }

    void location_data()
    {
        QTest::addColumn<QString>("location");
        QTest::addColumn<QString>("resolved"); // without the origin; empty: refused
        const QString base = u"https://service.example:8443/a/v1"_s;
        QTest::newRow("absolute") << base + u"/uploads/1"_s << u"/a/v1/uploads/1"_s;
        QTest::newRow("path") << u"/a/v1/uploads/1"_s << u"/a/v1/uploads/1"_s;
        QTest::newRow("relative") << u"uploads/1"_s << u"/a/v1/uploads/1"_s;
        QTest::newRow("with a query") << u"/a/v1/uploads/1?x=1"_s << u"/a/v1/uploads/1?x=1"_s;
        QTest::newRow("host in other case") << u"https://SERVICE.example:8443/a/v1/u"_s << u"/a/v1/u"_s;
        QTest::newRow("missing") << QString() << QString();
        QTest::newRow("other host") << u"https://other.example:8443/a/v1/uploads/1"_s << QString();
        QTest::newRow("other port") << u"https://service.example/a/v1/uploads/1"_s << QString();
        QTest::newRow("http") << u"http://service.example:8443/a/v1/uploads/1"_s << QString();
        QTest::newRow("host only in front") << u"https://service.example:8443.evil.example/a/v1/u"_s << QString();
        QTest::newRow("credentials") << u"https://service.example:8443@evil.example/a/v1/u"_s << QString();
        QTest::newRow("user") << u"https://user@service.example:8443/a/v1/u"_s << QString();
        QTest::newRow("scheme-relative") << u"//evil.example/a/v1/u"_s << QString();
        QTest::newRow("backslashes") << u"\\\\evil.example/a/v1/u"_s << QString();
        QTest::newRow("beside the base") << u"/a/v10/uploads/1"_s << QString();
        QTest::newRow("above the base") << u"/a/uploads/1"_s << QString();
        QTest::newRow("up and out") << u"/a/v1/../uploads/1"_s << QString();
        QTest::newRow("up and out, encoded") << u"/a/v1/%2e%2E/uploads/1"_s << QString();
        QTest::newRow("up and out, slash encoded") << u"/a/v1/..%2Fuploads"_s << QString();
        QTest::newRow("ends upwards") << u"/a/v1/uploads/.."_s << QString();
        QTest::newRow("backslash in the path") << u"/a/v1/..\\uploads"_s << QString();
        QTest::newRow("the base itself") << u"/a/v1/"_s << QString();
        QTest::newRow("fragment") << u"/a/v1/uploads/1#x"_s << QString();
        QTest::newRow("file") << u"file:///etc/passwd"_s << QString();
        QTest::newRow("line end") << u"/a/v1/uploads/1\r\nX: y"_s << QString();
        QTest::newRow("space") << u"/a/v1/uploads/1 2"_s << QString();
    }

    void location()
    {
        QFETCH(QString, location);
        QFETCH(QString, resolved);
        const QString origin = u"https://service.example:8443"_s;
        const CreateUpload create({}, QUrl(origin + u"/a/v1"_s));
        const auto upload = create.read({201, {{"location", location.toUtf8()}}, {}, {}});
        if (resolved.isEmpty()) {
            QCOMPARE(codeOf(upload), u"NET-006"_s);
        } else {
            QCOMPARE(codeOf(upload), u"done"_s);
            QCOMPARE(upload->location, QString(origin + resolved));
        }
    }

    void offset_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("offset"); // -1: refused
        QTest::newRow("none") << ""_ba << qint64(0);
        QTest::newRow("zero") << "0"_ba << qint64(0);
        QTest::newRow("whole") << "100"_ba << qint64(100);
        QTest::newRow("beyond") << "101"_ba << qint64(-1);
        QTest::newRow("negative") << "-1"_ba << qint64(-1);
        QTest::newRow("too large for a number") << "99999999999999999999"_ba << qint64(-1);
        QTest::newRow("hexadecimal") << "0x10"_ba << qint64(-1);
        QTest::newRow("words") << "all"_ba << qint64(-1);
    }

    void offset()
    {
        QFETCH(QByteArray, value);
        QFETCH(qint64, offset);
        form::Attachment facts;
        facts.size = 100;
        Answer answer{201, {{"location", "/v1/uploads/1"}}, {}, {}};
        if (!value.isEmpty()) {
            answer.headers.insert("upload-offset", value);
        }
        const auto upload = CreateUpload(facts, QUrl(u"https://service.example/v1"_s)).read(answer);
        QCOMPARE(codeOf(upload), offset < 0 ? u"NET-006"_s : u"done"_s);
        if (upload) {
            QCOMPARE(upload->offset, offset);
        }
    }
};

QTEST_GUILESS_MAIN(WireTest)
#include "test_wire.moc"
