// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace ttp::diagnostics {

/// Who sits at this computer, as far as the system's texts may give it away.
struct Identity {
    QString home;       ///< absolute
    QStringList people; ///< login name, full name
    QStringList hosts;  ///< the computer's name, with and without its domain
};

/// Of the person and the computer that this program runs on.
[[nodiscard]] Identity ownIdentity();

/// The text without them: paths below the home folder begin with `~`, names become `(user)` and `(computer)`, in whatever
/// case they stand. A name of less than four characters is looked for as a whole word only, a longer one anywhere.
/// `localhost` is nobody's name.
[[nodiscard]] QString withoutIdentity(const QString &text, const Identity &identity);

} // namespace ttp::diagnostics
