// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/migration.h"
#include "form_examples.h"

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

/// What becomes of answers when the service changes its form.
class TestMigration : public QObject {
    Q_OBJECT

private:
    Definition m_new;

private Q_SLOTS:
    void initTestCase();
    void keepsWhatFits_data();
    void keepsWhatFits();
    void keepsEntries();
    void filesNeedADocumentField();
    void newQuestionsAreNamed();
    void declarationsAreAskedAgain();
};

void TestMigration::initTestCase()
{
    const QByteArray members = ",\"fields\":[" + field("trips.day", "date") + ',' + field("trips.port", "text") + ']';
    m_new = understood(formAround(field("name", "text") + ',' + field("agree", "statement") + ',' + field("count", "integer") + ','
                   + field("kinds", "choices", choices()) + ','
                   + field("trips", "group", members) + ',' + field("paper", "document")));
}

void TestMigration::keepsWhatFits_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<bool>("kept");
    QTest::newRow("same") << u"name"_s << QJsonValue(u"ANNA"_s) << true;
    QTest::newRow("of a value that is no longer a choice") << u"kinds"_s << QJsonValue(QJsonArray{u"z"_s}) << true;
    QTest::newRow("number as it was typed") << u"count"_s << QJsonValue(u"2x"_s) << true;
    QTest::newRow("gone") << u"old"_s << QJsonValue(u"x"_s) << false;
    QTest::newRow("text that is a statement now") << u"agree"_s << QJsonValue(u"yes"_s) << false;
    QTest::newRow("text that is a list now") << u"kinds"_s << QJsonValue(u"a"_s) << false;
    QTest::newRow("text that is a group now") << u"trips"_s << QJsonValue(u"2026-01-02"_s) << false;
    QTest::newRow("text that is a document now") << u"paper"_s << QJsonValue(u"x"_s) << false;
    QTest::newRow("moved into a group") << u"trips.day"_s << QJsonValue(u"2026-01-02"_s) << false;
}

void TestMigration::keepsWhatFits()
{
    QFETCH(QString, id);
    QFETCH(QJsonValue, value);
    QFETCH(bool, kept);
    const Answers old(QJsonObject{{id, value}});
    const Migration migration = migrate(old, m_new);
    QCOMPARE(migration.kept, kept ? old : Answers());
    QCOMPARE(migration.left, kept ? QStringList() : QStringList{id});
}

void TestMigration::keepsEntries()
{
    const QJsonObject first{{u"day"_s, u"2026-01-02"_s}, {u"gone"_s, 1}, {u"port"_s, true}};
    const QJsonObject second{{u"gone"_s, 2}, {u"port"_s, u"HND"_s}};
    const Migration migration = migrate(Answers(QJsonObject{{u"trips"_s, QJsonArray{first, second}}}), m_new);
    const QJsonArray expected{QJsonObject{{u"day"_s, u"2026-01-02"_s}}, QJsonObject{{u"port"_s, u"HND"_s}}};
    QCOMPARE(migration.kept.json(), QJsonObject({{u"trips"_s, expected}}));
    QCOMPARE(migration.left, QStringList({u"trips.gone"_s, u"trips.port"_s}));
}

void TestMigration::filesNeedADocumentField()
{
    QVERIFY(takesFiles(m_new, u"paper"_s));
    QVERIFY(!takesFiles(m_new, u"name"_s));
    QVERIFY(!takesFiles(m_new, u"gone"_s));
}

void TestMigration::newQuestionsAreNamed()
{
    const QByteArray members = ",\"fields\":[" + field("trips.day", "date") + ']';
    const Definition old = understood(formAround(field("name", "text") + ',' + field("count", "integer") + ','
                                                 + field("trips", "group", members)));
    QStringList ids;
    for (const Field *added : addedFields(old, m_new)) {
        ids += added->id;
    }
    QCOMPARE(ids, QStringList({u"agree"_s, u"kinds"_s, u"trips.port"_s, u"paper"_s})); // in the order of the form
    QVERIFY(addedFields(m_new, m_new).empty());
}

void TestMigration::declarationsAreAskedAgain()
{
    const QByteArray members = ",\"fields\":[" + field("trips.day", "date") + ',' + field("trips.true", "statement") + ']';
    const Definition definition = understood(formAround(field("name", "text") + ',' + field("agree", "statement") + ','
                                                        + field("trips", "group", members)));
    const QJsonArray entries{QJsonObject{{u"day"_s, u"2026-01-02"_s}, {u"true"_s, true}}, QJsonObject{{u"true"_s, true}}};
    const Answers given(QJsonObject{{u"name"_s, u"ANNA"_s}, {u"agree"_s, true}, {u"trips"_s, entries}, {u"old"_s, 1}});
    const QJsonArray left{QJsonObject{{u"day"_s, u"2026-01-02"_s}}, QJsonObject()};
    // What the form does not know is not judged here; the migration tells of it.
    QCOMPARE(withoutStatements(given, definition).json(),
             QJsonObject({{u"name"_s, u"ANNA"_s}, {u"trips"_s, left}, {u"old"_s, 1}}));
}

QTEST_APPLESS_MAIN(TestMigration)
#include "test_migration.moc"
