// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr qsizetype LongestLabel = 63;
constexpr QStringView Signs = u".!#$%&'*+/=?^_`{|}~-";

bool isAsciiDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

bool isAsciiLetterOrDigit(QChar character)
{
    return isAsciiDigit(character) || (character >= u'A' && character <= u'Z')
        || (character >= u'a' && character <= u'z');
}

// let-dig [ [ ldh-str ] let-dig ] of RFC 1034 section 3.5, at most 63 characters
bool isLabel(QStringView label)
{
    return !label.isEmpty() && label.size() <= LongestLabel && isAsciiLetterOrDigit(label.front())
        && isAsciiLetterOrDigit(label.back())
        && std::all_of(label.cbegin(), label.cend(), [](QChar c) { return isAsciiLetterOrDigit(c) || c == u'-'; });
}

} // namespace

bool isEmail(const QString &text)
{
    const qsizetype at = text.indexOf(u'@');
    if (at <= 0) {
        return false;
    }
    const QStringView local = QStringView(text).left(at);
    const auto labels = QStringView(text).mid(at + 1).split(u'.');
    return std::all_of(local.cbegin(), local.cend(),
                       [](QChar c) { return isAsciiLetterOrDigit(c) || Signs.contains(c); })
        && std::all_of(labels.cbegin(), labels.cend(), isLabel);
}

bool isPhone(const QString &text)
{
    const QStringView number = QStringView(text).mid(text.isEmpty() ? 0 : 1);
    return text.startsWith(u'+') && number.size() >= 8 && number.size() <= 15
        && std::all_of(number.cbegin(), number.cend(), isAsciiDigit);
}

} // namespace ttp::form
