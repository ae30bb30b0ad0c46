// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_service.h"

#include <QProcess>
#include <QTest>
#include <QUrl>

#include <future>

using namespace Qt::StringLiterals;
using namespace practice_test;

/// TLS, certificate, port, connections: judged by the curl and openssl commands.
class LineTest : public QObject {
    Q_OBJECT

private:
    TestService m_service;

    [[nodiscard]] QString authority() const { return QUrl(baseUrl()).authority(); }
    [[nodiscard]] QString baseUrl() const { return const_cast<LineTest *>(this)->m_service.service().baseUrl(); }
    [[nodiscard]] QByteArray handshake(const QStringList &options) const
    {
        const QStringList arguments{u"s_client"_s, u"-connect"_s, authority(), u"-CAfile"_s, m_service.caFile()};
        const Finished finished = run(u"openssl"_s, arguments + options);
        return finished.exitCode == 0 ? finished.output : QByteArray();
    }

private Q_SLOTS:
    void isRunning() { QVERIFY(m_service.isRunning()); }

    void acceptsOnlyStrongSuites_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("TLS 1.3") << QStringList{u"-tls1_3"_s} << true;
        QTest::newRow("TLS 1.2") << QStringList{u"-tls1_2"_s} << true;
        QTest::newRow("TLS 1.2, AES-128-GCM")
            << QStringList{u"-tls1_2"_s, u"-cipher"_s, u"ECDHE-ECDSA-AES128-GCM-SHA256"_s} << true;
        QTest::newRow("TLS 1.1") << QStringList{u"-tls1_1"_s, u"-cipher"_s, u"ALL:@SECLEVEL=0"_s} << false;
        QTest::newRow("TLS 1.0") << QStringList{u"-tls1"_s, u"-cipher"_s, u"ALL:@SECLEVEL=0"_s} << false;
        QTest::newRow("CBC") << QStringList{u"-tls1_2"_s, u"-cipher"_s, u"ECDHE-ECDSA-AES128-SHA"_s} << false;
        QTest::newRow("CBC, SHA-256") << QStringList{u"-tls1_2"_s, u"-cipher"_s, u"ECDHE-ECDSA-AES128-SHA256"_s}
                                      << false;
        QTest::newRow("static RSA") << QStringList{u"-tls1_2"_s, u"-cipher"_s, u"AES128-GCM-SHA256"_s} << false;
    }

    void acceptsOnlyStrongSuites()
    {
        QFETCH(QStringList, options);
        QFETCH(bool, accepted);
        const QByteArray output = handshake(options);
        QCOMPARE(output.contains("Verify return code: 0 (ok)"), accepted);
    }

    void certificateIsThatOfAServer()
    {
        const QByteArray output = handshake({});
        const qsizetype start = output.indexOf("-----BEGIN CERTIFICATE-----");
        QVERIFY(start >= 0);
        const QByteArray leaf = output.sliced(start);
        const QByteArray text = run(u"openssl"_s, {u"x509"_s, u"-noout"_s, u"-text"_s}, leaf).output;
        QVERIFY(text.contains("DNS:localhost, IP Address:127.0.0.1"));
        QVERIFY(text.contains("CA:FALSE"));
        QVERIFY(text.contains("TLS Web Server Authentication"));
        QVERIFY(text.contains("NIST CURVE: P-256"));

        const QTemporaryDir folder;
        writeFile(folder.filePath(u"leaf.pem"_s), leaf);
        const auto verify = [&](const QStringList &options) {
            return run(u"openssl"_s,
                       QStringList{u"verify"_s, u"-x509_strict"_s, u"-CAfile"_s, m_service.caFile()} + options
                           + QStringList{folder.filePath(u"leaf.pem"_s)});
        };
        const Finished strict = verify({u"-purpose"_s, u"sslserver"_s, u"-verify_ip"_s, u"127.0.0.1"_s});
        QVERIFY2(strict.exitCode == 0, strict.errors.constData());
        QVERIFY(verify({u"-verify_hostname"_s, u"example.test"_s}).exitCode != 0);
    }

    void answersUnderBothNamesOnly()
    {
        const QString path = baseUrl().section(u'/', 3) + u"/service"_s;
        const QString port = authority().section(u':', 1);
        QCOMPARE(m_service.get(u"https://localhost:%1/%2"_s.arg(port, path)).status, 200);
        Request other = m_service.request(u"GET"_s, u"https://example.test:%1/%2"_s.arg(port, path));
        other.options = {u"--resolve"_s, u"example.test:%1:127.0.0.1"_s.arg(port)};
        QCOMPARE(send(other).curlExit, 60);
    }

    void isOnlyTrustedThroughItsOwnAuthority()
    {
        TestService second;
        Request crossed = m_service.request(u"GET"_s, u"/service"_s);
        crossed.caFile = second.caFile();
        QCOMPARE(send(crossed).curlExit, 60);
    }

    void listensOnLoopbackOnly()
    {
        // All of 127/8 leads here; somebody who listens on every address would answer.
        const Finished other = run(u"curl"_s,
                                   {u"--insecure"_s, u"--silent"_s, u"--noproxy"_s, u"*"_s,
                                    u"https://127.0.0.2:%1/"_s.arg(authority().section(u':', 1))});
        QCOMPARE(other.exitCode, 7);
    }

    void portIsNeverShared()
    {
        ttp::practice::Options options;
        options.port = quint16(QUrl(baseUrl()).port());
        const auto second = ttp::practice::PracticeService::start(options, std::make_shared<StandingClock>());
        QVERIFY(!second.has_value());
        QCOMPARE(second.error().code, ttp::FailureCode::PracticeFailed);
        QVERIFY(second.error().facts.contains(QString::number(options.port)));
        QCOMPARE(m_service.get(u"/service"_s).status, 200);
    }

    void portIsFreeAgainAfterTheEnd()
    {
        TestService first;
        QCOMPARE(first.get(u"/service"_s).status, 200);
        ttp::practice::Options options;
        options.port = quint16(QUrl(first.service().baseUrl()).port());
        first.stop();
        TestService second(options);
        QVERIFY(second.isRunning());
        QCOMPARE(second.get(u"/service"_s).status, 200);
    }

    void embeddedServiceCannotBeGuessed()
    {
        ttp::practice::Options options;
        options.embedded = true;
        TestService one(options);
        TestService two(options);
        const QString first = QUrl(one.service().baseUrl()).path();
        const QString second = QUrl(two.service().baseUrl()).path();
        QVERIFY(first != second);
        QVERIFY(first.size() > 30);
        QVERIFY(first.endsWith("/v1"_L1));
        QCOMPARE(one.get(u"/service"_s).status, 200);
        const QString authorityOfOne = QUrl(one.service().baseUrl()).authority();
        QCOMPARE(one.get(u"https://%1/v1/service"_s.arg(authorityOfOne)).problem(), "not-found");
        QCOMPARE(one.get(u"https://%1%2/service"_s.arg(authorityOfOne, second)).problem(), "not-found");
        QVERIFY(one.service().userId() != two.service().userId()
                || !(one.service().password() == two.service().password()));
        QCOMPARE(one.signIn(u"PRACTICE01"_s, "Practice-2026").problem(), "invalid-credentials");
    }

    void bodyIsReadToItsEndBeforeTheAnswer_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("bytes");
        QTest::addColumn<QStringList>("headers");
        QTest::addColumn<int>("status");
        const QStringList tus{u"Tus-Resumable: 1.0.0"_s, u"Content-Type: application/offset+octet-stream"_s};
        QTest::newRow("not signed in") << u"POST"_s << u"/applications"_s << 5'000'000 << QStringList() << 401;
        QTest::newRow("not signed in, chunked")
            << u"POST"_s << u"/applications"_s << 5'000'000 << QStringList{u"Transfer-Encoding: chunked"_s} << 401;
        QTest::newRow("too large") << u"POST"_s << u"/sessions"_s << 9'000'000 << QStringList() << 413;
        QTest::newRow("nowhere") << u"PUT"_s << u"/nowhere"_s << 5'000'000 << QStringList() << 404;
        QTest::newRow("wrong method") << u"DELETE"_s << u"/terms"_s << 5'000'000 << QStringList() << 405;
        QTest::newRow("patch without session") << u"PATCH"_s << u"/uploads/x"_s << 5'000'000 << tus << 401;
        QTest::newRow("multipart without boundary")
            << u"POST"_s << u"/sessions"_s << 5'000'000 << QStringList{u"Content-Type: multipart/form-data"_s} << 415;
        QTest::newRow("said to be packed")
            << u"POST"_s << u"/sessions"_s << 5'000'000
            << QStringList{u"Content-Type: application/json"_s, u"Content-Encoding: gzip"_s} << 400;
    }

    /// The second request goes through the same connection, which is only possible if nothing of the first is left.
    void bodyIsReadToItsEndBeforeTheAnswer()
    {
        QFETCH(QString, method);
        QFETCH(QString, path);
        QFETCH(int, bytes);
        QFETCH(QStringList, headers);
        QFETCH(int, status);
        Request request = m_service.request(method, path, headers, QByteArray(bytes, ' '));
        request.options = {u"--output"_s,
                           u"/dev/null"_s,
                           u"--write-out"_s,
                           u"[%{num_connects} %{http_code}]"_s,
                           u"--next"_s,
                           u"--silent"_s,
                           u"--noproxy"_s,
                           u"*"_s,
                           u"--cacert"_s,
                           m_service.caFile(),
                           u"--output"_s,
                           u"/dev/null"_s,
                           u"--write-out"_s,
                           u"[%{num_connects} %{http_code}]"_s,
                           baseUrl() + u"/service"_s};
        // The URL of the first request has to stand before --next.
        request.options.prepend(request.url);
        request.url = baseUrl() + u"/service"_s;
        const Reply reply = send(request);
        QCOMPARE(reply.curlExit, 0);
        QVERIFY2(reply.body.contains("[1 " + QByteArray::number(status) + "][0 200]"), reply.body.constData());
    }

    void whatIsNoRequestGetsAProblem_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n");
        QTest::newRow("unknown method") << QByteArray("BREW /v1/terms HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("long address") << "GET /" + QByteArray(7000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n";
        QTest::newRow("too long address") << "GET /" + QByteArray(20000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n";
        QTest::newRow("range that is none") << QByteArray("GET /v1/terms HTTP/1.1\r\nHost: a\r\nRange: x\r\n\r\n");
        QTest::newRow("two lengths") << QByteArray(
            "POST /v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n{}{}{}");
        QTest::newRow("length and chunks") << QByteArray(
            "POST /v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
            "0\r\n\r\n");
        QTest::newRow("unknown coding") << QByteArray(
            "POST /v1/sessions HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n");
        // More than one TLS record, so that the server sees that there is more on the line.
        const QByteArray hidden = QByteArray("GET /v1/terms HTTP/1.1\r\nHost: a\r\n\r\n").leftJustified(60'000, '\n');
        QTest::newRow("body of a GET that hides a second request")
            << "GET /v1/nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n" + hidden;
    }

    void whatIsNoRequestGetsAProblem()
    {
        QFETCH(QByteArray, request);
        const QByteArray output =
            run(u"openssl"_s,
                {u"s_client"_s, u"-quiet"_s, u"-connect"_s, authority(), u"-CAfile"_s, m_service.caFile()}, request)
                .output;
        QVERIFY2(output.startsWith("HTTP/1.1 4"), output.constData());
        QVERIFY2(output.contains("urn:ttp:problem:"), output.constData());
        QCOMPARE(output.count("HTTP/1.1 "), 1); // one answer, and the connection is over
    }

    void rangesAndCompressionAreLeftOut()
    {
        Request request =
            m_service.request(u"GET"_s, u"/terms"_s, {u"Range: bytes=0-9"_s, u"Accept-Encoding: gzip, br"_s});
        const Reply reply = send(request);
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.header("content-encoding").isEmpty());
        QCOMPARE(reply.body, m_service.get(u"/terms"_s).body);
    }

    void endsWithOpenConnections()
    {
        TestService service;
        const QString where = QUrl(service.service().baseUrl()).authority();
        const QStringList client{u"s_client"_s, u"-quiet"_s, u"-connect"_s, where, u"-CAfile"_s, service.caFile()};
        QProcess idle;
        idle.start(u"openssl"_s, client);
        idle.write("GET /v1/service HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(idle.waitForReadyRead());
        QProcess half;
        half.start(u"openssl"_s, client);
        half.write("POST /v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n");
        QVERIFY(half.waitForReadyRead()); // 100 Continue: the service waits for the body, up to a minute

        auto ended = std::async(std::launch::async, [&service] { service.stop(); });
        QCOMPARE(ended.wait_for(std::chrono::seconds(30)), std::future_status::ready);
        QVERIFY(idle.state() == QProcess::NotRunning || idle.waitForFinished());
        QVERIFY(half.state() == QProcess::NotRunning || half.waitForFinished());
    }

    void endsWhileAnAnswerIsSlow()
    {
        ttp::practice::Options options;
        options.faults.slowMilliseconds = 100'000;
        TestService service(options);
        QProcess client;
        client.start(u"openssl"_s,
                     {u"s_client"_s, u"-quiet"_s, u"-connect"_s, QUrl(service.service().baseUrl()).authority(),
                      u"-CAfile"_s, service.caFile()});
        client.write("POST /v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        QVERIFY(client.waitForReadyRead()); // 100 Continue: from here on the request ends in the wait
        client.write("{}");
        auto ended = std::async(std::launch::async, [&service] { service.stop(); });
        QCOMPARE(ended.wait_for(std::chrono::seconds(30)), std::future_status::ready);
        QVERIFY(client.state() == QProcess::NotRunning || client.waitForFinished());
        QVERIFY(!client.readAll().contains("HTTP/1.1 4"));
    }

    void startsAndEndsAgainAndAgain()
    {
        for (int i = 0; i < 50; ++i) {
            const auto service = ttp::practice::PracticeService::start({}, std::make_shared<StandingClock>());
            QVERIFY(service.has_value());
        }
    }
};

QTEST_GUILESS_MAIN(LineTest)
#include "test_line.moc"
