// SPDX-License-Identifier: GPL-3.0-or-later
#include "unicode_map.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::paper {

namespace {

constexpr int LargestBlock = 100; ///< entries of one bfchar block (Adobe Technical Note 5014)

/// Ligatures and radicals stand for their letters; nothing else is folded, for NFKC changes names.
QString mended(const QString &text)
{
    const bool folds = text.size() == 1
        && ((text[0].unicode() >= 0x2E80 && text[0].unicode() <= 0x2FDF)
            || (text[0].unicode() >= 0xFB00 && text[0].unicode() <= 0xFB06));
    return folds ? text.normalized(QString::NormalizationForm_KC) : text;
}

QString utf16(const QByteArray &hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    QString text;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2) {
        text += QChar(ushort((uchar(bytes[i]) << 8) | uchar(bytes[i + 1])));
    }
    return text;
}

QByteArray hex(const QString &text)
{
    QByteArray result;
    for (const QChar unit : text) {
        result += QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
    }
    return result;
}

} // namespace

UnicodeMap readUnicodeMap(const QByteArray &cmap)
{
    // <first> <last> <text of the first>, or <first> <last> [<text> <text> …]
    static const QRegularExpression range(
        u"<([0-9A-Fa-f]{4})>\\s*<([0-9A-Fa-f]{4})>\\s*(?:<([0-9A-Fa-f]{4})>|\\[([^\\]]*)\\])"_s);
    UnicodeMap map;
    const QString content = QString::fromLatin1(cmap.mid(cmap.indexOf("endcodespacerange")));
    auto matches = range.globalMatch(content);
    while (matches.hasNext()) {
        const auto match = matches.next();
        int glyph = match.captured(1).toInt(nullptr, 16);
        const int last = match.captured(2).toInt(nullptr, 16);
        const QStringList listed = match.captured(4).split(u'>', Qt::SkipEmptyParts);
        const ushort first = match.captured(3).toUShort(nullptr, 16);
        for (int i = 0; glyph <= last; ++i, ++glyph) {
            const QString text = match.captured(3).isEmpty()
                ? utf16(listed.value(i).trimmed().remove(u'<').rightJustified(4, u'0').toLatin1())
                : QString(QChar(ushort(first + i)));
            if (!text.isEmpty() && text != QString(QChar(u'\0'))) {
                map.insert(glyph, text);
            }
        }
    }
    return map;
}

QByteArray writeUnicodeMap(const UnicodeMap &map)
{
    QByteArray cmap = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    auto entry = map.begin();
    for (qsizetype left = map.size(); left > 0; left -= LargestBlock) {
        const qsizetype count = std::min<qsizetype>(left, LargestBlock);
        cmap += QByteArray::number(count) + " beginbfchar\n";
        for (qsizetype i = 0; i < count; ++i, ++entry) {
            cmap += '<' + QByteArray::number(entry.key(), 16).rightJustified(4, '0') + "> <" + hex(entry.value()) + ">\n";
        }
        cmap += "endbfchar\n";
    }
    return cmap + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

UnicodeMap corrected(const UnicodeMap &guessed, const std::vector<QString> &texts,
                     const std::function<bool(int, const QString &)> &canBe)
{
    UnicodeMap map(guessed);
    for (QString &text : map) {
        text = mended(text);
    }
    const bool belongTogether = std::all_of(guessed.keyValueBegin(), guessed.keyValueEnd(), [&](const auto &pair) {
        return std::size_t(pair.first) <= texts.size() && (pair.second.trimmed().isEmpty() || canBe(pair.first, pair.second));
    });
    for (int glyph = 1; belongTogether && std::size_t(glyph) <= texts.size(); ++glyph) {
        const QString &text = texts[std::size_t(glyph) - 1];
        if (!text.isEmpty()) {
            map.insert(glyph, text.front().isSpace() ? u" "_s : text);
        }
    }
    return map;
}

} // namespace ttp::paper
