// SPDX-License-Identifier: GPL-3.0-or-later
#include "judges.h"

#include "terms/difference.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace ttp::terms;

namespace {

Terms bundled()
{
    const auto terms = readTerms(bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/terms/terms.json")));
    return terms ? *terms : Terms();
}

QString side(const Runs &runs, Run::Kind kind)
{
    QString text;
    for (const Run &run : runs) {
        text += run.kind == Run::Kind::Same || run.kind == kind ? run.text : QString();
    }
    return text;
}

/// `[-removed-]`, `{+added+}`.
QString written(const Runs &runs)
{
    QString text;
    for (const Run &run : runs) {
        text += run.kind == Run::Kind::Removed ? u"[-"_s + run.text + u"-]"_s
            : run.kind == Run::Kind::Added     ? u"{+"_s + run.text + u"+}"_s
                                               : run.text;
    }
    return text;
}

void makeDigestsRight(Terms &terms)
{
    for (Document &document : terms.documents) {
        document.sha256 = document.computedSha256();
    }
}

/// `kind id[ moved]` of each change, in order.
QStringList list(const Difference &difference)
{
    static const QStringList names{u"added"_s, u"removed"_s, u"changed"_s, u"moved"_s};
    QStringList lines;
    for (const ClauseChange &change : difference.clauses) {
        lines += names.at(int(change.kind)) + u' ' + change.id
            + (change.moved && change.kind != ClauseChange::Kind::Moved ? u" moved"_s : QString());
    }
    return lines;
}

} // namespace

/// Two versions of the terms: which clauses differ, and in what.
class DifferenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void texts_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("expected");
        QTest::newRow("both empty") << u""_s << u""_s << u""_s;
        QTest::newRow("identical") << u"One line."_s << u"One line."_s << u"One line."_s;
        QTest::newRow("nothing before") << u""_s << u"now"_s << u"{+now+}"_s;
        QTest::newRow("nothing now") << u"before"_s << u""_s << u"[-before-]"_s;
        QTest::newRow("a word is whole") << u"within 10 days"_s << u"within 100 days"_s << u"within [-10-]{+100+} days"_s;
        QTest::newRow("a word more")
            << u"transferred to a third party"_s << u"transferred or lent to a third party"_s
            << u"transferred {+or lent +}to a third party"_s;
        QTest::newRow("a space does not tear apart") << u"the red house"_s << u"the big tree"_s
                                                     << u"the [-red house-]{+big tree+}"_s;
        QTest::newRow("Japanese by character")
            << u"第三者に譲渡されることはありません。"_s << u"第三者に譲渡され、又は貸与されることはありません。"_s
            << u"第三者に譲渡され{+、又は貸与され+}ることはありません。"_s;
        QTest::newRow("Japanese with a number") << u"24時間365日"_s << u"24時間360日"_s << u"24時間[-365-]{+360+}日"_s;
        QTest::newRow("a surrogate pair is one") << u"𠮷野"_s << u"𠮟野"_s << u"[-𠮷-]{+𠮟+}野"_s;
        QTest::newRow("a letter with its marks is one") << u"が"_s.normalized(QString::NormalizationForm_D) << u"か"_s
                                                        << u"[-"_s + u"が"_s.normalized(QString::NormalizationForm_D)
                + u"-]{+か+}"_s;
        QTest::newRow("lines") << u"1. a\n2. b"_s << u"1. a\n2. c\n3. b"_s << u"1. a\n2. {+c\n3. +}b"_s;
        QTest::newRow("markup is text") << u"<b>a</b>"_s << u"<b>c</b>"_s << u"<b>[-a-]{+c+}</b>"_s;
    }

    void texts()
    {
        QFETCH(QString, before);
        QFETCH(QString, now);
        QFETCH(QString, expected);
        QCOMPARE(written(compareTexts(before, now)), expected);
    }

    /// Whatever the texts are: both can be read out of the result, no stretch is empty, none follows its like.
    void nothingIsLostOrMadeUp()
    {
        std::mt19937 random(20261126);
        const QString letters = u"ab 1。、あい漢\n𠮷"_s;
        for (int round = 0; round < 2000; ++round) {
            const auto text = [&] {
                QString made;
                for (unsigned i = random() % 40; i > 0; --i) {
                    made += letters.at(qsizetype(random() % unsigned(letters.size())));
                }
                return made;
            };
            const QString before = text();
            const QString now = text();
            const Runs runs = compareTexts(before, now);
            QCOMPARE(side(runs, Run::Kind::Removed), before);
            QCOMPARE(side(runs, Run::Kind::Added), now);
            for (size_t i = 0; i < runs.size(); ++i) {
                QVERIFY(!runs[i].text.isEmpty());
                QVERIFY(i == 0 || runs[i].kind != runs[i - 1].kind);
            }
        }
    }

    /// A service may be hostile: what cannot be compared word by word is whole, before and now.
    void hostileSizes()
    {
        QString before;
        QString now;
        for (int i = 0; i < 200'000; ++i) {
            before += QChar(0x4E00 + i % 5000);
            now += QChar(0x7000 + i % 4999);
        }
        const Runs runs = compareTexts(before, now);
        QCOMPARE(runs.size(), size_t(2));
        QVERIFY(runs[0] == Run(Run::Kind::Removed, before) && runs[1] == Run(Run::Kind::Added, now));

        // A long text of which little has changed is compared all the same.
        QString later = before;
        later.replace(100'000, 3, u"変更"_s);
        const Runs few = compareTexts(before, later);
        QCOMPARE(few.size(), size_t(4));
        QCOMPARE(few[2].text, u"変更"_s);

        // Many clauses, each as large as one may be: together they would take too long.
        Terms old;
        for (const QString &language : {u"ja"_s, u"en"_s}) {
            Document document;
            document.language = language;
            for (int i = 0; i < 400; ++i) {
                document.clauses.push_back({QString::number(i), QString(), before.mid(i, 990)});
            }
            old.documents.push_back(document);
        }
        Terms other = old;
        for (Document &document : other.documents) {
            for (int i = 0; i < 400; ++i) {
                document.clauses[size_t(i)].text = now.mid(i, 990);
            }
        }
        const Difference difference = compare(old, other);
        QCOMPARE(difference.clauses.size(), size_t(400));
        QCOMPARE(difference.clauses.back().texts.front().text.size(), size_t(2));
    }

    void identical()
    {
        const Difference difference = compare(bundled(), bundled());
        QVERIFY(difference.clauses.empty() && difference.documents.empty());
        QVERIFY(!difference.changesText());
    }

    /// What was agreed to has another date or another origin, but no other word.
    void onlyTheFrame()
    {
        Terms now = bundled();
        now.version = u"later"_s;
        now.documents.front().provenance = Provenance::Original;
        const Difference difference = compare(bundled(), now);
        QVERIFY(!difference.changesText() && difference.clauses.empty());
        QCOMPARE(difference.documents.size(), size_t(1));
        QCOMPARE(difference.documents.front().badgeNow, u"正文 / Authoritative text"_s);
        QVERIFY(difference.documents.front().badgeBefore != difference.documents.front().badgeNow);
        QCOMPARE(difference.versionNow, u"later"_s);
    }

    void onlyOneLanguage()
    {
        Terms now = bundled();
        Clause &clause = now.documents[1].clauses[2];
        clause.text.replace(u"365 days"_s, u"360 days"_s);
        makeDigestsRight(now);
        const Difference difference = compare(bundled(), now);
        QCOMPARE(list(difference), QStringList{u"changed service-hours"_s});
        const auto &texts = difference.clauses.front().texts;
        QCOMPARE(texts.size(), size_t(2));
        QCOMPARE(texts[0].language, u"ja"_s);
        QVERIFY(!texts[0].isChanged() && texts[1].isChanged());
        QCOMPARE(side(texts[1].text, Run::Kind::Added), clause.text);
        QVERIFY(written(texts[1].text).contains(u"[-365-]{+360+}"_s));
        QCOMPARE(side(texts[0].text, Run::Kind::Added), now.documents[0].clauses[2].text);
    }

    void headings()
    {
        Terms now = bundled();
        now.documents[0].clauses[3].heading = u"2. 著作権等"_s;
        const Difference difference = compare(bundled(), now);
        QCOMPARE(list(difference), QStringList{u"changed copyright"_s});
        QCOMPARE(written(difference.clauses.front().texts.front().heading), u"2. 著作権{+等+}"_s);
    }

    void addedRemovedMoved()
    {
        Terms now = bundled(); // inquiries preamble service-hours copyright prohibited-acts disclaimers …
        for (Document &document : now.documents) {
            auto &clauses = document.clauses;
            clauses.erase(clauses.begin() + 3);                                     // copyright
            clauses.insert(clauses.begin() + 1, {u"fees"_s, u"Fees"_s, u"None."_s}); // after inquiries
            std::rotate(clauses.begin(), clauses.begin() + 1, clauses.end());       // inquiries to the end
            clauses[3].text += u" And more."_s;                                     // prohibited-acts
        }
        makeDigestsRight(now);
        const Difference difference = compare(bundled(), now);
        QCOMPARE(list(difference), (QStringList{u"added fees"_s, u"removed copyright"_s, u"changed prohibited-acts"_s,
                                                u"moved inquiries"_s}));
        QCOMPARE(side(difference.clauses[1].texts[1].text, Run::Kind::Removed), bundled().documents[1].clauses[3].text);
        QVERIFY(side(difference.clauses[1].texts[1].text, Run::Kind::Added).isEmpty());
    }

    void languages()
    {
        Terms now = bundled();
        Document french = now.documents[1];
        french.language = u"fr"_s;
        now.documents[1] = french;
        const Difference difference = compare(bundled(), now);
        QCOMPARE(difference.documents.size(), size_t(2));
        QCOMPARE(difference.documents[0].kind, DocumentChange::Kind::Added);
        QCOMPARE(difference.documents[1].kind, DocumentChange::Kind::Removed);
        QVERIFY(difference.changesText() && difference.clauses.empty());
    }

    /// Nothing forbids two clauses with one id.
    void twice()
    {
        Terms before = bundled();
        for (Document &document : before.documents) {
            document.clauses.push_back(document.clauses.back());
        }
        Terms now = before;
        for (Document &document : now.documents) {
            document.clauses.back().text += u"!"_s;
        }
        QCOMPARE(list(compare(before, now)), QStringList{u"changed changes"_s});
        QCOMPARE(list(compare(before, bundled())), QStringList{u"removed changes"_s});
    }
};

QTEST_GUILESS_MAIN(DifferenceTest)
#include "test_difference.moc"
