// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vault/draft.h"
#include "vault/vault.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace ttp::vault {

/// One draft of a list: without its form, or why it cannot be read.
struct ListedDraft {
    QString id;
    Result<Draft> draft;
};

/// The drafts in a vault: `drafts/ID/draft`, `drafts/ID/forms/DIGEST`, `drafts/ID/files/FILE`. Every call may wait for the
/// disk; thread-safe as the vault is. Whoever changes a draft holds it.
class Drafts {
public:
    explicit Drafts(std::shared_ptr<Vault> vault) : m_vault(std::move(vault)) {}

    /// Keeps the form, replaces the draft, and copies in what is pending: what is read afterwards is the old draft or the
    /// new one, each with its form and files. Answers do not wait for large files: a draft without the pending ones is
    /// kept first. Gives the IDs of the pending files that cannot be read any more or are not what `DraftFile` says; they
    /// are left out. After a failure it may be that only a pending file is missing.
    [[nodiscard]] Result<QStringList> save(const Draft &draft) const;
    /// Keeps a draft that comes as a whole, under an ID that nothing is kept under: it appears with its form and all of its
    /// pending files, or not at all, also if the program is killed meanwhile. `VaultDamaged` if a file is not what
    /// `DraftFile` says.
    [[nodiscard]] Result<void> add(const Draft &draft) const;
    /// With its form. Does not read the files.
    [[nodiscard]] Result<Draft> open(const QString &id) const;
    /// Newest change first; those that cannot be read stand at the end.
    [[nodiscard]] Result<std::vector<ListedDraft>> list() const;
    [[nodiscard]] Result<void> rename(const QString &id, const QString &name) const;
    /// For the next application: the files of `from`, and of its answers what `answersOf` leaves, under a new ID and name
    /// and without consent or sending. Gives the new ID.
    [[nodiscard]] Result<QString> duplicate(const QString &from, const QString &name,
                                            const std::function<QJsonObject(const Draft &)> &answersOf,
                                            const QDateTime &now) const;
    /// Gone with its form and files.
    [[nodiscard]] Result<void> remove(const QString &id) const;
    /// Removes forms and files that the draft does not name: what a crash or an end in between has left behind.
    [[nodiscard]] Result<void> tidy(const Draft &draft) const;

    /// Removes what looks like a draft and is none, unless somebody is just making it.
    [[nodiscard]] Result<void> sweep() const;

    [[nodiscard]] std::shared_ptr<const ByteSource> file(const QString &draftId, const QString &fileId) const;
    /// `DraftInUse` if another program, or another window of this one, has the draft.
    [[nodiscard]] Result<std::unique_ptr<Hold>> hold(const QString &id) const;

private:
    [[nodiscard]] Result<bool> keepFile(const QString &draftId, const DraftFile &file) const;
    [[nodiscard]] Result<Draft> openWithoutForm(const QString &id, QByteArray &formSha256) const;

    std::shared_ptr<Vault> m_vault;
};

} // namespace ttp::vault
