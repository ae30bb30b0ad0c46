// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire.h"

#include "base/json.h"
#include "terms/terms.h"

namespace ttp::practice {

/// A version of the terms that differs in a few clauses from the bundled one (`data/terms_versions.json`), so that a
/// change can be practised. The texts are made up, and their provenance says so.
struct TermsChange {
    QString version;
    QString effectiveFrom;                         ///< RFC 3339
    LocalizedText note;                            ///< provenance of every changed document
    QMap<QString, QMap<QString, QString>> clauses; ///< by language and clause id

    static TermsChange read(JsonObject json);

    /// The bundled terms with the changed clauses, new digests and the version before it. The error names a clause that
    /// the bundled terms do not have.
    [[nodiscard]] std::expected<QJsonObject, QString> applyTo(const QJsonObject &terms,
                                                              const QString &previousVersion) const;
};

} // namespace ttp::practice
