// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/json.h"

namespace ttp::practice {

/// What a password has to be (`account_rules` of the contract).
class PasswordRules {
public:
    PasswordRules() = default;
    /// Reads the announced rules, so that what is announced is what is kept.
    static PasswordRules read(JsonObject accountRules);

    /// Everything that is wrong with a new password; `pointer` is where it stands in the body.
    [[nodiscard]] std::vector<Problem> check(const QString &password, const QString &userId,
                                             const QString &pointer) const;

private:
    qint64 m_min = 1; ///< code points
    qint64 m_max = 1;
    QStringList m_mustMix; ///< letters, digits, symbols
    QString m_symbols;     ///< the only other characters beside A-Z, a-z and 0-9
    bool m_mustNotContainUserId = false;
};

} // namespace ttp::practice
