// SPDX-License-Identifier: GPL-3.0-or-later
// The terms on the screen: columns or tabs, clauses beside each other, what a change of size, font or colours leaves.
#include "style/style.h"
#include "terms_reader.h"
#include "terms_view/terms_view.h"

#include <QApplication>
#include <QLineEdit>
#include <QRadioButton>
#include <QTabBar>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::test;
using ttp::ui::TermsView;

class TestTermsLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_style = ui::style::install(*qApp, ui::style::Scheme::Light, u"en"_s);
        m_font = QApplication::font();
    }
    void cleanup() { QApplication::setFont(m_font); }

    void clausesAreAligned_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("percent");
        QTest::newRow("as at first") << Wide << 100;
        QTest::newRow("larger text") << Wide << 150;
        QTest::newRow("wide window") << QSize(1900, 500) << 125;
    }
    void clausesAreAligned()
    {
        QFETCH(const QSize, size);
        QFETCH(const int, percent);
        const terms::Terms terms = practiceTerms();
        TermsView view(u"en"_s);
        view.setTerms(terms);
        QVERIFY(show(view, size));
        view.setTextSize(percent);
        int bottom = 0;
        for (size_t i = 0; i < terms.documents[0].clauses.size(); ++i) {
            std::vector<QRect> headings;
            std::vector<QRect> bodies;
            for (const terms::Document &document : terms.documents) {
                const terms::Clause &clause = document.clauses[i];
                headings.push_back(accessible(&view, QAccessible::Heading, clause.heading)->rect());
                bodies.push_back(accessible(&view, QAccessible::StaticText, clause.text)->rect());
            }
            QCOMPARE(headings[0].width(), headings[1].width());
            QVERIFY(headings[0].right() < headings[1].left());
            QVERIFY2(std::abs(headings[0].top() - headings[1].top()) < 12, qPrintable(QString::number(i)));
            QVERIFY(std::min(headings[0].top(), headings[1].top()) > bottom);
            bottom = std::max(bodies[0].bottom(), bodies[1].bottom());
        }
    }

    void listLinesHang()
    {
        const QString item = u"first words of an item that is longer than a line "_s.repeated(6);
        const QString text = u"Before:\n1. "_s + item + u"end"_s;
        TermsView view(u"en"_s);
        view.setTerms(smallTerms({u"ja"_s, u"en"_s}, text));
        QVERIFY(show(view, Wide));
        const QRect before = characterRect(view, text, 0);
        const QRect marker = characterRect(view, text, text.indexOf(u"1."_s));
        const QRect first = characterRect(view, text, text.indexOf(u"first"_s));
        const QRect last = characterRect(view, text, text.size() - 1);
        QCOMPARE(marker.left(), before.left());
        QVERIFY(last.top() > marker.top());
        for (qsizetype i = text.indexOf(u"first"_s); i < text.size(); ++i) {
            const QRect place = characterRect(view, text, i);
            QVERIFY(place.left() >= first.left() - 1);
        }
    }

    void columnsOrTabs()
    {
        const terms::Terms terms = practiceTerms();
        TermsView view(u"en"_s);
        view.setTerms(terms);
        QVERIFY(show(view, Wide));
        const auto *tabs = view.findChild<QTabBar *>();
        QVERIFY(!tabs->isVisible());
        view.resize(Narrow);
        QVERIFY(tabs->isVisible());
        QCOMPARE(tabs->count(), 2);
        QCOMPARE(tabs->tabText(0), u"日本語"_s);
        QCOMPARE(tabs->tabText(1), u"English"_s);
        QVERIFY(accessible(&view, QAccessible::Heading, terms.documents[0].title));
        QVERIFY(!accessible(&view, QAccessible::Heading, terms.documents[1].title));
        openTab(view, 1);
        QVERIFY(!accessible(&view, QAccessible::Heading, terms.documents[0].title));
        QVERIFY(accessible(&view, QAccessible::Heading, terms.documents[1].title));
        view.resize(Wide);
        QVERIFY(!tabs->isVisible());
        QVERIFY(accessible(&view, QAccessible::Heading, terms.documents[0].title));
        QVERIFY(accessible(&view, QAccessible::Heading, terms.documents[1].title));
    }

    void barsKeepTheirRoom_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("text");
        QTest::newRow("columns") << Wide << 1.0;
        QTest::newRow("tabs") << Narrow << 1.0;
        QTest::newRow("twice the text") << QSize(752, 700) << 2.0;
        QTest::newRow("twice the text, very narrow") << QSize(580, 700) << 2.0;
    }
    void barsKeepTheirRoom()
    {
        QFETCH(const QSize, size);
        QFETCH(const double, text);
        QFont font = m_font;
        font.setPointSizeF(m_font.pointSizeF() * text);
        QApplication::setFont(font);
        TermsView view(u"en"_s);
        view.setTerms(practiceTerms());
        QVERIFY(show(view, size));
        QCOMPARE(view.width(), size.width());
        QList<QWidget *> parts;
        for (QRadioButton *choice : view.findChildren<QRadioButton *>()) {
            parts.append(choice);
        }
        QRegion taken;
        parts << view.findChild<QLineEdit *>() << view.findChild<QScrollArea *>() << view.findChild<QTabBar *>();
        for (const QWidget *part : std::as_const(parts)) {
            if (!part->isVisible()) {
                continue;
            }
            const QRect place(part->mapTo(&view, QPoint()), part->size());
            QVERIFY(view.rect().contains(place));
            QVERIFY(!taken.intersects(place));
            QVERIFY(part->width() >= part->minimumSizeHint().width());
            taken += place;
        }
        const auto *tabs = view.findChild<QTabBar *>();
        QVERIFY(!tabs->isVisible() || tabs->width() >= tabs->sizeHint().width());
    }

    void clauseIsKept()
    {
        const terms::Terms terms = practiceTerms();
        const QString japanese = terms.documents[0].clauses[4].heading;
        const QString english = terms.documents[1].clauses[4].heading;
        TermsView view(u"en"_s);
        view.setTerms(terms);
        QVERIFY(show(view, Narrow));
        QScrollBar *bar = scrollBar(view);
        const int target = 120;
        bar->setValue(bar->value() + heightOfHeading(view, japanese) - target);
        QCOMPARE(heightOfHeading(view, japanese), target);
        const auto isNear = [&](const QString &heading) {
            return heightOfHeading(view, heading) > 0 && heightOfHeading(view, heading) < 260;
        };
        openTab(view, 1);
        QVERIFY(isNear(english));
        view.setTextSize(150);
        QVERIFY(isNear(english));
        view.setTextSize(100);
        openTab(view, 0);
        QVERIFY(isNear(japanese));
        view.resize(Wide);
        QVERIFY(isNear(japanese));
        QVERIFY(isNear(english));
        view.setLanguage(u"ja"_s);
        QVERIFY(isNear(japanese));
    }

    void termsChangeWhileItIsHidden()
    {
        const terms::Terms terms = practiceTerms();
        TermsView view(u"en"_s);
        view.setTerms(smallTerms({u"ja"_s, u"en"_s}));
        QVERIFY(show(view, Wide));
        view.hide();
        view.setTerms(terms);
        QVERIFY(show(view, Wide));
        QVERIFY(heightOfHeading(view, terms.documents[0].title) > 0);
        QVERIFY(scrollBar(view)->maximum() > Wide.height());
    }

    void textSizes()
    {
        const terms::Terms terms = practiceTerms();
        TermsView view(u"en"_s);
        view.setTerms(terms);
        QVERIFY(show(view, Wide));
        QCOMPARE(view.textSize(), 100);
        const auto height = [&] {
            return accessible(&view, QAccessible::StaticText, terms.documents[0].clauses[0].text)->rect().height();
        };
        const int normal = height();
        QAccessibleInterface *largest = accessible(&view, QAccessible::RadioButton, u"Text size 150%"_s);
        QVERIFY(largest);
        QVERIFY(!largest->state().checked);
        qobject_cast<QRadioButton *>(largest->object())->click();
        QCOMPARE(view.textSize(), 150);
        QVERIFY(largest->state().checked);
        QVERIFY(height() > normal * 5 / 4);
        view.setTextSize(100);
        QCOMPARE(height(), normal);
    }

    void fontChangesWhileItIsShown()
    {
        const terms::Terms terms = practiceTerms();
        TermsView view(u"en"_s);
        view.setTerms(terms);
        QVERIFY(show(view, QSize(1300, 700)));
        const QString text = terms.documents[0].clauses[1].text;
        const int normal = accessible(&view, QAccessible::StaticText, text)->rect().height();
        QFont large = m_font;
        large.setPointSizeF(large.pointSizeF() * 1.5);
        QApplication::setFont(large);
        QTRY_VERIFY(accessible(&view, QAccessible::StaticText, text)->rect().height() > normal * 5 / 4);
        // At twice the size two columns have no room left.
        large.setPointSizeF(m_font.pointSizeF() * 2);
        QApplication::setFont(large);
        QTRY_VERIFY(view.findChild<QTabBar *>()->isVisible());
    }

    void fontAndTermsChangeWhileItIsHidden()
    {
        TermsView view(u"en"_s);
        QVERIFY(show(view, Wide));
        view.hide();
        view.setTerms(practiceTerms());
        QFont large = m_font;
        large.setPointSizeF(large.pointSizeF() * 1.5);
        QApplication::setFont(large);
        QCoreApplication::processEvents();
        QVERIFY(show(view, Wide));
        QVERIFY(heightOfHeading(view, practiceTerms().documents[0].title) > 0);
        QVERIFY(scrollBar(view)->maximum() > Wide.height());
    }

    void coloursChangeWhileItIsShown()
    {
        TermsView view(u"en"_s);
        view.setTerms(smallTerms({u"ja"_s, u"en"_s}));
        QVERIFY(show(view, Wide));
        const QRect title = accessible(&view, QAccessible::Heading, u"Title ja"_s)->rect();
        const QRect inside(view.mapFromGlobal(title.topLeft()), title.size());
        // The brightness of ground and text, from 0 to 255.
        const auto greys = [&] {
            const QImage image = view.grab(inside).toImage();
            const int ground = qGray(image.pixel(0, 0));
            int text = ground;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const int grey = qGray(image.pixel(x, y));
                    text = std::abs(grey - ground) > std::abs(text - ground) ? grey : text;
                }
            }
            return std::pair(ground, text);
        };
        QVERIFY(greys().first > 240);
        QVERIFY(greys().second < 80);
        m_style->setScheme(ui::style::Scheme::Dark);
        QCoreApplication::processEvents();
        const auto dark = greys();
        m_style->setScheme(ui::style::Scheme::Light);
        QVERIFY(dark.first < 60);
        QVERIFY(dark.second > 180);
    }

    void moreThanTwoLanguages()
    {
        TermsView view(u"ko"_s);
        view.setTerms(smallTerms({u"ja"_s, u"zh"_s, u"en"_s, u"ko"_s}));
        QVERIFY(show(view, Wide));
        QVERIFY(accessible(&view, QAccessible::Heading, u"Title ja"_s));
        QVERIFY(accessible(&view, QAccessible::Heading, u"Title ko"_s));
        QVERIFY(!accessible(&view, QAccessible::Heading, u"Title zh"_s));
        const auto *tabs = view.findChild<QTabBar *>();
        QVERIFY(tabs->isVisible());
        QCOMPARE(tabs->count(), 3);
        QTRY_COMPARE(view.languagesShown(), QStringList({u"ja"_s, u"ko"_s}));
        view.setLanguage(u"fr"_s);
        QVERIFY(accessible(&view, QAccessible::Heading, u"Title en"_s));
        openTab(view, 0);
        QVERIFY(accessible(&view, QAccessible::Heading, u"Title ja"_s));
        QVERIFY(accessible(&view, QAccessible::Heading, u"Title zh"_s));
        view.resize(Narrow);
        QCOMPARE(tabs->count(), 4);
    }

    void authoritativeTextStandsOnTheLeft()
    {
        terms::Terms terms = smallTerms({u"ja"_s, u"en"_s});
        std::swap(terms.documents[0], terms.documents[1]);
        TermsView view(u"en"_s);
        view.setTerms(terms);
        QVERIFY(show(view, Wide));
        QVERIFY(accessible(&view, QAccessible::Heading, u"Title ja"_s)->rect().right()
                < accessible(&view, QAccessible::Heading, u"Title en"_s)->rect().left());
        QTRY_COMPARE(view.languagesShown(), QStringList({u"en"_s, u"ja"_s}));
    }

private:
    ui::style::Style *m_style = nullptr;
    QFont m_font;
};

QTEST_MAIN(TestTermsLayout)
#include "test_terms_layout.moc"
