// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk.h"

#ifndef Q_OS_WIN

#include "posix_file.h"

#include "base/digest.h"
#include "base/folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <cerrno>
#include <mutex>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace ttp::vault {

namespace {

constexpr mode_t FileMode = 0600;

/// Locks the open file; false if somebody else has it.
bool lockNow(int number, int how)
{
    int outcome = 0;
    do {
        outcome = ::flock(number, how | LOCK_NB);
    } while (outcome != 0 && errno == EINTR);
    return outcome == 0;
}

/// Whether the file still has a name: a cleaning may have taken it away between the making and the locking.
bool hasName(int number)
{
    struct stat status{};
    return ::fstat(number, &status) == 0 && status.st_nlink > 0;
}

/// Made in the folder of new files, and locked as long as it is being written: so a cleaning knows it from one that a
/// killed program left behind.
class PosixNewFile final : public NewFile {
public:
    PosixNewFile(Handle folder, QByteArray name, Handle file)
        : m_folder(std::move(folder)), m_name(std::move(name)), m_handle(std::move(file))
    {
        m_device.open(m_handle.number(), QIODevice::WriteOnly | QIODevice::Unbuffered, QFileDevice::DontCloseHandle);
    }
    ~PosixNewFile() override
    {
        if (!m_name.isEmpty()) {
            ::unlinkat(m_folder.number(), m_name.constData(), 0);
        }
    }
    PosixNewFile(const PosixNewFile &) = delete;
    PosixNewFile &operator=(const PosixNewFile &) = delete;

    [[nodiscard]] QIODevice &device() override { return m_device; }
    [[nodiscard]] int number() const { return m_handle.number(); }

    [[nodiscard]] bool moveTo(int folder, const QByteArray &name)
    {
        if (::renameat(m_folder.number(), m_name.constData(), folder, name.constData()) != 0) {
            return false;
        }
        m_name.clear();
        return true;
    }

private:
    Handle m_folder;
    QByteArray m_name;
    Handle m_handle;
    QFile m_device;
};

class PosixLock final : public Hold {
public:
    PosixLock(Handle folder, QByteArray name, Handle file, bool alone)
        : m_folder(std::move(folder)), m_name(std::move(name)), m_file(std::move(file)), m_alone(alone)
    {
    }
    ~PosixLock() override
    {
        if (m_alone) { // while it is still ours
            ::unlinkat(m_folder.number(), m_name.constData(), 0);
        }
    }
    PosixLock(const PosixLock &) = delete;
    PosixLock &operator=(const PosixLock &) = delete;

private:
    Handle m_folder;
    QByteArray m_name;
    Handle m_file;
    bool m_alone;
};

class PosixDisk final : public Disk {
public:
    explicit PosixDisk(Handle root) : m_root(std::move(root)) {}

    Result<std::unique_ptr<QIODevice>> read(const QString &path) const override;
    Result<std::unique_ptr<NewFile>> begin() override;
    Result<void> put(std::unique_ptr<NewFile> file, const QString &path) override;
    Result<void> removeFile(const QString &path) override;
    Result<void> removeFolder(const QString &path) override;
    Result<QStringList> entries(const QString &path) const override;
    Result<std::unique_ptr<Hold>> lock(const QString &path, Sharing sharing) override;

    void cleanUp(const QString &folder);

private:
    [[nodiscard]] Result<Handle> folder(const QStringList &steps, bool make) const;
    /// The folder above `path`; `name` becomes its last step.
    [[nodiscard]] Result<Handle> folderOf(const QString &path, bool make, QByteArray &name) const;

    Handle m_root;
    std::mutex m_naming; ///< a folder may not be removed while a file is being put into it
};

Result<Handle> PosixDisk::folder(const QStringList &steps, bool make) const
{
    struct stat status{};
    if (::fstat(m_root.number(), &status) != 0 || status.st_nlink == 0) {
        return failed(make ? FailureCode::VaultUnwritable : FailureCode::VaultUnreadable, u"the folder was removed"_s);
    }
    auto current = openFolder(m_root.number(), ".", false);
    for (const QString &step : steps) {
        if (!current) {
            break;
        }
        current = openFolder(current->number(), QFile::encodeName(step).constData(), make);
    }
    return current;
}

Result<Handle> PosixDisk::folderOf(const QString &path, bool make, QByteArray &name) const
{
    QStringList steps = path.split(u'/');
    name = QFile::encodeName(steps.takeLast());
    return folder(steps, make);
}

Result<std::unique_ptr<QIODevice>> PosixDisk::read(const QString &path) const
{
    QByteArray name;
    const auto above = folderOf(path, false, name);
    if (!above) {
        return failed(above.error());
    }
    // O_NONBLOCK: a pipe that somebody put there must not hold us up.
    Handle file(::openat(above->number(), name.constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    struct stat status{};
    if (!file.isOpen() || ::fstat(file.number(), &status) != 0) {
        return failed(failureOfErrno(FailureCode::VaultUnreadable));
    }
    if (!S_ISREG(status.st_mode) || status.st_uid != ::geteuid()) {
        return failed(FailureCode::VaultNotPrivate, u"a file is not a plain one of ours"_s);
    }
    if ((status.st_mode & 07777) != FileMode && ::fchmod(file.number(), FileMode) != 0) {
        return failed(FailureCode::VaultNotPrivate, u"a file is open to others, and that cannot be changed"_s);
    }
    auto device = std::make_unique<QFile>();
    if (!device->open(file.release(), QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle)) {
        return failed(FailureCode::VaultUnreadable, device->errorString());
    }
    return device;
}

Result<std::unique_ptr<NewFile>> PosixDisk::begin()
{
    for (;;) {
        auto where = folder({QString(NewFilesFolder)}, true);
        if (!where) {
            return failed(where.error());
        }
        const QByteArray name = randomBytes(16).toHex();
        Handle file(::openat(where->number(), name.constData(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FileMode));
        if (!file.isOpen() || ::fchmod(file.number(), FileMode) != 0) { // whatever the umask
            return failed(failureOfErrno(FailureCode::VaultUnwritable));
        }
        if (lockNow(file.number(), LOCK_EX) && hasName(file.number())) {
            return std::make_unique<PosixNewFile>(std::move(*where), name, std::move(file));
        }
    }
}

Result<void> PosixDisk::put(std::unique_ptr<NewFile> file, const QString &path)
{
    auto &made = static_cast<PosixNewFile &>(*file);
    if (!syncToDisk(made.number())) {
        return failed(failureOfErrno(FailureCode::VaultUnwritable));
    }
    const std::scoped_lock lock(m_naming);
    QByteArray name;
    const auto above = folderOf(path, true, name);
    if (!above) {
        return failed(above.error());
    }
    // A link of that name is replaced itself; what it leads to stays untouched.
    if (!made.moveTo(above->number(), name) || !syncToDisk(above->number())) {
        return failed(failureOfErrno(FailureCode::VaultUnwritable));
    }
    return {};
}

Result<void> PosixDisk::removeFile(const QString &path)
{
    const std::scoped_lock lock(m_naming);
    QByteArray name;
    const auto above = folderOf(path, false, name);
    if (!above) {
        return above.error().code == FailureCode::VaultNotFound ? Result<void>() : failed(above.error());
    }
    if (::unlinkat(above->number(), name.constData(), 0) != 0) {
        return errno == ENOENT ? Result<void>() : failed(failureOfErrno(FailureCode::VaultUnwritable));
    }
    if (!syncToDisk(above->number())) {
        return failed(failureOfErrno(FailureCode::VaultUnwritable));
    }
    return {};
}

Result<void> PosixDisk::removeFolder(const QString &path)
{
    const std::scoped_lock lock(m_naming);
    QByteArray name;
    const auto above = folderOf(path, false, name);
    if (!above) {
        return above.error().code == FailureCode::VaultNotFound ? Result<void>() : failed(above.error());
    }
    if (const auto removed = removeTree(above->number(), name.constData()); !removed) {
        return removed;
    }
    if (!syncToDisk(above->number())) {
        return failed(failureOfErrno(FailureCode::VaultUnwritable));
    }
    return {};
}

Result<QStringList> PosixDisk::entries(const QString &path) const
{
    const auto where = folder(path.split(u'/'), false);
    if (!where) {
        return where.error().code == FailureCode::VaultNotFound ? Result<QStringList>() : failed(where.error());
    }
    auto names = namesIn(where->number());
    if (!names) {
        return names;
    }
    for (QString &name : *names) {
        struct stat status{};
        if (::fstatat(where->number(), QFile::encodeName(name).constData(), &status, AT_SYMLINK_NOFOLLOW) == 0
            && S_ISDIR(status.st_mode)) {
            name += u'/';
        }
    }
    return names;
}

Result<std::unique_ptr<Hold>> PosixDisk::lock(const QString &path, Sharing sharing)
{
    const bool alone = sharing == Sharing::Alone;
    for (int patience = 5;;) { // a cleaning of another program may look at the file just now
        QByteArray name;
        auto above = folderOf(QString(LocksFolder) + u'/' + path, true, name);
        if (!above) {
            return failed(above.error());
        }
        // Opened for reading only: nothing is written, and a disk that turns read-only need not wait for us.
        Handle file(::openat(above->number(), name.constData(), O_RDONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, FileMode));
        if (!file.isOpen()) {
            return failed(failureOfErrno(FailureCode::VaultUnwritable));
        }
        if (!lockNow(file.number(), alone ? LOCK_EX : LOCK_SH)) {
            if (errno != EWOULDBLOCK) {
                return failed(failureOfErrno(FailureCode::VaultUnwritable));
            }
            if (--patience == 0) {
                return std::unique_ptr<Hold>();
            }
            QThread::msleep(5);
            continue;
        }
        if (hasName(file.number())) { // else its last owner removed it just now
            return std::make_unique<PosixLock>(std::move(*above), name, std::move(file), alone);
        }
    }
}

/// Removes what nobody has locked: what killed programs left behind.
void PosixDisk::cleanUp(const QString &from)
{
    const auto where = folder({from}, false);
    const auto names = where ? namesIn(where->number()) : Result<QStringList>();
    for (const QString &name : names.value_or(QStringList())) {
        const QByteArray encoded = QFile::encodeName(name);
        const Handle file(::openat(where->number(), encoded.constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
        if (file.isOpen() && lockNow(file.number(), LOCK_EX) && hasName(file.number())) {
            ::unlinkat(where->number(), encoded.constData(), 0);
        }
    }
}

} // namespace

Result<std::shared_ptr<Disk>> openDisk(const QString &path, Disk::Opening opening)
{
    const QString clean = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    const bool make = opening == Disk::Opening::Make;
    if (const auto checked = checkWay(QFileInfo(clean).path()); !checked) {
        return failed(checked.error());
    }
    if (make && !makePrivateFolder(QFileInfo(clean).path())) {
        return failed(FailureCode::VaultUnwritable, u"the folder cannot be made"_s);
    }
    const Handle parent(::open(QFile::encodeName(QFileInfo(clean).path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!parent.isOpen()) {
        return failed(failureOfErrno(make ? FailureCode::VaultUnwritable : FailureCode::VaultUnreadable));
    }
    auto root = openFolder(parent.number(), QFile::encodeName(QFileInfo(clean).fileName()).constData(), make);
    if (!root) {
        return failed(root.error());
    }
    auto disk = std::make_shared<PosixDisk>(std::move(*root));
    disk->cleanUp(QString(NewFilesFolder));
    disk->cleanUp(QString(LocksFolder));
    return disk;
}

} // namespace ttp::vault

#endif
