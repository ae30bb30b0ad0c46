// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>

namespace ttp::vault {

/// An installation has a vault for practice and one for everything else; what is in one never gets into the other.
enum class VaultKind { Practice, Real };

inline constexpr std::array VaultKinds{VaultKind::Real, VaultKind::Practice};

/// `practice`, `real`: for people, and as the name of the folder.
[[nodiscard]] QString nameOf(VaultKind kind);

/// Which vault keeps what was made with a service of this kind (`DraftService::kind`): `practice` is practice, all else real.
[[nodiscard]] VaultKind vaultKindOf(const QString &serviceKind);

/// The folder of that vault in the data folder: `DATA/vault/practice`, `DATA/vault/real`. Makes nothing.
[[nodiscard]] QString vaultFolder(const QString &dataFolder, VaultKind kind);

} // namespace ttp::vault
