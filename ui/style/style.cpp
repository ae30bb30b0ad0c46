// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/style.h"

#include "painting.h"
#include "style/metrics.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QFontDatabase>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QStyleOption>
#include <QTextEdit>

#include <cmath>

namespace ttp::ui::style {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *PrimaryProperty = "ttpPrimary";
constexpr const char *QuietProperty = "ttpQuiet";
constexpr const char *InvalidProperty = "ttpInvalid";

// What the platform calls 100 %: 9 points on Windows, 13 pixels on macOS, 10 points elsewhere.
#if defined(Q_OS_WIN)
constexpr qreal PlatformPixels = 12;
#elif defined(Q_OS_MACOS)
constexpr qreal PlatformPixels = 13;
#else
constexpr qreal PlatformPixels = 40.0 / 3.0;
#endif
constexpr qreal BodyPixels = 15;

QStringList installed(const QStringList &families)
{
    QStringList found;
    for (const QString &family : families) {
        if (QFontDatabase::hasFamily(family)) {
            found.append(family);
        }
    }
    return found;
}

// Families that only mean "no font was chosen".
bool isGeneric(const QString &family)
{
    static const QStringList generic{u""_s,           u"sans"_s,      u"sans serif"_s,
                                     u"sans-serif"_s, u"helvetica"_s, u"dejavu sans"_s};
    return generic.contains(family.toLower());
}

QStringList familiesFor(const QFont &platform, const QString &language)
{
    const QStringList japanese = installed({u"Noto Sans CJK JP"_s, u"Noto Sans JP"_s, u"Hiragino Sans"_s,
                                            u"Yu Gothic UI"_s, u"Meiryo"_s, u"IPAexGothic"_s});
    const QString own = platform.family();
    if (language.startsWith(u"ja"_s) && !japanese.isEmpty()) {
        return QStringList(japanese.first()) + QStringList(own);
    }
    QStringList families = isGeneric(own) ? installed({u"Noto Sans"_s}) : QStringList(own);
    return families + japanese + QStringList(own);
}

bool isRingFor(const QWidget *widget)
{
    return widget && !widget->isWindow() && !qobject_cast<const QLabel *>(widget)
        && !qobject_cast<const QMenuBar *>(widget) && widget->window()->windowType() != Qt::Popup;
}

} // namespace

Style::Style(const QApplication &application)
    : QProxyStyle(u"fusion"_s), m_platformPalette(application.palette()), m_platformFont(QApplication::font())
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { followFocus(now); });
}

void Style::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    QApplication::setPalette(paletteFor(scheme, m_platformPalette));
}

void Style::setLanguage(const QString &language)
{
    const QScreen *screen = QGuiApplication::primaryScreen();
    const qreal dpi = screen ? screen->logicalDotsPerInchY() : 96.0;
    const qreal pixels =
        m_platformFont.pixelSize() > 0 ? m_platformFont.pixelSize() : m_platformFont.pointSizeF() * dpi / 72.0;
    QFont font = m_platformFont;
    font.setFamilies(familiesFor(m_platformFont, language));
    font.setPointSizeF(std::max(1.0, pixels / PlatformPixels) * BodyPixels * 72.0 / dpi);
    if (font != QApplication::font()) {
        QApplication::setFont(font);
    }
}

void Style::followFocus(QWidget *now)
{
    if (!isRingFor(now)) {
        if (m_ring) {
            m_ring->setWidget(nullptr);
        }
        return;
    }
    // A frame dies with the window it last showed in.
    if (!m_ring) {
        m_ring = new QFocusFrame(now->window());
    }
    m_ring->setWidget(now);
    // QFocusFrame hides itself where the control is out of sight, and stays hidden when the page then scrolls to it.
    m_ring->show();
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget)) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_FocusFrame_AboveWidget: return 1;
    case SH_FocusFrame_Mask:
    case SH_Widget_Animation_Duration:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ScrollBar_Transient:
    case SH_ComboBox_Popup: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin: return FocusMargin;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return px(widget, 22);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return px(widget, 12);
    case PM_ScrollBarExtent: return px(widget, 12);
    case PM_ScrollBarSliderMin: return px(widget, 32);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_MenuPanelWidth: return metric == PM_MenuPanelWidth ? 1 : 0;
    case PM_SmallIconSize:
    case PM_ButtonIconSize: return px(widget, 20);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return px(widget, 12);
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin: return px(widget, 16);
    case PM_DefaultFrameWidth:
        if (qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget)) {
            return px(widget, 4);
        }
        return qobject_cast<const QAbstractItemView *>(widget) ? 2 : 1;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    const int field = px(widget, m_touch ? TouchHeight : FieldHeight);
    const int row = m_touch ? px(widget, TouchTarget) : 0;
    switch (type) {
    case CT_PushButton: {
        const int margin = px(widget, isQuiet(widget) ? 12 : 20);
        return {std::max(size.width() + 2 * margin, std::max(row, px(widget, isQuiet(widget) ? 24 : 96))),
                std::max(size.height() + px(widget, 12), field)};
    }
    case CT_LineEdit: return {size.width() + 2 * px(widget, 10), std::max(size.height() + px(widget, 8), field)};
    case CT_ComboBox: return {size.width() + px(widget, 12 + 36), std::max(size.height() + px(widget, 8), field)};
    case CT_CheckBox:
    case CT_RadioButton:
        return QProxyStyle::sizeFromContents(type, option, size, widget).expandedTo({0, std::max(row, px(widget, 28))});
    case CT_ToolButton:
        return QProxyStyle::sizeFromContents(type, option, size, widget).expandedTo({std::max(row, px(widget, 32)), std::max(row, px(widget, 36))})
            + QSize(px(widget, 12), 0);
    case CT_ItemViewItem:
        return QProxyStyle::sizeFromContents(type, option, size, widget).expandedTo({0, std::max(row, px(widget, 34))});
    case CT_MenuItem: return QProxyStyle::sizeFromContents(type, option, size, widget).expandedTo({0, std::max(row, px(widget, 32))});
    case CT_TabBarTab:
        return QProxyStyle::sizeFromContents(type, option, size, widget).expandedTo({px(widget, 80), field});
    default: return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_LineEditContents:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0) {
            return option->rect.adjusted(px(widget, 10), 1, -px(widget, 10), -1);
        }
        return option->rect;
    case SE_CheckBoxFocusRect:
    case SE_RadioButtonFocusRect:
    case SE_PushButtonFocusRect: return option->rect;
    default: return QProxyStyle::subElementRect(element, option, widget);
    }
}

Style *install(QApplication &application, Scheme scheme, const QString &language)
{
    auto *style = new Style(application);
    QApplication::setStyle(style);
    style->setScheme(scheme);
    style->setLanguage(language);
    return style;
}

void setPrimary(QPushButton *button, bool primary)
{
    button->setProperty(PrimaryProperty, primary);
    setRole(button, TextRole::Label);
    button->update();
}

bool isPrimary(const QWidget *button)
{
    return button && button->property(PrimaryProperty).toBool();
}

void setQuiet(QPushButton *button, bool quiet)
{
    button->setProperty(QuietProperty, quiet);
    button->updateGeometry();
    button->update();
}

bool isQuiet(const QWidget *button)
{
    return button && button->property(QuietProperty).toBool();
}

void setInvalid(QWidget *control, bool invalid)
{
    control->setProperty(InvalidProperty, invalid);
    control->update();
}

bool isInvalid(const QWidget *control)
{
    return control && control->property(InvalidProperty).toBool();
}

} // namespace ttp::ui::style
