// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/typed_date.h"

#include "base/text.h"
#include "form/eras.h"
#include "month_names.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr qsizetype LongestText = 60;
constexpr int FirstYear = 1000;

/// One thing that a date consists of.
struct Piece {
    enum class Kind { Number, Month, Era };

    Kind kind = Kind::Number;
    int value = 0;  ///< a number, a month's number, an era's years before it
    int digits = 0; ///< of a number
};

using Pieces = std::vector<Piece>;
using Readings = std::vector<TypedDate>;

// Compatibility forms, digits of other scripts and Korean units: nothing of this is stored.
QString folded(const QString &typed)
{
    QString text = trimmedWhiteSpace(typed.normalized(QString::NormalizationForm_KC)).toLower();
    for (qsizetype i = 0; i < text.size(); ++i) {
        QChar &c = text[i];
        if (c == u'ー' && i > 0 && text.at(i - 1).isDigit()) { // where the hyphen is on a Japanese keyboard
            c = u'-';
        } else if (c.category() == QChar::Number_DecimalDigit) {
            c = QChar(u'0' + c.digitValue());
        } else if (c == u'년') {
            c = u'年';
        } else if (c == u'월') {
            c = u'月';
        } else if (c == u'일' || c == u'号') {
            c = u'日';
        }
    }
    static const QRegularExpression weekday(u"\\([日月火水木金土]\\)|[日月火水木金土]曜日?"_s);
    return text.remove(weekday).replace(u"元年"_s, u"1年"_s);
}

// 二〇二六 digit by digit, 二十二 by tens.
QString arabic(const QString &numeral)
{
    static const QString signs = u"〇一二三四五六七八九"_s;
    if (!numeral.contains(u'十')) {
        QString digits;
        for (const QChar c : numeral) {
            digits += QString::number(signs.indexOf(c == u'零' ? QChar(u'〇') : c));
        }
        return digits;
    }
    const qsizetype ten = numeral.indexOf(u'十');
    const qsizetype tens = ten == 0 ? 1 : signs.indexOf(numeral.at(0));
    const qsizetype ones = ten + 1 == numeral.size() ? 0 : signs.indexOf(numeral.at(ten + 1));
    const bool isNumber = ten <= 1 && numeral.size() <= ten + 2 && tens > 0 && ones >= 0;
    return isNumber ? QString::number(tens * 10 + ones) : numeral;
}

QString withoutChineseNumerals(QString text)
{
    static const QRegularExpression numeral(u"[〇零一二三四五六七八九十]+(?=[年月日])"_s);
    for (auto match = numeral.match(text); match.hasMatch(); match = numeral.match(text, match.capturedStart() + 1)) {
        text.replace(match.capturedStart(), match.capturedLength(), arabic(match.captured()));
    }
    return text;
}

bool isNoise(const QString &word)
{
    static const QStringList words{u"of"_s,      u"the"_s,      u"st"_s,       u"nd"_s,      u"rd"_s,        u"th"_s,
                                   u"de"_s,      u"del"_s,      u"di"_s,       u"den"_s,     u"der"_s,       u"am"_s,
                                   u"le"_s,      u"el"_s,       u"er"_s,       u"西暦"_s,    u"生"_s,        u"生まれ"_s,
                                   u"まで"_s,    u"まで有効"_s, u"mon"_s,      u"tue"_s,     u"tues"_s,      u"wed"_s,
                                   u"thu"_s,     u"thur"_s,     u"thurs"_s,    u"fri"_s,     u"sat"_s,       u"sun"_s,
                                   u"monday"_s,  u"tuesday"_s,  u"wednesday"_s, u"thursday"_s, u"friday"_s,
                                   u"saturday"_s, u"sunday"_s};
    return words.contains(word);
}

/// The pieces of a text; nothing if it holds anything that belongs to no date.
std::optional<Pieces> piecesOf(const QString &text)
{
    static const QRegularExpression piece(
        u"\\G(?:([0-9]{1,8})|((?:(?![年月日])[\\p{L}\\p{M}])+)|[\\s\\p{Pd}/.,'’・·年月日−]+)"_s);
    Pieces pieces;
    qsizetype position = 0;
    while (position < text.size()) {
        const auto match = piece.match(text, position);
        if (!match.hasMatch()) {
            return std::nullopt;
        }
        position = match.capturedEnd();
        const QString number = match.captured(1);
        const QString word = match.captured(2);
        if (!number.isEmpty()) {
            pieces.push_back({Piece::Kind::Number, number.toInt(), int(number.size())});
        } else if (const auto month = word.isEmpty() ? std::nullopt : monthOfName(word)) {
            // Passports write a month in two languages: 12 AUG / AOÛT 1974.
            const bool again = !pieces.empty() && pieces.back().kind == Piece::Kind::Month && pieces.back().value == *month;
            if (!again) {
                pieces.push_back({Piece::Kind::Month, *month, 0});
            }
        } else if (const auto era = word.isEmpty() ? std::nullopt : yearsBeforeEra(word)) {
            pieces.push_back({Piece::Kind::Era, *era, 0});
        } else if (!word.isEmpty() && !isNoise(word)) {
            return std::nullopt;
        }
    }
    return pieces;
}

void add(Readings &readings, const TypedDate &date)
{
    if (date.exists() && std::find(readings.begin(), readings.end(), date) == readings.end()) {
        readings.push_back(date);
    }
}

// A year of two digits is of the last century or of this one: the reader does not decide.
std::vector<int> yearsOf(const Piece &piece)
{
    switch (piece.digits) {
    case 4: return {piece.value};
    case 2: return {1900 + piece.value, 2000 + piece.value};
    default: return {};
    }
}

Readings readEra(const Pieces &pieces)
{
    int count = pieces.size() > 1 ? pieces[1].value : 0;
    TypedDate date;
    if (pieces.size() == 2 && pieces[1].digits == 6) { // R081122
        date.month = count / 100 % 100;
        date.day = count % 100;
        count /= 10000;
    } else if (pieces.size() > 1 && pieces[1].digits > 2) {
        return {};
    }
    date.month = pieces.size() > 2 ? pieces[2].value : date.month;
    date.day = pieces.size() > 3 ? pieces[3].value : date.day;
    date.year = yearOfEra(pieces[0].value, count).value_or(0);
    Readings readings;
    if (pieces.size() >= 2 && pieces.size() <= 4) {
        add(readings, date);
    }
    return readings;
}

// 12 AUG 1974, Aug 12, 1974, 1974 Aug 12, Aug 1974
Readings readNamedMonth(const Pieces &pieces, size_t named)
{
    const int month = pieces[named].value;
    const Piece &first = pieces[named == 0 ? 1 : 0];
    Readings readings;
    if (pieces.size() == 2) {
        for (const int year : first.digits == 4 ? yearsOf(first) : std::vector<int>()) {
            add(readings, {year, month, 0});
        }
        return readings;
    }
    const Piece &last = pieces[2];
    const bool yearFirst = named == 1 && first.digits == 4;
    if (named == 2 || (yearFirst ? last : first).digits > 2) {
        return {};
    }
    for (const int year : yearsOf(yearFirst ? first : last)) {
        add(readings, {year, month, (yearFirst ? last : first).value});
    }
    return readings;
}

// Of dates that begin with the year the order is certain, so what does not exist is still read.
Readings readYearFirst(const Pieces &pieces)
{
    const TypedDate date{pieces[0].value, pieces.size() > 1 ? pieces[1].value : 0, pieces.size() > 2 ? pieces[2].value : 0};
    const bool isWritten = date.year >= FirstYear && std::all_of(pieces.begin() + 1, pieces.end(), [](const Piece &piece) {
        return piece.digits <= 2 && piece.value > 0;
    });
    return isWritten ? Readings{date} : Readings();
}

Readings readYearLast(const Pieces &pieces)
{
    Readings readings;
    const bool areDayAndMonth = pieces[0].digits <= 2 && pieces[1].digits <= 2;
    for (const int year : areDayAndMonth ? yearsOf(pieces[2]) : std::vector<int>()) {
        add(readings, {year, pieces[1].value, pieces[0].value});
        add(readings, {year, pieces[0].value, pieces[1].value});
    }
    return readings;
}

// 26/11/22: day, month and year of two digits each.
Readings readShort(const Pieces &pieces)
{
    Readings readings = readYearLast(pieces);
    for (const int year : yearsOf(pieces[0])) {
        add(readings, {year, pieces[1].value, pieces[2].value});
    }
    return readings;
}

Readings readNumbers(const Pieces &pieces)
{
    const Piece &first = pieces.front();
    if (pieces.size() == 1 && first.digits == 8) {
        return readYearFirst({{Piece::Kind::Number, first.value / 10000, 4},
                              {Piece::Kind::Number, first.value / 100 % 100, 2},
                              {Piece::Kind::Number, first.value % 100, 2}});
    }
    if (first.digits == 4) {
        return readYearFirst(pieces);
    }
    if (pieces.size() == 2 && first.digits <= 2 && pieces[1].digits == 4) {
        Readings readings;
        add(readings, {pieces[1].value, first.value, 0});
        return readings;
    }
    if (pieces.size() != 3) {
        return {};
    }
    return pieces[2].digits == 4 ? readYearLast(pieces) : readShort(pieces);
}

} // namespace

bool TypedDate::exists() const
{
    return year >= FirstYear && year <= 9999 && month >= 0 && (month > 0 || day == 0) && day >= 0
        && QDate::isValid(year, std::max(month, 1), std::max(day, 1));
}

QString TypedDate::iso() const
{
    QString text = QString::number(year).rightJustified(4, u'0');
    for (const int part : {month, day}) {
        if (part != 0) {
            text += u'-' + QString::number(part).rightJustified(2, u'0');
        }
    }
    return text;
}

std::vector<TypedDate> readDate(const QString &typed)
{
    if (typed.size() > LongestText) {
        return {};
    }
    const auto pieces = piecesOf(withoutChineseNumerals(folded(typed)));
    if (!pieces || pieces->empty() || pieces->size() > 4) {
        return {};
    }
    const auto isEra = [](const Piece &piece) { return piece.kind == Piece::Kind::Era; };
    const auto isMonth = [](const Piece &piece) { return piece.kind == Piece::Kind::Month; };
    const auto months = std::count_if(pieces->begin(), pieces->end(), isMonth);
    if (isEra(pieces->front()) && std::none_of(pieces->begin() + 1, pieces->end(), isEra) && months == 0) {
        return readEra(*pieces);
    }
    if (pieces->size() > 3 || std::any_of(pieces->begin(), pieces->end(), isEra) || months > 1) {
        return {};
    }
    if (months == 0) {
        return readNumbers(*pieces);
    }
    const auto named = size_t(std::find_if(pieces->begin(), pieces->end(), isMonth) - pieces->begin());
    return pieces->size() > 1 ? readNamedMonth(*pieces, named) : Readings();
}

std::optional<int> monthNumber(const QString &typed)
{
    if (typed.size() > LongestText) {
        return std::nullopt;
    }
    const QString text = withoutChineseNumerals(folded(typed) + u'月').remove(u'月').remove(u'.').trimmed();
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (isNumber) {
        return number >= 1 && number <= 12 ? std::optional(number) : std::nullopt;
    }
    return monthOfName(text);
}

} // namespace ttp::form
