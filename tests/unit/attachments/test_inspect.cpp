// SPDX-License-Identifier: GPL-3.0-or-later
#include "attachments/inspect.h"
#include "judges.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace ttp;
using namespace ttp::attachments;

/// What a file is, told by its bytes; and what it may be called.
class InspectTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    static QString codeOf(const Result<Inspected> &result) { return result ? u"done"_s : nameOf(result.error().code); }

private Q_SLOTS:
    void mediaType_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("type");
        const QString unknown = u"application/octet-stream"_s;
        QTest::newRow("PDF") << "%PDF-1.7\n"_ba << u"application/pdf"_s;
        QTest::newRow("JPEG, JFIF") << "\xFF\xD8\xFF\xE0\0\x10JFIF"_ba << u"image/jpeg"_s;
        QTest::newRow("JPEG, Exif") << "\xFF\xD8\xFF\xE1"_ba << u"image/jpeg"_s;
        QTest::newRow("PNG") << "\x89PNG\r\n\x1A\n"_ba << u"image/png"_s;
        QTest::newRow("nothing") << ""_ba << unknown;
        QTest::newRow("PNG cut") << "\x89PNG\r\n\x1A"_ba << unknown;
        QTest::newRow("PNG through a text transfer") << "\x89PNG\n\x1A\n"_ba << unknown;
        QTest::newRow("JPEG cut") << "\xFF\xD8"_ba << unknown;
        QTest::newRow("PDF after something else") << " %PDF-1.7"_ba << unknown;
        QTest::newRow("pdf in small letters") << "%pdf-1.7"_ba << unknown;
        QTest::newRow("HTML") << "<html>"_ba << unknown;
        QTest::newRow("ZIP") << "PK\x03\x04"_ba << unknown;
        QTest::newRow("program") << "MZ\x90"_ba << unknown;
        QTest::newRow("GIF") << "GIF89a"_ba << unknown;
    }

    void mediaType()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, type);
        QCOMPARE(mediaTypeOf(bytes), type);
        // The name says something else, and nobody listens to it.
        const QString file = path(u"image.png.pdf.jpg"_s);
        writeFile(file, bytes);
        const auto inspected = inspect(file, 1000);
        QVERIFY(inspected);
        QCOMPARE(inspected->mediaType, type);
        QCOMPARE(inspected->size, bytes.size());
        QCOMPARE(inspected->sha256, sha256sum(bytes));
    }

    void filename_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *title, const QString &from, const QString &to) {
            QTest::newRow(title) << from << to;
        };
        row("plain", u"/folder/photo.jpg"_s, u"photo.jpg"_s);
        row("relative", u"../x/photo.jpg"_s, u"photo.jpg"_s);
        row("Japanese", u"/顔写真.jpg"_s, u"顔写真.jpg"_s);
        row("decomposed", u"/e\u0301.jpg"_s, u"\u00E9.jpg"_s);
        row("half-width kana stay", u"/ﾊﾟ.jpg"_s, u"ﾊﾟ.jpg"_s);
        row("override", u"/photo\u202Egpj.exe"_s, u"photogpj.exe"_s);
        row("isolates", u"/a\u2066b\u2069c.pdf"_s, u"abc.pdf"_s);
        row("controls", u"/a\n\r\t\u0001\u007F\u0085b.pdf"_s, u"ab.pdf"_s);
        row("emoji", u"/😀.png"_s, u"😀.png"_s);
        row("spaces stay inside", u"/my photo.jpg"_s, u"my photo.jpg"_s);
        row("only controls", u"/\n\u202E"_s, u"file"_s);
        row("nothing", QString(), u"file"_s);
        row("folder", u"/a/b/"_s, u"file"_s);
        row("folder above", u"/a/.."_s, u"file"_s);
        row("this folder", u"/a/."_s, u"file"_s);
        row("folder of Windows", u"/a/C:\\Users\\me\\photo.jpg"_s, u"photo.jpg"_s);
        row("backslash at the end", u"/a/photo\\"_s, u"file"_s);
        row("hidden", u"/a/.hidden"_s, u".hidden"_s);
        row("no ending", u"/a/photo"_s, u"photo"_s);
        row("300 characters", u'/' + QString(300, u'x') + u".pdf"_s, QString(251, u'x') + u".pdf"_s);
        row("300 characters without an ending", u'/' + QString(300, u'x'), QString(255, u'x'));
        row("255 characters", u'/' + QString(251, u'x') + u".pdf"_s, QString(251, u'x') + u".pdf"_s);
        row("300 characters after the dot", u"/a."_s + QString(300, u'x'), u"a."_s + QString(253, u'x'));
        row("cut in an emoji", u'/' + QString(250, u'x') + u"😀😀😀.pdf"_s, QString(250, u'x') + u".pdf"_s);
        row("300 emoji", u'/' + u"😀"_s.repeated(300) + u".png"_s, u"😀"_s.repeated(125) + u".png"_s);
        row("half a pair", u"/a"_s + QChar(0xD83D) + u".png"_s, u"a\uFFFD.png"_s);
    }

    void filename()
    {
        QFETCH(QString, path);
        QFETCH(QString, name);
        QCOMPARE(safeFilename(path), name);
        QVERIFY(safeFilename(path).size() <= 255);
        QCOMPARE(safeFilename(safeFilename(path)), name); // what is safe stays as it is
        QVERIFY(safeFilename(path).toUtf8() == QString::fromUtf8(safeFilename(path).toUtf8()).toUtf8());
    }

    void unreadable_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"missing", "folder", "pipe", "socket", "device", "dangling link", "link to itself",
                                 "without permission", "empty name"}) {
            QTest::newRow(kind) << QString::fromLatin1(kind);
        }
    }

    void unreadable()
    {
        QFETCH(QString, kind);
        QString file = path(kind);
        const QByteArray name = QFile::encodeName(file);
        if (kind == "folder"_L1) {
            QVERIFY(QDir().mkpath(file));
        } else if (kind == "pipe"_L1) {
            QCOMPARE(::mkfifo(name.constData(), 0600), 0);
        } else if (kind == "socket"_L1) {
            QCOMPARE(::mknod(name.constData(), S_IFSOCK | 0600, 0), 0);
        } else if (kind == "device"_L1) {
            file = u"/dev/zero"_s;
        } else if (kind == "dangling link"_L1) {
            QVERIFY(QFile::link(path(u"nowhere"_s), file));
        } else if (kind == "link to itself"_L1) {
            QVERIFY(QFile::link(file, file));
        } else if (kind == "without permission"_L1) {
            writeFile(file, "x");
            QCOMPARE(::chmod(name.constData(), 0), 0);
        } else if (kind == "empty name"_L1) {
            file.clear();
        }
        const uid_t self = ::geteuid();
        const bool drops = kind == "without permission"_L1 && self == 0; // root may read everything
        QVERIFY(!drops
                || (::chmod(QFile::encodeName(m_folder.path()).constData(), 0755) == 0 && ::seteuid(65534) == 0));
        const auto inspected = inspect(file, 1000);
        QVERIFY(!drops || ::seteuid(self) == 0);
        QCOMPARE(codeOf(inspected), u"ATT-001"_s);
        QVERIFY(!inspected.error().facts.isEmpty());
        QVERIFY(!inspected.error().facts.contains(m_folder.path())); // nothing personal
    }

    void linkToAFileIsFollowed()
    {
        writeFile(path(u"real"_s), "%PDF-1.7");
        QVERIFY(QFile::link(path(u"real"_s), path(u"link.pdf"_s)));
        const auto inspected = inspect(path(u"link.pdf"_s), 1000);
        QVERIFY(inspected);
        QCOMPARE(inspected->filename, u"link.pdf"_s);
        QCOMPARE(inspected->sha256, sha256sum("%PDF-1.7"));
    }

    void tooLarge_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<bool>("digested");
        QTest::newRow("at the limit") << qint64(3'000'000) << true;
        QTest::newRow("a byte more") << qint64(3'000'001) << false;
        QTest::newRow("a terabyte") << qint64(1'000'000'000'000) << false; // measured, not read
    }

    void tooLarge()
    {
        QFETCH(qint64, size);
        QFETCH(bool, digested);
        const QString file = path(u"large"_s);
        QFile::remove(file);
        writeFile(file, "%PDF-1.7");
        QVERIFY(QFile::resize(file, size));
        const auto inspected = inspect(file, 3'000'000);
        QVERIFY(inspected);
        QCOMPARE(inspected->size, size);
        QCOMPARE(inspected->mediaType, u"application/pdf"_s);
        QCOMPARE(inspected->sha256, digested ? outputOf(u"sha256sum"_s, {file}).left(64) : QByteArray());
    }

    /// A file that is being written has no end: reading stops at the limit, and size and digest belong together.
    void growingFile()
    {
        const QString file = path(u"growing"_s);
        writeFile(file, "%PDF-1.7");
        std::atomic<bool> stop = false;
        std::atomic<bool> started = false;
        const std::unique_ptr<QThread> writer(QThread::create([&] {
            QFile growing(file);
            const bool open = growing.open(QIODevice::Append | QIODevice::Unbuffered);
            const QByteArray part(256 * 1024, 'x');
            while (open && !stop && growing.size() < 400'000'000) {
                growing.write(part);
                started = true;
            }
        }));
        writer->start();
        const bool began = QTest::qWaitFor([&started] { return started.load(); });
        const auto inspected = inspect(file, 20'000'000);
        stop = true;
        writer->wait();
        QVERIFY(began);
        QVERIFY(inspected);
        if (inspected->sha256.isEmpty()) {
            QVERIFY(inspected->size > 20'000'000);
        } else {
            QCOMPARE(inspected->sha256, sha256sum(bytesOf(file).first(inspected->size)));
        }
    }
};

QTEST_GUILESS_MAIN(InspectTest)
#include "test_inspect.moc"
