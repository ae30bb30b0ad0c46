// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <expected>
#include <functional>
#include <memory>

class QLockFile;

namespace ttp::credentials {

/// `keychain.json` of the data folder: which entries this installation wrote to the keychain. Names and a digest, no
/// values. Several programs may use it at once. Every call reads or writes the disk.
class EntryList {
public:
    struct Content {
        QString markName;      ///< entry of the mark, without prefix: `mark/…`; empty: none was written
        QByteArray markSha256; ///< 64 lower-case hex digits: of the mark's value
        QStringList names;     ///< without the mark, sorted
        QStringList unwanted;  ///< those of `names` of which a person was told that they are not kept
        bool hadOther = false; ///< another keychain has taken over at some time: entries may be left in the one before
    };

    /// `folder` absolute; empty: nothing is noted.
    explicit EntryList(const QString &folder);

    [[nodiscard]] bool isKept() const { return !m_path.isEmpty(); }
    /// Empty if there is no such file. The error is a fact for support.
    [[nodiscard]] std::expected<Content, QString> read() const;
    /// The right to change an entry in the keychain. One program at a time has it; it ends with the object, and with the
    /// process, also a killed one. Null: another program has it. Without a folder, and where none can be made, everybody
    /// has it: what cannot be noted is not written either.
    [[nodiscard]] std::shared_ptr<QLockFile> claim(const QString &entry) const;
    /// Reads, changes and writes it, locked against other programs, synced. Writes nothing if nothing changes.
    [[nodiscard]] std::expected<void, QString> change(const std::function<void(Content &)> &change) const;

private:
    QString m_path;
};

} // namespace ttp::credentials
