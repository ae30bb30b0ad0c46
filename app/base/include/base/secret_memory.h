// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace ttp {

/// Memory for secrets, in pages of its own: left out of core files (MADV_DONTDUMP, Linux), and kept out of the swap
/// (mlock, VirtualLock) as far as the system lets one user lock memory (on Debian 8 MiB; a page at least for each secret).
/// Overwritten and given back when it ends. Moving hands the pages over and copies nothing.
class SecretMemory {
public:
    SecretMemory() = default;
    /// Zeroed. \throws std::bad_alloc
    explicit SecretMemory(std::size_t size);
    ~SecretMemory();
    SecretMemory(SecretMemory &&other) noexcept;
    SecretMemory &operator=(SecretMemory &&other) noexcept;
    SecretMemory(const SecretMemory &) = delete;
    SecretMemory &operator=(const SecretMemory &) = delete;

    [[nodiscard]] char *data() { return m_data; }
    [[nodiscard]] const char *data() const { return m_data; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    /// False if the system did not let it be locked: it may then be swapped out.
    [[nodiscard]] bool isLocked() const { return m_locked; }

private:
    void release();

    char *m_data = nullptr;
    std::size_t m_size = 0;   ///< as asked for
    std::size_t m_mapped = 0; ///< whole pages
    bool m_locked = false;
};

} // namespace ttp
