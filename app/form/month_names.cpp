// SPDX-License-Identifier: GPL-3.0-or-later
#include "month_names.h"

#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

// Not QLocale's names: they change with the version of Qt, and abbreviations of passports are others.
constexpr std::array<const char16_t *, 12> Names{
    u"january januar jaenner janner janvier enero janeiro gennaio januari",
    u"february februar fevrier febrero fevereiro febbraio februari",
    u"march marz maerz mrz mars marzo marco maart mrt",
    u"april avril abril aprile",
    u"may mai mayo maio maggio mei",
    u"june juni juin junio junho giugno",
    u"july juli juillet julio julho luglio",
    u"august aout agosto augustus",
    u"september septembre septiembre setiembre setembro settembre",
    u"october oktober octobre octubre outubro ottobre",
    u"november novembre noviembre novembro",
    u"december dezember decembre diciembre dezembro dicembre",
};
constexpr int FewestLetters = 3;

bool isMonth(int month, const QString &beginning)
{
    const QStringList names = QString::fromUtf16(Names[size_t(month - 1)]).split(u' ');
    return std::any_of(names.begin(), names.end(),
                       [&beginning](const QString &name) { return name.startsWith(beginning); });
}

} // namespace

QString foldedWord(const QString &word)
{
    QString folded;
    for (const QChar c : word.normalized(QString::NormalizationForm_KD).toCaseFolded()) {
        if (!c.isMark()) {
            folded.append(c);
        }
    }
    return folded;
}

std::optional<int> monthOfName(const QString &word)
{
    const QString beginning = foldedWord(word);
    if (beginning.size() < FewestLetters) {
        return std::nullopt;
    }
    std::optional<int> found;
    for (int month = 1; month <= 12; ++month) {
        if (isMonth(month, beginning)) {
            if (found) {
                return std::nullopt;
            }
            found = month;
        }
    }
    return found;
}

} // namespace ttp::form
