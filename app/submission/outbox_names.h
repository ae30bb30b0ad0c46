// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>

class QLockFile;

namespace ttp::submission {

/// Whether a text is the key of a sending: a UUID without quotes.
[[nodiscard]] bool isOutboxKey(const QString &text);

/// The lock of the note at `path`, not taken yet. Held by the process: one whose process has ended is taken over, however
/// old it is.
[[nodiscard]] std::unique_ptr<QLockFile> outboxLock(const QString &path);

} // namespace ttp::submission
