// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drawer.h"
#include "fault_switch.h"
#include "upload_parts.h"

#include "base/clock.h"
#include "base/digest.h"
#include "form/check.h"

#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace ttp::practice {

/// As many as the longest signature of a known type needs.
inline constexpr qsizetype FirstBytes = 16;

/// A file that arrived as a whole.
struct FinishedUpload {
    qint64 size = 0;
    QByteArray mediaType; ///< told by its first bytes; empty: none that the service knows
};

/// tus 1.0.0 with creation, termination and checksum. The bytes of a finished upload are not kept: what proves them is
/// their size, first bytes and digest. Uploads belong to the user, not to the session. Safe from several threads.
class Uploads {
public:
    /// Where uploads are kept; nothing of it is set if they are in memory only.
    struct Kept {
        Drawer drawer;
        UploadParts parts;
    };

    /// Keeps the reference.
    Uploads(form::Limits limits, QString basePath, Kept kept, FaultSwitch &faults, std::shared_ptr<const Clock> clock);

    /// Takes up what is kept.
    [[nodiscard]] std::expected<void, QString> load();

    /// OPTIONS, as a foreign tus client may ask.
    Outcome discover(const Call &call) const;
    Outcome create(const Call &call);
    Outcome offset(const Call &call);
    Outcome append(Call &call);
    Outcome abandon(const Call &call);

    /// The user's finished upload with these bytes.
    [[nodiscard]] std::optional<FinishedUpload> find(const QString &userId, const QByteArray &sha256) const;
    /// Forgets the user's finished uploads with these bytes.
    void forget(const QString &userId, const QByteArray &sha256);

private:
    struct Upload {
        QString userId;
        QByteArray sha256; ///< as announced
        qint64 length = 0;
        qint64 offset = 0;
        Sha256 digest; ///< of what has arrived
        QByteArray firstBytes;
        bool isFinished = false;
        std::shared_ptr<QFile> file; ///< open while it grows, if bytes are kept
        bool isBroken = false;       ///< the disk did not take its bytes
        quint64 writer = 0;          ///< whoever came last may write; an older PATCH on a dead line may not
        QDateTime lastUsed;
    };
    /// The right to append: for whom, and how many bytes are still missing.
    struct Turn {
        QString id;
        quint64 writer = 0;
        qint64 room = 0;
    };
    using Lock = std::lock_guard<std::mutex>;

    [[nodiscard]] std::expected<Upload *, Refusal> of(const Call &call, const Lock &);
    std::expected<Turn, Refusal> beginAppend(const Call &call);
    Outcome takeStreamed(Call &call, const Turn &turn);
    Outcome takeChecked(Call &call, const Turn &turn, const QByteArray &checksum);
    /// False if another writer took over, or if the part is longer than what is missing (then nothing of it is taken).
    bool take(const Turn &turn, QByteArrayView part);
    Outcome endAppend(const Turn &turn);
    [[nodiscard]] QString finishedWith(const QString &userId, const QByteArray &sha256, qint64 length,
                                       const Lock &) const;
    void makeRoom(const Lock &);
    void remove(const QString &id, const Lock &);
    [[nodiscard]] std::expected<void, Refusal> save(const Lock &) const;
    std::expected<void, Refusal> finish(const QString &id, Upload &upload, const Lock &);
    [[nodiscard]] QByteArray location(const Call &call, const QString &id) const;

    const form::Limits m_limits;
    const QString m_basePath;
    const Kept m_kept;
    FaultSwitch &m_faults;
    const std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex;
    std::map<QString, Upload> m_uploads;
    std::set<QString> m_gone;
    quint64 m_lastWriter = 0;
};

} // namespace ttp::practice
