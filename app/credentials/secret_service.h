// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <chrono>
#include <functional>

namespace ttp::credentials {

/// Asks the Secret Service of the session (freedesktop.org Secret Service 0.2) whether an entry of QtKeychain may be there,
/// but locked: QtKeychain says "not found" of it, too, when the person declines to unlock, which must not be taken for
/// "gone". True if the entry, or the default collection, is locked. False if it is not, if nobody answers, and on systems
/// without a Secret Service.
void askWhetherLocked(const QString &service, const QString &key, std::chrono::milliseconds deadline, QObject *context,
                      std::function<void(bool)> then);

} // namespace ttp::credentials
