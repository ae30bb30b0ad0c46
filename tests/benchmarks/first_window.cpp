// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes until a person sees the first window, and what it costs, beside a bare wizard of ten pages.
//
//   first_window [--runs N] [--settle MS] REFERENCE PROGRAM [ARGUMENT ...]
//
// Both programs take turns on one virtual screen, each time in a new, empty home. Measured are the milliseconds from
// exec to the first window with content on the screen, and, SETTLE ms later, the proportional memory (PSS) and the
// processor time of the program and its children. The first turn of both only warms up. Printed are medians, ranges
// and the ratios PROGRAM / REFERENCE. The exit code judges nothing but whether every window appeared:
// 0 yes, 1 no, 2 the measurement itself was not possible.

#include "screen.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr auto Deadline = 60s;

struct Options {
    int runs = 9;
    std::chrono::milliseconds settle = 1500ms;
    std::vector<std::string> reference;
    std::vector<std::string> program;
};

struct Sample {
    double paintedMs = 0;
    double pssMiB = 0;
    double cpuMs = 0;
};

/// A folder that is gone when this goes out of scope.
class TemporaryFolder {
public:
    TemporaryFolder()
    {
        std::string name = (fs::temp_directory_path() / "first-window-XXXXXX").string();
        if (!mkdtemp(name.data())) {
            throw std::runtime_error("no temporary folder");
        }
        m_path = name;
    }
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;
    ~TemporaryFolder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    [[nodiscard]] const fs::path &path() const { return m_path; }

private:
    fs::path m_path;
};

/// The whole environment of a measured program: a home without settings, no session bus, nothing of the caller's
/// desktop but the folders where programs and libraries are looked for.
std::vector<std::string> environment(const fs::path &home, const std::string &display)
{
    std::vector<std::string> result{
        "HOME=" + home.string(), "TMPDIR=" + home.string(), "XDG_RUNTIME_DIR=" + home.string(),
        "DISPLAY=" + display,    "QT_QPA_PLATFORM=xcb",     "DBUS_SESSION_BUS_ADDRESS=disabled:",
        "LC_ALL=C.UTF-8",
    };
    for (const char *name : {"PATH", "LD_LIBRARY_PATH"}) {
        if (const char *value = std::getenv(name)) {
            result.push_back(std::string(name) + "=" + value);
        }
    }
    return result;
}

/// A null-terminated view for exec; the strings must outlive it.
std::vector<char *> pointers(std::vector<std::string> &strings)
{
    std::vector<char *> result;
    for (std::string &string : strings) {
        result.push_back(string.data());
    }
    result.push_back(nullptr);
    return result;
}

pid_t launch(std::vector<std::string> command, std::vector<std::string> variables)
{
    const std::vector<char *> arguments = pointers(command);
    const std::vector<char *> settings = pointers(variables);
    const pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        const int nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, STDIN_FILENO);
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
        execve(arguments.front(), arguments.data(), settings.data());
        _exit(127);
    }
    setpgid(child, child);
    return child;
}

std::vector<pid_t> processesOfGroup(pid_t group)
{
    std::vector<pid_t> result;
    std::error_code error;
    for (const fs::directory_entry &entry : fs::directory_iterator("/proc", error)) {
        const std::string name = entry.path().filename();
        pid_t process = 0;
        const auto [end, bad] = std::from_chars(name.data(), name.data() + name.size(), process);
        if (bad == std::errc() && end == name.data() + name.size() && getpgid(process) == group) {
            result.push_back(process);
        }
    }
    return result;
}

/// The proportional set size, in KiB (proc(5), smaps_rollup).
double pss(pid_t process)
{
    std::ifstream rollup("/proc/" + std::to_string(process) + "/smaps_rollup");
    for (std::string line; std::getline(rollup, line);) {
        if (line.starts_with("Pss:")) {
            return std::strtod(line.c_str() + 4, nullptr);
        }
    }
    return 0;
}

/// The processor time that all threads have used so far, in milliseconds.
double processorTime(pid_t process)
{
    clockid_t clock = 0;
    timespec time = {};
    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0) {
        return 0;
    }
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

void end(pid_t child)
{
    kill(-child, SIGTERM);
    const auto limit = Clock::now() + 2s;
    while (waitpid(child, nullptr, WNOHANG) == 0) {
        if (Clock::now() > limit) {
            kill(-child, SIGKILL);
        }
        std::this_thread::sleep_for(5ms);
    }
    kill(-child, SIGKILL);
}

void waitForEmpty(const bench::Screen &screen)
{
    const auto limit = Clock::now() + 10s;
    while (!screen.isEmpty()) {
        if (Clock::now() > limit) {
            throw std::runtime_error("the screen does not become empty");
        }
        std::this_thread::sleep_for(10ms);
    }
}

/// One start of a program; nothing if it showed no window.
std::optional<Sample> measure(const std::vector<std::string> &command, const bench::Screen &screen,
                              std::chrono::milliseconds settle)
{
    const TemporaryFolder home;
    waitForEmpty(screen);
    Sample sample;
    const auto started = Clock::now();
    const pid_t child = launch(command, environment(home.path(), screen.display()));
    while (!screen.showsContent()) {
        if (waitpid(child, nullptr, WNOHANG) != 0) {
            return std::nullopt;
        }
        if (Clock::now() - started > Deadline) {
            end(child);
            return std::nullopt;
        }
        std::this_thread::sleep_for(1ms);
    }
    sample.paintedMs = std::chrono::duration<double, std::milli>(Clock::now() - started).count();
    std::this_thread::sleep_for(settle);
    for (const pid_t process : processesOfGroup(child)) {
        sample.pssMiB += pss(process) / 1024.0;
        sample.cpuMs += processorTime(process);
    }
    end(child);
    return sample;
}

struct Spread {
    double median = 0;
    double least = 0;
    double most = 0;
};

Spread spread(std::span<const Sample> samples, double Sample::*member)
{
    std::vector<double> values;
    for (const Sample &sample : samples) {
        values.push_back(sample.*member);
    }
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    const double median = values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return {median, values.front(), values.back()};
}

void report(std::span<const Sample> reference, std::span<const Sample> program)
{
    struct Row {
        const char *name;
        double Sample::*member;
    };
    std::printf("%-24s %24s %24s %8s\n", "", "bare wizard", "program", "ratio");
    for (const Row &row : {Row{"first window, ms", &Sample::paintedMs}, Row{"memory (PSS), MiB", &Sample::pssMiB},
                           Row{"processor time, ms", &Sample::cpuMs}}) {
        const Spread bare = spread(reference, row.member);
        const Spread ours = spread(program, row.member);
        std::printf("%-24s %8.1f (%5.1f - %5.1f) %8.1f (%5.1f - %5.1f) %8.2f\n", row.name, bare.median, bare.least,
                    bare.most, ours.median, ours.least, ours.most, ours.median / bare.median);
    }
    std::printf("medians and ranges of %zu runs each, in turns\n", reference.size());
}

std::optional<Options> parse(std::span<char *> arguments)
{
    Options options;
    std::size_t at = 1;
    const auto number = [&](int &value) {
        if (at + 1 >= arguments.size()) {
            return false;
        }
        const std::string_view text = arguments[at + 1];
        at += 2;
        const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value);
        return bad == std::errc() && end == text.data() + text.size() && value >= 1 && value <= 100000;
    };
    while (at < arguments.size() && std::string_view(arguments[at]).starts_with("--")) {
        const std::string_view name = arguments[at];
        int value = 0;
        if ((name != "--runs" && name != "--settle") || !number(value)) {
            return std::nullopt;
        }
        if (name == "--runs") {
            options.runs = value;
        } else {
            options.settle = std::chrono::milliseconds(value);
        }
    }
    if (arguments.size() < at + 2) {
        return std::nullopt;
    }
    options.reference = {arguments[at]};
    options.program.assign(arguments.begin() + std::ptrdiff_t(at) + 1, arguments.end());
    return options;
}

int run(const Options &options)
{
    const TemporaryFolder folder;
    const bench::Screen screen(folder.path());
    std::vector<Sample> reference;
    std::vector<Sample> program;
    for (int turn = 0; turn <= options.runs; ++turn) {
        for (const bool isReference : {true, false}) {
            const std::vector<std::string> &command = isReference ? options.reference : options.program;
            const std::optional<Sample> sample = measure(command, screen, options.settle);
            if (!sample) {
                std::fprintf(stderr, "%s showed no window\n", command.front().c_str());
                return 1;
            }
            if (turn > 0) {
                (isReference ? reference : program).push_back(*sample);
            }
        }
    }
    report(reference, program);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const std::optional<Options> options = parse({argv, std::size_t(argc)});
    if (!options) {
        std::fputs("usage: first_window [--runs N] [--settle MS] REFERENCE PROGRAM [ARGUMENT ...]\n", stderr);
        return 2;
    }
    try {
        return run(*options);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "first_window: %s\n", error.what());
        return 2;
    }
}
