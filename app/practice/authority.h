// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drawer.h"
#include "openssl_ptr.h"

#include <QByteArray>
#include <QString>

#include <expected>

namespace ttp::practice {

/// Who the service is on the line.
struct Identity {
    X509Ptr certificate; ///< for `localhost` and 127.0.0.1
    PkeyPtr key;
    QByteArray caPem; ///< the authority that vouches for the certificate
};

/// Makes an authority, lets it vouch for one server certificate, and forgets the authority's key: nobody can ever
/// make a second certificate under it. EC P-256, valid from yesterday for 30 days (system time, as TLS peers use it).
/// What lies in the drawer is taken instead; what is put there is valid for ten years.
[[nodiscard]] std::expected<Identity, QString> openIdentity(const Drawer &drawer);

} // namespace ttp::practice
