// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/precheck.h"

namespace ttp::form {

/// The names of the facts that the program works out; those about countries are named by the data.
namespace fact {
inline const QString Landings = QStringLiteral("fact.landings");                  ///< number that counts for certain
inline const QString LandingsPossible = QStringLiteral("fact.landings_possible"); ///< number that may count
inline const QString FirstDay = QStringLiteral("fact.first_day");                 ///< from which landings count
inline const QString LatestVisit = QStringLiteral("fact.latest_visit"); ///< last day, from today on, with enough of them
} // namespace fact

inline const QStringList CountryStandings = {QStringLiteral("listed"), QStringLiteral("conditional"),
                                             QStringLiteral("unlisted")};

/// What conditions and texts can name: usable answers of questions that are shown, and facts.
struct PrecheckFacts {
    QHash<QString, QJsonValue> values;
    QHash<QString, LocalizedText> texts; ///< as they are read
    QStringList open;                    ///< questions that are shown and have no usable answer
    QStringList shown;                   ///< questions

    [[nodiscard]] bool holds(const Condition &condition) const;
    /// Fills in `{name}`; the name of what is not known stands for itself.
    [[nodiscard]] LocalizedText filled(const LocalizedText &text) const;
};

[[nodiscard]] PrecheckFacts factsOf(const Precheck &precheck, const Answers &answers, const QDate &today);

/// Names in braces in any language of a text.
[[nodiscard]] QStringList namesIn(const LocalizedText &text);

/// True if a field of that type, with its choices and bounds, can hold the value. Of a group every entry must fit.
[[nodiscard]] bool fits(const Field &field, const QJsonValue &value, const QDate &today);

} // namespace ttp::form
