// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret_memory.h"

#include <openssl/crypto.h>

#include <QtGlobal>

#include <new>
#include <utility>

#ifdef Q_OS_WINDOWS
#include <windows.h>
#else
#include <sys/mman.h>

#include <unistd.h>
#endif

namespace ttp {

namespace {

#ifdef Q_OS_WINDOWS

std::size_t pageSize()
{
    SYSTEM_INFO info;
    GetSystemInfo(&info);
    return info.dwPageSize;
}

char *map(std::size_t size)
{
    return static_cast<char *>(VirtualAlloc(nullptr, size, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE));
}

bool lock(char *data, std::size_t size)
{
    return VirtualLock(data, size) != 0;
}

void unmap(char *data, std::size_t)
{
    VirtualFree(data, 0, MEM_RELEASE);
}

#else

std::size_t pageSize()
{
    return std::size_t(sysconf(_SC_PAGESIZE));
}

char *map(std::size_t size)
{
    void *data = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (data == MAP_FAILED) {
        return nullptr;
    }
#ifdef MADV_DONTDUMP
    madvise(data, size, MADV_DONTDUMP);
#endif
    return static_cast<char *>(data);
}

bool lock(char *data, std::size_t size)
{
    return mlock(data, size) == 0;
}

void unmap(char *data, std::size_t size)
{
    munmap(data, size); // unlocks, too
}

#endif

} // namespace

SecretMemory::SecretMemory(std::size_t size) : m_size(size)
{
    if (size == 0) {
        return;
    }
    const std::size_t page = pageSize();
    m_mapped = (size + page - 1) / page * page;
    m_data = m_mapped < size ? nullptr : map(m_mapped);
    if (m_data == nullptr) {
        throw std::bad_alloc();
    }
    m_locked = lock(m_data, m_mapped);
}

SecretMemory::~SecretMemory()
{
    release();
}

SecretMemory::SecretMemory(SecretMemory &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)),
      m_mapped(std::exchange(other.m_mapped, 0)), m_locked(std::exchange(other.m_locked, false))
{
}

SecretMemory &SecretMemory::operator=(SecretMemory &&other) noexcept
{
    if (this != &other) {
        release();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
        m_mapped = std::exchange(other.m_mapped, 0);
        m_locked = std::exchange(other.m_locked, false);
    }
    return *this;
}

void SecretMemory::release()
{
    if (m_data != nullptr) {
        OPENSSL_cleanse(m_data, m_mapped);
        unmap(m_data, m_mapped);
    }
    m_data = nullptr;
    m_size = m_mapped = 0;
    m_locked = false;
}

} // namespace ttp
