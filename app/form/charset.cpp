// SPDX-License-Identifier: GPL-3.0-or-later
#include "charset.h"

#include "base/text.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr qsizetype MostNamed = 5;

bool isDigit(char32_t code)
{
    return code >= U'0' && code <= U'9';
}

bool isCapital(char32_t code)
{
    return code >= U'A' && code <= U'Z';
}

bool isLineEnd(char32_t code)
{
    return code == 0x2028 || code == 0x2029;
}

QString named(char32_t code)
{
    const bool unseen = QChar::isSpace(code) || QChar::category(code) == QChar::Other_Format;
    if (isForbiddenInText(code) || isLineEnd(code) || unseen) {
        return u"U+%1"_s.arg(uint(code), 4, 16, QLatin1Char('0')).toUpper();
    }
    return QStringView(QChar::fromUcs4(code)).toString(); // QString::fromUcs4 would drop U+FEFF
}

} // namespace

bool isIn(Charset charset, char32_t code)
{
    switch (charset) {
    case Charset::Any: return true;
    case Charset::Ascii: return code >= 0x20 && code <= 0x7E;
    case Charset::LatinUpper:
        return isCapital(code) || code == U' ' || code == U'\'' || code == U'-' || code == U'.' || code == U',';
    case Charset::Digits: return isDigit(code);
    case Charset::Alphanumeric: return isDigit(code) || isCapital(code) || (code >= U'a' && code <= U'z');
    case Charset::FullWidth: return isFullWidth(code);
    }
    return false;
}

bool isAllowed(Charset charset, bool severalLines, char32_t code)
{
    if (code == U'\n') {
        return severalLines;
    }
    return !isForbiddenInText(code) && !isLineEnd(code) && isIn(charset, code);
}

QString strangeCharacters(const Field &field, const QString &value)
{
    QStringList strange;
    for (qsizetype i = 0; i < value.size(); ++i) {
        // By hand, because QString::toUcs4 passes half a surrogate pair off as U+FFFD.
        char32_t code = value.at(i).unicode();
        if (value.at(i).isHighSurrogate() && i + 1 < value.size() && value.at(i + 1).isLowSurrogate()) {
            code = QChar::surrogateToUcs4(value.at(i), value.at(i + 1));
            ++i;
        }
        if (isAllowed(field.charset, field.type == FieldType::Multiline, code)) {
            continue;
        }
        const QString name = named(code);
        if (strange.size() == MostNamed) {
            return strange.join(u' ') + u" …"_s;
        }
        if (!strange.contains(name)) {
            strange += name;
        }
    }
    return strange.join(u' ');
}

} // namespace ttp::form
