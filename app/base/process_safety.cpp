// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process_safety.h"

#include <QtGlobal>

#ifdef Q_OS_WINDOWS
#include <windows.h>

#include <werapi.h>
#else
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>

#include <fcntl.h>
#include <unistd.h>
#endif

namespace ttp {

#ifdef Q_OS_WINDOWS

bool refuseCoreFiles()
{
    SetErrorMode(GetErrorMode() | SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
    wchar_t path[MAX_PATH] = {};
    const DWORD length = GetModuleFileNameW(nullptr, path, MAX_PATH);
    const wchar_t *name = path;
    for (const wchar_t *at = path; *at != 0; ++at) {
        name = *at == L'\\' ? at + 1 : name;
    }
    // For this user only; for all users it would need an administrator.
    return length > 0 && length < MAX_PATH && SUCCEEDED(WerAddExcludedApplication(name, FALSE));
}

#else

bool refuseCoreFiles()
{
    const rlimit none{0, 0};
    bool done = setrlimit(RLIMIT_CORE, &none) == 0;
#ifdef Q_OS_LINUX
    // By hand: the standard library's files would allocate, and this comes before everything.
    const int filter = open("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC);
    done = filter >= 0 && write(filter, "0", 1) == 1 && done;
    if (filter >= 0) {
        close(filter);
    }
#endif
    return done;
}

#endif

bool hideFromOtherProcesses()
{
#ifdef Q_OS_LINUX
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
#else
    return false;
#endif
}

} // namespace ttp
