// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "authority.h"
#include "sockets.h"

#include <openssl/ssl.h>

#include <map>
#include <mutex>

namespace ttp::practice {

/// The TLS rules of the service, and its open connections, so that they can be cut. Safe from several threads; each
/// connection is served by one thread.
class Connections {
public:
    /// TLS 1.2 or newer, forward secrecy and AEAD only, no renegotiation, no resumption. False if OpenSSL refuses.
    bool setUp(SSL_CTX *context, const Identity &identity);

    /// Cuts every connection, and every one that still comes.
    void end();

    /// Cuts the connection that this thread serves: nothing of what is written afterwards leaves.
    static void cutOwn();

private:
    static void onHandshake(const SSL *connection, int where, int value);
    static void onFree(void *connection, void *registry, CRYPTO_EX_DATA *, int, long, void *);
    static int slot();

    void add(const SSL *connection);
    void remove(const SSL *connection);

    std::mutex m_mutex;
    std::map<const SSL *, SocketHandle> m_open;
    bool m_ended = false;
};

} // namespace ttp::practice
