// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "pages/journey.h"

#include <QObject>

#include <memory>

namespace ttp::ui {

/// Takes files in: reads and measures them in the background, makes a thumbnail, and says what the rules think of them.
class AttachmentDesk final : public QObject {
    Q_OBJECT
public:
    AttachmentDesk(Journey &journey, std::shared_ptr<const Clock> clock);

    void add(const QString &fieldId, const QStringList &paths);
    void replace(const QString &fileId, const QString &path);
    void remove(const QString &fileId);
    /// Shows a file of a draft, which was measured when it was added. Whether its bytes are still there is found out when
    /// it is sent.
    void restore(AttachedFile file);
    /// Measures these files anew from where they came from.
    void readAgain(const QStringList &fileIds);
    /// The rules changed: judges every file by them, and reads those again that were not read to their end.
    void judgeAgain();

Q_SIGNALS:
    void changed();
    /// There is something new to see, but the files are the same.
    void looked();

private:
    struct Reading;
    void read(const QString &fileId);
    void onRead(const QString &fileId, Reading reading);
    void judgeAll();
    [[nodiscard]] AttachedFile *file(const QString &fileId);

    Journey &m_journey;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace ttp::ui
