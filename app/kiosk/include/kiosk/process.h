// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/wipe.h"

#include <QObject>

#include <memory>
#include <vector>

class QSocketNotifier;

namespace ttp::kiosk {

/// The program ends with its parent, however that one ends. To be called between fork and exec.
void endWithParent();

/// Processes whose parent has ended become children of this one, so that they are found and ended.
void adoptOrphans();

/// Ends processes that a session has left behind, and looks whether there are any. Children that are there when it is
/// made are left alone; it is made when no session is running.
class Orphans {
public:
    Orphans();
    void end() const;
    [[nodiscard]] bool areGone() const;
    [[nodiscard]] WipeStep asStep() const;

private:
    [[nodiscard]] std::vector<int> strangers() const;
    std::vector<int> m_own;
};

/// SIGTERM, SIGINT and SIGHUP as a signal of Qt. Call `block` before any other thread is started (so before QApplication),
/// and make it after.
class Termination final : public QObject {
    Q_OBJECT
public:
    Termination();
    ~Termination() override;
    static void block();
    /// Lets the signals through again, for a process that is about to be another program.
    static void unblock();

Q_SIGNALS:
    void asked();

private:
    int m_descriptor;
    QSocketNotifier *m_notifier;
};

} // namespace ttp::kiosk
