// SPDX-License-Identifier: GPL-3.0-or-later
// What the style gives to everything: colours and their contrast, sizes, fonts, the mark.
#include "style/mark.h"
#include "style/metrics.h"
#include "style/notice.h"
#include "style/paragraph.h"
#include "style_shots.h"

#include <QLabel>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp::test;
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
    void markHasAllSizes();
    void nothingMoves();

private:
    Style *m_style = nullptr;
};

void TestStyle::initTestCase()
{
    m_style = installStyle();
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
