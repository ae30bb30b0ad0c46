// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ttp {

/// Switches off what would write this process's memory to a disk when it dies. The first call in `main`, before anything
/// secret is in memory; processes that it starts inherit it.
///
/// Linux: no core file (RLIMIT_CORE 0, soft and hard), and for collectors that are fed through a pipe and need not heed
/// that limit, a dump without the memory's contents (core(5), coredump_filter 0). Other POSIX systems: RLIMIT_CORE 0.
/// Windows: no crash dialog, and no report by Windows Error Reporting (not tried on a machine yet).
///
/// It does not keep the same user's debugger out; `hideFromOtherProcesses` does.
/// \return false if the system refused a part of it.
bool refuseCoreFiles();

/// Linux: no other process of the same user may read this one's memory (PR_SET_DUMPABLE 0). For kiosks only: file dialogs
/// of the desktop portal read /proc/<pid> of the program that asks, and fail then. Not inherited by programs that it starts.
/// \return false where that is not possible.
bool hideFromOtherProcesses();

} // namespace ttp
