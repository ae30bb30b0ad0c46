// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGlyphRun>
#include <QHash>
#include <QRawFont>
#include <QString>

#include <vector>

class QTextLine;

namespace ttp::paper {

/// Which text each glyph of a font stands for, in the order in which the glyphs were first drawn. Qt's PDF writer numbers
/// the glyphs of an embedded font in that order, but guesses their texts from the font alone: it has none for what a
/// font substitutes (Noto's digits among Latin letters), takes radicals for ideographs, and knows no ligature and
/// nothing beyond U+FFFF.
class GlyphTexts {
public:
    struct Font {
        QString name; ///< family and style, small letters and digits only
        std::vector<QString> texts; ///< of glyph 1, 2, … of the embedded font; empty: not known
        std::vector<quint32> glyphs; ///< their numbers in the font itself
        QRawFont font;              ///< for the thread that made it

        /// True if the font draws the text with glyph 1, 2, ….
        [[nodiscard]] bool canBe(int glyph, const QString &text) const;
    };

    /// To be called for every line, in the order of drawing.
    void add(const QTextLine &line, const QString &text);
    [[nodiscard]] const std::vector<Font> &fonts() const { return m_fonts; }

    /// `Noto Sans CJK JP` + `Regular` and `NotoSansCJKjp-Regular` are the same.
    [[nodiscard]] static QString comparableName(const QString &name);

private:
    [[nodiscard]] QString *textOf(const QGlyphRun &run, quint32 glyph);

    std::vector<Font> m_fonts;
    QHash<QString, qsizetype> m_fontIndex;
    QHash<std::pair<qsizetype, quint32>, qsizetype> m_glyphIndex; ///< font and glyph → place in `texts`
};

} // namespace ttp::paper
