// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ttp::form {

/// Calls `see(code point, its place in UTF-16)` for each code point. Half a surrogate pair counts as one of its own:
/// QString::toUcs4 would pass it off as U+FFFD.
void forEachCodePoint(const QString &text, const auto &see)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype place = i;
        char32_t code = text.at(i).unicode();
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            code = QChar::surrogateToUcs4(text.at(i), text.at(i + 1));
            ++i;
        }
        see(code, place);
    }
}

/// A code point as text; half a surrogate pair stays half.
[[nodiscard]] inline QString asText(char32_t code)
{
    return QStringView(QChar::fromUcs4(code)).toString(); // QString::fromUcs4 would drop U+FEFF
}

} // namespace ttp::form
