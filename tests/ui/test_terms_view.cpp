// SPDX-License-Identifier: GPL-3.0-or-later
// The terms as they are read: both languages by a screen reader, badges and notes, what counts as shown.
#include "style/style.h"
#include "terms/side_notes.h"
#include "terms_reader.h"
#include "terms_view/terms_view.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::test;
using ttp::ui::TermsView;

namespace {

QString shownWords(const TermsView &view)
{
    QStringList words;
    for (const QLabel *label : view.findChildren<QLabel *>()) {
        if (label->isVisible()) {
            words.append(label->accessibleName().isEmpty() ? label->text() : label->accessibleName());
        }
    }
    return words.join(u'\n');
}

} // namespace

class TestTermsView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::style::install(*qApp, ui::style::Scheme::Light, u"en"_s); }

    void everyClauseIsReadInBothLanguages()
    {
        const terms::Terms terms = practiceTerms();
        TermsView view(u"en"_s);
        view.setTerms(terms);
        QVERIFY(show(view, Wide));
        QStringList read;
        QString column;
        for (QAccessibleInterface *node : accessibles(&view)) {
            const QString name = node->text(QAccessible::Name);
            if (node->role() == QAccessible::Grouping && name.contains(u"Terms of Service"_s)) {
                column = name;
                read.append(u"<"_s + column);
            } else if (!column.isEmpty() && node->textInterface()) {
                const QString text = node->textInterface()->text(0, node->textInterface()->characterCount());
                QCOMPARE(name, text);
                read.append((node->role() == QAccessible::Heading ? u"#"_s : u""_s) + text);
            }
        }
        QStringList expected;
        for (const terms::Document &document : terms.documents) {
            expected << (document.language == u"ja"_s ? u"<Terms of Service, Japanese, authoritative column"_s
                                                      : u"<Terms of Service, English, translation for reference"_s);
            expected << u"#"_s + document.title;
            for (const terms::Clause &clause : document.clauses) {
                expected << u"#"_s + clause.heading << clause.text;
                for (const QString &note : terms::sideNotesOn(clause, document.language, terms::sideNotes())) {
                    expected << terms::sideNoteMark().replace(u" / "_s, u"\n"_s) << note; // says first that it is no part of it
                }
            }
        }
        QCOMPARE(read, expected);
    }

    void textsTellTheirLanguage()
    {
        const terms::Terms terms = practiceTerms();
        TermsView view(u"en"_s);
        view.setTerms(terms);
        QVERIFY(show(view, Wide));
        for (const terms::Document &document : terms.documents) {
            QAccessibleInterface *heading =
                accessible(&view, QAccessible::Heading, document.clauses.back().heading);
            QVERIFY(heading);
            int from = -1;
            int to = -1;
            QVERIFY(heading->textInterface()->attributes(0, &from, &to).contains(u"language:"_s + document.language));
            QCOMPARE(to, document.clauses.back().heading.size());
        }
    }

    void headsAreReadBeforeTheColumns()
    {
        TermsView view(u"en"_s);
        view.setTerms(practiceTerms());
        QVERIFY(show(view, Wide));
        const auto nodes = accessibles(&view);
        const auto placeOf = [&nodes](QAccessibleInterface *node) {
            return std::find(nodes.begin(), nodes.end(), node) - nodes.begin();
        };
        const auto head = placeOf(accessible(&view, QAccessible::StaticText, u"参考訳 / Translation for reference"_s));
        const auto note = std::find_if(nodes.begin(), nodes.end(), [](QAccessibleInterface *node) {
            return node->text(QAccessible::Name).startsWith(u"English translation as published"_s);
        }) - nodes.begin();
        const auto title =
            placeOf(accessible(&view, QAccessible::Heading, u"利用規約 トラスティド・トラベラー・プログラム"_s));
        QVERIFY(note < head);
        QVERIFY(head < title);
        QVERIFY(title < ptrdiff_t(nodes.size()));
    }

    void badgesAndNotes_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        for (const char *language : {"ja", "en"}) {
            QTest::addRow("%s, columns", language) << QString::fromLatin1(language) << Wide;
            QTest::addRow("%s, tabs", language) << QString::fromLatin1(language) << Narrow;
        }
    }
    void badgesAndNotes()
    {
        QFETCH(const QString, language);
        QFETCH(const QSize, size);
        const terms::Terms terms = practiceTerms();
        TermsView view(language == u"ja"_s ? u"en"_s : u"ja"_s);
        view.setTerms(terms);
        QVERIFY(show(view, size));
        view.setLanguage(language);
        const QString words = shownWords(view);
        const terms::Document &original = terms.authoritative();
        const terms::Document &translation = *terms.document(u"en"_s);
        QVERIFY(words.contains(original.badge()));
        QCOMPARE(words.contains(translation.badge()), size == Wide);
        QVERIFY(words.contains(original.provenanceNote->in(u"ja"_s)));
        QVERIFY(words.contains(original.provenanceNote->in(u"en"_s)));
        QVERIFY(words.contains(translation.provenanceNote->in(language)));
        QVERIFY(!words.contains(translation.provenanceNote->in(language == u"ja"_s ? u"en"_s : u"ja"_s)));
    }

    void nothingIsMarkup()
    {
        const QString text = u"<b>bold</b> &amp; <a href=\"https://example.org\">x</a>\n<img src=\"file:///x.png\">"_s;
        terms::Terms terms = smallTerms({u"ja"_s, u"en"_s}, text);
        terms.documents[0].title = u"<i>title</i>"_s;
        terms.documents[1].provenanceNote = LocalizedText(u"<b>注</b>"_s, u"<b>note</b>"_s);
        TermsView view(u"en"_s);
        view.setTerms(terms);
        QVERIFY(show(view, Wide));
        QVERIFY(accessible(&view, QAccessible::StaticText, text));
        QVERIFY(accessible(&view, QAccessible::Heading, u"<i>title</i>"_s));
        // Every character takes room: none was read as a tag.
        for (qsizetype i = 0; i < text.indexOf(u'\n'); ++i) {
            const int width = characterRect(view, text, i).width();
            QVERIFY2(width > 1 || text.at(i) == u' ', qPrintable(QString::number(i)));
        }
        QVERIFY(shownWords(view).contains(u"<b>note</b>"_s));
    }

    void languagesThatWereShown()
    {
        TermsView view(u"en"_s);
        view.setTerms(practiceTerms());
        QCoreApplication::processEvents();
        QCOMPARE(view.languagesShown(), QStringList());
        QVERIFY(show(view, Narrow));
        QTRY_COMPARE(view.languagesShown(), QStringList{u"ja"_s});
        openTab(view, 1);
        QTRY_COMPARE(view.languagesShown(), QStringList({u"ja"_s, u"en"_s}));
        view.setTerms(practiceTerms());
        QTRY_COMPARE(view.languagesShown(), QStringList{u"ja"_s});
        view.resize(Wide);
        QTRY_COMPARE(view.languagesShown(), QStringList({u"ja"_s, u"en"_s}));
    }

    void endOfALongText()
    {
        TermsView view(u"en"_s);
        QSignalSpy shown(&view, &TermsView::endShown);
        view.setTerms(practiceTerms());
        QVERIFY(show(view, Wide));
        QCoreApplication::processEvents();
        QVERIFY(!view.endWasShown());
        // A tab that is switched or a window that grows has layouts in between; none of them counts.
        view.resize(Narrow);
        view.resize(Wide);
        QCoreApplication::processEvents();
        QVERIFY(!view.endWasShown());
        scrollBar(view)->setValue(scrollBar(view)->maximum());
        QTRY_VERIFY(view.endWasShown());
        scrollBar(view)->setValue(0);
        scrollBar(view)->setValue(scrollBar(view)->maximum());
        QCoreApplication::processEvents();
        QCOMPARE(shown.count(), 1);
        view.setTerms(practiceTerms());
        QCoreApplication::processEvents();
        QVERIFY(!view.endWasShown());
        QCOMPARE(scrollBar(view)->value(), 0);
    }

    void endOfAShortText()
    {
        TermsView view(u"en"_s);
        view.setTerms(smallTerms({u"ja"_s, u"en"_s}));
        QCoreApplication::processEvents();
        QVERIFY(!view.endWasShown());
        QVERIFY(show(view, Wide));
        QTRY_VERIFY(view.endWasShown());
    }

    void whatWasHiddenAtOnceWasNotShown()
    {
        TermsView view(u"en"_s);
        view.setTerms(practiceTerms());
        QVERIFY(show(view, Wide));
        view.setTerms(smallTerms({u"ja"_s, u"en"_s}));
        view.hide();
        QCoreApplication::processEvents();
        QVERIFY(!view.endWasShown());
        QCOMPARE(view.languagesShown(), QStringList());
    }

    void whatLiesBetweenTwoLayoutsWasNotShown()
    {
        // The longest text that fits in one column of the tall view, and so not in two.
        const auto words = [](int count) {
            return smallTerms({u"ja"_s, u"en"_s}, u"words that fill lines "_s.repeated(count));
        };
        const QSize tall(720, 600);
        TermsView one(u"en"_s);
        one.setTerms(words(1));
        QVERIFY(show(one, {620, tall.height()}));
        int count = 1;
        while (scrollBar(one)->maximum() == 0) {
            one.setTerms(words(++count));
        }
        const terms::Terms terms = words(count - 1);

        TermsView view(u"en"_s);
        view.setTerms(terms);
        QVERIFY(show(view, {620, 300}));
        QCoreApplication::processEvents();
        QVERIFY(!view.endWasShown());
        view.resize(tall);
        QCoreApplication::processEvents();
        QVERIFY(scrollBar(view)->maximum() > 50);
        QVERIFY(!view.endWasShown());
    }
};

QTEST_MAIN(TestTermsView)
#include "test_terms_view.moc"
