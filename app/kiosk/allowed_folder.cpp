// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/allowed_folder.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ttp::kiosk {

namespace {

/// A descriptor that is closed.
class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor()
    {
        if (m_number >= 0) {
            close(m_number);
        }
    }
    Descriptor(Descriptor &&other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

bool isPlainName(const QString &name)
{
    return !name.isEmpty() && !name.startsWith(u'.') && !name.contains(u'/') && !name.contains(QChar(u'\0'));
}

/// The allowed folder itself may be a link (the operator named it), nothing below it may.
Descriptor open(const QString &root, const QStringList &way)
{
    Descriptor folder(root.isEmpty() ? -1
                                     : ::open(QFile::encodeName(root).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    for (const QString &name : way) {
        if (folder.number() < 0 || !isPlainName(name)) {
            return Descriptor(-1);
        }
        folder = Descriptor(openat(folder.number(), QFile::encodeName(name).constData(),
                                   O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    }
    return folder;
}

std::optional<struct stat> factsOf(const Descriptor &folder, const QString &name)
{
    struct stat facts{};
    return isPlainName(name)
            && fstatat(folder.number(), QFile::encodeName(name).constData(), &facts, AT_SYMLINK_NOFOLLOW) == 0
        ? std::optional(facts)
        : std::nullopt;
}

QString pathOf(const QString &root, const QStringList &way, const QString &name)
{
    return QDir::cleanPath(root) + u'/' + (way + QStringList(name)).join(u'/');
}

} // namespace

std::optional<std::vector<AllowedFolder::Entry>> AllowedFolder::list(const QStringList &way) const
{
    const Descriptor folder = open(m_path, way);
    if (folder.number() < 0) {
        return std::nullopt;
    }
    std::vector<Entry> entries;
    const QStringList names = QDir(QStringLiteral("/proc/self/fd/%1").arg(folder.number())).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        const auto facts = factsOf(folder, name);
        if (facts && (S_ISREG(facts->st_mode) || S_ISDIR(facts->st_mode))) {
            entries.push_back({name, S_ISDIR(facts->st_mode), facts->st_size,
                               QDateTime::fromSecsSinceEpoch(facts->st_mtim.tv_sec)});
        }
    }
    std::ranges::sort(entries, [](const Entry &one, const Entry &other) {
        return one.isFolder != other.isFolder ? one.isFolder : one.name < other.name;
    });
    return entries;
}

std::optional<QString> AllowedFolder::fileIn(const QStringList &way, const QString &name) const
{
    const Descriptor folder = open(m_path, way);
    const auto facts = folder.number() < 0 ? std::nullopt : factsOf(folder, name);
    return facts && S_ISREG(facts->st_mode) ? std::optional(pathOf(m_path, way, name)) : std::nullopt;
}

std::optional<QString> AllowedFolder::placeIn(const QStringList &way, const QString &name) const
{
    const Descriptor folder = open(m_path, way);
    if (folder.number() < 0 || !isPlainName(name)) {
        return std::nullopt;
    }
    const auto facts = factsOf(folder, name);
    return !facts || S_ISREG(facts->st_mode) ? std::optional(pathOf(m_path, way, name)) : std::nullopt;
}

} // namespace ttp::kiosk
