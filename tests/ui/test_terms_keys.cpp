// SPDX-License-Identifier: GPL-3.0-or-later
// The terms by keyboard and mouse: finding, scrolling, selecting, copying, leaving.
#include "style/style.h"
#include "terms_reader.h"
#include "terms_view/terms_view.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QVBoxLayout>

#include <memory>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::test;
using ttp::ui::TermsView;

namespace {

// A view between two buttons, the second one being the default of the window.
struct Page {
    QWidget window;
    QPushButton *before = new QPushButton(u"Before"_s, &window);
    TermsView *view = new TermsView(u"en"_s, &window);
    QPushButton *after = new QPushButton(u"After"_s, &window);

    explicit Page(const terms::Terms &terms, const QSize &size = {940, 700})
    {
        auto *column = new QVBoxLayout(&window);
        column->addWidget(before);
        column->addWidget(view, 1);
        column->addWidget(after);
        view->setTerms(terms);
        m_shown = test::show(window, size);
        window.activateWindow();
        m_shown = m_shown && QTest::qWaitForWindowActive(&window);
    }

    [[nodiscard]] bool isShown() const { return m_shown; }
    [[nodiscard]] QLineEdit *field() const { return view->findChild<QLineEdit *>(); }
    [[nodiscard]] QScrollArea *text() const { return view->findChild<QScrollArea *>(); }

    void find(const QString &what) const
    {
        field()->setFocus();
        field()->clear();
        field()->insert(what);
    }

    // What the count says to a screen reader.
    [[nodiscard]] QString count() const
    {
        for (const QLabel *label : view->findChildren<QLabel *>()) {
            if (label->isVisible() && (label->accessibleName().startsWith(u"Match "_s)
                                       || label->accessibleName() == u"Not found"_s)) {
                return label->accessibleName();
            }
        }
        return {};
    }

    // What is selected, by language, and where it stands.
    [[nodiscard]] QString selected(QRect *place = nullptr) const
    {
        QString all;
        for (QAccessibleInterface *node : accessibles(view)) {
            QAccessibleTextInterface *text = node->textInterface();
            if (!text || qobject_cast<QLineEdit *>(node->object()) || text->selectionCount() == 0) {
                continue;
            }
            int from = 0;
            int to = 0;
            text->selection(0, &from, &to);
            all += text->text(from, to);
            if (place) {
                *place = text->characterRect(from);
            }
        }
        return all;
    }

private:
    bool m_shown = false;
};

QString wholeText(const terms::Document &document)
{
    QString all = document.title;
    for (const terms::Clause &clause : document.clauses) {
        all += u"\n\n"_s + clause.heading + u'\n' + clause.text;
    }
    return all;
}

} // namespace

class TestTermsKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::style::install(*qApp, ui::style::Scheme::Light, u"en"_s); }
    void init() { QGuiApplication::clipboard()->clear(); }

    void countsMatches_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("count");
        const QString text = u"The System, ＳＹＳＴＥＭ and system.\nしすてむとシステム。０１２\u3000x\naaaa"_s;
        QTest::newRow("case and width of letters") << text << u"system"_s << u"Match 1 of 6"_s;
        QTest::newRow("typed in full width") << text << u"ｓｙｓｔｅｍ"_s << u"Match 1 of 6"_s;
        QTest::newRow("kana") << text << u"しすてむ"_s << u"Match 1 of 4"_s;
        QTest::newRow("digits") << text << u"012 x"_s << u"Match 1 of 2"_s;
        QTest::newRow("over a line end") << text << u"system. しす"_s << u"Match 1 of 2"_s;
        QTest::newRow("without overlap") << text << u"aa"_s << u"Match 1 of 4"_s;
        QTest::newRow("spaces around") << text << u"  012 "_s << u"Match 1 of 2"_s;
        QTest::newRow("pattern characters are none") << text << u".*"_s << u"Not found"_s;
        QTest::newRow("in a title") << text << u"title"_s << u"Match 1 of 2"_s;
        QTest::newRow("in a heading") << text << u"heading en"_s << u"Match 1 of 1"_s;
        QTest::newRow("not there") << text << u"zebra"_s << u"Not found"_s;
        QTest::newRow("only spaces") << text << u"  "_s << u"Not found"_s;
    }
    void countsMatches()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, wanted);
        QFETCH(const QString, count);
        const Page page(smallTerms({u"ja"_s, u"en"_s}, text));
        QVERIFY(page.isShown());
        page.find(wanted);
        QCOMPARE(page.count(), count);
        QCOMPARE(page.field()->accessibleDescription(), count);
        QTest::keyClick(page.field(), Qt::Key_Escape);
        QVERIFY(page.field()->text().isEmpty());
        QCOMPARE(page.count(), QString());
        QCOMPARE(page.selected(), QString());
    }

    void stepsThroughMatches()
    {
        const Page page(practiceTerms());
        QVERIFY(page.isShown());
        page.after->setDefault(true);
        bool pressed = false;
        connect(page.after, &QPushButton::clicked, page.view, [&pressed] { pressed = true; });
        page.find(u"inquiries"_s);
        QCOMPARE(page.count(), u"Match 1 of 3"_s);
        QTest::keyClick(page.field(), Qt::Key_Return);
        QCOMPARE(page.count(), u"Match 2 of 3"_s);
        QTest::keyClick(page.field(), Qt::Key_Enter);
        QCOMPARE(page.count(), u"Match 3 of 3"_s);
        QTest::keyClick(page.field(), Qt::Key_Return);
        QCOMPARE(page.count(), u"Match 1 of 3"_s);
        QTest::keyClick(page.field(), Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(page.count(), u"Match 3 of 3"_s);
        QVERIFY(!pressed);
        QVERIFY(page.field()->hasFocus());
        QAccessibleInterface *previous = accessible(page.view, QAccessible::Button, u"Previous match"_s);
        QVERIFY(previous);
        qobject_cast<QAbstractButton *>(previous->object())->click();
        QCOMPARE(page.count(), u"Match 2 of 3"_s);
    }

    void everyMatchIsOnTheScreen()
    {
        const Page page(practiceTerms());
        QVERIFY(page.isShown());
        page.find(u"システム"_s);
        const QRect area = textArea(*page.view);
        // Down to the last one and up again.
        for (int step = 0; step < 37; ++step) {
            QCOMPARE(page.count(), u"Match %1 of 19"_s.arg(step < 19 ? step + 1 : 37 - step));
            QRect place;
            QCOMPARE(page.selected(&place), u"システム"_s);
            QVERIFY(area.contains(place));
            // Not below the head either: what one sees there is the text.
            const QWidget *seen = QApplication::widgetAt(place.center());
            QVERIFY(seen);
            QVERIFY(QByteArray(seen->metaObject()->className()).endsWith("TermsColumn"));
            QTest::keyClick(page.field(), Qt::Key_Return, step < 18 ? Qt::NoModifier : Qt::ShiftModifier);
        }
        QCOMPARE(page.count(), u"Match 19 of 19"_s);
    }

    void findsWhatIsBelowFirst()
    {
        const terms::Terms terms = practiceTerms();
        const Page page(terms);
        QVERIFY(page.isShown());
        page.find(u"ユーザーid"_s);
        QCOMPARE(page.count(), u"Match 1 of 2"_s);
        scrollBar(*page.view)->setValue(scrollBar(*page.view)->maximum());
        page.find(u"agency"_s);
        QVERIFY(page.count() != u"Match 1 of 20"_s);
        QVERIFY(scrollBar(*page.view)->value() > scrollBar(*page.view)->maximum() / 2);
    }

    void opensTheTabOfAMatch()
    {
        const Page page(practiceTerms(), {520, 600});
        QVERIFY(page.isShown());
        const auto *tabs = page.view->findChild<QTabBar *>();
        QVERIFY(tabs->isVisible());
        page.find(u"password"_s);
        QCOMPARE(tabs->currentIndex(), 1);
        QCOMPARE(page.selected(), u"password"_s);
        page.find(u"パスワード"_s);
        QCOMPARE(tabs->currentIndex(), 0);
        QCOMPARE(page.selected(), u"パスワード"_s);
    }

    void findKeyOpensTheField()
    {
        const Page page(practiceTerms());
        QVERIFY(page.isShown());
        page.text()->setFocus();
        QTest::keySequence(page.text(), QKeySequence(QKeySequence::Find));
        QVERIFY(page.field()->hasFocus());
    }

    void newTermsForgetWhatWasFound()
    {
        const Page page(practiceTerms());
        QVERIFY(page.isShown());
        page.find(u"system"_s);
        page.view->setTerms(smallTerms({u"ja"_s, u"en"_s}));
        QVERIFY(page.field()->text().isEmpty());
        QCOMPARE(page.count(), QString());
        QTest::keyClick(page.field(), Qt::Key_Return);
        QCOMPARE(page.selected(), QString());
    }

    void tabGoesThroughAndLeaves()
    {
        const Page page(practiceTerms());
        QVERIFY(page.isShown());
        page.before->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(page.field()->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Text size 100%"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(page.text()->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(page.after->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(page.text()->hasFocus());
        page.view->setFocus();
        QVERIFY(page.text()->hasFocus());
    }

    void keysScroll()
    {
        const Page page(practiceTerms());
        QVERIFY(page.isShown());
        QScrollBar *bar = scrollBar(*page.view);
        page.text()->setFocus();
        const auto press = [&page](Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
            QTest::keyClick(page.text(), key, modifiers);
        };
        press(Qt::Key_Down);
        const int line = bar->value();
        QVERIFY(line > 0);
        press(Qt::Key_Up);
        QCOMPARE(bar->value(), 0);
        press(Qt::Key_PageDown);
        const int page1 = bar->value();
        QVERIFY(page1 > line && page1 < page.text()->viewport()->height());
        press(Qt::Key_Space);
        QCOMPARE(bar->value(), 2 * page1);
        press(Qt::Key_Space, Qt::ShiftModifier);
        press(Qt::Key_PageUp);
        QCOMPARE(bar->value(), 0);
        press(Qt::Key_End);
        QCOMPARE(bar->value(), bar->maximum());
        QTRY_VERIFY(page.view->endWasShown());
        press(Qt::Key_Home);
        QCOMPARE(bar->value(), 0);
        QCOMPARE(page.selected(), QString());
    }

    void copiesAWholeColumn()
    {
        const terms::Terms terms = practiceTerms();
        const Page page(terms);
        QVERIFY(page.isShown());
        page.text()->setFocus();
        const auto copied = [&page] {
            QTest::keySequence(page.text(), QKeySequence(QKeySequence::SelectAll));
            QTest::keySequence(page.text(), QKeySequence(QKeySequence::Copy));
            return QGuiApplication::clipboard()->text();
        };
        QCOMPARE(copied(), wholeText(terms.documents[0]));
        QTest::keyClick(page.text(), Qt::Key_Right);
        QCOMPARE(copied(), wholeText(terms.documents[1]));
        // One selection at a time.
        QVERIFY(!page.selected().contains(terms.documents[0].title));
        QTest::keyClick(page.text(), Qt::Key_Left);
        QCOMPARE(copied(), wholeText(terms.documents[0]));
    }

    void shiftSelects()
    {
        const Page page(smallTerms({u"ja"_s, u"en"_s}, u"one two three\nfour"_s));
        QVERIFY(page.isShown());
        page.text()->setFocus();
        const auto press = [&page](Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ShiftModifier) {
            QTest::keyClick(page.text(), key, modifiers);
            return page.selected();
        };
        QCOMPARE(press(Qt::Key_Right), u"T"_s);
        QCOMPARE(press(Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier), u"Title "_s);
        QCOMPARE(press(Qt::Key_End), u"Title ja"_s);
        // From one piece into the next and back.
        QCOMPARE(press(Qt::Key_Right), u"Title ja"_s);
        QCOMPARE(press(Qt::Key_Right), u"Title jaH"_s);
        QCOMPARE(press(Qt::Key_Left), u"Title ja"_s);
        QCOMPARE(press(Qt::Key_Left), u"Title ja"_s);
        QCOMPARE(press(Qt::Key_Left), u"Title j"_s);
        QCOMPARE(press(Qt::Key_End, Qt::ShiftModifier | Qt::ControlModifier),
                 u"Title jaHeading jaone two three\nfour"_s);
        QTest::keySequence(page.text(), QKeySequence(QKeySequence::Copy));
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Title ja\n\nHeading ja\none two three\nfour"_s);
        QCOMPARE(press(Qt::Key_Home, Qt::ShiftModifier | Qt::ControlModifier), QString());
        QVERIFY(press(Qt::Key_Down).startsWith(u"Title ja"_s));
    }

    void mouseSelects()
    {
        const QString text = u"one two three\nfour"_s;
        const Page page(smallTerms({u"ja"_s, u"en"_s}, text));
        QVERIFY(page.isShown());
        const auto placeOf = [&](const QString &name, QAccessible::Role role, int at) {
            for (QAccessibleInterface *node : accessibles(page.view)) {
                if (node->role() == role && node->text(QAccessible::Name) == name) {
                    const QRect place = node->textInterface()->characterRect(at);
                    return QPoint(place.left() + 1, place.center().y());
                }
            }
            return QPoint();
        };
        const QPoint start = placeOf(u"Heading ja"_s, QAccessible::Heading, 8);
        const QPoint end = placeOf(text, QAccessible::StaticText, 4);
        QWidget *column = QApplication::widgetAt(start);
        QVERIFY(column);
        QTest::mousePress(column, Qt::LeftButton, {}, column->mapFromGlobal(start));
        QVERIFY(page.text()->hasFocus());
        QTest::mouseMove(column, column->mapFromGlobal(end));
        QTest::mouseRelease(column, Qt::LeftButton, {}, column->mapFromGlobal(end));
        QCOMPARE(page.selected(), u"jaone "_s);
        const QPoint further = placeOf(text, QAccessible::StaticText, 8);
        QTest::mouseClick(column, Qt::LeftButton, Qt::ShiftModifier, column->mapFromGlobal(further));
        QCOMPARE(page.selected(), u"jaone two "_s);
        QTest::mouseDClick(column, Qt::LeftButton, {}, column->mapFromGlobal(end));
        QCOMPARE(page.selected(), u"two"_s);
        // A click in the other language ends it here.
        const QPoint other = placeOf(u"Heading en"_s, QAccessible::Heading, 2);
        QWidget *right = QApplication::widgetAt(other);
        QTest::mouseClick(right, Qt::LeftButton, {}, right->mapFromGlobal(other));
        QCOMPARE(page.selected(), QString());
    }

    void assistiveTechnologySelectsAndScrolls()
    {
        const terms::Terms terms = practiceTerms();
        const Page page(terms);
        QVERIFY(page.isShown());
        const QString last = terms.documents[1].clauses.back().text;
        QAccessibleTextInterface *text = accessible(page.view, QAccessible::StaticText, last)->textInterface();
        text->scrollToSubstring(0, 10);
        QVERIFY(textArea(*page.view).contains(text->characterRect(3)));
        text->setSelection(0, 4, 15);
        QCOMPARE(page.selected(), last.mid(4, 11));
        QCOMPARE(text->offsetAtPoint(text->characterRect(20).center()) / 2, 10);
        text->setSelection(0, -5, 100000);
        QCOMPARE(page.selected(), last);
        text->removeSelection(0);
        QCOMPARE(page.selected(), QString());
    }
};

QTEST_MAIN(TestTermsKeys)
#include "test_terms_keys.moc"
