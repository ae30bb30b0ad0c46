// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/private_folder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QLockFile>

#include <filesystem>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace ttp::kiosk {

namespace {

const QString Prefix = u"ttp-apply-kiosk-"_s;
const QString LockName = u"/lock"_s;

// linux/magic.h
constexpr auto TmpfsMagic = 0x01021994;
constexpr auto RamfsMagic = 0x858458f6;

bool inMemory(const QString &folder)
{
    struct statfs facts{};
    if (statfs(QFile::encodeName(folder).constData(), &facts) != 0) {
        return false;
    }
    const auto type = static_cast<unsigned long>(facts.f_type);
    return type == TmpfsMagic || type == RamfsMagic;
}

/// Whether it is a real folder (no link to one) of this user.
bool isOwnFolder(const QString &path)
{
    struct stat facts{};
    return lstat(QFile::encodeName(path).constData(), &facts) == 0 && S_ISDIR(facts.st_mode)
        && facts.st_uid == geteuid();
}

/// remove_all does not follow symbolic links (ISO C++, [fs.op.remove.all]). Folders whose mode forbids it are opened first.
void removeTree(const QString &path)
{
    std::error_code ignored;
    const std::filesystem::path root(QFile::encodeName(path).toStdString());
    std::filesystem::remove_all(root, ignored);
    if (!std::filesystem::exists(std::filesystem::symlink_status(root, ignored))) {
        return;
    }
    for (std::filesystem::recursive_directory_iterator it(root, ignored), end; !ignored && it != end;
         it.increment(ignored)) {
        std::error_code unheard;
        if (std::filesystem::is_directory(it->symlink_status(unheard))) {
            std::filesystem::permissions(it->path(), std::filesystem::perms::owner_all, unheard);
        }
    }
    std::filesystem::remove_all(root, ignored);
}

std::unique_ptr<QLockFile> lockOf(const QString &folder)
{
    auto lock = std::make_unique<QLockFile>(folder + LockName);
    lock->setStaleLockTime(0); // only a process that has ended loses it
    return lock;
}

void removeAbandoned(const QString &place)
{
    const auto found = QDir(place).entryList({Prefix + u'*'}, QDir::Dirs | QDir::NoSymLinks | QDir::NoDotAndDotDot);
    for (const QString &name : found) {
        const QString path = place + u'/' + name;
        if (isOwnFolder(path) && lockOf(path)->tryLock(0)) {
            removeTree(path);
        }
    }
}

} // namespace

PrivateFolder::PrivateFolder(QString path, std::unique_ptr<QLockFile> lock)
    : m_path(std::move(path)), m_lock(std::move(lock))
{
}

PrivateFolder::~PrivateFolder()
{
    m_lock->unlock();
    removeTree(m_path);
}

QStringList PrivateFolder::usualPlaces()
{
    QStringList places;
    for (const QString &place : {qEnvironmentVariable("XDG_RUNTIME_DIR"), u"/dev/shm"_s}) {
        if (!place.isEmpty() && inMemory(place)) {
            places += place;
        }
    }
    return places << QDir::tempPath();
}

std::expected<std::unique_ptr<PrivateFolder>, QString> PrivateFolder::make(const QStringList &places)
{
    for (const QString &place : places) {
        removeAbandoned(place);
        QByteArray pattern = QFile::encodeName(place + u'/' + Prefix + u"XXXXXX"_s);
        if (!mkdtemp(pattern.data())) { // mode 0700
            continue;
        }
        const QString path = QFile::decodeName(pattern);
        auto lock = lockOf(path);
        if (lock->tryLock(0)) {
            return std::unique_ptr<PrivateFolder>(new PrivateFolder(path, std::move(lock)));
        }
        removeTree(path);
    }
    return std::unexpected(u"no folder for sessions could be made in "_s + places.join(u", "_s));
}

bool PrivateFolder::isInMemory() const
{
    return inMemory(m_path);
}

bool PrivateFolder::prepare()
{
    clear();
    if (mkdir(QFile::encodeName(sessionPath()).constData(), S_IRWXU) != 0) {
        return false;
    }
    for (const char *name : {"/home", "/tmp", "/config", "/data", "/cache", "/state"}) {
        if (mkdir((QFile::encodeName(sessionPath()) + name).constData(), S_IRWXU) != 0) {
            return false;
        }
    }
    return true;
}

QProcessEnvironment PrivateFolder::environment(QProcessEnvironment base) const
{
    // Where X11 keeps its key unless told otherwise; the home is about to be another one.
    if (!base.contains(u"XAUTHORITY"_s)) {
        if (const QString usual = base.value(u"HOME"_s) + u"/.Xauthority"_s; QFile::exists(usual)) {
            base.insert(u"XAUTHORITY"_s, usual);
        }
    }
    const std::pair<QString, QString> led[]{{u"HOME"_s, u"/home"_s},
                                            {u"TMPDIR"_s, u"/tmp"_s},
                                            {u"XDG_CONFIG_HOME"_s, u"/config"_s},
                                            {u"XDG_DATA_HOME"_s, u"/data"_s},
                                            {u"XDG_CACHE_HOME"_s, u"/cache"_s},
                                            {u"XDG_STATE_HOME"_s, u"/state"_s}};
    for (const auto &[name, folder] : led) {
        base.insert(name, sessionPath() + folder);
    }
    base.remove(u"TTP_APPLY_HOME"_s);
    base.remove(u"QT_LOGGING_TO_CONSOLE"_s);
    return base;
}

void PrivateFolder::clear()
{
    removeTree(sessionPath());
}

bool PrivateFolder::isClean() const
{
    const QDir folder(m_path);
    return folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot) == QStringList(u"lock"_s);
}

QByteArray fingerprint(const QStringList &folders)
{
    QCryptographicHash print(QCryptographicHash::Sha256);
    for (const QString &folder : folders) {
        QStringList lines;
        QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                             QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            const QFileInfo entry(entries.next());
            lines += entry.filePath() + u'\t' + QString::number(entry.size()) + u'\t'
                + QString::number(entry.lastModified().toMSecsSinceEpoch());
        }
        lines.sort();
        print.addData(lines.join(u'\n').toUtf8());
        print.addData(QByteArrayView("\0", 1));
    }
    return print.result();
}

} // namespace ttp::kiosk
