// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/palette.h"

#include <QFocusFrame>
#include <QPointer>
#include <QProxyStyle>

class QApplication;
class QPushButton;

namespace ttp::ui::style {

/// The look of the program over Qt's Fusion style: no style sheets, no animations; colours come from the palette,
/// sizes grow with the application's font. The focus ring is a frame around the focused control, so controls need no
/// room of their own for it.
class Style final : public QProxyStyle {
    Q_OBJECT
public:
    /// Remembers the platform's palette and font.
    explicit Style(const QApplication &application);

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);
    /// Controls large enough for fingers: 44 pixels and more.
    void setTouch(bool touch) { m_touch = touch; }
    /// The application's font in a language: Japanese text gets a Japanese face.
    void setLanguage(const QString &language);

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget = nullptr) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                         const QWidget *widget = nullptr) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option,
                                       const QWidget *widget = nullptr) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                       const QWidget *widget = nullptr) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                                  const QWidget *widget = nullptr) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
                                QStyleHintReturn *data = nullptr) const override;
    using QProxyStyle::polish;
    void polish(QWidget *widget) override;

private:
    void followFocus(QWidget *now);

    QPalette m_platformPalette;
    QFont m_platformFont;
    Scheme m_scheme = Scheme::System;
    bool m_touch = false;
    QPointer<QFocusFrame> m_ring;
};

/// Gives the application style, palette and font. Call it once, before the first window.
Style *install(QApplication &application, Scheme scheme = Scheme::System, const QString &language = {});

/// The one filled button of a page.
void setPrimary(QPushButton *button, bool primary = true);
[[nodiscard]] bool isPrimary(const QWidget *button);

/// A flat button in the accent colour: Back, Edit, Remove.
void setQuiet(QPushButton *button, bool quiet = true);
[[nodiscard]] bool isQuiet(const QWidget *button);

/// Draws the border of a field in the error colour; words and a sign stand beside it.
void setInvalid(QWidget *control, bool invalid);
[[nodiscard]] bool isInvalid(const QWidget *control);

} // namespace ttp::ui::style
