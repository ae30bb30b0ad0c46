// SPDX-License-Identifier: GPL-3.0-or-later
#include "typing.h"

#include "base/text.h"
#include "form/normalize.h"

#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace ttp::ui {

using namespace Qt::StringLiterals;

namespace {

bool isDash(QChar c)
{
    return c.category() == QChar::Punctuation_Dash || c == QChar(0x2212) || c == QChar(0x30fc) || c == QChar(0xff70);
}

std::optional<QDate> checked(int year, int month, int day)
{
    const QDate date(year, month, day);
    return date.isValid() && year >= 1000 && year <= 9999 ? std::optional(date) : std::nullopt;
}

std::optional<QDate> fromThreeParts(const QStringList &parts)
{
    const bool yearFirst = parts.first().size() == 4;
    const bool yearLast = parts.last().size() == 4;
    if (yearFirst == yearLast) {
        return std::nullopt;
    }
    const int year = (yearFirst ? parts.first() : parts.last()).toInt();
    if (yearFirst) {
        return checked(year, monthNumber(parts.at(1)).value_or(0), parts.at(2).toInt());
    }
    const bool named = parts.at(0).toInt() == 0;
    const auto one = monthNumber(parts.at(0));
    const auto two = monthNumber(parts.at(1));
    // 5/6/1974 is May in one country and June in another: the person decides.
    if (one && two && !named && parts.at(1).toInt() > 0 && *one != *two) {
        return std::nullopt;
    }
    return two && !named ? checked(year, *two, parts.at(0).toInt())
                         : checked(year, one.value_or(0), parts.at(1).toInt());
}

} // namespace

QString withoutPhoneSeparators(const QString &typed)
{
    QString number = trimmedWhiteSpace(halfWidth(typed));
    if (number.startsWith(u'+')) {
        number.remove(u"(0)"_s);
    }
    QString kept;
    for (const QChar c : std::as_const(number)) {
        if (!c.isSpace() && !isDash(c) && !u"().[]/"_s.contains(c)) {
            kept.append(c);
        }
    }
    return kept;
}

QString storedLine(const form::Field &field, const QString &typed)
{
    if (field.type == form::FieldType::Phone) {
        return withoutPhoneSeparators(typed);
    }
    if (field.type == form::FieldType::Integer) {
        QString number = trimmedWhiteSpace(halfWidth(typed));
        QString bare = number;
        static const QRegularExpression grouped(u"^[+-]?\\d{1,3}([ ,'\\x{00a0}\\x{202f}]\\d{3})+$"_s);
        if (grouped.match(number).hasMatch()) {
            bare.remove(QRegularExpression(u"[ ,'\\x{00a0}\\x{202f}]"_s));
        }
        return bare;
    }
    return form::normalizeText(field, typed);
}

QString datePart(const QString &typed)
{
    QString part = trimmedWhiteSpace(halfWidth(typed));
    if (!part.isEmpty() && u"年月日"_s.contains(part.back())) {
        part.chop(1);
    }
    return trimmedWhiteSpace(part);
}

std::optional<int> monthNumber(const QString &typed)
{
    static const std::array<QString, 12> names{u"jan"_s, u"feb"_s, u"mar"_s, u"apr"_s, u"may"_s, u"jun"_s,
                                               u"jul"_s, u"aug"_s, u"sep"_s, u"oct"_s, u"nov"_s, u"dec"_s};
    const QString part = datePart(typed).toLower();
    bool numeric = false;
    const int number = part.toInt(&numeric);
    if (numeric) {
        return number >= 1 && number <= 12 ? std::optional(number) : std::nullopt;
    }
    for (size_t i = 0; i < names.size(); ++i) {
        if (part.size() >= 3 && part.startsWith(names[i])) {
            return int(i) + 1;
        }
    }
    return std::nullopt;
}

std::optional<QDate> wholeDate(const QString &typed)
{
    const QString text = trimmedWhiteSpace(halfWidth(typed));
    static const QRegularExpression compact(u"^(\\d{4})(\\d{2})(\\d{2})$"_s);
    if (const auto match = compact.match(text); match.hasMatch()) {
        return checked(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
    }
    static const QRegularExpression separators(u"[\\s\\-/.,年月日]+"_s);
    const QStringList parts = text.split(separators, Qt::SkipEmptyParts);
    return parts.size() == 3 ? fromThreeParts(parts) : std::nullopt;
}

} // namespace ttp::ui
