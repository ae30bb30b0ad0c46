// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/journey.h"
#include "vault/autosaver.h"
#include "vault/drafts.h"
#include "vault/receipts.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ttp::ui {

/// Keeps the journey in the vault while it is filled in, and gets kept ones back. Without a vault it does nothing, and
/// says so.
class DraftKeeper final : public QObject {
    Q_OBJECT
public:
    using Timing = vault::Autosaver::Timing;
    /// What of a draft the controller knows: the place, the owner, how far it is. Called on the window's thread.
    using Describe = std::function<void(vault::Draft &)>;

    DraftKeeper(Journey &journey, std::shared_ptr<const Clock> clock, Timing timing, Describe describe,
                QObject *parent = nullptr);
    ~DraftKeeper() override;

    void setVault(std::shared_ptr<vault::Vault> vault);
    [[nodiscard]] bool hasVault() const { return m_vault != nullptr; }
    [[nodiscard]] bool isOnDisk() const { return m_vault && m_vault->keeping() == vault::Vault::Keeping::OnDisk; }

    /// Answers or files have changed; the first time this makes a draft.
    void touch();
    /// The place has changed.
    void touchPlace();
    void flush();
    /// The ID of the draft that is being written; empty: none.
    [[nodiscard]] QString currentId() const;
    [[nodiscard]] vault::Autosaver::State state() const;
    [[nodiscard]] std::optional<Failure> failure() const;
    [[nodiscard]] QDateTime savedAt() const;

    /// Notes in the draft that it is about to be posted under this key. `then` hears when that is in the vault, or why it
    /// is not; at once if no draft is being written.
    void markSending(const QString &key, std::function<void(Result<void>)> then);
    /// It is certain that nothing of the last sending was received.
    void clearSending();
    [[nodiscard]] vault::DraftSending sending() const;
    /// The draft as it was when it was marked: nothing is changed in it until the mark is cleared.
    [[nodiscard]] vault::Draft sent() const;

    /// Leaves the draft in the vault as it is now; what is not saved yet will be. Before the journey is emptied.
    void leave();
    /// Leaves the draft, and the vault with it; what cannot be saved just now is given up. What is returned expires when nobody has the vault open any more: once the last
    /// saving is over, and whoever reads a file of it has ended.
    [[nodiscard]] std::weak_ptr<vault::Vault> letGo();
    /// Removes the draft from the vault, once `receipt` is in it if there is one: without it the draft stays, and with
    /// it the note that it was being sent.
    void discard(std::optional<vault::KeptReceipt> receipt, std::function<void(Result<void>)> then);

    struct Opened {
        vault::Draft draft;
        std::unique_ptr<vault::Hold> hold; ///< null: it can only be read
        std::optional<Failure> readOnly;   ///< why: `DraftInUse`, or the disk
    };
    void open(const QString &id, std::function<void(Result<Opened>)> then);
    /// The journey holds this draft now; further changes are saved in it.
    void takeOver(Opened opened);
    /// The files of a draft, read from the vault.
    [[nodiscard]] std::vector<service::FileToSend> filesOf(const vault::Draft &draft) const;
    [[nodiscard]] std::shared_ptr<const ByteSource> file(const QString &draftId, const QString &fileId) const;

    struct Listed {
        std::vector<vault::ListedDraft> drafts;
        std::vector<vault::KeptReceipt> receipts;
        int unreadableReceipts = 0;
    };
    /// Drafts and receipts, which `listed` gives afterwards; the first time removes what is left of none.
    void list(std::function<void(Result<void>)> then);
    [[nodiscard]] const Listed &listed() const { return m_listed; }
    void rename(const QString &id, const QString &name, std::function<void(Result<void>)> then);
    void duplicate(const QString &id, const QString &name, std::function<void(Result<void>)> then);
    /// Into one encrypted file that `code` opens.
    void handOver(const QString &id, const QString &path, std::shared_ptr<const Secret> code,
                  std::function<void(Result<void>)> then);
    /// The draft of such a file becomes one of ours.
    void takeHandOver(const QString &path, std::shared_ptr<const Secret> code, std::function<void(Result<void>)> then);
    void remove(const QString &id, std::function<void(Result<void>)> then);

Q_SIGNALS:
    /// Of saving.
    void stateChanged();
    /// These files (AttachedFile::id) could not be read when they were to be kept.
    void filesLost(const QStringList &ids);

private:
    struct Writing;

    void begin(vault::Draft draft, std::unique_ptr<vault::Hold> hold);
    [[nodiscard]] vault::Draft current(const Writing &writing) const;
    void onSaved(const Writing &writing, const vault::Draft &saved, const QStringList &lost);
    void release(const Writing *writing);
    void hearMark(const Writing &writing, const vault::Draft *saved);
    [[nodiscard]] bool hasContent() const;

    Journey &m_journey;
    std::shared_ptr<const Clock> m_clock;
    Timing m_timing;
    Describe m_describe;
    std::shared_ptr<vault::Vault> m_vault;
    bool m_swept = false;
    bool m_lettingGo = false;
    Listed m_listed;
    std::unique_ptr<Writing> m_writing;
    std::vector<std::unique_ptr<Writing>> m_leaving; ///< not wholly saved yet
};

} // namespace ttp::ui
