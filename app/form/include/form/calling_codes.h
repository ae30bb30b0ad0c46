// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace ttp::form {

/// How telephones of a country are called from abroad (`resources/countries/calling_codes.json`).
struct CallingCode {
    QString country;          ///< as form::Country::code
    QString code;             ///< digits of the E.164 country code: `81`
    QString trunk;            ///< what is dialled before a number within the country only: `0`; empty: nothing
    std::vector<int> lengths; ///< digits of fixed and mobile numbers, without code and trunk
    bool main = false;        ///< of the countries that share a code the one that it is named after
    QStringList areas;        ///< first digits that belong to this country of those that share a code
};

/// The bundled table.
[[nodiscard]] const std::vector<CallingCode> &callingCodes();

/// The calling code of a country; null if it has none.
[[nodiscard]] const CallingCode *callingCodeOf(const QString &country);

/// Whose number this is: `+` and digits, nothing else. Of countries that share a code the one of the area, else the main
/// one. Null if no code fits.
[[nodiscard]] const CallingCode *callingCodeOfNumber(const QString &number);

/// A number as it is called from abroad: `03-1234-5678` in Japan is +81312345678. The trunk prefix goes, also the one in
/// brackets; where a country's numbers could begin with the same digits it goes only if what is left is a number and the
/// whole is none. A number that has its own `+` or `00` keeps its country. Digits of any width and the usual separators; a
/// text that holds anything else comes back as it was, behind `+` and the code.
[[nodiscard]] QString internationalNumber(const CallingCode &code, const QString &typed);

/// Without spaces, hyphens, brackets, dots and slashes; half-width. `+44 (0)20 …` loses its (0).
[[nodiscard]] QString bareNumber(const QString &typed);

} // namespace ttp::form
