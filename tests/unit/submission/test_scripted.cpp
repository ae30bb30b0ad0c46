// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"
#include "applicant.h"
#include "calls.h"
#include "judges.h"

#include <QFile>
#include <QTemporaryDir>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace service_test;
using namespace std::chrono_literals;
using namespace submission_test;
using namespace ttp;
using namespace ttp::submission;

namespace {

QJsonObject json(const QString &match, int status, const QJsonValue &body)
{
    QJsonObject answer = on(match, jsonAnswer({}, status));
    answer["json"_L1] = body;
    return answer;
}

QJsonObject problem(const QString &match, int status, const QString &type, const QJsonObject &more = {})
{
    return on(match, problemAnswer(status, type, more));
}

QJsonObject times(QJsonObject answer, int count)
{
    answer["times"_L1] = count;
    return answer;
}

QJsonObject closing(const QString &match)
{
    return {{u"match"_s, match}, {u"do"_s, u"close"_s}};
}

QJsonObject page(const QString &match, int status)
{
    return on(match, pageAnswer(status));
}

const QString Post = u"POST /v1/applications$"_s;
const QString Create = u"POST /v1/uploads$"_s;
const QString Patch = u"PATCH /v1/uploads/"_s;
const QString Ask = u"GET /v1/submissions/"_s;
const QString List = u"GET /v1/applications$"_s;

QJsonObject created(const QString &location = u"/v1/uploads/7"_s)
{
    return {{u"match"_s, Create}, {u"status"_s, 201}, {u"headers"_s, headers({{u"Location"_s, location}})}};
}

QJsonObject offset(const QString &match, int status, qint64 value)
{
    return {{u"match"_s, match},
            {u"status"_s, status},
            {u"length"_s, QJsonValue()},
            {u"headers"_s, headers({{u"Upload-Offset"_s, QString::number(value)}})}};
}

QJsonObject noApplications()
{
    return json(List, 200, QJsonObject{{u"applications"_s, QJsonArray()}});
}

QJsonObject acknowledgement(const QString &match, int status, const QByteArray &bodySha256)
{
    return json(match, status,
                QJsonObject{{u"application_number"_s, u"RAW-0001"_s},
                            {u"received_at"_s, u"2026-11-23T00:00:00Z"_s},
                            {u"body_sha256"_s, QString::fromLatin1(bodySha256)},
                            {u"attachments"_s, QJsonArray()},
                            {u"receipt"_s, u"a.b.c"_s}});
}

} // namespace

/// Stands still unless it is told to go on.
class HandClock final : public Clock {
public:
    [[nodiscard]] QDateTime utcNow() const override { return now; }
    QDateTime now{{2026, 11, 23}, {0, 0}, Qt::UTC};
};

/// Sendings to a service that follows a script, judged by what arrived on the wire.
class ScriptedTest : public QObject {
    Q_OBJECT

private:
    terms::Terms m_terms = bundledTerms();
    form::Definition m_form = bundledForm();

    /// A service that answers by the script after it has shown the terms, and a sending to it.
    struct Scene {
        std::unique_ptr<RawServer> server;
        std::unique_ptr<service::Door> door;
        std::unique_ptr<Sending> sending;
        std::shared_ptr<HandClock> clock = std::make_shared<HandClock>();

        std::vector<Recorded> end(const QString &verb, const QString &target)
        {
            sending.reset();
            door.reset();
            std::vector<Recorded> found;
            for (Recorded &request : server->end().requests(verb)) {
                if (request.target == target) {
                    found.push_back(std::move(request));
                }
            }
            return found;
        }
    };

    Application application(bool withFile) const
    {
        Application made = exampleApplication(m_terms, m_form);
        made.consent.acceptedAt = QDateTime({2026, 11, 23}, {0, 0}, Qt::UTC); // so that the body is always the same
        made.files.resize(withFile ? 1 : 0);
        return made;
    }

    Scene scene(QJsonArray script, bool withFile = false, std::chrono::milliseconds patience = 1s)
    {
        const QByteArray terms = bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/terms/terms.json"));
        script.append(
            QJsonObject{{u"match"_s, u"GET /v1/terms"_s}, {u"base64"_s, QString::fromLatin1(terms.toBase64())}});
        Scene made;
        made.server = std::make_unique<RawServer>(script);
        made.door = openDoor(made.server->profile());
        Sending::Inputs inputs;
        inputs.application = application(withFile);
        inputs.credentials = {u"USER0001"_s, std::make_shared<const Secret>(Secret::fromString(u"Pass-word-1"_s))};
        inputs.patience = service::Patience(patience);
        inputs.clock = made.clock;
        made.sending = std::make_unique<Sending>(*made.door, inputs);
        return made;
    }

    static QString run(Scene &scene)
    {
        scene.sending->start();
        return waitForEnd(*scene.sending) ? codeOf(scene.sending->outcome()) : u"no end"_s;
    }

    [[nodiscard]] QByteArray expectedDigest() const { return sha256sum(freeze(application(false))->body); }

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
        made.sending->askAgain();
        QVERIFY(made.sending->progress().stage != Stage::Ended);
        QVERIFY(waitForEnd(*made.sending));
        QCOMPARE(codeOf(made.sending->outcome()), u"UNK-001"_s);
        const auto posts = made.end(u"POST"_s, u"/v1/applications"_s);
        QVERIFY(posts.size() >= 4); // twice at least, each time
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

    /// How an upload ends that does not simply arrive; nothing may go on for ever, and nothing elsewhere.
    void upload_data()
    {
        QTest::addColumn<QJsonArray>("script");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("patches");
        QTest::newRow("offset that does not move") << QJsonArray{created(), offset(Patch, 204, 0)} << u"NET-006"_s << 1;
        QTest::newRow("offset beyond the end")
            << QJsonArray{created(), offset(Patch, 204, 1'000'000'000)} << u"NET-006"_s << 1;
        QTest::newRow("offset always disputed")
            << QJsonArray{created(), problem(Patch, 409, u"upload-offset"_s), offset(u"HEAD"_s, 200, 0)} << u"SRV-011"_s
            << 4;
        QTest::newRow("always gone") << QJsonArray{created(), problem(Patch, 410, u"upload-gone"_s)} << u"SRV-011"_s
                                     << 4;
        QTest::newRow("always damaged") << QJsonArray{created(), problem(Patch, 460, u"checksum-mismatch"_s)}
                                        << u"SRV-011"_s << 4;
        QTest::newRow("always damaged, and still there")
            << QJsonArray{created(), problem(Patch, 460, u"checksum-mismatch"_s), offset(u"HEAD"_s, 200, 0)}
            << u"SRV-011"_s << 4;
        QTest::newRow("damaged, says the status alone")
            << QJsonArray{created(), page(Patch, 460), offset(u"HEAD"_s, 200, 0)} << u"SRV-011"_s << 4;
        QTest::newRow("malware") << QJsonArray{created(), problem(Patch, 422, u"malware-detected"_s)} << u"SRV-004"_s
                                 << 1;
        QTest::newRow("too large") << QJsonArray{problem(Create, 413, u"payload-too-large"_s)} << u"SRV-005"_s << 0;
        QTest::newRow("Location elsewhere")
            << QJsonArray{created(u"https://localhost:1/v1/uploads/7"_s)} << u"NET-006"_s << 0;
        QTest::newRow("no Location") << QJsonArray{created(QString())} << u"NET-006"_s << 0;
        QTest::newRow("cut again and again")
            << QJsonArray{created(), closing(Patch), offset(u"HEAD"_s, 200, 0)} << u"NET-003"_s << -1;
    }

    void upload()
    {
        QFETCH(QJsonArray, script);
        QFETCH(QString, code);
        QFETCH(int, patches); // -1: more than one
        Scene made = scene(script, true, 700ms);
        QCOMPARE(run(made), code);
        RawServer &server = *made.server;
        made.sending.reset();
        made.door.reset();
        const Recording seen = server.end();
        const int count = int(seen.requests(u"PATCH"_s).size());
        QVERIFY2(patches < 0 ? count > 1 : count == patches, qPrintable(QString::number(count)));
        for (const Recorded &request : seen.requests(u"POST"_s)) {
            QVERIFY(request.target != "/v1/applications"_L1);
        }
    }

    /// A small file, and the small rest of one, carries the digest of just these bytes; a large one would have to be sent
    /// from its beginning after every cut.
    void checksums()
    {
        const service::FileToSend file = application(true).files.front();
        Scene made = scene({created(), times(closing(Patch), 2), offset(u"HEAD"_s, 200, 100),
                            offset(Patch, 204, file.facts.size), acknowledgement(Post, 201, QByteArray(64, '0'))},
                           true, 20s);
        QCOMPARE(run(made), u"ACK-001"_s);
        const auto patches = made.end(u"PATCH"_s, u"/v1/uploads/7"_s);
        QVERIFY(patches.size() >= 2U);
        QCOMPARE(patches.front().bodySha256, file.facts.sha256);
        QCOMPARE(patches.back().bodyLength, file.facts.size - 100);
        for (const Recorded &patch : patches) {
            QCOMPARE(patch.header(u"Upload-Checksum"_s),
                     QString::fromLatin1("sha256 " + QByteArray::fromHex(patch.bodySha256).toBase64()));
        }
    }

    void noChecksumOfALargeFile()
    {
        const QTemporaryDir folder;
        const QByteArray bytes(1024 * 1024 + 1, 'x');
        writeFile(folder.filePath(u"large.pdf"_s), bytes);
        QJsonArray script{created(), offset(Patch, 204, bytes.size()), acknowledgement(Post, 201, QByteArray(64, '0'))};
        Scene made = scene(script, true, 20s);
        Sending::Inputs inputs;
        inputs.application = application(true);
        inputs.application.files.front().path = folder.filePath(u"large.pdf"_s);
        inputs.application.files.front().facts.size = bytes.size();
        inputs.application.files.front().facts.sha256 = sha256sum(bytes);
        made.sending = std::make_unique<Sending>(*made.door, inputs);
        QCOMPARE(run(made), u"ACK-001"_s);
        const auto patches = made.end(u"PATCH"_s, u"/v1/uploads/7"_s);
        QCOMPARE(patches.size(), 1U);
        QCOMPARE(patches.front().header(u"Upload-Checksum"_s), QString());
    }

    /// Damaged once on the line: the same PATCH again, and no new upload.
    void damagedOnce()
    {
        const qint64 size = application(true).files.front().facts.size;
        Scene made = scene({created(), times(problem(Patch, 460, u"checksum-mismatch"_s), 1), offset(Patch, 204, size),
                            offset(u"HEAD"_s, 200, 0), acknowledgement(Post, 201, QByteArray(64, '0'))},
                           true);
        QCOMPARE(run(made), u"ACK-001"_s);
        made.sending.reset();
        made.door.reset();
        const Recording seen = made.server->end();
        const auto patches = seen.requests(u"PATCH"_s);
        QCOMPARE(patches.size(), 2U);
        QCOMPARE(patches[0].body, patches[1].body);
        const auto posts = seen.requests(u"POST"_s);
        QCOMPARE(std::ranges::count(posts, u"/v1/uploads"_s, &Recorded::target), 1);
    }

    /// Whoever cancels just when the upload has been opened: nothing of the file leaves.
    void cancelledBetweenCreationAndBytes()
    {
        Scene made = scene({created(), offset(Patch, 204, 1), offset(u"DELETE"_s, 204, 0)}, true);
        Sending *sending = made.sending.get();
        int heard = 0;
        connect(sending, &Sending::progressed, this, [&] {
            if (sending->progress().stage == Stage::Uploading && ++heard == 2) { // the first: the stage begins
                sending->cancel();
            }
        });
        QCOMPARE(run(made), u"CAN-001"_s);
        made.sending.reset();
        made.door.reset();
        const Recording seen = made.server->end();
        QCOMPARE(seen.requests(u"PATCH"_s).size(), 0U);
        QCOMPARE(seen.requests(u"DELETE"_s).size(), 1U);
    }

    /// Cancel does not wait for a sign-in that hangs.
    void cancelDoesNotWaitForARenewedSignIn()
    {
        Scene made = scene({problem(Create, 401, u"session-expired"_s),
                            QJsonObject{{u"match"_s, u"POST /v1/sessions"_s}, {u"do"_s, u"stall"_s}}},
                           true, 10h);
        Sending *sending = made.sending.get();
        sending->start();
        QVERIFY(made.server->waitFor(u"request"_s, 4)); // terms, creation, terms, sign-in
        sending->cancel();
        QVERIFY(QTest::qWaitFor([&] { return sending->progress().stage == Stage::Ended; }, 15'000)); // less than its deadline
        QCOMPARE(codeOf(sending->outcome()), u"CAN-001"_s);
    }

    void fileThatIsThereAlready()
    {
        const qint64 size = application(true).files.front().facts.size;
        QJsonObject known = created();
        known["headers"_L1] =
            headers({{u"Location"_s, u"/v1/uploads/7"_s}, {u"Upload-Offset"_s, QString::number(size)}});
        Scene made = scene({known, acknowledgement(Post, 201, QByteArray(64, '0'))}, true);
        QCOMPARE(run(made), u"ACK-001"_s);
        QCOMPARE(made.end(u"PATCH"_s, u"/v1/uploads/7"_s).size(), 0U);
    }

    /// Before the POST starts, Cancel removes what was uploaded.
    void cancelRemovesUploads()
    {
        const QJsonObject stalled{{u"match"_s, Patch}, {u"do"_s, u"stall"_s}};
        Scene made = scene({created(), stalled, offset(u"DELETE"_s, 204, 0)}, true);
        made.sending->start();
        QVERIFY(made.server->waitFor(u"request"_s, 3)); // terms, creation, PATCH
        QVERIFY(made.sending->canBeCancelled());
        made.sending->cancel();
        QVERIFY(waitForEnd(*made.sending));
        QCOMPARE(codeOf(made.sending->outcome()), u"CAN-001"_s);
        QCOMPARE(made.end(u"DELETE"_s, u"/v1/uploads/7"_s).size(), 1U);
    }

    /// Whoever waits for a service that asks for an hour does not have to wait for Cancel, too.
    void cancelDoesNotWait_data()
    {
        QTest::addColumn<QJsonArray>("script");
        const QJsonObject later{{u"retry_after"_s, 3600}};
        QTest::newRow("for the terms") << QJsonArray{problem(u"GET /v1/terms"_s, 503, u"maintenance"_s, later)};
        QTest::newRow("for an upload") << QJsonArray{problem(Create, 503, u"maintenance"_s, later)};
    }

    void cancelDoesNotWait()
    {
        QFETCH(QJsonArray, script);
        Scene made = scene(script, true, 10h);
        Sending *sending = made.sending.get();
        connect(sending, &Sending::progressed, this, [sending] {
            if (sending->progress().waitingFor) {
                sending->cancel();
            }
        });
        QCOMPARE(run(made), u"CAN-001"_s);
    }
};

QTEST_GUILESS_MAIN(ScriptedTest)
#include "test_scripted.moc"
