// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/vault_kind.h"

using namespace Qt::StringLiterals;

namespace ttp::vault {

QString nameOf(VaultKind kind)
{
    return kind == VaultKind::Practice ? u"practice"_s : u"real"_s;
}

VaultKind vaultKindOf(const QString &serviceKind)
{
    return serviceKind == "practice"_L1 ? VaultKind::Practice : VaultKind::Real;
}

QString vaultFolder(const QString &dataFolder, VaultKind kind)
{
    return dataFolder + u"/vault/"_s + nameOf(kind);
}

} // namespace ttp::vault
