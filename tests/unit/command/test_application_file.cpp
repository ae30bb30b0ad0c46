// SPDX-License-Identifier: GPL-3.0-or-later
#include "application_file.h"
#include "check_command.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::command;

/// Application files, and the files that they name.
class ApplicationFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reads();
    void refuses_data();
    void refuses();
    void attachmentPlaces_data();
    void attachmentPlaces();
    void inspects();
    void problemsNameTheOwnPlace();

private:
    QString write(const QString &name, const QByteArray &content);

    QTemporaryDir m_folder;
};

QString ApplicationFileTest::write(const QString &name, const QByteArray &content)
{
    const QString path = m_folder.filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
}

void ApplicationFileTest::reads()
{
    const QString path = write(u"書類/a.json"_s, R"({"attachments":[{"field":"f","file":"../x.pdf"},
        {"file":"/abs/y.pdf","field":"g"}],"answers":{"name":"Ä","list":[{"n":1}]}})");
    const auto file = readApplicationFile(path);
    QVERIFY(file);
    QCOMPARE(file->answers.json().value(u"name"_s).toString(), u"Ä"_s);
    QCOMPARE(file->attachments.size(), std::size_t(2));
    QCOMPARE(file->attachments[0].field, u"f"_s);
    QCOMPARE(QDir::cleanPath(file->attachments[0].path), m_folder.filePath(u"x.pdf"_s));
    QCOMPARE(file->attachments[1].path, u"/abs/y.pdf"_s);
}

void ApplicationFileTest::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("names");
    QTest::newRow("no answers") << QByteArray(R"({"attachments":[]})") << u"/answers"_s;
    QTest::newRow("no attachments") << QByteArray(R"({"answers":{}})") << u"/attachments"_s;
    QTest::newRow("answers: text") << QByteArray(R"({"answers":"","attachments":[]})") << u"/answers"_s;
    QTest::newRow("attachments: object") << QByteArray(R"({"answers":{},"attachments":{}})") << u"/attachments"_s;
    QTest::newRow("entry: text") << QByteArray(R"({"answers":{},"attachments":[{"field":"a","file":"b"},"x"]})")
                                 << u"/attachments/1"_s;
    QTest::newRow("entry: no file") << QByteArray(R"({"answers":{},"attachments":[{"field":"a"}]})")
                                    << u"/attachments/0/file"_s;
    QTest::newRow("entry: number") << QByteArray(R"({"answers":{},"attachments":[{"field":1,"file":"b"}]})")
                                   << u"/attachments/0/field"_s;
    QTest::newRow("entry: unknown member")
        << QByteArray(R"({"answers":{},"attachments":[{"field":"a","file":"b","c":1}]})") << u"/attachments/0/c"_s;
    QTest::newRow("unknown member") << QByteArray(R"({"answers":{},"attachments":[],"form":{}})") << u"/form"_s;
    QTest::newRow("no object") << QByteArray("[]") << QString();
    QTest::newRow("no JSON") << QByteArray("answers") << QString();
}

void ApplicationFileTest::refuses()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, names);
    const auto file = readApplicationFile(write(u"bad.json"_s, content));
    QVERIFY(!file);
    QCOMPARE(file.error().code, FailureCode::ApplicationInvalid);
    QVERIFY2(file.error().facts.startsWith(names), qPrintable(file.error().facts));
    QCOMPARE(readApplicationFile(m_folder.filePath(u"gone.json"_s)).error().code, FailureCode::ApplicationUnreadable);
    QCOMPARE(readApplicationFile(m_folder.path()).error().code, FailureCode::ApplicationUnreadable);
}

void ApplicationFileTest::attachmentPlaces_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<int>("place");
    QTest::newRow("first") << u"/attachments/0"_s << 0;
    QTest::newRow("twelfth") << u"/attachments/11"_s << 11;
    QTest::newRow("all") << u"/attachments"_s << -1;
    QTest::newRow("no number") << u"/attachments/"_s << -1;
    QTest::newRow("text") << u"/attachments/x"_s << -1;
    QTest::newRow("negative") << u"/attachments/-1"_s << -1;
    QTest::newRow("deeper") << u"/attachments/1/size"_s << -1;
    QTest::newRow("an answer") << u"/answers/attachments/1"_s << -1;
    QTest::newRow("none") << QString() << -1;
}

void ApplicationFileTest::attachmentPlaces()
{
    QFETCH(QString, pointer);
    QFETCH(int, place);
    const auto found = attachmentPlace(pointer);
    QCOMPARE(found ? int(*found) : -1, place);
}

void ApplicationFileTest::inspects()
{
    const QString good = write(u"good.pdf"_s, "%PDF-1.7\n");
    const InspectedFiles files = inspectFiles(
        {{u"a"_s, m_folder.filePath(u"gone.pdf"_s)}, {u"b"_s, good}, {u"c"_s, m_folder.path()}, {u"d"_s, good}}, 1000);
    QCOMPARE(files.files.size(), std::size_t(2));
    QCOMPARE(files.files[0].facts.field, u"b"_s);
    QCOMPARE(files.files[0].facts.mediaType, u"application/pdf"_s);
    QCOMPARE(files.files[0].facts.size, 9);
    const auto opened = files.files[0].source->open();
    QVERIFY(opened);
    QCOMPARE((*opened)->readAll(), "%PDF-1.7\n"_ba);
    QCOMPARE(files.places, (std::vector<std::size_t>{1, 3}));
    QCOMPARE(files.problems.size(), std::size_t(2));
    QCOMPARE(files.problems[0].pointer, u"/attachments/0"_s);
    QCOMPARE(files.problems[1].pointer, u"/attachments/2"_s);
    QCOMPARE(files.problems[0].code, u"unreadable"_s);
    QVERIFY(files.problems[0].message.in(u"ja"_s).contains(u"gone.pdf"_s));
    QVERIFY(!files.problems[0].message.in(u"en"_s).contains(m_folder.path()));
}

void ApplicationFileTest::problemsNameTheOwnPlace()
{
    const auto form = form::readDefinition(R"({"format":1,"id":"f","version":"1","title":{"ja":"書","en":"T"},"steps":[
        {"id":"s","title":{"ja":"段","en":"S"},"fields":[{"id":"a","type":"document","label":{"ja":"甲","en":"A"},
        "accept":["image/png"]},{"id":"b","type":"document","label":{"ja":"乙","en":"B"},"accept":["image/png"]}]}]})");
    QVERIFY(form);
    ApplicationFile file;
    file.attachments = {{u"a"_s, m_folder.filePath(u"gone.png"_s)},
                        {u"b"_s, write(u"b.png"_s, "%PDF-1.7\n")},
                        {u"x"_s, write(u"x.png"_s, "\x89PNG\r\n\x1a\n.")}};
    QStringList found;
    for (const Problem &problem :
         problemsOf(file, inspectFiles(file.attachments, 1000), *form, {{2026, 1, 1}, true, {}})) {
        found += problem.field + u' ' + problem.code + u' ' + problem.pointer;
    }
    found.sort();
    QCOMPARE(found,
             (QStringList{u"a unreadable /attachments/0"_s, u"b media-type /attachments/1"_s,
                          u"x unknown-field /attachments/2"_s}));
}

QTEST_GUILESS_MAIN(ApplicationFileTest)
#include "test_application_file.moc"
