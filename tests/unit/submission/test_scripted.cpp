// SPDX-License-Identifier: GPL-3.0-or-later
#include "scripted.h"

using namespace submission_test;

/// The application itself, and what became of it.
class ScriptedTest : public Scripted {
    Q_OBJECT

private Q_SLOTS:
    /// Lost, asked for, never received: the same bytes go out again under the same key.
    void lostPostIsRepeatedAsItWas()
    {
        Scene made = scene({times(closing(Post), 2), problem(Ask, 404, u"not-found"_s), noApplications(),
                            acknowledgement(Post, 201, QByteArray(64, '0'))},
                           false, 20s);
        QCOMPARE(run(made), u"ACK-001"_s);
        const QByteArray digest = expectedDigest();
        const auto posts = made.end(u"POST"_s, u"/v1/applications"_s);
        QCOMPARE(posts.size(), 3U);
        for (const Recorded &post : posts) {
            QCOMPARE(sha256sum(post.body), digest);
            QCOMPARE(post.header(u"Idempotency-Key"_s), posts.front().header(u"Idempotency-Key"_s));
            QCOMPARE(post.header(u"Content-Digest"_s),
                     QString::fromLatin1("sha-256=:" + QByteArray::fromHex(digest).toBase64() + ':'));
        }
        QVERIFY(posts[0].header(u"X-Request-Id"_s) != posts[1].header(u"X-Request-Id"_s));
    }

    /// Unknown by its key, but in the list by its digest: it was received.
    void lostPostIsFoundByItsDigest()
    {
        const QByteArray digest = expectedDigest();
        const QJsonObject entry{{u"application_number"_s, u"RAW-0001"_s},
                                {u"status"_s, u"received"_s},
                                {u"received_at"_s, u"2026-11-23T00:00:00Z"_s},
                                {u"body_sha256"_s, QString::fromLatin1(digest)}};
        Scene made = scene({closing(Post), problem(Ask, 404, u"not-found"_s),
                            json(List, 200, QJsonObject{{u"applications"_s, QJsonArray{entry}}}),
                            acknowledgement(u"GET /v1/applications/RAW-0001/acknowledgement$"_s, 200, digest)});
        QCOMPARE(run(made), u"ACK-002"_s); // digests fit, but nobody has signed
        QCOMPARE(made.sending->outcome().error().applicationNumber, u"RAW-0001"_s);
        QCOMPARE(made.end(u"POST"_s, u"/v1/applications"_s).size(), 1U);
    }

    void wrongAcknowledgement_data()
    {
        QTest::addColumn<QJsonObject>("answer");
        QTest::addColumn<QString>("code");
        QTest::newRow("other digest") << acknowledgement(Post, 201, QByteArray(64, '0')) << u"ACK-001"_s;
        QTest::newRow("unsigned") << acknowledgement(Post, 201, expectedDigest()) << u"ACK-002"_s;
    }

    void wrongAcknowledgement()
    {
        QFETCH(QJsonObject, answer);
        QFETCH(QString, code);
        Scene made = scene({answer});
        QCOMPARE(run(made), code);
        QCOMPARE(made.end(u"POST"_s, u"/v1/applications"_s).size(), 1U);
    }

    /// What a POST without a plain answer comes to, and how often it went out.
    void post_data()
    {
        QTest::addColumn<QJsonArray>("script");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("posts"); // 0: at least two
        const QJsonObject unheard = problem(Ask, 404, u"not-found"_s);
        QTest::newRow("lost, and nobody knows") << QJsonArray{closing(Post), page(Ask, 500)} << u"UNK-001"_s << 1;
        QTest::newRow("lost, a page says 404") << QJsonArray{closing(Post), page(Ask, 404)} << u"UNK-001"_s << 1;
        QTest::newRow("lost, garbled answer to the question")
            << QJsonArray{closing(Post), json(Ask, 200, QJsonObject())} << u"UNK-001"_s << 1;
        QTest::newRow("lost, the list is garbled")
            << QJsonArray{closing(Post), unheard, json(List, 200, 5)} << u"UNK-001"_s << 1;
        QTest::newRow("page 403, never received")
            << QJsonArray{page(Post, 403), unheard, noApplications()} << u"SRV-010"_s << 1;
        QTest::newRow("unknown problem 400, never received")
            << QJsonArray{problem(Post, 400, u"of-tomorrow"_s), unheard, noApplications()} << u"SRV-001"_s << 1;
        QTest::newRow("redirect, never received")
            << QJsonArray{QJsonObject{{u"match"_s, Post}, {u"status"_s, 302}}, unheard, noApplications()}
            << u"NET-004"_s << 1;
        QTest::newRow("page 502, never received")
            << QJsonArray{page(Post, 502), unheard, noApplications()} << u"UNK-001"_s << 0;
        QTest::newRow("page 503, never received")
            << QJsonArray{page(Post, 503), unheard, noApplications()} << u"UNK-001"_s << 0;
        QTest::newRow("page 200, never received")
            << QJsonArray{page(Post, 200), unheard, noApplications()} << u"UNK-001"_s << 0;
        QTest::newRow("lost, never received")
            << QJsonArray{closing(Post), unheard, noApplications()} << u"UNK-001"_s << 0;
        QTest::newRow("lost, then refused")
            << QJsonArray{times(closing(Post), 1), unheard, noApplications(), problem(Post, 409, u"terms-outdated"_s)}
            << u"SRV-007"_s << 0;
        QTest::newRow("lost, then damaged by the line, always")
            << QJsonArray{times(closing(Post), 1), unheard, noApplications(), problem(Post, 400, u"digest-mismatch"_s)}
            << u"UNK-001"_s << 0;
        QTest::newRow("lost, then closed for an hour")
            << QJsonArray{times(closing(Post), 1), unheard, noApplications(),
                          problem(Post, 503, u"maintenance"_s, {{u"retry_after"_s, 3600}})}
            << u"UNK-001"_s << 0;
        QTest::newRow("internal error") << QJsonArray{problem(Post, 500, u"internal-error"_s)} << u"NET-010"_s << 0;
        QTest::newRow("duplicate") << QJsonArray{problem(Post, 409, u"duplicate-application"_s,
                                                         {{u"application_number"_s, u"RAW-0002"_s}})}
                                   << u"SRV-003"_s << 1;
        QTest::newRow("terms outdated") << QJsonArray{problem(Post, 409, u"terms-outdated"_s)} << u"SRV-007"_s << 1;
        QTest::newRow("in progress, then unknown")
            << QJsonArray{problem(Post, 409, u"request-in-progress"_s), problem(Ask, 409, u"request-in-progress"_s)}
            << u"UNK-001"_s << 1;
        QTest::newRow("damaged by the line, always")
            << QJsonArray{problem(Post, 400, u"digest-mismatch"_s)} << u"SRV-001"_s << 4;
        QTest::newRow("misses uploads, always")
            << QJsonArray{problem(Post, 422, u"upload-missing"_s)} << u"SRV-011"_s << 4;
        QTest::newRow("key reused") << QJsonArray{problem(Post, 422, u"idempotency-key-reused"_s)} << u"DEF-001"_s << 1;
        QTest::newRow("maintenance beyond patience")
            << QJsonArray{problem(Post, 503, u"maintenance"_s, {{u"retry_after"_s, 3600}})} << u"NET-008"_s << 1;
    }

    void post()
    {
        QFETCH(QJsonArray, script);
        QFETCH(QString, code);
        QFETCH(int, posts);
        Scene made = scene(script, false, 600ms);
        QCOMPARE(run(made), code);
        const auto seen = made.end(u"POST"_s, u"/v1/applications"_s);
        QVERIFY2(posts == 0 ? seen.size() >= 2 : int(seen.size()) == posts, qPrintable(QString::number(seen.size())));
        for (const Recorded &request : seen) {
            QCOMPARE(request.body, seen.front().body);
            QCOMPARE(request.header(u"Idempotency-Key"_s), seen.front().header(u"Idempotency-Key"_s));
        }
    }

    /// A POST that was lost may be held back in a gateway and arrive later: until it is old nobody may send another one, and
    /// whoever asks again goes on under the old key.
    void lostPostKeepsItsKey()
    {
        Scene made = scene({closing(Post), problem(Ask, 404, u"not-found"_s), noApplications()}, false, 600ms);
        QCOMPARE(run(made), u"UNK-001"_s);
        const QString key = made.sending->manifest().key;
        bool postedAgain = false;
        connect(made.sending.get(), &Sending::progressed, this,
                [&] { postedAgain = postedAgain || made.sending->progress().stage == Stage::Posting; });
        made.sending->askAgain();
        QVERIFY(made.sending->progress().stage != Stage::Ended);
        QVERIFY(waitForEnd(*made.sending));
        QVERIFY(postedAgain);
        QCOMPARE(codeOf(made.sending->outcome()), u"UNK-001"_s);
        const auto posts = made.end(u"POST"_s, u"/v1/applications"_s);
        QVERIFY(posts.size() >= 2);
        for (const Recorded &post : posts) {
            QCOMPARE(post.header(u"Idempotency-Key"_s), QString(u'"' + key + u'"'));
            QCOMPARE(post.body, posts.front().body);
        }
    }

    void neverReceivedIsBelievedLater_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("code");
        QTest::newRow("too early") << 299 << u"UNK-001"_s;
        QTest::newRow("five minutes") << 300 << u"NET-003"_s;
    }

    void neverReceivedIsBelievedLater()
    {
        QFETCH(int, seconds);
        QFETCH(QString, code);
        Scene made = scene({closing(Post), problem(Ask, 404, u"not-found"_s), noApplications()}, false, 600ms);
        connect(made.sending.get(), &Sending::progressed, this, [&] {
            if (made.sending->progress().stage == Stage::Asking) {
                made.clock->now = made.clock->now.addSecs(seconds);
            }
        });
        QCOMPARE(run(made), code);
    }

    /// What the service itself has refused is over: asking again would post it once more.
    void refusalIsNotAskedAgain()
    {
        Scene made = scene({problem(Post, 403, u"not-permitted"_s)});
        QCOMPARE(run(made), u"SRV-010"_s);
        made.sending->askAgain();
        QCOMPARE(made.sending->progress().stage, Stage::Ended);
        QCOMPARE(made.end(u"POST"_s, u"/v1/applications"_s).size(), 1U);
    }

    /// The uploads go out once more, but what was posted before may still be taken: too late to cancel.
    void noCancelAfterALostPost()
    {
        const qint64 size = application(true).files.front().facts.size;
        Scene made = scene({created(), times(offset(Patch, 204, size), 1), QJsonObject{{u"match"_s, Patch}, {u"do"_s, u"stall"_s}},
                            times(closing(Post), 2), problem(Ask, 404, u"not-found"_s), noApplications(),
                            problem(Post, 422, u"upload-missing"_s)},
                           true, 20s);
        Sending *sending = made.sending.get();
        bool posted = false;
        connect(sending, &Sending::progressed, this,
                [&] { posted = posted || sending->progress().stage == Stage::Posting; });
        sending->start();
        QVERIFY(QTest::qWaitFor([&] { return posted && sending->progress().stage == Stage::Uploading; }, 30'000));
        QVERIFY(!sending->canBeCancelled());
        sending->cancel();
        QVERIFY(sending->progress().stage == Stage::Uploading);
    }

    void sessionThatEndsAtThePost()
    {
        const QJsonObject session{
            {u"access_token"_s, u"new-token"_s}, {u"token_type"_s, u"Bearer"_s}, {u"expires_in"_s, 1}};
        Scene made = scene({times(problem(Post, 401, u"session-expired"_s), 1),
                            json(u"POST /v1/sessions"_s, 201, session), acknowledgement(Post, 201, expectedDigest())});
        QCOMPARE(run(made), u"ACK-002"_s);
        const auto posts = made.end(u"POST"_s, u"/v1/applications"_s);
        QCOMPARE(posts.size(), 2U);
        QCOMPARE(posts[0].header(u"Idempotency-Key"_s), posts[1].header(u"Idempotency-Key"_s));
        QCOMPARE(posts[1].header(u"Authorization"_s), u"Bearer new-token"_s);
    }

    /// A renewed sign-in obeys the rules of the first: what it refuses is not sent.
    /// That the sign-in is refused says nothing about what was posted before.
    void lostPostAndARefusedSignIn()
    {
        Scene made = scene({times(closing(Post), 1), problem(Ask, 404, u"not-found"_s), noApplications(),
                            problem(Post, 401, u"session-expired"_s),
                            problem(u"POST /v1/sessions"_s, 401, u"invalid-credentials"_s)});
        QCOMPARE(run(made), u"UNK-001"_s);
        QCOMPARE(made.end(u"POST"_s, u"/v1/applications"_s).size(), 2U);
    }

    void renewalThatMustNotGoOn_data()
    {
        QTest::addColumn<QJsonObject>("answer");
        QTest::addColumn<QString>("code");
        const QString signIn = u"POST /v1/sessions"_s;
        QJsonObject session{{u"access_token"_s, u"new"_s}, {u"token_type"_s, u"Bearer"_s}, {u"expires_in"_s, 1}};
        session["holder"_L1] = QJsonObject{{u"name"_s, u"SOMEBODY ELSE"_s}};
        QTest::newRow("somebody else's account") << json(signIn, 201, session) << u"WHO-001"_s;
        session.remove("holder"_L1);
        session["password_change_required"_L1] = true;
        QTest::newRow("password to be changed") << json(signIn, 201, session) << u"SGN-003"_s;
        QTest::newRow("wrong password") << problem(signIn, 401, u"invalid-credentials"_s) << u"SGN-001"_s;
        QTest::newRow("locked") << problem(signIn, 403, u"account-locked"_s) << u"SGN-002"_s;
    }

    void renewalThatMustNotGoOn()
    {
        QFETCH(QJsonObject, answer);
        QFETCH(QString, code);
        Scene made = scene({problem(Post, 401, u"session-expired"_s), answer});
        QCOMPARE(run(made), code);
        QCOMPARE(made.end(u"POST"_s, u"/v1/applications"_s).size(), 1U);
    }

};

QTEST_GUILESS_MAIN(ScriptedTest)
#include "test_scripted.moc"
