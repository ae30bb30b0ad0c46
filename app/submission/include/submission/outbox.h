// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/folder.h"
#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

class QLockFile;

namespace ttp::submission {

/// What is kept on disk of a sending whose outcome is not known: enough to ask the service, nothing of the answers.
struct OutboxEntry {
    QString key;           ///< the idempotency key, a UUID without quotes
    QByteArray bodySha256; ///< 64 lower-case hex digits
    QString serviceId;
    QString userId;
    QDateTime postedAt; ///< when its last POST began to leave, UTC, whole seconds; invalid: not noted, long ago

    bool operator==(const OutboxEntry &) const = default;
};

/// An entry that nobody else touches as long as this object lives. The lock ends with the process, also a killed one.
class HeldEntry {
public:
    ~HeldEntry(); ///< lets go of it; the entry stays
    HeldEntry(const HeldEntry &) = delete;
    HeldEntry &operator=(const HeldEntry &) = delete;

    [[nodiscard]] const OutboxEntry &entry() const { return m_entry; }
    /// It is about to be posted once more: notes the time. `OutboxUnusable`.
    Result<void> restamp(const QDateTime &now);
    /// The outcome is known: removes the entry. `OutboxUnusable` if it cannot be removed.
    Result<void> settle();

private:
    friend class Outbox;
    HeldEntry(QString path, OutboxEntry entry, std::unique_ptr<QLockFile> lock);

    QString m_path;
    OutboxEntry m_entry;
    std::unique_ptr<QLockFile> m_lock;
};

/// All that is in an outbox, for who is going to empty it: nobody else touches it as long as this object lives. What others
/// begin to send meanwhile is neither held nor removed.
class HeldOutbox {
public:
    ~HeldOutbox();
    HeldOutbox(HeldOutbox &&other) noexcept;
    HeldOutbox &operator=(HeldOutbox &&other) noexcept;

    /// Sendings whose outcome is unknown, also those of which the note cannot be read.
    [[nodiscard]] int unsettled() const { return m_unsettled; }
    /// Those that another program is at work on; they are not held.
    [[nodiscard]] int underWay() const { return m_underWay; }

    /// Removes what is held, and the folder if nothing else is in it; says what is left.
    [[nodiscard]] Erased empty();

private:
    friend class Outbox;
    HeldOutbox() = default;

    QString m_folder;
    QStringList m_paths;
    std::vector<std::unique_ptr<QLockFile>> m_locks;
    int m_unsettled = 0;
    int m_underWay = 0;
};

/// The sendings that are under way or whose outcome is unknown: one small file each (`KEY.json`, mode 0600) in the folder
/// `outbox` (mode 0700) of the data folder. Several programs may use it at once. Every call reads or writes the disk.
class Outbox {
public:
    explicit Outbox(const QString &dataFolder);

    /// Writes an entry so that it survives a power cut, and holds it. To be called before a POST leaves.
    /// `OutboxUnusable`.
    [[nodiscard]] Result<std::unique_ptr<HeldEntry>> add(const OutboxEntry &entry) const;

    struct Contents {
        std::vector<OutboxEntry> entries; ///< in the order of their keys
        QStringList unreadable;           ///< names of files that are no entries
    };
    /// Everything in it; nothing if there is no such folder yet. `OutboxUnusable` if the folder cannot be read.
    [[nodiscard]] Result<Contents> contents() const;

    /// Holds an entry; null if another program is working on it, or if it has been settled meanwhile.
    [[nodiscard]] std::unique_ptr<HeldEntry> take(const QString &key) const;

    /// Holds everything that nobody is working on. `OutboxUnusable` if the folder cannot be read.
    [[nodiscard]] Result<HeldOutbox> holdAll() const;

private:
    [[nodiscard]] QString pathOf(const QString &key) const;

    QString m_folder;
};

} // namespace ttp::submission
