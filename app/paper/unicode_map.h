// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

#include <functional>
#include <vector>

namespace ttp::paper {

/// Glyph number in an embedded font → the text it stands for (ISO 32000-1, 9.10.3 "ToUnicode CMaps").
using UnicodeMap = QMap<int, QString>;

/// Reads a map as Qt's PDF writer makes it.
[[nodiscard]] UnicodeMap readUnicodeMap(const QByteArray &cmap);
[[nodiscard]] QByteArray writeUnicodeMap(const UnicodeMap &map);

/// `guessed`, corrected by the texts of glyph 1, 2, …. `canBe` tells whether the font draws a text with the glyph of that
/// number; if it denies a guess, numbers and texts do not belong together, and only what is certainly wrong (radicals
/// and ligatures for their letters) is mended.
[[nodiscard]] UnicodeMap corrected(const UnicodeMap &guessed, const std::vector<QString> &texts,
                                   const std::function<bool(int glyph, const QString &text)> &canBe);

} // namespace ttp::paper
