// SPDX-License-Identifier: GPL-3.0-or-later
// Emptying an outbox without losing what others are sending.

#include "outbox_names.h"
#include "submission/outbox.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>

using namespace Qt::StringLiterals;

namespace ttp::submission {

HeldOutbox::~HeldOutbox() = default;
HeldOutbox::HeldOutbox(HeldOutbox &&other) noexcept = default;
HeldOutbox &HeldOutbox::operator=(HeldOutbox &&other) noexcept = default;

Result<HeldOutbox> Outbox::holdAll() const
{
    HeldOutbox held;
    held.m_folder = m_folder;
    const QDir folder(m_folder);
    if (!folder.exists()) {
        return held;
    }
    if (!folder.isReadable()) {
        return failed(FailureCode::OutboxUnusable, u"the folder cannot be read"_s);
    }
    // A sending has up to three names: its note, the lock beside it, and a note in the making.
    QMap<QString, QStringList> byKey;
    const auto names = folder.entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        const QString key = name.section(u'.', 0, 0);
        byKey[isOutboxKey(key) ? key : QString()] += folder.absoluteFilePath(name);
    }
    for (const auto &[key, paths] : byKey.asKeyValueRange()) {
        if (key.isEmpty()) { // what is no note at all
            held.m_paths += paths;
            held.m_unsettled +=
                int(std::ranges::count_if(paths, [](const QString &path) { return path.endsWith(".json"_L1); }));
            continue;
        }
        auto lock = outboxLock(pathOf(key));
        if (!lock->tryLock(0) && lock->error() == QLockFile::LockFailedError) {
            ++held.m_underWay;
            continue;
        } // one that the disk does not let us write is nobody's; removing will say why it cannot be done
        const bool isThere = QFileInfo::exists(pathOf(key)) || QFileInfo(pathOf(key)).isSymLink();
        held.m_unsettled += isThere ? 1 : 0; // else settled while we looked
        held.m_paths += paths;
        held.m_locks.push_back(std::move(lock));
    }
    return held;
}

Erased HeldOutbox::empty()
{
    Erased erased;
    for (const QString &path : std::as_const(m_paths)) {
        if (!path.endsWith(".lock"_L1)) {
            Erased one = erase(path);
            erased.files += one.files;
            std::ranges::move(one.left, std::back_inserter(erased.left));
        }
    }
    m_locks.clear(); // each removes its file
    m_paths.clear();
    const QFileInfo folder(m_folder);
    if (folder.isSymLink()) {
        std::ranges::move(erase(m_folder).left, std::back_inserter(erased.left));
        return erased;
    }
    if (!folder.exists()) {
        return erased;
    }
    QDir(folder.absolutePath()).rmdir(folder.fileName());
    if (QFileInfo::exists(m_folder)) {
        const auto names =
            QDir(m_folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
        if (names.isEmpty()) {
            erased.left.push_back({m_folder, {u"フォルダーを削除できません。"_s, u"The folder cannot be removed."_s}});
        } else if (erased.left.empty()) {
            erased.left.push_back({m_folder,
                                   {u"新たに送信が始まったため、その控えを残しました。"_s,
                                    u"A sending has begun meanwhile; its note was left there."_s}});
        }
    }
    return erased;
}

} // namespace ttp::submission
