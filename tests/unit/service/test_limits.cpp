// SPDX-License-Identifier: GPL-3.0-or-later
#include "calls.h"
#include "judges.h"
#include "raw_server.h"

#include "service/patience.h"
#include "service/sessions.h"
#include "service/uploads.h"

#include <QFile>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace service_test;
using namespace std::chrono_literals;
using namespace ttp;
using namespace ttp::service;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool HasSanitizer = true;
#elif defined(__has_feature)
constexpr bool HasSanitizer = __has_feature(address_sanitizer);
#else
constexpr bool HasSanitizer = false;
#endif

/// A member of /proc/self/status, in KiB.
qint64 processMemory(const char *member)
{
    QFile status(u"/proc/self/status"_s);
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith(member)) {
                return line.simplified().split(' ').value(1).toLongLong();
            }
        }
    }
    return -1;
}

} // namespace

/// Sizes, times, and ends that come at the wrong moment.
class LimitsTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void largestAnswer_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<bool>("chunked");
        QTest::addColumn<QString>("code");
        constexpr qint64 Limit = 8 * 1024 * 1024;
        QTest::newRow("8 MiB") << Limit << false << u"done"_s;
        QTest::newRow("8 MiB and a byte") << Limit + 1 << false << u"NET-005"_s;
        QTest::newRow("40 MiB") << 5 * Limit << false << u"NET-005"_s;
        QTest::newRow("8 MiB, chunked") << Limit << true << u"done"_s;
        QTest::newRow("8 MiB and a byte, chunked") << Limit + 1 << true << u"NET-005"_s;
    }

    void largestAnswer()
    {
        QFETCH(qint64, size);
        QFETCH(bool, chunked);
        QFETCH(QString, code);
        RawServer server({QJsonObject{{u"fill"_s, size}, {u"chunked"_s, chunked}}});
        auto door = openDoor(server.profile());
        const auto outcome = perform(*door, plainGet());
        QCOMPARE(codeOf(outcome), code);
        if (outcome) {
            QCOMPARE(outcome->body.size(), size);
        }
    }

    /// It is not waited for, to the deadline or to the last byte.
    void announcedAnswerThatIsTooLarge()
    {
        RawServer server({QJsonObject{{u"json"_s, 1}, {u"length"_s, 8 * 1024 * 1024 + 1}}});
        auto door = openDoor(server.profile());
        QCOMPARE(codeOf(perform(*door, plainGet())), u"NET-005"_s);
    }

    /// Qt 6.4 sets no limit to headers and shows none of them before the last: the deadline is what ends them.
    void headersWithoutEnd()
    {
        const QByteArray line = "X-Header: " + QByteArray(1000, 'x') + "\r\n";
        const QJsonArray flood{QString::fromLatin1(line.repeated(100).toBase64()), 1'000'000};
        RawServer server(
            {QJsonObject{{u"raw"_s, QString::fromLatin1("HTTP/1.1 200 OK\r\n"_ba.toBase64())}, {u"flood"_s, flood}}});
        auto door = openDoor(server.profile());
        Plain plain = plainGet();
        plain.made.totalDeadline = 300ms;
        QCOMPARE(codeOf(perform(*door, plain)), u"NET-002"_s);
    }

    /// Bytes that go on coming do not put the total deadline off.
    void slowDripHitsTheTotalDeadline()
    {
        RawServer server({QJsonObject{{u"fill"_s, 100'000}, {u"drip"_s, QJsonArray{1, 0.02}}}});
        auto door = openDoor(server.profile());
        Plain plain = plainGet();
        plain.made.totalDeadline = 500ms;
        plain.made.idleDeadline = 10s;
        const auto outcome = perform(*door, plain);
        QCOMPARE(codeOf(outcome), u"NET-002"_s);
        QVERIFY(!outcome.error().neverLeft);
    }

    void silenceHitsTheDeadline()
    {
        RawServer server({QJsonObject{{u"do"_s, u"stall"_s}}});
        auto door = openDoor(server.profile());
        Plain plain = plainPost("{}");
        plain.made.totalDeadline = 300ms;
        QCOMPARE(codeOf(perform(*door, plain)), u"NET-002"_s);
        door.reset();
        QCOMPARE(server.end().requests().size(), 1U);
    }

    void uploadWithoutProgressHitsTheIdleDeadline()
    {
        const QString path = m_folder.filePath(u"large"_s);
        writeFile(path, QByteArray(20'000'000, 'x'));
        RawServer server({QJsonObject{{u"do"_s, u"stall"_s}, {u"read"_s, 100'000}}});
        // The server stops reading: the socket's buffers fill, then nothing moves any more.
        auto door = openDoor(server.profile());
        Plain plain = plainPost({});
        plain.made.file = {fileSource(path), 0, 20'000'000};
        plain.made.totalDeadline = 0ms;
        plain.made.idleDeadline = 500ms;
        QCOMPARE(codeOf(perform(*door, plain)), u"NET-002"_s);
    }

    /// A link that is slow but alive is waited for: the idle deadline starts anew with every part.
    void slowAnswerWithinTheIdleDeadline()
    {
        RawServer server({QJsonObject{{u"fill"_s, 30}, {u"drip"_s, QJsonArray{10, 0.2}}}});
        auto door = openDoor(server.profile());
        Plain plain = plainGet();
        plain.made.totalDeadline = 0ms;
        plain.made.idleDeadline = 5s;
        QCOMPARE(codeOf(perform(*door, plain)), u"done"_s);
    }

    void uploadIsStreamed()
    {
        constexpr qint64 Size = 100'000'000;
        const QString path = m_folder.filePath(u"hundred"_s);
        QVERIFY(outputOf(u"dd"_s,
                         {u"if=/dev/urandom"_s, u"of="_s + path, u"bs=1M"_s, u"count=100000000"_s,
                          u"iflag=count_bytes"_s, u"status=none"_s})
                    .isEmpty());
        RawServer server({QJsonObject{{u"status"_s, 204},
                                      {u"length"_s, QJsonValue()},
                                      {u"headers"_s, headers({{u"Upload-Offset"_s, QString::number(Size)}})}}},
                         {{u"record_bodies"_s, false}});
        auto door = openDoor(server.profile());
        QVERIFY(codeOf(perform(*door, plainGet())) == "done"_L1); // everything that is loaded once has been loaded
        const qint64 before = processMemory("VmRSS");
        FileToSend file{{u"f"_s, u"f"_s, u"application/pdf"_s, Size, {}}, fileSource(path)};
        QObject context;
        std::optional<Result<qint64>> outcome;
        qint64 most = 0;
        qint64 lastProgress = 0;
        bool grows = true;
        door->perform(
            AppendUpload(server.profile().baseUrl.toString() + u"/uploads/1"_s, file, 0), &context,
            [&outcome](Result<qint64> reached) { outcome.emplace(std::move(reached)); },
            [&](qint64 sent) {
                most = qMax(most, processMemory("VmRSS"));
                grows = grows && sent > lastProgress;
                lastProgress = sent;
            });
        QVERIFY(QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 60'000));
        QCOMPARE(codeOf(*outcome), u"done"_s);
        QVERIFY(grows);
        QCOMPARE(lastProgress, Size);
        if (!HasSanitizer) { // freed memory stays in its quarantine
            QVERIFY2(most - before < 16 * 1024, qPrintable(u"%1 KiB more"_s.arg(most - before)));
        }
        door.reset();
        const auto requests = server.end().requests(u"PATCH"_s);
        QCOMPARE(requests.size(), 1U);
        QCOMPARE(requests.front().bodyLength, Size);
        QCOMPARE(requests.front().bodySha256, outputOf(u"sha256sum"_s, {path}).left(64));
    }

    void fileThatCannotBeRead_data()
    {
        QTest::addColumn<QString>("kind");
        for (const QString &kind : {u"vanished"_s, u"shorter"_s, u"folder"_s, u"pipe"_s}) {
            QTest::newRow(qPrintable(kind)) << kind;
        }
    }

    void fileThatCannotBeRead()
    {
        QFETCH(QString, kind);
        const QString path = m_folder.filePath(kind);
        if (kind == "shorter"_L1) {
            writeFile(path, "12345");
        } else if (kind == "folder"_L1) {
            QVERIFY(QDir().mkpath(path));
        } else if (kind == "pipe"_L1) {
            QVERIFY(outputOf(u"mkfifo"_s, {path}).isEmpty());
        }
        RawServer server({QJsonObject{{u"json"_s, 1}}});
        auto door = openDoor(server.profile());
        Plain plain = plainPost({});
        plain.made.file = {fileSource(path), 0, 10};
        const auto outcome = perform(*door, plain);
        QCOMPARE(codeOf(outcome), u"ATT-001"_s);
        QVERIFY(outcome.error().neverLeft);
        door.reset();
        QCOMPARE(server.end().bytes(), 0);
    }

    void fileThatShrinksMeanwhile()
    {
        const QString path = m_folder.filePath(u"shrinking"_s);
        writeFile(path, QByteArray(30'000'000, 'x'));
        RawServer server({QJsonObject{{u"json"_s, 1}}}, {{u"record_bodies"_s, false}});
        auto door = openDoor(server.profile());
        Plain plain = plainPost({});
        plain.made.file = {fileSource(path), 0, 30'000'000};
        QObject context;
        std::optional<Result<Answer>> outcome;
        bool cut = false;
        door->perform(
            plain, &context, [&outcome](Result<Answer> answer) { outcome.emplace(std::move(answer)); },
            [&](qint64) { cut = cut || QFile::resize(path, 100); });
        QVERIFY(QTest::qWaitFor([&outcome] { return outcome.has_value(); }, CallDeadline));
        if (cut && *outcome) {
            QSKIP("all of it was in the line before it shrank");
        }
        QCOMPARE(codeOf(*outcome), u"ATT-001"_s); // the disk failed, not the line
    }

    void cancelled_data()
    {
        QTest::addColumn<bool>("atOnce");
        QTest::newRow("before it starts") << true;
        QTest::newRow("under way") << false;
    }

    void cancelled()
    {
        QFETCH(bool, atOnce);
        RawServer server({QJsonObject{{u"do"_s, u"stall"_s}}});
        auto door = openDoor(server.profile());
        QObject context;
        std::optional<Result<Answer>> outcome;
        const Call call = door->perform(plainPost("{}"), &context,
                                        [&outcome](Result<Answer> answer) { outcome.emplace(std::move(answer)); });
        if (!atOnce) {
            QVERIFY(server.waitFor(u"request"_s, 1));
        }
        call.cancel();
        QVERIFY(QTest::qWaitFor([&outcome] { return outcome.has_value(); }, CallDeadline));
        QCOMPARE(codeOf(*outcome), u"CAN-001"_s);
        call.cancel(); // harmless
    }

    void contextThatGoesFirst()
    {
        RawServer server({QJsonObject{{u"json"_s, 1}}});
        auto door = openDoor(server.profile());
        auto heard = std::make_shared<bool>(false);
        for (int i = 0; i < 20; ++i) {
            auto context = std::make_unique<QObject>();
            auto hasGone = std::make_shared<bool>(false);
            door->perform(plainGet(), context.get(), [heard, hasGone](auto) { *heard = *heard || *hasGone; });
            if (i % 2) {
                QVERIFY(server.waitFor(u"request"_s, i / 2 + 1));
            }
            context.reset();
            *hasGone = true;
        }
        QCOMPARE(codeOf(perform(*door, plainGet())), u"done"_s); // the others are over by now
        QVERIFY(!*heard);
    }

    void doorThatGoesFirst_data()
    {
        QTest::addColumn<QString>("moment");
        for (const QString &moment : {u"at once"_s, u"connected"_s, u"request"_s, u"uploading"_s}) {
            QTest::newRow(qPrintable(moment)) << moment;
        }
    }

    void doorThatGoesFirst()
    {
        QFETCH(QString, moment);
        RawServer server({QJsonObject{{u"do"_s, u"stall"_s}, {u"read"_s, 1000}}});
        auto door = openDoor(server.profile());
        QObject context;
        bool heard = false;
        Plain plain = plainPost(QByteArray(moment == "uploading"_L1 ? 20'000'000 : 10, 'x'));
        const Call call = door->perform(plain, &context, [&heard](auto) { heard = true; });
        if (moment != "at once"_L1) {
            QVERIFY(server.waitFor(moment == "uploading"_L1 ? u"request"_s : moment, 1));
        }
        door.reset();
        call.cancel(); // the handle outlives the door
        QCoreApplication::processEvents();
        QVERIFY(!heard);
    }

    void outcomeAfterTheDoorHasGone()
    {
        RawServer server({QJsonObject{{u"json"_s, 1}}});
        auto door = openDoor(server.profile());
        QObject context;
        std::optional<Result<Answer>> outcome;
        // The outcome itself ends the door.
        door->perform(plainGet(), &context, [&](Result<Answer> answer) {
            door.reset();
            outcome.emplace(std::move(answer));
        });
        QVERIFY(QTest::qWaitFor([&outcome] { return outcome.has_value(); }, CallDeadline));
        QCOMPARE(codeOf(*outcome), u"done"_s);
    }

    void patience_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("again");
        for (const FailureCode code : allFailureCodes()) {
            const QString name = nameOf(code);
            const bool passes =
                QStringList{u"NET-001"_s, u"NET-002"_s, u"NET-003"_s, u"NET-008"_s, u"NET-009"_s, u"NET-010"_s}
                    .contains(name);
            QTest::newRow(qPrintable(name)) << name << passes;
        }
    }

    void patience()
    {
        QFETCH(QString, code);
        QFETCH(bool, again);
        Patience patience(1h);
        const Failure failure(*failureCodeNamed(code));
        QCOMPARE(patience.next(failure).has_value(), again);
    }

    void patienceGrowsAndEnds()
    {
        Patience patience(1h);
        Failure failure(FailureCode::ConnectionCut);
        QList<qint64> pauses;
        for (int i = 0; i < 7; ++i) {
            pauses += patience.next(failure).value_or(0ms).count();
        }
        QCOMPARE(pauses, QList<qint64>({500, 1000, 2000, 4000, 8000, 10000, 10000}));
        patience.renew();
        QCOMPARE(patience.next(failure).value_or(0ms), 500ms);
        failure.retryAfterSeconds = 30;
        QCOMPARE(patience.next(failure).value_or(0ms), 30'000ms);
        failure.retryAfterSeconds = 7200;
        QVERIFY(!patience.next(failure)); // longer than patience reaches
        QVERIFY(!Patience(0ms).next(Failure(FailureCode::ConnectionCut)));
        // Copies share the count: one patience goes through all steps of a task.
        Patience copy = patience;
        patience.renew();
        QCOMPARE(copy.next(Failure(FailureCode::ConnectionCut)).value_or(0ms), 500ms);
        QCOMPARE(patience.next(Failure(FailureCode::ConnectionCut)).value_or(0ms), 1000ms);
    }

    void triesAgainUntilItSucceeds()
    {
        RawServer server({QJsonObject{{u"status"_s, 503}, {u"times"_s, 1}}, QJsonObject{{u"json"_s, 1}}});
        auto door = openDoor(server.profile());
        QObject context;
        std::optional<Result<Answer>> outcome;
        struct Judged : Plain {
            [[nodiscard]] Result<Answer> read(const Answer &answer) const
            {
                return answer.isSuccess() ? Result<Answer>(answer) : failed(FailureCode::Maintenance);
            }
        };
        performPatiently(*door, Judged{plainGet()}, &context, Patience(1min),
                         [&outcome](Result<Answer> answer) { outcome.emplace(std::move(answer)); });
        QVERIFY(QTest::qWaitFor([&outcome] { return outcome.has_value(); }, CallDeadline));
        QCOMPARE(codeOf(*outcome), u"done"_s);
        door.reset();
        QCOMPARE(server.end().requests().size(), 2U);
    }
};

QTEST_GUILESS_MAIN(LimitsTest)
#include "test_limits.moc"
