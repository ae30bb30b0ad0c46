// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections.h"

namespace ttp::practice {

namespace {

constexpr char Tls12Suites[] =
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256";

/// httplib shows neither socket nor TLS object of a request that it cannot read; a connection keeps its thread.
thread_local const SSL *t_own = nullptr;

SocketHandle socketOf(const SSL *connection)
{
    return SocketHandle(SSL_get_fd(connection));
}

} // namespace

bool Connections::setUp(SSL_CTX *context, const Identity &identity)
{
    SSL_CTX_set_options(
        context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_app_data(context, this);
    SSL_CTX_set_info_callback(context, &Connections::onHandshake);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1
        && SSL_CTX_set_cipher_list(context, Tls12Suites) == 1
        && SSL_CTX_use_certificate(context, identity.certificate.get()) == 1
        && SSL_CTX_use_PrivateKey(context, identity.key.get()) == 1 && SSL_CTX_check_private_key(context) == 1;
}

void Connections::end()
{
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    for (const auto &[connection, socket] : m_open) {
        cutSocket(socket);
    }
}

void Connections::cutOwn()
{
    if (t_own) {
        cutSocket(socketOf(t_own));
    }
}

void Connections::onHandshake(const SSL *connection, int where, int)
{
    if (where & SSL_CB_HANDSHAKE_START) {
        static_cast<Connections *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(connection)))->add(connection);
    }
}

void Connections::onFree(void *connection, void *registry, CRYPTO_EX_DATA *, int, long, void *)
{
    if (registry) {
        static_cast<Connections *>(registry)->remove(static_cast<const SSL *>(connection));
    }
}

/// Where a TLS object remembers its registry, so that it leaves before its socket is closed and the number reused.
int Connections::slot()
{
    static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, &Connections::onFree);
    return index;
}

void Connections::add(const SSL *connection)
{
    t_own = connection;
    SSL_set_ex_data(const_cast<SSL *>(connection), slot(), this);
    const SocketHandle socket = socketOf(connection);
    keepFromChildren(socket);
    const std::lock_guard lock(m_mutex);
    m_open[connection] = socket;
    if (m_ended) {
        cutSocket(socket);
    }
}

void Connections::remove(const SSL *connection)
{
    t_own = nullptr;
    const std::lock_guard lock(m_mutex);
    m_open.erase(connection);
}

} // namespace ttp::practice
