// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include <sys/types.h>

namespace bench {

/// A virtual screen of its own: an Xvfb without window manager, whose frame buffer is read straight from its file,
/// so that looking at the screen costs the measured program nothing. Throws std::runtime_error if it cannot start.
class Screen {
public:
    /// folder: an existing folder, for the frame buffer file.
    explicit Screen(const std::filesystem::path &folder);
    Screen(const Screen &) = delete;
    Screen &operator=(const Screen &) = delete;
    ~Screen();

    /// The value for DISPLAY, such as ":3".
    [[nodiscard]] const std::string &display() const { return m_display; }
    /// Nothing but the black root window is to be seen.
    [[nodiscard]] bool isEmpty() const;
    /// A window of at least 150 x 150 pixels is to be seen, with content: smoothed text has a dozen colours or more.
    [[nodiscard]] bool showsContent() const;

private:
    void start(const std::filesystem::path &folder);
    void stop();
    void map(const std::filesystem::path &file);
    [[nodiscard]] std::uint32_t pixel(std::size_t x, std::size_t y) const;
    [[nodiscard]] std::size_t litPixels() const;

    pid_t m_server = -1;
    std::string m_display;
    const unsigned char *m_file = nullptr;
    std::size_t m_fileSize = 0;
    const unsigned char *m_pixels = nullptr;
    std::size_t m_width = 0;
    std::size_t m_height = 0;
    std::size_t m_bytesPerLine = 0;
};

} // namespace bench
