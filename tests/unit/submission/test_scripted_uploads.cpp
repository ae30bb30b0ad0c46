// SPDX-License-Identifier: GPL-3.0-or-later
#include "scripted.h"

#include <QTemporaryDir>

using namespace submission_test;

/// The files before it, and Cancel.
class ScriptedUploadsTest : public Scripted {
    Q_OBJECT

private Q_SLOTS:
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
        inputs.application.files.front().source = fileSource(folder.filePath(u"large.pdf"_s));
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

QTEST_GUILESS_MAIN(ScriptedUploadsTest)
#include "test_scripted_uploads.moc"
