// SPDX-License-Identifier: GPL-3.0-or-later
#include "passport/name_folding.h"

#include <QHash>
#include <QSet>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace ttp::passport {

namespace {

/// Letters whose transliteration is not just the base letter (ICAO Doc 9303 part 3 section 6.A, Latin based).
const QHash<QChar, QStringList> &transliterations()
{
    static const QHash<QChar, QStringList> table{
        {u'Ä', {u"AE"_s, u"A"_s}},
        {u'Æ', {u"AE"_s}},
        {u'Å', {u"AA"_s, u"A"_s}},
        {u'Ñ', {u"N"_s, u"NXX"_s}},
        {u'Ö', {u"OE"_s, u"O"_s}},
        {u'Ø', {u"OE"_s}},
        {u'Œ', {u"OE"_s}},
        {u'Ü', {u"UE"_s, u"UXX"_s, u"U"_s}},
        {u'Þ', {u"TH"_s}},
        {u'Ĳ', {u"IJ"_s}},
        {u'ẞ', {u"SS"_s}},
        {u'Ð', {u"D"_s}},
        {u'Đ', {u"D"_s}},
        {u'Ł', {u"L"_s}},
        {u'İ', {u"I"_s}},
        {u'Ŋ', {u"N"_s}},
        {u'Ħ', {u"H"_s}},
        {u'Ŧ', {u"T"_s}},
        {u'ĸ', {u"Q"_s}},
    };
    return table;
}

/// Upper case, separators as single spaces, dropped punctuation; letters still with their marks.
QString tidied(const QString &name)
{
    QString upper;
    for (const QChar c : name.normalized(QString::NormalizationForm_C).toUpper()) {
        if (c == u'-' || c == u',' || c.isSpace() || c == u'<') {
            upper += u' ';
        } else if (c.isLetter() || c.isMark()) {
            upper += c;
        }
    }
    return upper.simplified();
}

QString baseLetter(QChar letter)
{
    const QString decomposed = QString(letter).normalized(QString::NormalizationForm_D);
    return QString(decomposed.at(0));
}

/// Every way in which a name can be spelt; a name with very many marked letters is cut to the first spellings.
QSet<QString> spellings(const QString &name)
{
    constexpr qsizetype Most = 4096;
    QSet<QString> found{QString()};
    for (const QChar letter : tidied(name)) {
        QStringList options = transliterations().value(letter, {baseLetter(letter)});
        if (found.size() * options.size() > Most) {
            options = {options.first()};
        }
        QSet<QString> longer;
        for (const QString &start : std::as_const(found)) {
            for (const QString &option : std::as_const(options)) {
                longer.insert(start + option);
            }
        }
        found = std::move(longer);
    }
    return found;
}

} // namespace

bool sameName(const QString &one, const QString &other)
{
    return spellings(one).intersects(spellings(other));
}

} // namespace ttp::passport
