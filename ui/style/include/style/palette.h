// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace ttp::ui::style {

/// Which colours the program shows.
enum class Scheme {
    System, ///< light or dark as the platform's palette is; high contrast if the platform asks for it
    Light,
    Dark,
    HighContrast, ///< the platform's palette alone, our roles step back
};

/// What a colour is for. Those that QPalette has are also set there; painters that need another ask `colour()`.
enum class Role {
    Accent,     ///< primary button, current step, links, focus ring
    OnAccent,   ///< text on an accent surface
    AccentTint, ///< ground of a chosen row; text and edges keep their contrast on it
    Ground,     ///< the window
    Surface,    ///< fields, cards, lists
    Text,
    QuietText, ///< hints, notes
    Edge,      ///< border of a control: contrast >= 3 on ground and surface
    Hairline,  ///< border that only decorates: cards, rules
    Error,
    ErrorGround,
    Done,
    DoneGround,
    PracticeText, ///< the practice strip
    PracticeGround,
};

/// The palette of a scheme. `platform` is what the platform gave before the program touched it.
[[nodiscard]] QPalette paletteFor(Scheme scheme, const QPalette &platform);

/// The colour of a role in a palette made by `paletteFor`, or the nearest platform role in any other palette.
[[nodiscard]] QColor colour(const QPalette &palette, Role role);

/// True if the window is darker than its text.
[[nodiscard]] bool isDark(const QPalette &palette);

/// True if a platform palette looks like a high contrast theme: almost pure black and white.
[[nodiscard]] bool isHighContrast(const QPalette &platform);

/// WCAG 2 contrast ratio, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor &one, const QColor &other);

} // namespace ttp::ui::style
