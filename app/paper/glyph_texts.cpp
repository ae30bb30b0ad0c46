// SPDX-License-Identifier: GPL-3.0-or-later
#include "glyph_texts.h"

#include <QTextLayout>

#include <optional>

namespace ttp::paper {

namespace {

/// The only glyph of a stretch of text; nothing if it has more or none.
std::optional<std::pair<QGlyphRun, quint32>> onlyGlyph(const QTextLine &line, int from, int length)
{
    const QList<QGlyphRun> runs = line.glyphRuns(from, length);
    if (runs.size() != 1 || runs.first().glyphIndexes().size() != 1) {
        return std::nullopt;
    }
    return std::pair(runs.first(), runs.first().glyphIndexes().first());
}

/// Fonts share the glyph of many a radical (U+2E80 to U+2FDF) with its ideograph, which is the one that people write.
bool isRadical(const QString &text)
{
    return text.size() == 1 && text[0].unicode() >= 0x2E80 && text[0].unicode() <= 0x2FDF;
}

int lengthOfCharacter(const QString &text, int at, int end)
{
    return text.at(at).isHighSurrogate() && at + 1 < end ? 2 : 1;
}

} // namespace

QString GlyphTexts::comparableName(const QString &name)
{
    QString result;
    for (const QChar character : name) {
        if (character.isLetterOrNumber()) {
            result += character.toLower();
        }
    }
    return result;
}

bool GlyphTexts::Font::canBe(int glyph, const QString &text) const
{
    const QList<quint32> drawn = font.glyphIndexesForString(text);
    return glyph >= 1 && std::size_t(glyph) <= glyphs.size() && drawn.size() == 1
        && drawn.first() == glyphs[std::size_t(glyph) - 1];
}

QString *GlyphTexts::textOf(const QGlyphRun &run, quint32 glyph)
{
    const QString name = comparableName(run.rawFont().familyName() + run.rawFont().styleName());
    auto font = m_fontIndex.find(name);
    if (font == m_fontIndex.end()) {
        font = m_fontIndex.insert(name, qsizetype(m_fonts.size()));
        m_fonts.push_back({name, {}, {}, run.rawFont()});
    }
    std::vector<QString> &texts = m_fonts[std::size_t(*font)].texts;
    const auto key = std::pair(*font, glyph);
    auto place = m_glyphIndex.find(key);
    if (place == m_glyphIndex.end()) {
        place = m_glyphIndex.insert(key, qsizetype(texts.size()));
        texts.emplace_back();
        m_fonts[std::size_t(*font)].glyphs.push_back(glyph);
    }
    return &texts[std::size_t(*place)];
}

void GlyphTexts::add(const QTextLine &line, const QString &text)
{
    const QList<QGlyphRun> runs = line.glyphRuns();
    for (const QGlyphRun &run : runs) {
        const QList<quint32> glyphs = run.glyphIndexes();
        for (const quint32 glyph : glyphs) {
            (void)textOf(run, glyph);
        }
    }
    const int end = line.textStart() + line.textLength();
    int next = 0;
    for (int at = line.textStart(); at < end; at = next) {
        next = at + lengthOfCharacter(text, at, end);
        const auto glyph = onlyGlyph(line, at, next - at);
        if (!glyph) {
            continue;
        }
        while (next < end) { // a ligature gives its one glyph for each of its characters and for all together
            const int more = next + lengthOfCharacter(text, next, end);
            const auto together = onlyGlyph(line, at, more - at);
            if (!together || together->second != glyph->second || !onlyGlyph(line, next, more - next)) {
                break;
            }
            next = more;
        }
        QString *known = textOf(glyph->first, glyph->second);
        if (known->isEmpty() || isRadical(*known)) {
            *known = text.mid(at, next - at);
        }
    }
}

} // namespace ttp::paper
