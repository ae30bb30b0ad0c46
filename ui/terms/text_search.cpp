// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_search.h"

namespace ttp::ui {

namespace {

QChar folded(QChar c)
{
    const char16_t code = c.unicode();
    if (code >= 0xff01 && code <= 0xff5e) {
        return QChar(char16_t(code - 0xfee0)).toCaseFolded();
    }
    if (code >= 0x3041 && code <= 0x3096) {
        return QChar(char16_t(code + 0x60));
    }
    switch (code) {
    case 0x2018: // quotation marks that no keyboard has
    case 0x2019:
        return u'\'';
    case 0x201c:
    case 0x201d:
        return u'"';
    case 0x301c: // wave dash, which some keyboards write as a full-width tilde
        return u'~';
    default:
        return c.isSpace() ? QChar(u' ') : c.toCaseFolded();
    }
}

} // namespace

QString foldedForSearch(const QString &text)
{
    QString result = text;
    for (QChar &c : result) {
        c = folded(c);
    }
    return result;
}

std::vector<TextRange> findAll(const QString &text, const QString &folded)
{
    std::vector<TextRange> found;
    if (folded.isEmpty()) {
        return found;
    }
    const QString where = foldedForSearch(text);
    for (qsizetype at = where.indexOf(folded); at >= 0; at = where.indexOf(folded, at + folded.size())) {
        found.push_back({int(at), int(at + folded.size())});
    }
    return found;
}

} // namespace ttp::ui
