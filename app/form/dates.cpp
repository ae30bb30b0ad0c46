// SPDX-License-Identifier: GPL-3.0-or-later
#include "dates.h"

#include "base/text.h"
#include "form/typed_date.h"

#include <QRegularExpression>

#include <iterator>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr int MaxDurationPart = 9999;

// English months; not QLocale's, whose texts depend on the machine.
constexpr const char16_t *Months[] = {u"January", u"February", u"March",     u"April",   u"May",      u"June",
                                      u"July",    u"August",   u"September", u"October", u"November", u"December"};

/// The number that `count` digits from `start` write; -1 if they are not all ASCII digits.
int digits(QStringView text, qsizetype start, qsizetype count)
{
    if (start + count > text.size()) {
        return -1;
    }
    int number = 0;
    for (const QChar digit : text.mid(start, count)) {
        if (digit < u'0' || digit > u'9') {
            return -1;
        }
        number = number * 10 + (digit.unicode() - u'0');
    }
    return number;
}

/// Reads `Pn Yn Mn Wn D` in that order, each part at most once and at least one.
bool readDuration(QStringView text, DateBound &bound)
{
    if (text.size() < 3 || text.at(0) != u'P') {
        return false;
    }
    constexpr QStringView Units = u"YMWD";
    qsizetype position = 1;
    qsizetype unit = 0;
    while (position < text.size()) {
        int number = 0;
        const qsizetype start = position;
        while (position < text.size() && text.at(position) >= u'0' && text.at(position) <= u'9') {
            number = std::min(number * 10 + digits(text, position, 1), MaxDurationPart + 1);
            ++position;
        }
        if (position == start || position == text.size() || number > MaxDurationPart) {
            return false;
        }
        const qsizetype found = Units.indexOf(text.at(position), unit);
        if (found < 0) {
            return false;
        }
        switch (text.at(position).unicode()) {
        case u'Y': bound.years = number; break;
        case u'M': bound.months = number; break;
        case u'W': bound.days = 7 * number; break;
        default: bound.days += number;
        }
        unit = found + 1;
        ++position;
    }
    return true;
}

} // namespace

QDate DateBound::resolve(const QDate &today) const
{
    // Years and months in one step: the last day of February is cut off only once.
    return date.isValid() ? date : today.addMonths(years * 12 + months).addDays(days);
}

std::optional<QDate> parseDate(const QString &text)
{
    if (text.size() != 10 || text.at(4) != u'-' || text.at(7) != u'-') {
        return std::nullopt;
    }
    const int year = digits(text, 0, 4);
    const QDate date(year, digits(text, 5, 2), digits(text, 8, 2));
    return year > 0 && date.isValid() ? std::optional(date) : std::nullopt;
}

std::optional<DaySpan> parsePartialDate(const QString &text)
{
    QString first = text;
    if (text.size() == 4) {
        first += "-01-01"_L1;
    } else if (text.size() == 7) {
        first += "-01"_L1;
    }
    const auto day = parseDate(first);
    if (!day) {
        return std::nullopt;
    }
    switch (text.size()) {
    case 4: return DaySpan{*day, QDate(day->year(), 12, 31)};
    case 7: return DaySpan{*day, QDate(day->year(), day->month(), day->daysInMonth())};
    default: return DaySpan{*day, *day};
    }
}

std::optional<DateBound> parseDateBound(const QString &text)
{
    DateBound bound;
    if (text == "today"_L1) {
        return bound;
    }
    if (!text.startsWith("today"_L1)) {
        const auto date = parseDate(text);
        bound.date = date.value_or(QDate());
        return date ? std::optional(bound) : std::nullopt;
    }
    const QChar sign = text.at(5);
    if ((sign != u'+' && sign != u'-') || !readDuration(QStringView(text).mid(6), bound)) {
        return std::nullopt;
    }
    if (sign == u'-') {
        bound.years = -bound.years;
        bound.months = -bound.months;
        bound.days = -bound.days;
    }
    return bound;
}

QString isoDate(const QString &typed, bool partial)
{
    const QString text = trimmedWhiteSpace(halfWidth(typed));
    static const QRegularExpression compactMonth(u"^(\\d{4})(\\d{2})$"_s);
    if (const auto match = compactMonth.match(text); partial && match.hasMatch()) {
        const QString iso = match.captured(1) + u'-' + match.captured(2);
        return parsePartialDate(iso) ? iso : text;
    }
    // Boxes that were left empty: `1974-8-` is not finished, and the 12 of `1974--12` is no month.
    if (text.startsWith(u'-') || text.endsWith(u'-') || text.contains("--"_L1)) {
        return text;
    }
    const auto readings = readDate(text);
    const bool isDate = readings.size() == 1 && readings.front().exists() && (partial || readings.front().isWhole());
    return isDate ? readings.front().iso() : text;
}

QString dateText(const QString &iso, const QString &language)
{
    const auto span = parsePartialDate(iso);
    if (!span) {
        return iso;
    }
    const QDate date = span->first;
    const bool japanese = language == "ja"_L1 || language.startsWith("ja-"_L1);
    QString text = QString::number(date.year());
    if (japanese) {
        text += u'年';
        text += iso.size() > 4 ? u"%1月"_s.arg(date.month()) : QString();
        return text + (iso.size() > 7 ? u"%1日"_s.arg(date.day()) : QString());
    }
    if (iso.size() > 4) {
        text.prepend(QString::fromUtf16(Months[date.month() - 1]) + u' ');
    }
    return iso.size() > 7 ? u"%1 %2"_s.arg(date.day()).arg(text) : text;
}

LocalizedText dateText(const QDate &date)
{
    const QString iso = date.toString(Qt::ISODate);
    return LocalizedText(dateText(iso, u"ja"_s), dateText(iso, u"en"_s));
}

} // namespace ttp::form
