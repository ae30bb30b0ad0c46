// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace ttp::diagnostics {

/// What a look at one thing came to. `Warning`: it works, but not for ever, or less well. `Problem`: something does not work.
enum class Verdict { Ok, Warning, Problem };

/// `ok`, `warning`, `problem`.
[[nodiscard]] QString nameOf(Verdict verdict);
/// In words: 「正常」 / “OK”, 「注意」 / “Warning”, 「問題」 / “Problem”.
[[nodiscard]] LocalizedText wordOf(Verdict verdict);

/// One thing that was looked at.
struct Finding {
    QString id; ///< `libraries`, `keychain`, …
    LocalizedText title;
    Verdict verdict = Verdict::Ok;
    LocalizedText says;
    LocalizedText next;                             ///< what to do; empty if all is well
    std::vector<std::pair<QString, QString>> facts; ///< for support, English names: `qt_running`, `6.4.2`

    bool operator==(const Finding &) const = default;
};

/// All of them. Nothing in it tells of answers, file names or accounts.
struct Report {
    QDateTime made; ///< UTC
    QString programVersion;
    std::vector<Finding> findings;

    [[nodiscard]] Verdict worst() const;
    /// `{"made_at", "program", "findings": [{"id", "verdict", "title", "says", "next"?, "facts"}]}`
    [[nodiscard]] QJsonObject toJson() const;
    /// Plain text for a letter or a telephone call; lines end with LF.
    [[nodiscard]] QString toText(const QString &language) const;
    /// The same report with every text that came from the computer put through `clean`.
    [[nodiscard]] Report cleaned(const std::function<QString(const QString &)> &clean) const;
};

} // namespace ttp::diagnostics
