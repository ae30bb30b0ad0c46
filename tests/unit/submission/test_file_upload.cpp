// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"
#include "calls.h"
#include "file_upload.h"
#include "judges.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace base_test;
using namespace service_test;
using namespace ttp;

/// One file to a service that does not take it as it should.
class FileUploadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// However long a service drags it out, there is an end, and not by patience.
    void thereIsAnEnd()
    {
        const QTemporaryDir folder;
        const QByteArray bytes(100'000, 'x');
        const QString path = folder.filePath(u"face.jpg"_s);
        writeFile(path, bytes);
        const QJsonObject created{{u"status"_s, 201},
                                  {u"headers"_s, headers({{u"Location"_s, u"/v1/uploads/7"_s}})}};
        RawServer server({on(u"POST /v1/uploads$"_s, created),
                          QJsonObject{{u"match"_s, u"PATCH "_s}, {u"do"_s, u"stall"_s}},
                          QJsonObject{{u"match"_s, u"HEAD "_s},
                                      {u"length"_s, QJsonValue()},
                                      {u"headers"_s, headers({{u"Upload-Offset"_s, u"0"_s}})}}});
        auto door = openDoor(server.profile());
        service::Patience patience(10h);
        submission::FileUpload upload(
            *door, {{u"documents.face_photo"_s, u"face.jpg"_s, u"image/jpeg"_s, bytes.size(), sha256sum(bytes)}, fileSource(path)},
            patience, 300ms);
        std::optional<Failure> failure;
        connect(&upload, &submission::FileUpload::failedFor, this, [&](const Failure &why) { failure = why; });
        upload.start();
        QVERIFY(QTest::qWaitFor([&] { return failure.has_value(); }, 30'000)); // half of what a silent line may take
        QCOMPARE(nameOf(failure->code), u"NET-002"_s);
        QVERIFY(!upload.isComplete());
    }
};

QTEST_GUILESS_MAIN(FileUploadTest)
#include "test_file_upload.moc"
