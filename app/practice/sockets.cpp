// SPDX-License-Identifier: GPL-3.0-or-later
#include "sockets.h"

#ifdef _WIN32
#include <winsock2.h>
#else
#include <fcntl.h>
#include <sys/socket.h>
#endif

namespace ttp::practice {

namespace {

constexpr int Backlog = 64;

void switchOn(SocketHandle socket, int option)
{
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, option, reinterpret_cast<const char *>(&yes), sizeof yes);
}

} // namespace

void takePortAlone(SocketHandle socket)
{
#ifdef _WIN32
    switchOn(socket, SO_EXCLUSIVEADDRUSE);
#else
    switchOn(socket, SO_REUSEADDR); // only past connections that linger, never a listening socket
#endif
}

void cutSocket(SocketHandle socket)
{
#ifdef _WIN32
    shutdown(socket, SD_BOTH);
#else
    shutdown(socket, SHUT_RDWR);
#endif
}

void keepFromChildren(SocketHandle socket)
{
#ifndef _WIN32
    fcntl(socket, F_SETFD, FD_CLOEXEC);
#else
    (void)socket; // Qt starts programs without handing sockets on
#endif
}

void widenBacklog(SocketHandle socket)
{
    listen(socket, Backlog);
}

bool endListening(SocketHandle socket)
{
#ifdef __linux__
    return shutdown(socket, SHUT_RDWR) == 0;
#else
    (void)socket;
    return false;
#endif
}

} // namespace ttp::practice
