// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/openssl_start.h"

#include <QtGlobal>

#include <openssl/crypto.h>

namespace ttp {

void startOpenSsl()
{
    if (OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr) != 1) {
        qFatal("OpenSSL cannot be started");
    }
}

} // namespace ttp
