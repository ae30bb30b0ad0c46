// SPDX-License-Identifier: GPL-3.0-or-later
#include "charset.h"

#include "base/text.h"

namespace ttp::form {

namespace {

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

} // namespace ttp::form
