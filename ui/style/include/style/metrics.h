// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QSize>

class QWidget;

namespace ttp::ui::style {

/// Device-independent pixels at 100 % text, grown with the application's font. Spacing: 4 8 12 16 24 32 48.
[[nodiscard]] int px(const QWidget *widget, qreal size);

/// How much larger than at 100 % the text is: 1.0 and more.
[[nodiscard]] qreal textScale();

inline constexpr int Radius = 6;        ///< of every corner, through px()
inline constexpr int FieldHeight = 40;  ///< smallest height of a field or button, through px()
inline constexpr int TouchHeight = 48;  ///< the same on a shared machine
inline constexpr int TouchTarget = 44;  ///< smallest target there
inline constexpr int ColumnWidth = 680; ///< widest content column, through px()
inline constexpr int FocusMargin = 4;   ///< ring and gap around a focused control; leave it free in scroll areas

/// The type scale.
enum class TextRole {
    Note,       ///< 13: hints, notes, errors
    NoteStrong, ///< 13 semibold
    Body,       ///< 15
    Label,      ///< 15 semibold
    Section,    ///< 18 semibold
    PageTitle,  ///< 24 semibold
};

/// A font of the scale, derived from the application's font.
[[nodiscard]] QFont font(TextRole role);

/// Gives the widget a font of the scale and keeps it there when the application's font changes.
void setRole(QWidget *widget, TextRole role);

/// True if most of the text needs the Japanese line height and measure.
[[nodiscard]] bool isJapanese(const QString &text);

/// Line height as a multiple of the font size: 1.7 for Japanese, else 1.45.
[[nodiscard]] qreal lineHeight(const QString &text);

/// Widest running text: 38 Japanese or 70 Latin characters.
[[nodiscard]] int measure(const QFont &font, const QString &text);

} // namespace ttp::ui::style
