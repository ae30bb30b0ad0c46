// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/characters.h"

#include "base/text.h"
#include "charset.h"
#include "code_points.h"
#include "folding.h"

#include <QSet>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr qsizetype MostNamed = 5;

struct Name {
    char32_t code;
    const char16_t *ja;
    const char16_t *en;
};

// What nobody sees and copying brings along.
constexpr Name Names[] = {
    {0x00A0, u"改行しない空白", u"no-break space"},
    {0x00AD, u"ソフトハイフン", u"soft hyphen"},
    {0x200B, u"幅のない空白", u"zero width space"},
    {0x200C, u"幅のない非接合子", u"zero width non-joiner"},
    {0x200D, u"幅のない接合子", u"zero width joiner"},
    {0x200E, u"左から右への記号", u"left-to-right mark"},
    {0x200F, u"右から左への記号", u"right-to-left mark"},
    {0x061C, u"アラビア文字の記号", u"Arabic letter mark"},
    {0x2060, u"単語結合子", u"word joiner"},
    {0xFEFF, u"バイト順マーク", u"byte order mark"},
    {0x3000, u"全角の空白", u"full-width space"},
    {0x0020, u"空白", u"space"},
};

LocalizedText nameOf(char32_t code)
{
    const auto *known = std::ranges::find(Names, code, &Name::code);
    if (known != std::end(Names)) {
        return LocalizedText(QString::fromUtf16(known->ja), QString::fromUtf16(known->en));
    }
    switch (QChar::category(code)) {
    case QChar::Other_Control: return LocalizedText(u"制御文字"_s, u"control character"_s);
    case QChar::Other_PrivateUse: return LocalizedText(u"外字"_s, u"private character"_s);
    case QChar::Other_NotAssigned: return LocalizedText(u"未定義の文字"_s, u"unassigned character"_s);
    case QChar::Other_Surrogate: return LocalizedText(u"不完全な文字"_s, u"half a character"_s);
    case QChar::Other_Format: return LocalizedText(u"書式制御文字"_s, u"invisible formatting character"_s);
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return LocalizedText(u"改行"_s, u"line break"_s);
    default: break;
    }
    if (QChar::isSpace(code)) {
        return LocalizedText(u"特殊な空白"_s, u"special blank"_s);
    }
    if (QChar::isMark(code)) { // would sit on the quotation mark
        const QString onCircle = QChar(0x25CC) + asText(code);
        return LocalizedText(u"「%1」"_s.arg(onCircle), u"“%1”"_s.arg(onCircle));
    }
    return LocalizedText(u"「%1」"_s.arg(asText(code)), u"“%1”"_s.arg(asText(code)));
}

QString numberOf(char32_t code)
{
    return u"U+"_s + u"%1"_s.arg(uint(code), 4, 16, QLatin1Char('0')).toUpper();
}

QString japaneseAdvice(const QStringList &substitutes)
{
    if (substitutes.isEmpty()) {
        return {};
    }
    return substitutes.first().isEmpty() ? u"、削除してください"_s
                                         : u"、「%1」に置き換えてください"_s.arg(substitutes.join(u"」又は「"_s));
}

QString englishAdvice(QStringList substitutes)
{
    if (substitutes.isEmpty()) {
        return {};
    }
    if (substitutes.first().isEmpty()) {
        return u"; leave it out"_s;
    }
    const QString last = substitutes.takeLast();
    return u"; use %1 instead"_s.arg(substitutes.isEmpty() ? last : substitutes.join(u", "_s) + u" or "_s + last);
}

} // namespace

std::vector<StrangeCharacter> strangeCharacters(const Field &field, const QString &value)
{
    std::vector<StrangeCharacter> strange;
    qsizetype position = 0;
    forEachCodePoint(value, [&](char32_t code, qsizetype offset) {
        ++position;
        if (!isAllowed(field.charset, field.type == FieldType::Multiline, code)) {
            strange.push_back({code, position, offset, substitutes(field.charset, code)});
        }
    });
    return strange;
}

LocalizedText characterText(char32_t code)
{
    const LocalizedText name = nameOf(code);
    return LocalizedText(u"%1（%2）"_s.arg(name.in(u"ja"_s), numberOf(code)),
                         u"%1 (%2)"_s.arg(name.in(u"en"_s), numberOf(code)));
}

LocalizedText strangeText(const std::vector<StrangeCharacter> &strange)
{
    QStringList ja;
    QStringList en;
    QSet<char32_t> named;
    for (const StrangeCharacter &one : strange) {
        if (named.contains(one.code)) {
            continue;
        }
        if (named.size() == MostNamed) {
            ja += u"…"_s;
            en += u"…"_s;
            break;
        }
        named.insert(one.code);
        const LocalizedText name = nameOf(one.code);
        ja += u"%1文字目の%2（%3%4）"_s.arg(one.position).arg(name.in(u"ja"_s), numberOf(one.code), japaneseAdvice(one.substitutes));
        en += u"%2 (%3, character %1%4)"_s.arg(one.position).arg(name.in(u"en"_s), numberOf(one.code), englishAdvice(one.substitutes));
    }
    return LocalizedText(ja.join(u"、"_s), en.join(u", "_s));
}

} // namespace ttp::form
