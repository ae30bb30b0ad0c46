// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ttp::practice {

#ifdef _WIN64
using SocketHandle = unsigned long long;
#else
using SocketHandle = int;
#endif

/// Makes sure that no other socket listens on the same port. httplib would set SO_REUSEPORT, with which two services
/// of one user share a port and each gets half of the connections.
void takePortAlone(SocketHandle socket);

/// Ends both directions at once; whoever waits on the socket wakes up.
void cutSocket(SocketHandle socket);

/// A program that is started later does not get the socket.
void keepFromChildren(SocketHandle socket);

/// Waiting connections that the system keeps beside those that are accepted (httplib asks for five).
void widenBacklog(SocketHandle socket);

/// Wakes the thread that waits in accept(). False: not possible here.
bool endListening(SocketHandle socket);

} // namespace ttp::practice
