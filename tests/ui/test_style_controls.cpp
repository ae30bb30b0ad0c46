// SPDX-License-Identifier: GPL-3.0-or-later
// Controls in our style: their height, the focus ring, paragraphs, links, notices, the primary button.
#include "style/link_button.h"
#include "style/metrics.h"
#include "style/notice.h"
#include "style/paragraph.h"
#include "style_shots.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QFocusFrame>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace ttp::test;
using namespace ttp::ui::style;

Q_DECLARE_METATYPE(ttp::ui::style::Scheme)

class TestStyleControls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void buttonsAndFieldsAreTallEnough();
    void focusRingSurroundsTheControl();
    void focusRingFollowsIntoSight();
    void focusRingIsVisible_data();
    void focusRingIsVisible();
    void paragraphKeepsItsMeasure_data();
    void paragraphKeepsItsMeasure();
    void paragraphReadsNoMarkup();
    void paragraphGrowsInHeight();
    void linkButtonIsAButton();
    void noticeIsNamedByItsWords();
    void primaryButtonIsFilled();

private:
    Style *m_style = nullptr;
};

void TestStyleControls::initTestCase()
{
    m_style = installStyle();
}

void TestStyleControls::init()
{
    m_style->setScheme(Scheme::Light);
    m_style->setLanguage(u"en"_s);
}

void TestStyleControls::buttonsAndFieldsAreTallEnough()
{
    QPushButton button(u"Continue"_s);
    QLineEdit edit;
    QComboBox combo;
    QCheckBox check(u"Remember"_s);
    LinkButton link(u"Change"_s);
    QVERIFY(button.sizeHint().height() >= 40);
    QVERIFY(edit.sizeHint().height() >= 40);
    QVERIFY(combo.sizeHint().height() >= 40);
    QVERIFY(check.sizeHint().height() >= 24);
    QVERIFY(link.sizeHint().height() >= 24);
}

void TestStyleControls::focusRingSurroundsTheControl()
{
    QWidget window;
    window.resize(300, 200);
    auto *first = new QLineEdit(&window);
    auto *second = new QPushButton(u"Go"_s, &window);
    first->setGeometry(40, 20, 120, 40);
    second->setGeometry(40, 100, 120, 40);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    for (QWidget *control : {static_cast<QWidget *>(first), static_cast<QWidget *>(second)}) {
        control->setFocus(Qt::TabFocusReason);
        auto *ring = window.findChild<QFocusFrame *>();
        QVERIFY(ring);
        QVERIFY(ring->isVisible());
        QCOMPARE(ring->geometry(), control->geometry().adjusted(-4, -4, 4, 4));
    }
}

void TestStyleControls::focusRingFollowsIntoSight()
{
    QScrollArea area;
    area.resize(200, 120);
    auto *content = new QWidget;
    content->resize(180, 1000);
    auto *first = new QPushButton(u"First"_s, content);
    first->setGeometry(20, 20, 100, 40);
    auto *far = new QPushButton(u"Far"_s, content);
    far->setGeometry(20, 900, 100, 40);
    area.setWidget(content);
    area.show();
    area.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&area));
    first->setFocus();
    QTest::keyClick(first, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(far));
    auto *ring = area.findChild<QFocusFrame *>();
    QVERIFY(ring && ring->isVisible());
    QVERIFY(!ring->visibleRegion().isEmpty());
}

void TestStyleControls::focusRingIsVisible_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

void TestStyleControls::focusRingIsVisible()
{
    QFETCH(Scheme, scheme);
    m_style->setScheme(scheme);
    QWidget window;
    window.resize(300, 200);
    auto *button = new QPushButton(u"Go"_s, &window);
    button->setGeometry(40, 20, 120, 40);
    auto *other = new QPushButton(u"Other"_s, &window);
    other->setGeometry(40, 120, 120, 40);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    other->setFocus();
    const QImage without = shotOf(window);
    button->setFocus();
    const QImage with = shotOf(window);
    // Left of the button: gap of two pixels in the ground's colour, ring of two pixels in the accent.
    const QColor accent = colour(window.palette(), Role::Accent);
    const QColor ground = colour(window.palette(), Role::Ground);
    QCOMPARE(QColor(with.pixel(36, 40)), accent);
    QCOMPARE(QColor(with.pixel(37, 40)), accent);
    QCOMPARE(QColor(with.pixel(38, 40)), ground);
    QCOMPARE(QColor(with.pixel(39, 40)), ground);
    QCOMPARE(QColor(without.pixel(36, 40)), ground);
}

void TestStyleControls::paragraphKeepsItsMeasure_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("most");
    QTest::newRow("Latin")
        << u"It is independent software and nothing goes to the Agency unless an operator says so. "_s.repeated(6)
        << 70;
    QTest::newRow("Japanese") << u"このソフトウェアは独立に作られたもので、どこにも申請は送られません。"_s.repeated(6)
                              << 38;
}

void TestStyleControls::paragraphKeepsItsMeasure()
{
    QFETCH(QString, text);
    QFETCH(int, most);
    Paragraph paragraph(text, TextRole::Body);
    paragraph.resize(1600, paragraph.heightForWidth(1600));
    paragraph.show();
    const QRect inside = paragraph.contentsRect();
    QVERIFY(inside.width() <= measure(paragraph.font(), text));
    const qreal one = QFontMetricsF(paragraph.font()).horizontalAdvance(text) / qreal(text.size());
    QVERIFY2(inside.width() / one <= most + 1, qPrintable(QString::number(inside.width() / one)));
    const int lines = int(std::ceil(QFontMetricsF(paragraph.font()).horizontalAdvance(text) / inside.width()));
    const qreal size = QFontInfo(paragraph.font()).pixelSize();
    const qreal height = paragraph.height() / (lines * size);
    QVERIFY2(qAbs(height - lineHeight(text)) < 0.2, qPrintable(QString::number(height)));
}

void TestStyleControls::paragraphReadsNoMarkup()
{
    const QString hostile = u"<b>bold</b> <img src=\"file:///etc/passwd\"> & <a href=\"https://x\">x</a>"_s;
    Paragraph paragraph(hostile, TextRole::Body);
    paragraph.setSelection(0, int(hostile.size()));
    QCOMPARE(paragraph.selectedText(), hostile);
    QCOMPARE(paragraph.accessibleName(), hostile);
    QVERIFY(!paragraph.textInteractionFlags().testFlag(Qt::LinksAccessibleByMouse));
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(&paragraph);
    QVERIFY(seen);
    QCOMPARE(seen->text(QAccessible::Name), hostile);
}

void TestStyleControls::paragraphGrowsInHeight()
{
    Paragraph paragraph(u"some words that need room "_s.repeated(10), TextRole::Note);
    QVERIFY(paragraph.heightForWidth(120) > 2 * paragraph.heightForWidth(500));
    QVERIFY(paragraph.minimumSizeHint().width() < 60);
}

void TestStyleControls::linkButtonIsAButton()
{
    LinkButton link(u"Change the passport number"_s);
    QSignalSpy clicked(&link, &QAbstractButton::clicked);
    QVERIFY(link.focusPolicy() & Qt::TabFocus);
    for (const auto key : {Qt::Key_Space, Qt::Key_Return, Qt::Key_Enter}) {
        QTest::keyClick(&link, key);
    }
    QCOMPARE(clicked.count(), 3);
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(&link);
    QVERIFY(seen);
    QCOMPARE(seen->role(), QAccessible::Button);
    QVERIFY(link.heightForWidth(90) > link.heightForWidth(600));
}

void TestStyleControls::noticeIsNamedByItsWords()
{
    Notice notice(Notice::Kind::Error);
    notice.setText(u"Nothing was sent."_s);
    QCOMPARE(notice.accessibleName(), u"Nothing was sent."_s);
    notice.setHeading(u"There is a problem"_s);
    QCOMPARE(notice.accessibleName(), u"There is a problem"_s);
}

void TestStyleControls::primaryButtonIsFilled()
{
    QPushButton button(u"Send"_s);
    button.resize(120, 40);
    const QColor accent = colour(button.palette(), Role::Accent);
    QVERIFY(pixelsOf(shotOf(button), accent) < 100);
    setPrimary(&button);
    QVERIFY(pixelsOf(shotOf(button), accent) > 3000);
    QVERIFY(isPrimary(&button));
    setPrimary(&button, false);
    setQuiet(&button);
    QVERIFY(pixelsOf(shotOf(button), accent) < 500);
}

QTEST_MAIN(TestStyleControls)
#include "test_style_controls.moc"
