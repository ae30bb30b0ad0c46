// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/palette.h"

#include "painting.h"

#include <algorithm>
#include <array>
#include <cmath>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#endif

namespace ttp::ui::style {

namespace {

constexpr int RoleCount = int(Role::PracticeGround) + 1;
using Roles = std::array<QRgb, RoleCount>;

// In the order of Role. Text keeps 4.5 and edges 3 on every ground they are used on (tests/ui/test_style.cpp).
constexpr Roles Light{0xff0b6e69, 0xffffffff, 0xffe4f1ef, 0xfff6f7f6, 0xffffffff, 0xff1a1f1e, 0xff55605e, 0xff788381,
                      0xffdce1df, 0xffb3261e, 0xfffcefed, 0xff1b6e3c, 0xffe7f4eb, 0xff5c3b00, 0xffffe2a8};
constexpr Roles Dark{0xff63cdc4, 0xff10201e, 0xff1d3936, 0xff161a1a, 0xff1f2525, 0xffecf1f0, 0xffa9b5b2, 0xff7d8a87,
                     0xff37403f, 0xffff8a80, 0xff3b2321, 0xff7fd39a, 0xff1b3324, 0xffffdd99, 0xff4a3400};

QColor in(const Roles &roles, Role role)
{
    return QColor::fromRgb(roles[size_t(role)]);
}

QPalette paletteOf(const Roles &roles)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole target, const QColor &value) { palette.setColor(target, value); };
    const QColor text = in(roles, Role::Text);
    const QColor quiet = in(roles, Role::QuietText);
    const QColor ground = in(roles, Role::Ground);
    set(QPalette::Window, ground);
    set(QPalette::WindowText, text);
    set(QPalette::Base, in(roles, Role::Surface));
    set(QPalette::AlternateBase, in(roles, Role::Surface));
    set(QPalette::Text, text);
    set(QPalette::Button, in(roles, Role::Surface));
    set(QPalette::ButtonText, text);
    set(QPalette::BrightText, in(roles, Role::Error));
    set(QPalette::PlaceholderText, quiet);
    set(QPalette::Highlight, in(roles, Role::Accent));
    set(QPalette::HighlightedText, in(roles, Role::OnAccent));
    set(QPalette::Link, in(roles, Role::Accent));
    set(QPalette::LinkVisited, in(roles, Role::Accent));
    set(QPalette::ToolTipBase, in(roles, Role::Surface));
    set(QPalette::ToolTipText, text);
    set(QPalette::Mid, in(roles, Role::Edge));
    set(QPalette::Midlight, in(roles, Role::Hairline));
    set(QPalette::Light, in(roles, Role::Surface));
    set(QPalette::Dark, towards(in(roles, Role::Edge), text, 0.3));
    set(QPalette::Shadow, towards(ground, Qt::black, 0.7));
    const QColor disabled = towards(quiet, ground, 0.35);
    for (const auto target : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText}) {
        palette.setColor(QPalette::Disabled, target, disabled);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, in(roles, Role::Hairline));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, quiet);
    palette.setColor(QPalette::Disabled, QPalette::Base, ground);
    return palette;
}

bool isOurs(const QPalette &palette, const Roles &roles)
{
    return palette.color(QPalette::Active, QPalette::Link) == in(roles, Role::Accent)
        && palette.color(QPalette::Active, QPalette::Mid) == in(roles, Role::Edge);
}

QPalette::ColorRole nearest(Role role)
{
    switch (role) {
    case Role::Accent: return QPalette::Highlight;
    case Role::OnAccent: return QPalette::HighlightedText;
    case Role::Surface:
    case Role::AccentTint: return QPalette::Base;
    case Role::Ground:
    case Role::ErrorGround:
    case Role::DoneGround:
    case Role::PracticeGround: return QPalette::Window;
    case Role::Text:
    case Role::QuietText:
    case Role::Edge:
    case Role::Hairline:
    case Role::Error:
    case Role::Done:
    case Role::PracticeText: break;
    }
    return QPalette::WindowText;
}

double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

bool systemWantsHighContrast()
{
#ifdef Q_OS_WIN
    HIGHCONTRASTW contrast{};
    contrast.cbSize = sizeof(contrast);
    return SystemParametersInfoW(SPI_GETHIGHCONTRAST, sizeof(contrast), &contrast, 0)
        && (contrast.dwFlags & HCF_HIGHCONTRASTON);
#else
    return false;
#endif
}

} // namespace

QPalette paletteFor(Scheme scheme, const QPalette &platform)
{
    switch (scheme) {
    case Scheme::Light: return paletteOf(Light);
    case Scheme::Dark: return paletteOf(Dark);
    case Scheme::HighContrast: return platform;
    case Scheme::System: break;
    }
    if (isHighContrast(platform)) {
        return platform;
    }
    return paletteOf(isDark(platform) ? Dark : Light);
}

QColor colour(const QPalette &palette, Role role)
{
    if (isOurs(palette, Light)) {
        return in(Light, role);
    }
    if (isOurs(palette, Dark)) {
        return in(Dark, role);
    }
    return palette.color(QPalette::Active, nearest(role));
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Active, QPalette::Window))
        < luminance(palette.color(QPalette::Active, QPalette::WindowText));
}

bool isHighContrast(const QPalette &platform)
{
    // Ordinary themes keep the window a little grey; black on pure white or white on pure black is a choice.
    return systemWantsHighContrast()
        || contrastRatio(platform.color(QPalette::Active, QPalette::Window),
                         platform.color(QPalette::Active, QPalette::WindowText))
        > 20.5;
}

double contrastRatio(const QColor &one, const QColor &other)
{
    // By values: std::minmax of two temporaries returns references to what is gone.
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace ttp::ui::style
