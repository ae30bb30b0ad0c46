// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/metrics.h"

#include <QApplication>
#include <QEvent>
#include <QFontMetricsF>
#include <QPointer>
#include <QScreen>
#include <QVariant>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace ttp::ui::style {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal BodyPixels = 15;

qreal pixelSizeOf(const QFont &font)
{
    if (font.pixelSize() > 0) {
        return font.pixelSize();
    }
    const QScreen *screen = QGuiApplication::primaryScreen();
    return font.pointSizeF() * (screen ? screen->logicalDotsPerInchY() : 96.0) / 72.0;
}

qreal relativeSize(TextRole role)
{
    switch (role) {
    case TextRole::Note:
    case TextRole::NoteStrong: return 13 / BodyPixels;
    case TextRole::Section: return 18 / BodyPixels;
    case TextRole::PageTitle: return 24 / BodyPixels;
    case TextRole::Body:
    case TextRole::Label: break;
    }
    return 1;
}

// Gives a widget its role's font again when the application's font changes. Qt tells that to windows, and to children
// only as a change of their parent's font.
class RoleKeeper final : public QObject {
public:
    RoleKeeper(QWidget *widget, TextRole role) : QObject(widget), m_widget(widget)
    {
        setTextRole(role);
        widget->installEventFilter(this);
        followParent();
    }

    void setTextRole(TextRole role)
    {
        m_role = role;
        m_widget->setFont(font(role));
    }

    static RoleKeeper *of(QWidget *widget)
    {
        for (QObject *child : widget->children()) {
            if (auto *keeper = dynamic_cast<RoleKeeper *>(child)) {
                return keeper;
            }
        }
        return nullptr;
    }

    bool eventFilter(QObject *object, QEvent *event) override
    {
        const bool own = object == m_widget;
        if ((own && event->type() == QEvent::ApplicationFontChange) || (!own && event->type() == QEvent::FontChange)) {
            setTextRole(m_role);
        } else if (own && event->type() == QEvent::ParentChange) {
            followParent();
        }
        return false;
    }

private:
    void followParent()
    {
        if (m_parent) {
            m_parent->removeEventFilter(this);
        }
        m_parent = m_widget->parentWidget();
        if (m_parent) {
            m_parent->installEventFilter(this);
        }
    }

    QWidget *m_widget;
    QPointer<QWidget> m_parent;
    TextRole m_role = TextRole::Body;
};

bool isJapaneseCharacter(char32_t c)
{
    return (c >= 0x3000 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xff00 && c <= 0xffef) || (c >= 0x20000 && c <= 0x3ffff);
}

} // namespace

qreal textScale()
{
    return std::max(1.0, pixelSizeOf(QApplication::font()) / BodyPixels);
}

int px(const QWidget *, qreal size)
{
    return int(std::lround(size * textScale()));
}

QFont font(TextRole role)
{
    QFont font = QApplication::font();
    const qreal factor = relativeSize(role);
    if (font.pixelSize() > 0) {
        font.setPixelSize(int(std::lround(font.pixelSize() * factor)));
    } else {
        font.setPointSizeF(font.pointSizeF() * factor);
    }
    if (role != TextRole::Note && role != TextRole::Body) {
        font.setWeight(QFont::DemiBold);
    }
    return font;
}

void setRole(QWidget *widget, TextRole role)
{
    if (RoleKeeper *keeper = RoleKeeper::of(widget)) {
        keeper->setTextRole(role);
        return;
    }
    new RoleKeeper(widget, role);
}

bool isJapanese(const QString &text)
{
    qsizetype japanese = 0;
    for (const char32_t c : text.toUcs4()) {
        japanese += isJapaneseCharacter(c) ? 1 : 0;
    }
    // A Japanese sentence that names Latin codes is Japanese, an English one that quotes a Japanese term is not.
    return japanese * 4 > text.size();
}

qreal lineHeight(const QString &text)
{
    return isJapanese(text) ? 1.7 : 1.45;
}

int measure(const QFont &font, const QString &text)
{
    const QFontMetricsF metrics(font);
    if (isJapanese(text)) {
        return int(std::ceil(metrics.horizontalAdvance(QChar(u'国')) * 38));
    }
    // A line of narrow letters must not hold more than 70 either.
    const QString sample = u"the quick brown fox jumps over a lazy dog and asks where it may go"_s;
    return int(std::ceil(metrics.horizontalAdvance(sample) / qreal(sample.size()) * 70 * 0.93));
}

} // namespace ttp::ui::style
