// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"

#include <QStringList>

#include <vector>

namespace ttp::form {

/// A state or body as the machine readable zone shows it (ICAO Doc 9303 part 3 section 5).
struct Country {
    QString code; ///< ISO 3166-1 alpha-3, `D` for Germany, or a special code
    LocalizedText name;
    QString alpha2;            ///< for searching; empty for special codes
    bool practiceOnly = false; ///< UTO
    QStringList aliases;       ///< other names that people type, in any language
};

/// The bundled table (`resources/countries/countries.json`), in the order of the file.
[[nodiscard]] const std::vector<Country> &countries();

/// The country of a code; null if unknown.
[[nodiscard]] const Country *country(const QString &code);

/// The country that a text names as a whole, in Japanese or English, by an alias or by its three letters; width, case,
/// accents and hiragana make no difference. Not by two letters: CA is also California. Null if there is none.
[[nodiscard]] const Country *countryNamed(const QString &text);

} // namespace ttp::form
