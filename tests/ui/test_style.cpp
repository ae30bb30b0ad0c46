// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/card.h"
#include "style/link_button.h"
#include "style/mark.h"
#include "style/metrics.h"
#include "style/notice.h"
#include "style/paragraph.h"
#include "style/style.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace ttp::ui::style;

Q_DECLARE_METATYPE(ttp::ui::style::Scheme)
Q_DECLARE_METATYPE(ttp::ui::style::Role)

class TestStyle : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void contrastOfKnownColours();
    void textContrast_data();
    void textContrast();
    void edgeContrast_data();
    void edgeContrast();
    void systemFollowsThePlatform_data();
    void systemFollowsThePlatform();
    void highContrastUsesThePlatformAlone();
    void paletteSwitchRepaintsEverything();
    void sizesGrowWithTheFont();
    void rolesFollowTheApplicationFont();
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
    void markHasAllSizes();
    void nothingMoves();

private:
    Style *m_style = nullptr;
};

namespace {

QImage shotOf(QWidget &widget)
{
    QImage image(widget.size(), QImage::Format_RGB32);
    widget.render(&image);
    return image;
}

int pixelsOf(const QImage &image, const QColor &colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            count += image.pixel(x, y) == colour.rgb() ? 1 : 0;
        }
    }
    return count;
}

} // namespace

void TestStyle::initTestCase()
{
    QFont platform = QApplication::font();
    platform.setPointSizeF(10);
    QApplication::setFont(platform);
    m_style = install(*qApp, Scheme::Light, u"en"_s);
}

void TestStyle::init()
{
    m_style->setScheme(Scheme::Light);
    m_style->setLanguage(u"en"_s);
}

void TestStyle::contrastOfKnownColours()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
    // WebAIM's contrast checker says 4.54.
    QVERIFY(qAbs(contrastRatio(QColor(0x767676U), Qt::white) - 4.54) < 0.01);
}

void TestStyle::textContrast_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<Role>("ink");
    QTest::addColumn<Role>("ground");
    struct Pair {
        const char *name;
        Role ink;
        Role ground;
    };
    const Pair pairs[] = {
        {"text on ground", Role::Text, Role::Ground},
        {"text on surface", Role::Text, Role::Surface},
        {"text on a chosen row", Role::Text, Role::AccentTint},
        {"text on error", Role::Text, Role::ErrorGround},
        {"text on done", Role::Text, Role::DoneGround},
        {"quiet on ground", Role::QuietText, Role::Ground},
        {"quiet on surface", Role::QuietText, Role::Surface},
        {"quiet on a chosen row", Role::QuietText, Role::AccentTint},
        {"quiet on a disabled button", Role::QuietText, Role::Hairline},
        {"link on ground", Role::Accent, Role::Ground},
        {"link on surface", Role::Accent, Role::Surface},
        {"link on tint", Role::Accent, Role::AccentTint},
        {"link in an error", Role::Accent, Role::ErrorGround},
        {"link in done", Role::Accent, Role::DoneGround},
        {"primary button", Role::OnAccent, Role::Accent},
        {"error on ground", Role::Error, Role::Ground},
        {"error on surface", Role::Error, Role::Surface},
        {"error on its ground", Role::Error, Role::ErrorGround},
        {"done on ground", Role::Done, Role::Ground},
        {"done on surface", Role::Done, Role::Surface},
        {"done on its ground", Role::Done, Role::DoneGround},
        {"practice strip", Role::PracticeText, Role::PracticeGround},
    };
    for (const Pair &pair : pairs) {
        QTest::addRow("light: %s", pair.name) << Scheme::Light << pair.ink << pair.ground;
        QTest::addRow("dark: %s", pair.name) << Scheme::Dark << pair.ink << pair.ground;
    }
}

void TestStyle::textContrast()
{
    QFETCH(Scheme, scheme);
    QFETCH(Role, ink);
    QFETCH(Role, ground);
    const QPalette palette = paletteFor(scheme, {});
    const double ratio = contrastRatio(colour(palette, ink), colour(palette, ground));
    QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
}

void TestStyle::edgeContrast_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<Role>("edge");
    QTest::addColumn<Role>("ground");
    for (const auto scheme : {Scheme::Light, Scheme::Dark}) {
        const char *name = scheme == Scheme::Light ? "light" : "dark";
        QTest::addRow("%s: edge on ground", name) << scheme << Role::Edge << Role::Ground;
        QTest::addRow("%s: edge on surface", name) << scheme << Role::Edge << Role::Surface;
        QTest::addRow("%s: focus on ground", name) << scheme << Role::Accent << Role::Ground;
        QTest::addRow("%s: focus on surface", name) << scheme << Role::Accent << Role::Surface;
        QTest::addRow("%s: chosen row", name) << scheme << Role::Accent << Role::AccentTint;
        QTest::addRow("%s: progress on its track", name) << scheme << Role::Accent << Role::Hairline;
    }
}

void TestStyle::edgeContrast()
{
    QFETCH(Scheme, scheme);
    QFETCH(Role, edge);
    QFETCH(Role, ground);
    const QPalette palette = paletteFor(scheme, {});
    const double ratio = contrastRatio(colour(palette, edge), colour(palette, ground));
    QVERIFY2(ratio >= 3.0, qPrintable(QString::number(ratio)));
}

void TestStyle::systemFollowsThePlatform_data()
{
    QTest::addColumn<QColor>("window");
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    QTest::newRow("light desktop") << QColor(0xefefefU) << QColor(0x000000U) << QColor(0xf6f7f6U);
    QTest::newRow("dark desktop") << QColor(0x2b2b2bU) << QColor(0xeeeeeeU) << QColor(0x161a1aU);
    QTest::newRow("Windows 11") << QColor(0xf0f0f0U) << QColor(0x000000U) << QColor(0xf6f7f6U);
    QTest::newRow("high contrast black") << QColor(0x000000U) << QColor(0xffffffU) << QColor(0x000000U);
    QTest::newRow("high contrast white") << QColor(0xffffffU) << QColor(0x000000U) << QColor(0xffffffU);
}

void TestStyle::systemFollowsThePlatform()
{
    QFETCH(QColor, window);
    QFETCH(QColor, text);
    QPalette platform(Qt::gray, window);
    platform.setColor(QPalette::Window, window);
    platform.setColor(QPalette::WindowText, text);
    QTEST(paletteFor(Scheme::System, platform).color(QPalette::Window), "ground");
}

void TestStyle::highContrastUsesThePlatformAlone()
{
    QPalette platform(Qt::gray, Qt::black);
    platform.setColor(QPalette::WindowText, Qt::yellow);
    platform.setColor(QPalette::Highlight, Qt::cyan);
    const QPalette palette = paletteFor(Scheme::HighContrast, platform);
    QCOMPARE(palette, platform);
    QCOMPARE(colour(palette, Role::Error), QColor(Qt::yellow));
    QCOMPARE(colour(palette, Role::PracticeGround), QColor(Qt::black));
    QCOMPARE(colour(palette, Role::Accent), QColor(Qt::cyan));
}

void TestStyle::paletteSwitchRepaintsEverything()
{
    Notice notice(Notice::Kind::Error);
    notice.setText(u"Words"_s);
    notice.resize(300, 80);
    QVERIFY(pixelsOf(shotOf(notice), colour(paletteFor(Scheme::Light, {}), Role::ErrorGround)) > 5000);
    m_style->setScheme(Scheme::Dark);
    QCoreApplication::sendPostedEvents();
    QVERIFY(pixelsOf(shotOf(notice), colour(paletteFor(Scheme::Dark, {}), Role::ErrorGround)) > 5000);

    Paragraph paragraph(u"Quiet"_s, TextRole::Note);
    paragraph.setColour(Role::QuietText);
    for (const auto scheme : {Scheme::Light, Scheme::Dark, Scheme::Light}) {
        m_style->setScheme(scheme);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(paragraph.palette().color(QPalette::WindowText), colour(paletteFor(scheme, {}), Role::QuietText));
    }
}

void TestStyle::sizesGrowWithTheFont()
{
    QCOMPARE(px(nullptr, 40), 40);
    QFont twice = QApplication::font();
    twice.setPointSizeF(twice.pointSizeF() * 2);
    const QFont before = QApplication::font();
    QApplication::setFont(twice);
    QCOMPARE(px(nullptr, 40), 80);
    QCOMPARE(px(nullptr, 1), 2);
    QApplication::setFont(before);
    QCOMPARE(QFontInfo(font(TextRole::Body)).pixelSize(), 15);
    QCOMPARE(QFontInfo(font(TextRole::Note)).pixelSize(), 13);
    QCOMPARE(QFontInfo(font(TextRole::Section)).pixelSize(), 18);
    QCOMPARE(QFontInfo(font(TextRole::PageTitle)).pixelSize(), 24);
    QVERIFY(font(TextRole::Label).weight() > font(TextRole::Body).weight());
}

void TestStyle::rolesFollowTheApplicationFont()
{
    QWidget window;
    auto *label = new QLabel(u"Title"_s, &window);
    setRole(label, TextRole::PageTitle);
    window.show();
    const qreal before = label->font().pointSizeF();
    const QFont old = QApplication::font();
    QFont twice = old;
    twice.setPointSizeF(old.pointSizeF() * 2);
    QApplication::setFont(twice);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(label->font().pointSizeF(), 2 * before);
    QApplication::setFont(old);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(label->font().pointSizeF(), before);
}

void TestStyle::buttonsAndFieldsAreTallEnough()
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

void TestStyle::focusRingSurroundsTheControl()
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

void TestStyle::focusRingFollowsIntoSight()
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

void TestStyle::focusRingIsVisible_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

void TestStyle::focusRingIsVisible()
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

void TestStyle::paragraphKeepsItsMeasure_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("most");
    QTest::newRow("Latin")
        << u"It is independent software and nothing goes to the Agency unless an operator says so. "_s.repeated(6)
        << 70;
    QTest::newRow("Japanese") << u"このソフトウェアは独立に作られたもので、どこにも申請は送られません。"_s.repeated(6)
                              << 38;
}

void TestStyle::paragraphKeepsItsMeasure()
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

void TestStyle::paragraphReadsNoMarkup()
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

void TestStyle::paragraphGrowsInHeight()
{
    Paragraph paragraph(u"some words that need room "_s.repeated(10), TextRole::Note);
    QVERIFY(paragraph.heightForWidth(120) > 2 * paragraph.heightForWidth(500));
    QVERIFY(paragraph.minimumSizeHint().width() < 60);
}

void TestStyle::linkButtonIsAButton()
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

void TestStyle::noticeIsNamedByItsWords()
{
    Notice notice(Notice::Kind::Error);
    notice.setText(u"Nothing was sent."_s);
    QCOMPARE(notice.accessibleName(), u"Nothing was sent."_s);
    notice.setHeading(u"There is a problem"_s);
    QCOMPARE(notice.accessibleName(), u"There is a problem"_s);
}

void TestStyle::primaryButtonIsFilled()
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

void TestStyle::markHasAllSizes()
{
    const QIcon icon = markIcon();
    for (const int side : {16, 32, 256}) {
        QCOMPARE(icon.pixmap(side, side).size(), QSize(side, side));
    }
}

void TestStyle::nothingMoves()
{
    QCOMPARE(m_style->styleHint(QStyle::SH_Widget_Animation_Duration), 0);
    QVERIFY(qApp->styleSheet().isEmpty());
}

QTEST_MAIN(TestStyle)
#include "test_style.moc"
