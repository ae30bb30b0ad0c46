// SPDX-License-Identifier: GPL-3.0-or-later
// Every page for everybody: names for a screen reader, keyboard in the order of the eye, small windows, large letters.

#include "fields/option_row.h"
#include "pages/form_page.h"
#include "pages/precheck_page.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "pages/sign_in_page.h"
#include "pages/start_page.h"
#include "pages/terms_page.h"
#include "style/metrics.h"
#include "style/paragraph.h"
#include "style/style.h"
#include "terms_view/terms_view.h"
#include "wizard_driver.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

QString who(const QWidget *widget)
{
    return QString::fromLatin1(widget->metaObject()->className()) + u" \""_s + widget->accessibleName() + u"\" \""_s
        + shownText(widget).left(40) + u'"';
}

/// Where a person would look for it: text that scrolls by itself is one thing, whatever is inside.
bool isPartOfAnother(const QWidget *widget)
{
    const QWidget *around = widget->parentWidget();
    return around && (qobject_cast<const QComboBox *>(around) || around->inherits("QAbstractScrollArea"));
}

/// The name that a screen reader hears.
QString spoken(QWidget *widget)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
    return interface ? interface->text(QAccessible::Name) : QString();
}

bool takesTab(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus
        && !widget->inherits("QFocusFrame");
}

} // namespace

class PagesAccessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_platform = QApplication::font();
        prepareApplication();
    }
    void cleanup() { takeFont(m_platform); }
    void namesAndOrder_data();
    void namesAndOrder();
    void smallAndLarge_data();
    void smallAndLarge();

private:
    /// Goes the whole way and looks at every page, also with everything that can be wrong on it.
    void lookAtEveryPage(Wizard &wizard, const std::function<QStringList(Wizard &)> &look);
    static QStringList unnamed(Wizard &wizard);
    static QStringList outOfOrder(Wizard &wizard);
    static QStringList cramped(Wizard &wizard);
    /// As if the platform had this font.
    static void takeFont(const QFont &font)
    {
        QApplication::setFont(font);
        style::install(*qApp);
    }

    QFont m_platform;
    QStringList m_troubles;
};

void PagesAccessTest::lookAtEveryPage(Wizard &wizard, const std::function<QStringList(Wizard &)> &look)
{
    m_troubles.clear();
    const auto see = [&] {
        wizard.settle();
        for (const QString &trouble : look(wizard)) {
            m_troubles += wizard.window().windowTitle() + u": "_s + trouble;
        }
    };
    const Example example = readExample(u"resources/examples/application.json"_s);
    QVERIFY(wizard.waitUntil([&] { return wizard.journey().greeting.has_value(); }, "the service"));
    see();
    QVERIFY(wizard.goOn() && wizard.waitFor<PrecheckPage>());
    see();
    QVERIFY(wizard.fillPrecheck(readExample(u"tests/data/precheck/unsure.json"_s)));
    see();
    QVERIFY(wizard.clickButton(QCoreApplication::translate("ttp::ui::PrecheckPanel", "Show everything that was checked")));
    see();
    QVERIFY(wizard.goOn() && wizard.waitFor<TermsPage>());
    see();
    QVERIFY(wizard.goOn());
    see();
    QVERIFY(wizard.passTerms());
    see();
    QVERIFY(wizard.passSignIn());
    while (wizard.page<FormPage>()) {
        see();
        QVERIFY(wizard.goOn());
        see();
        QVERIFY(wizard.fillStep(example));
        see();
        QVERIFY(wizard.goOn());
    }
    QVERIFY(wizard.page<ReviewPage>());
    see();
    QVERIFY(wizard.goOn());
    see();
    QVERIFY(wizard.waitFor<ReceiptPage>());
    see();
    for (const char *part : {"PlanPage", "fields", "counters"}) { // closed, opened, and with the whole list
        const auto buttons = wizard.page<Page>()->findChildren<QAbstractButton *>();
        const auto opens = std::ranges::find_if(
            buttons, [part](const QAbstractButton *button) { return button->objectName() == QLatin1StringView(part); });
        QVERIFY2(opens != buttons.end() && wizard.click(*opens), part);
        see();
    }
    m_troubles.removeDuplicates();
}

QStringList PagesAccessTest::unnamed(Wizard &wizard)
{
    QStringList found;
    for (QWidget *widget : wizard.window().findChildren<QWidget *>()) {
        if (!takesTab(widget) || isPartOfAnother(widget)) {
            continue;
        }
        const QString name = spoken(widget);
        const auto *pressable = qobject_cast<QAbstractButton *>(widget);
        QString seen = pressable ? shownText(pressable) : QString();
        if (const auto *row = qobject_cast<RadioRow *>(widget)) {
            seen = row->title();
        } else if (const auto *check = qobject_cast<CheckRow *>(widget)) {
            seen = check->title();
        }
        seen.remove(u"✓ "_s).remove(u" ▾"_s);
        if (name.isEmpty() || !name.contains(seen)) {
            found += u"no name with the seen words: "_s + who(widget);
        }
        // An input has a label that leads to it.
        const bool input = widget->inherits("QLineEdit") || widget->inherits("QPlainTextEdit")
            || widget->inherits("QComboBox");
        const auto labels = wizard.window().page()->findChildren<QLabel *>();
        const bool hasLabel = std::ranges::any_of(labels, [widget](const QLabel *label) {
            return label->buddy() == widget && label->isVisible() && widget->accessibleName().contains(label->text());
        });
        const auto *terms = wizard.window().findChild<TermsView *>();
        if (input && !hasLabel && !(terms && terms->isAncestorOf(widget))) {
            found += u"no label: "_s + who(widget);
        }
    }
    return found;
}

QStringList PagesAccessTest::outOfOrder(Wizard &wizard)
{
    QStringList found;
    // The focus is in the page when it appears.
    QWidget *first = wizard.page<Page>()->firstControl();
    if (first && !wizard.page<Page>()->hasError() && !QApplication::focusWidget()) {
        found += u"the focus has "_s + wizard.focused();
    }
    // Once around with Tab: downwards, and in a row from left to right, within the page.
    QList<QWidget *> seen;
    QWidget *page = wizard.page<Page>();
    if (first) {
        first->setFocus(Qt::TabFocusReason);
    }
    for (int i = 0; i < 200 && QApplication::focusWidget(); ++i) {
        QWidget *now = QApplication::focusWidget();
        if (seen.contains(now)) {
            break;
        }
        seen += now;
        QTest::keyClick(now, Qt::Key_Tab);
    }
    // The circle begins anew outside of the page.
    const auto outside = std::ranges::find_if(seen, [page](QWidget *each) { return !page->isAncestorOf(each); });
    std::rotate(seen.begin(), outside, seen.end());
    const QWidget *last = nullptr;
    for (const QWidget *each : seen) {
        if (!page->isAncestorOf(each)) {
            continue;
        }
        if (last) {
            const QRect a(last->mapTo(page, QPoint()), last->size());
            const QRect b(each->mapTo(page, QPoint()), each->size());
            const bool sameRow = a.top() < b.bottom() && b.top() < a.bottom();
            const bool nextColumn = b.left() > a.right(); // one pane after the other, each downwards
            if (sameRow ? b.left() < a.left() : b.top() < a.top() && !nextColumn) {
                found += who(each) + u" comes after "_s + who(last);
            }
        }
        last = each;
    }
    for (QWidget *each : page->findChildren<QWidget *>()) {
        const bool radio = qobject_cast<RadioRow *>(each); // a group of rows is one stop
        if (takesTab(each) && !radio && !isPartOfAnother(each) && !seen.contains(each)
            && !(each->focusProxy() && seen.contains(each->focusProxy()))) {
            found += u"Tab never comes to "_s + who(each);
        }
    }
    return found;
}

QStringList PagesAccessTest::cramped(Wizard &wizard)
{
    QStringList found;
    WizardWindow &window = wizard.window();
    const QRect whole = window.rect();
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || isPartOfAnother(widget->parentWidget() ? widget : &window)) {
            continue;
        }
        const QRect place(widget->mapTo(&window, QPoint()), widget->size());
        const bool words = qobject_cast<QLabel *>(widget) || qobject_cast<QAbstractButton *>(widget);
        if (words && (place.left() < whole.left() || place.right() > whole.right())) {
            found += who(widget) + u" leaves the window"_s;
        }
        if (!words || shownText(widget).isEmpty()) {
            continue;
        }
        const int needed = widget->hasHeightForWidth() ? widget->heightForWidth(widget->width())
                                                       : widget->sizeHint().height();
        if (widget->height() < needed) {
            found += who(widget) + u" has the height %1 and needs %2"_s.arg(widget->height()).arg(needed);
        }
        const auto *label = qobject_cast<QLabel *>(widget);
        const bool wraps = widget->hasHeightForWidth() || (label && label->wordWrap());
        if (!wraps && widget->width() < widget->minimumSizeHint().width()) {
            found += who(widget) + u" is too narrow"_s;
        }
    }
    const auto areas = window.findChildren<QScrollArea *>();
    for (const QScrollArea *area : areas) {
        if (area->isVisible() && area->horizontalScrollBar()->maximum() > 0) {
            found += u"scrolls sideways by %1"_s.arg(area->horizontalScrollBar()->maximum());
        }
    }
    const QAbstractButton *primary = wizard.primary();
    if (primary && !whole.contains(QRect(primary->mapTo(&window, QPoint()), primary->size()))) {
        found += u"the primary button is not seen"_s;
    }
    return found;
}

void PagesAccessTest::namesAndOrder_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Japanese") << u"ja"_s;
}

void PagesAccessTest::namesAndOrder()
{
    QFETCH(QString, language);
    const Service service;
    Wizard wizard(service, language);
    lookAtEveryPage(wizard, [](Wizard &each) { return unnamed(each) + outOfOrder(each); });
    for (const QString &trouble : m_troubles) {
        qWarning("%s", qPrintable(trouble));
    }
    QVERIFY(m_troubles.isEmpty());
}

void PagesAccessTest::smallAndLarge_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("percent");
    QTest::addColumn<QSize>("size");
    for (const char *language : {"en", "ja"}) {
        const QString tag = QString::fromLatin1(language);
        QTest::addRow("%s, as it opens", language) << tag << 100 << QSize(1040, 760);
        QTest::addRow("%s, 800 x 600", language) << tag << 100 << QSize(800, 600);
        QTest::addRow("%s, 800 x 600, 200 %% text", language) << tag << 200 << QSize(800, 600);
    }
}

void PagesAccessTest::smallAndLarge()
{
    QFETCH(QString, language);
    QFETCH(int, percent);
    QFETCH(QSize, size);
    QFont large = m_platform;
    large.setPointSizeF(m_platform.pointSizeF() * percent / 100);
    takeFont(large);
    const Service service;
    Wizard wizard(service, language);
    wizard.window().resize(size);
    wizard.settle();
    QCOMPARE(wizard.window().size(), size);
    const bool narrow = size.width() < 900 * percent / 100;
    // However many steps the form has: "Step 3 of ", or the Japanese words around the numbers.
    const QStringList around = QCoreApplication::translate("ttp::ui::WizardWindow", "Step %1 of %2").arg(3).split(u"%2"_s);
    const QString count = around.first().isEmpty() ? around.last() : around.first();
    bool folded = false;
    lookAtEveryPage(wizard, [&](Wizard &each) {
        folded = folded || !each.textWith(count).isEmpty();
        return cramped(each);
    });
    QCOMPARE(folded, narrow); // the rail, or "Step 3 of 10" above the title
    for (const QString &trouble : m_troubles) {
        qWarning("%s", qPrintable(trouble));
    }
    QVERIFY(m_troubles.isEmpty());
}

QTEST_MAIN(PagesAccessTest)
#include "test_pages_access.moc"
