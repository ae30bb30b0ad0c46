// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "wire.h"

#include <functional>
#include <optional>

namespace ttp::practice {

/// One file of the data folder (`--data`), or nothing at all if everything stays in memory.
class Drawer {
public:
    Drawer() = default;
    /// `folder` may be empty: then nothing is kept.
    Drawer(const QString &folder, const QString &name);

    [[nodiscard]] bool isKept() const { return !m_path.isEmpty(); }
    /// What was saved last; nothing if there is no such file yet. The error names the file.
    [[nodiscard]] std::expected<std::optional<QJsonObject>, QString> load() const;
    /// Hands what was saved last to `take`, which takes every member it knows; nothing happens if there is no such file yet.
    /// The error names the file and the first thing that is wrong in it.
    [[nodiscard]] std::expected<void, QString> read(const std::function<void(JsonObject &)> &take) const;
    /// Saves atomically, readable by the owner only; when it returns it is on the disk. `internal-error`.
    [[nodiscard]] std::expected<void, Refusal> save(const QJsonObject &object) const;

private:
    QString m_path;
};

} // namespace ttp::practice
