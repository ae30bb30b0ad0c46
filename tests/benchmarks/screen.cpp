// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen.h"

#include <array>
#include <csignal>
#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {

namespace {

constexpr std::size_t SampleStep = 4; // every 4th pixel of every 4th line
constexpr std::size_t SmallestWindow = 150 * 150;
constexpr std::size_t ColoursOfText = 12;

/// The file is an X window dump (XWDFile.h): a header of 32 bit numbers, most significant byte first.
enum HeaderField : std::size_t {
    HeaderSize = 0,
    Width = 4,
    Height = 5,
    BitsPerPixel = 11,
    BytesPerLine = 12,
    Colours = 19
};
constexpr std::size_t HeaderFields = 25;
constexpr std::size_t SizeOfColour = 12;

std::size_t headerField(const unsigned char *file, HeaderField field)
{
    const unsigned char *at = file + 4 * field;
    return std::size_t(at[0]) << 24 | std::size_t(at[1]) << 16 | std::size_t(at[2]) << 8 | std::size_t(at[3]);
}

} // namespace

Screen::Screen(const std::filesystem::path &folder)
{
    try {
        start(folder);
        map(folder / "Xvfb_screen0");
    } catch (...) {
        stop();
        throw;
    }
}

Screen::~Screen()
{
    stop();
}

void Screen::stop()
{
    if (m_file) {
        munmap(const_cast<unsigned char *>(m_file), m_fileSize);
    }
    m_file = nullptr;
    if (m_server > 0) {
        kill(m_server, SIGTERM);
        waitpid(m_server, nullptr, 0);
    }
    m_server = -1;
}

void Screen::start(const std::filesystem::path &folder)
{
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) {
        throw std::runtime_error("no pipe");
    }
    m_server = fork();
    if (m_server == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        close(ends[0]);
        const std::string answer = std::to_string(ends[1]);
        execlp("Xvfb", "Xvfb", "-displayfd", answer.c_str(), "-screen", "0", "1280x1024x24", "-fbdir", folder.c_str(),
               "-nolisten", "tcp", "-noreset", "-nocursor", "-br", static_cast<char *>(nullptr));
        _exit(127);
    }
    close(ends[1]);
    std::string number; // Xvfb writes "3\n" once it takes clients
    char character = 0;
    while (read(ends[0], &character, 1) == 1 && character != '\n') {
        number += character;
    }
    close(ends[0]);
    if (character != '\n') {
        throw std::runtime_error("Xvfb did not start");
    }
    m_display = ":" + number;
}

void Screen::map(const std::filesystem::path &file)
{
    const int handle = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info = {};
    if (handle < 0 || fstat(handle, &info) != 0 || info.st_size < off_t(4 * HeaderFields)) {
        throw std::runtime_error("Xvfb made no frame buffer file");
    }
    m_fileSize = std::size_t(info.st_size);
    void *memory = mmap(nullptr, m_fileSize, PROT_READ, MAP_SHARED, handle, 0);
    close(handle);
    if (memory == MAP_FAILED) {
        throw std::runtime_error("the frame buffer file cannot be mapped");
    }
    m_file = static_cast<const unsigned char *>(memory);
    m_width = headerField(m_file, Width);
    m_height = headerField(m_file, Height);
    m_bytesPerLine = headerField(m_file, BytesPerLine);
    const std::size_t offset = headerField(m_file, HeaderSize) + headerField(m_file, Colours) * SizeOfColour;
    if (headerField(m_file, BitsPerPixel) != 32 || m_bytesPerLine < m_width * 4
        || m_fileSize < offset + m_height * m_bytesPerLine) {
        throw std::runtime_error("the frame buffer has an unknown form");
    }
    m_pixels = m_file + offset;
}

std::uint32_t Screen::pixel(std::size_t x, std::size_t y) const
{
    std::uint32_t value = 0;
    std::memcpy(&value, m_pixels + y * m_bytesPerLine + x * 4, sizeof value);
    return value & 0x00ffffffU;
}

std::size_t Screen::litPixels() const
{
    std::size_t lit = 0;
    for (std::size_t y = 0; y < m_height; y += SampleStep) {
        for (std::size_t x = 0; x < m_width; x += SampleStep) {
            lit += pixel(x, y) != 0 ? SampleStep * SampleStep : 0;
        }
    }
    return lit;
}

bool Screen::isEmpty() const
{
    return litPixels() == 0;
}

bool Screen::showsContent() const
{
    if (litPixels() < SmallestWindow) {
        return false;
    }
    std::array<std::uint32_t, ColoursOfText> seen{};
    std::size_t count = 0;
    for (std::size_t y = 0; y < m_height; ++y) {
        for (std::size_t x = 0; x < m_width; ++x) {
            const std::uint32_t colour = pixel(x, y);
            std::size_t known = 0;
            while (known < count && seen[known] != colour) {
                ++known;
            }
            if (known < count) {
                continue;
            }
            seen[count++] = colour;
            if (count == ColoursOfText) {
                return true;
            }
        }
    }
    return false;
}

} // namespace bench
