// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "vault/drafts.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace ttp::vault {

/// Saves one draft again and again, soon after it has changed, on a thread of its own: one saving after the other, the
/// last state last. A saving that fails is tried again, after a while and at every change; what was kept before stays.
class Autosaver final : public QObject {
    Q_OBJECT
public:
    struct Timing {
        std::chrono::milliseconds delay{250}; ///< from a change to its saving; changes meanwhile are saved with it
        std::chrono::milliseconds retry{3000};
    };
    enum class State {
        Nothing, ///< nothing has been given to it yet
        Saving,  ///< there is something that is not saved yet
        Saved,
        Failed ///< what it has is not saved; `failure` says why
    };

    /// `current` gives the draft as it is now; called on the thread of this object, when a saving begins.
    Autosaver(std::shared_ptr<Vault> vault, std::shared_ptr<const Clock> clock, std::function<Draft()> current,
              Timing timing, QObject *parent = nullptr);
    /// Saves what is not saved yet, and waits for it.
    ~Autosaver() override;

    /// The draft has changed.
    void touch();
    /// Does not wait any longer with what is to be saved.
    void flush();
    /// Saves nothing any more; what was saved stays.
    void giveUp();
    /// Removes the draft once a saving that is under way is over; nothing is saved after that.
    void discard(std::function<void(Result<void>)> then);

    [[nodiscard]] State state() const;
    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }
    /// When the last saving that succeeded was over.
    [[nodiscard]] const QDateTime &savedAt() const { return m_savedAt; }

Q_SIGNALS:
    void stateChanged();
    /// This is on disk now, with all of its files but those of `lost` (IDs), which could not be read any more.
    void saved(const ttp::vault::Draft &draft, const QStringList &lost);

private:
    struct Outcome {
        Draft draft;
        Result<QStringList> lost;
    };

    void save();
    void onSaved(const Outcome &outcome);
    [[nodiscard]] Draft take();

    Drafts m_drafts;
    std::shared_ptr<const Clock> m_clock;
    std::function<Draft()> m_current;
    Timing m_timing;
    QTimer m_timer;
    QThreadPool m_pool;
    bool m_dirty = false;
    bool m_running = false;
    bool m_flushing = false;
    bool m_discarded = false;
    std::optional<Failure> m_failure;
    QDateTime m_savedAt;
    QStringList m_keptFiles;  ///< of the last saving
    QByteArray m_keptForm;
};

} // namespace ttp::vault
