// SPDX-License-Identifier: GPL-3.0-or-later
#include "judges.h"

#include "terms/side_notes.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace ttp;
using namespace ttp::terms;

namespace {

QByteArray bytes()
{
    return bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/terms/notes.json"));
}

} // namespace

/// What the program remarks on the terms without touching them.
class SideNotesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ours()
    {
        const auto notes = readSideNotes(bytes());
        QVERIFY2(notes, qPrintable(notes ? QString() : notes.error()));
        const auto terms = readTerms(bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/terms/terms.json")));
        QVERIFY(terms);
        for (const Document &document : terms->documents) {
            QStringList noted;
            for (const Clause &clause : document.clauses) {
                const QStringList texts = sideNotesOn(clause, document.language, *notes);
                if (!texts.isEmpty()) {
                    noted += clause.id;
                    QCOMPARE(texts.size(), 1);
                }
            }
            QCOMPARE(noted, (QStringList{u"inquiries"_s, u"collected-information"_s}));
            QCOMPARE(document.computedSha256(), document.sha256);
        }
        const Clause &act = terms->document(u"en"_s)->clauses[6];
        QVERIFY(sideNotesOn(act, u"en"_s, *notes).first().contains(u"repealed as of 1 April 2022"_s));
        QVERIFY(sideNotesOn(terms->document(u"ja"_s)->clauses[6], u"ja"_s, *notes).first().contains(u"令和4年"_s));
        // A text in another language has other words for it.
        QVERIFY(sideNotesOn(act, u"fr"_s, *notes).isEmpty());
        QVERIFY(sideNoteMark().contains(u"規約の一部ではありません"_s) && sideNoteMark().contains(u"not part of the terms"_s));
    }

    void strict_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("path");
        QTest::newRow("format") << QByteArray("\"format\": 1") << QByteArray("\"format\": 2") << u"/format"_s;
        QTest::newRow("unknown") << QByteArray("\"source\"") << QByteArray("\"sources\"") << u"/notes/0/source"_s;
        QTest::newRow("more") << QByteArray("\"id\": \"r") << QByteArray("\"x\": 1, \"id\": \"r") << u"/notes/0/x"_s;
        QTest::newRow("one language") << QByteArray("\"en\": \"Act on") << QByteArray("\"fr\": \"Act on")
                                      << u"/notes/0/mentions"_s;
        QTest::newRow("empty mention")
            << QByteArray("\"ja\": \"ttp_support@support.jp.nec.com\"") << QByteArray("\"ja\": \"\"") << u"/notes/1/mentions"_s;
    }

    void strict()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, path);
        QByteArray changed = bytes();
        const qsizetype at = changed.indexOf(from);
        QVERIFY(at >= 0);
        changed.replace(at, from.size(), to);
        const auto notes = readSideNotes(changed);
        QVERIFY(!notes);
        QVERIFY2(notes.error().startsWith(path), qPrintable(notes.error()));
    }
};

QTEST_GUILESS_MAIN(SideNotesTest)
#include "test_side_notes.moc"
