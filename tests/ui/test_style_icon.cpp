// SPDX-License-Identifier: GPL-3.0-or-later
// The icon that desktops show is the mark that the window draws.

#include "style/mark.h"

#include <QImage>
#include <QTest>

#include <cstdlib>

using namespace Qt::StringLiterals;

class StyleIconTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void installedIconIsTheMark_data();
    void installedIconIsTheMark();
};

void StyleIconTest::installedIconIsTheMark_data()
{
    QTest::addColumn<int>("side");
    // 16 pixels have a drawing of their own, fitted to the grid by hand; 22 are no size of the window's icon.
    for (const int side : {24, 32, 48, 64, 128, 256}) {
        QTest::addRow("%d", side) << side;
    }
}

void StyleIconTest::installedIconIsTheMark()
{
    QFETCH(const int, side);
    const QImage installed(u"%1/resources/icons/hicolor/%2x%2/apps/ttp-apply.png"_s
                               .arg(QStringLiteral(TTP_SOURCE_DIR)).arg(side));
    QCOMPARE(installed.size(), QSize(side, side));
    const QImage drawn = ttp::ui::style::markIcon().pixmap(side).toImage().convertToFormat(QImage::Format_ARGB32);
    QCOMPARE(drawn.size(), installed.size());
    const QImage other = installed.convertToFormat(QImage::Format_ARGB32);
    // Two painters smooth edges differently; another shape or colour is further away.
    qint64 difference = 0;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const QRgb a = drawn.pixel(x, y);
            const QRgb b = other.pixel(x, y);
            difference += std::abs(qRed(a) - qRed(b)) + std::abs(qAlpha(a) - qAlpha(b));
        }
    }
    const double mean = double(difference) / (side * side);
    qInfo("%d pixels: mean difference %.2f", side, mean);
    QVERIFY2(mean < 3, "run rsvg-convert as CONTRIBUTING.md says");
}

QTEST_MAIN(StyleIconTest)
#include "test_style_icon.moc"
