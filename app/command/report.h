// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure_book.h"
#include "command/command.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>
#include <vector>

namespace ttp::command {

/// The result of a command: exactly one JSON object, or a few plain lines.
struct Report {
    std::optional<bool> kept;
    QString applicationNumber;
    QDateTime receivedAt;
    QString receiptPath;
    std::optional<Failure> failure;
    std::vector<Problem> problems;
    QJsonObject more;  ///< members of single commands: `checks`, `version`, `documents`, …
    QStringList lines; ///< what stands on standard output without --json

    /// Prints it and returns the exit code.
    [[nodiscard]] int print(bool json, const Surroundings &surroundings) const;

private:
    [[nodiscard]] OutcomeState state() const;
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] QStringList complaints(const QString &language) const;
};

} // namespace ttp::command
