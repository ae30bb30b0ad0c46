// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ttp {

/// To be called first of all in a program. Keeps OpenSSL from tidying up at exit: a thread that has said that it is
/// finished (QThread::wait) may still be on its last steps, in which OpenSSL frees what belongs to the thread, and both
/// at once crash a program whose work is done.
void startOpenSsl();

} // namespace ttp
