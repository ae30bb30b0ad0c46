// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk.h"

#ifdef Q_OS_WIN

#include "base/digest.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

// Not tried on Windows yet. There the profile folder is private by its access list, which new folders inherit; files are
// replaced by QSaveFile, and QLockFile keeps a file open without sharing, which ends with the process.

namespace ttp::vault {

namespace {

class WindowsNewFile final : public NewFile {
public:
    explicit WindowsNewFile(const QString &root) : m_path(root + u"/new/"_s + QString::fromLatin1(randomBytes(16).toHex()))
    {
        m_file.setFileName(m_path);
    }
    ~WindowsNewFile() override { m_file.remove(); }
    WindowsNewFile(const WindowsNewFile &) = delete;
    WindowsNewFile &operator=(const WindowsNewFile &) = delete;

    [[nodiscard]] bool open() { return m_file.open(QIODevice::ReadWrite | QIODevice::NewOnly); }
    [[nodiscard]] QIODevice &device() override { return m_file; }

private:
    QString m_path;
    QFile m_file;
};

class WindowsLock final : public Hold {
public:
    explicit WindowsLock(const QString &path) : m_file(path) { m_file.setStaleLockTime(0); }
    [[nodiscard]] bool tryLock() { return m_file.tryLock(0); }

private:
    QLockFile m_file;
};

class WindowsDisk final : public Disk {
public:
    explicit WindowsDisk(QString root) : m_root(std::move(root)) {}

    Result<std::unique_ptr<QIODevice>> read(const QString &path) const override
    {
        const QFileInfo info(m_root + u'/' + path);
        if (!info.exists()) {
            return failed(FailureCode::VaultNotFound, u"no such file"_s);
        }
        if (leadsAway(path) || !info.isFile()) {
            return failed(FailureCode::VaultNotPrivate, u"a link or a folder stands where a file should be"_s);
        }
        auto file = std::make_unique<QFile>(info.filePath());
        if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
            return failed(FailureCode::VaultUnreadable, file->errorString());
        }
        return file;
    }

    Result<std::unique_ptr<NewFile>> begin() override
    {
        auto file = std::make_unique<WindowsNewFile>(m_root);
        if (!QDir(m_root).mkpath(QString(NewFilesFolder)) || !file->open()) {
            return failed(FailureCode::VaultUnwritable, file->device().errorString());
        }
        return file;
    }

    Result<void> put(std::unique_ptr<NewFile> file, const QString &path) override
    {
        if (leadsAway(path)) {
            return failed(FailureCode::VaultNotPrivate, u"a link stands where a folder should be"_s);
        }
        const QString target = m_root + u'/' + path;
        QSaveFile saved(target);
        if (!QDir().mkpath(QFileInfo(target).path()) || !saved.open(QIODevice::WriteOnly) || !file->device().seek(0)) {
            return failed(FailureCode::VaultUnwritable, saved.errorString());
        }
        QByteArray piece(256 * 1024, '\0');
        qint64 count = 0;
        while ((count = file->device().read(piece.data(), piece.size())) > 0) {
            if (saved.write(piece.constData(), count) != count) {
                return failed(FailureCode::VaultUnwritable, saved.errorString());
            }
        }
        if (count < 0 || !saved.commit()) {
            return failed(FailureCode::VaultUnwritable, saved.errorString());
        }
        return {};
    }

    Result<void> removeFile(const QString &path) override
    {
        QFile file(m_root + u'/' + path);
        if (file.exists() && !file.remove()) {
            return failed(FailureCode::VaultUnwritable, file.errorString());
        }
        return {};
    }

    Result<void> removeFolder(const QString &path) override
    {
        QDir folder(m_root + u'/' + path);
        if (leadsAway(path) || (folder.exists() && !folder.removeRecursively())) {
            return failed(FailureCode::VaultUnwritable, u"a folder cannot be removed"_s);
        }
        return {};
    }

    Result<QStringList> entries(const QString &path) const override
    {
        QStringList names;
        const QDir::Filters filters = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
        for (const QFileInfo &entry : QDir(m_root + u'/' + path).entryInfoList(filters)) {
            names += entry.isDir() && !entry.isSymLink() ? entry.fileName() + u'/' : entry.fileName();
        }
        return names;
    }

    Result<std::unique_ptr<Hold>> lock(const QString &path, Sharing) override
    {
        // QLockFile knows no sharing: the second program finds the vault in use.
        if (!QDir(m_root).mkpath(QString(LocksFolder))) {
            return failed(FailureCode::VaultUnwritable, u"the folder of the locks cannot be made"_s);
        }
        auto lock = std::make_unique<WindowsLock>(m_root + u'/' + QString(LocksFolder) + u'/' + path);
        return lock->tryLock() ? Result<std::unique_ptr<Hold>>(std::move(lock)) : std::unique_ptr<Hold>();
    }

    void cleanUp()
    {
        QDir folder(m_root + u'/' + QString(NewFilesFolder));
        for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden)) {
            folder.remove(name); // fails for a file that a living program has open
        }
    }

private:
    /// Whether a step of the way below the root is a link or a junction.
    [[nodiscard]] bool leadsAway(const QString &path) const
    {
        QString way = m_root;
        for (const QString &step : path.split(u'/')) {
            way += u'/' + step;
            const QFileInfo info(way);
            if (info.isSymLink() || info.isJunction()) {
                return true;
            }
        }
        return false;
    }

    QString m_root;
};

} // namespace

Result<std::shared_ptr<Disk>> openDisk(const QString &path, Disk::Opening opening)
{
    const QFileInfo root(path);
    if (root.isSymLink() || root.isJunction()) {
        return failed(FailureCode::VaultNotPrivate, u"the folder is a link"_s);
    }
    if (!root.isDir() && (opening == Disk::Opening::Existing || !QDir().mkpath(root.absoluteFilePath()))) {
        return failed(opening == Disk::Opening::Make ? FailureCode::VaultUnwritable : FailureCode::VaultNotFound,
                      u"the folder is missing"_s);
    }
    auto disk = std::make_shared<WindowsDisk>(root.absoluteFilePath());
    disk->cleanUp();
    return disk;
}

} // namespace ttp::vault

#endif
