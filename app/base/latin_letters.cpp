// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/latin_letters.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace ttp {

namespace {

bool isLatinMark(char32_t code)
{
    return code >= 0x0300 && code <= 0x036F;
}

} // namespace

QStringList machineReadableSpellings(char32_t capital)
{
    static const QHash<char32_t, QStringList> table{
        {U'Ä', {u"AE"_s, u"A"_s}}, {U'Æ', {u"AE"_s}}, {U'Å', {u"AA"_s, u"A"_s}}, {U'Ñ', {u"N"_s, u"NXX"_s}},
        {U'Ö', {u"OE"_s, u"O"_s}}, {U'Ø', {u"OE"_s}}, {U'Œ', {u"OE"_s}},         {U'Ü', {u"UE"_s, u"UXX"_s, u"U"_s}},
        {U'Þ', {u"TH"_s}},         {U'Ĳ', {u"IJ"_s}}, {U'ẞ', {u"SS"_s}},         {U'Ð', {u"D"_s}},
        {U'Đ', {u"D"_s}},          {U'Ł', {u"L"_s}},  {U'İ', {u"I"_s}},          {U'Ŋ', {u"N"_s}},
        {U'Ħ', {u"H"_s}},          {U'Ŧ', {u"T"_s}},  {U'ĸ', {u"Q"_s}},
    };
    return table.value(capital);
}

QString withoutLatinMarks(char32_t letter)
{
    QString base;
    const QList<uint> parts = QString::fromUcs4(&letter, 1).normalized(QString::NormalizationForm_D).toUcs4();
    for (const char32_t part : parts) {
        if (base.isEmpty() || !isLatinMark(part)) {
            base += QString::fromUcs4(&part, 1);
        }
    }
    return base;
}

} // namespace ttp
