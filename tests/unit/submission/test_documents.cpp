// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"
#include "applicant.h"
#include "calls.h"
#include "judges.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace service_test;
using namespace std::chrono_literals;
using namespace submission_test;
using namespace ttp;
using namespace ttp::submission;

namespace {

const QString Number = u"RAW-0001"_s;
const QString Post = u"POST /v1/applications/RAW-0001/documents$"_s;
const QString Ask = u"GET /v1/submissions/"_s;
const QString Photo = QStringLiteral(TTP_SOURCE_DIR "/resources/examples/face-photo.jpg");

QJsonObject closing(const QString &match)
{
    return {{u"match"_s, match}, {u"do"_s, u"close"_s}};
}

QJsonObject acknowledgement(const QString &match, int status, const QString &number, const QByteArray &digest)
{
    QJsonObject answer = on(match, jsonAnswer({}, status));
    answer["json"_L1] = QJsonObject{{u"application_number"_s, number},
                                    {u"received_at"_s, u"2026-11-23T00:00:00Z"_s},
                                    {u"body_sha256"_s, QString::fromLatin1(digest)},
                                    {u"attachments"_s, QJsonArray()},
                                    {u"receipt"_s, u"a.b.c"_s}};
    return answer;
}

} // namespace

/// Documents that are added to an application, and the note of a sending, to a service that follows a script.
class DocumentsTest : public QObject {
    Q_OBJECT

private:
    terms::Terms m_terms = bundledTerms();
    form::Definition m_form = bundledForm();
    QTemporaryDir m_folder;
    Outbox m_outbox{m_folder.path()};

    [[nodiscard]] Application documents() const
    {
        Application made;
        made.definition = m_form;
        made.files = {attach(u"documents.face_photo"_s, Photo)};
        made.consent = terms::giveConsent(m_terms, {}, terms::Channel::CommandLine, QDateTime::currentDateTimeUtc());
        made.addTo = Number;
        return made;
    }

    struct Scene {
        std::unique_ptr<RawServer> server;
        std::unique_ptr<service::Door> door;
        std::unique_ptr<Sending> sending;
    };

    /// The uploads are there already, as an `Upload-Offset` of the creation says.
    Scene scene(QJsonArray script, bool isNoted = true)
    {
        const QByteArray terms = bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/terms/terms.json"));
        script.append(
            QJsonObject{{u"match"_s, u"GET /v1/terms"_s}, {u"base64"_s, QString::fromLatin1(terms.toBase64())}});
        const QString size = QString::number(documents().files.front().facts.size);
        script.append(QJsonObject{
            {u"match"_s, u"POST /v1/uploads$"_s},
            {u"status"_s, 201},
            {u"headers"_s, headers({{u"Location"_s, u"/v1/uploads/7"_s}, {u"Upload-Offset"_s, size}})}});
        Scene made;
        made.server = std::make_unique<RawServer>(script);
        made.door = openDoor(made.server->profile());
        Sending::Inputs inputs;
        inputs.application = documents();
        inputs.credentials = {u"USER0001"_s, std::make_shared<const Secret>(Secret::fromString(u"Pass-word-1"_s))};
        inputs.patience = service::Patience(1s);
        inputs.outbox = isNoted ? &m_outbox : nullptr;
        made.sending = std::make_unique<Sending>(*made.door, inputs);
        return made;
    }

    static QString run(Scene &scene)
    {
        scene.sending->start();
        return waitForEnd(*scene.sending) ? codeOf(scene.sending->outcome()) : u"no end"_s;
    }

    [[nodiscard]] std::size_t noted() const { return m_outbox.contents()->entries.size(); }

private Q_SLOTS:
    void cleanup() { QDir(m_folder.filePath(u"outbox"_s)).removeRecursively(); }

    void body()
    {
        const auto manifest = freeze(documents());
        QVERIFY(manifest);
        const QJsonObject json = QJsonDocument::fromJson(manifest->body).object();
        QCOMPARE(json.keys(), QStringList{u"attachments"_s});
        QCOMPARE(json["attachments"_L1][0]["sha256"_L1].toString().toLatin1(), sha256sum(bytesOf(Photo)));
        QCOMPARE(json["attachments"_L1][0]["field"_L1].toString(), u"documents.face_photo"_s);
        QCOMPARE(manifest->bodySha256, sha256sum(manifest->body));
    }

    /// What it comes to, whether the note is still there, and how often it went out.
    void post_data()
    {
        QTest::addColumn<QJsonArray>("script");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("noted");
        QTest::addColumn<int>("posts"); // 0: at least two
        const QByteArray digest = freeze(documents())->bodySha256;
        const QByteArray other(64, '0');
        const QJsonObject unheard = on(Ask, problemAnswer(404, u"not-found"_s));
        QTest::newRow("refused") << QJsonArray{on(Post, problemAnswer(403, u"not-permitted"_s))} << u"SRV-010"_s << 0
                                 << 1;
        QTest::newRow("other digest") << QJsonArray{acknowledgement(Post, 201, Number, other)} << u"ACK-001"_s << 1 << 1;
        QTest::newRow("other application")
            << QJsonArray{acknowledgement(Post, 201, u"RAW-0002"_s, digest)} << u"ACK-001"_s << 1 << 1;
        QTest::newRow("lost, and nobody knows") << QJsonArray{closing(Post), on(Ask, pageAnswer(500))} << u"UNK-001"_s
                                                << 1 << 1;
        QTest::newRow("lost, never received") << QJsonArray{closing(Post), unheard} << u"UNK-001"_s << 1 << 0;
        QTest::newRow("lost, acknowledged otherwise")
            << QJsonArray{closing(Post), acknowledgement(Ask, 200, Number, other)} << u"ACK-001"_s << 1 << 1;
    }

    void post()
    {
        QFETCH(QJsonArray, script);
        QFETCH(QString, code);
        QFETCH(int, noted);
        QFETCH(int, posts);
        Scene made = scene(script);
        QCOMPARE(run(made), code);
        QCOMPARE(this->noted(), std::size_t(noted));
        if (noted == 1) {
            const OutboxEntry entry = m_outbox.contents()->entries.front();
            QCOMPARE(entry.key, made.sending->manifest().key);
            QCOMPARE(entry.bodySha256, made.sending->manifest().bodySha256);
            QVERIFY(!m_outbox.take(entry.key)); // it may still be asked again here
        }
        made.sending.reset();
        made.door.reset();
        int seen = 0;
        for (const Recorded &request : made.server->end().requests()) {
            QVERIFY(request.target != "/v1/applications"_L1); // neither another application nor the list
            seen += request.target.endsWith("/documents"_L1) ? 1 : 0;
        }
        QVERIFY2(posts == 0 ? seen >= 2 : seen == posts, qPrintable(QString::number(seen)));
    }

    /// The note is on disk when the service sees the request, not later.
    void notedBeforeItLeaves()
    {
        QJsonObject silent{{u"match"_s, Post}, {u"do"_s, u"stall"_s}};
        Scene made = scene({silent});
        made.sending->start();
        QTRY_COMPARE_WITH_TIMEOUT(made.sending->progress().stage, Stage::Posting, CallDeadline);
        // terms, creation of the upload, POST: the third request is the one that hangs
        QVERIFY(made.server->waitFor(u"request"_s, 3));
        QCOMPARE(noted(), std::size_t(1));
    }

    void cannotBeNoted()
    {
        base_test::writeFile(m_folder.filePath(u"outbox"_s), "no folder");
        Scene made = scene({acknowledgement(Post, 201, Number, QByteArray(64, '0'))});
        QCOMPARE(run(made), u"OUT-001"_s);
        QFile::remove(m_folder.filePath(u"outbox"_s));
        made.sending.reset();
        made.door.reset();
        for (const Recorded &request : made.server->end().requests()) {
            QVERIFY(!request.target.endsWith("/documents"_L1));
        }
    }

    void withoutAnOutbox()
    {
        Scene made = scene({closing(Post), on(Ask, pageAnswer(500))}, false);
        QCOMPARE(run(made), u"UNK-001"_s);
        QCOMPARE(noted(), std::size_t(0));
    }
};

QTEST_GUILESS_MAIN(DocumentsTest)
#include "test_documents.moc"
