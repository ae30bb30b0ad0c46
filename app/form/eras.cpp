// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/eras.h"

#include "base/text.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

struct Era {
    const char16_t *name;
    const char16_t *latin;
    char16_t initial;
    int yearsBefore; ///< the Gregorian year is this and the year of the era
    QDate from;
};

const std::array<Era, 5> &eras()
{
    static const std::array<Era, 5> table{{
        {u"明治", u"meiji", u'm', 1867, QDate(1868, 10, 23)},
        {u"大正", u"taisho", u't', 1911, QDate(1912, 7, 30)},
        {u"昭和", u"showa", u's', 1925, QDate(1926, 12, 25)},
        {u"平成", u"heisei", u'h', 1988, QDate(1989, 1, 8)},
        {u"令和", u"reiwa", u'r', 2018, QDate(2019, 5, 1)},
    }};
    return table;
}

constexpr int FirstGregorianYear = 1873; // Dajōkan Edict 337 of Meiji 5
constexpr int MostYears = 99;

QString yearText(const Era &era, int year)
{
    const int count = year - era.yearsBefore;
    const QString number = count == 1 ? u"元"_s : QString::number(count);
    return QString::fromUtf16(era.name) + number + u'年';
}

const Era *eraOn(const QDate &day)
{
    const Era *found = nullptr;
    for (const Era &era : eras()) {
        if (day >= era.from) {
            found = &era;
        }
    }
    return day.year() >= FirstGregorianYear ? found : nullptr;
}

} // namespace

std::optional<int> yearsBeforeEra(const QString &word)
{
    const QString folded = word.normalized(QString::NormalizationForm_KC).toCaseFolded();
    for (const Era &era : eras()) {
        if (folded == QString::fromUtf16(era.name) || folded == QString::fromUtf16(era.latin)
            || folded == QString(QChar(era.initial))) {
            return era.yearsBefore;
        }
    }
    return std::nullopt;
}

std::optional<int> yearOfEra(int yearsBefore, int year)
{
    const int gregorian = yearsBefore + year;
    return year >= 1 && year <= MostYears && gregorian >= FirstGregorianYear ? std::optional(gregorian) : std::nullopt;
}

std::optional<int> eraYear(const QString &typed)
{
    static const QRegularExpression form(u"^(\\p{Han}{2}|[A-Za-z]+)[ .]{0,2}(元|[0-9]{1,2}) ?年?$"_s);
    const auto match = form.match(trimmedWhiteSpace(typed.normalized(QString::NormalizationForm_KC)));
    const auto before = match.hasMatch() ? yearsBeforeEra(match.captured(1)) : std::nullopt;
    if (!before) {
        return std::nullopt;
    }
    return yearOfEra(*before, match.captured(2) == u"元"_s ? 1 : match.captured(2).toInt());
}

QString eraText(const QDate &day)
{
    const Era *era = day.isValid() ? eraOn(day) : nullptr;
    return era == nullptr ? QString() : yearText(*era, day.year());
}

QString eraText(int year)
{
    const Era *first = eraOn(QDate(year, 1, 1));
    if (first == nullptr) {
        return {};
    }
    const Era *last = eraOn(QDate(year, 12, 31));
    return first == last ? yearText(*first, year) : yearText(*first, year) + u'・' + yearText(*last, year);
}

} // namespace ttp::form
