// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"

#include <optional>
#include <vector>

namespace ttp::form {

/// A state or body as the machine readable zone shows it (ICAO Doc 9303 part 3 section 5).
struct Country {
    QString code; ///< ISO 3166-1 alpha-3, `D` for Germany, or a special code
    LocalizedText name;
    QString alpha2;            ///< for searching; empty for special codes
    bool practiceOnly = false; ///< UTO
};

/// The bundled table (`resources/countries/countries.json`), in the order of the file.
[[nodiscard]] const std::vector<Country> &countries();

/// The country of a code; null if unknown.
[[nodiscard]] const Country *country(const QString &code);

} // namespace ttp::form
