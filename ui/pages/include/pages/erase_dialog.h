// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "erasure/erasure.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QScrollArea;

namespace ttp::ui {

class FailureNotice;

namespace style {
class Notice;
class Paragraph;
class SectionHeading;
} // namespace style

/// Says what will be erased and what will not, asks, shows that it goes on, and then what came of it.
class EraseDialog final : public QDialog {
    Q_OBJECT
public:
    /// `language` is that of the failures: `ja` or `en`.
    EraseDialog(QString language, QWidget *parent);

    /// While something is being erased, the dialog stays.
    void setBusy(bool busy);
    [[nodiscard]] bool isBusy() const { return m_busy; }
    /// Nothing was erased. If only unsettled sendings stand in the way, they can be erased, too.
    void showObjection(const Failure &failure);
    /// What came of it; `hasBegun` or not.
    void showOutcome(const erasure::Outcome &outcome);

Q_SIGNALS:
    void confirmed(ttp::erasure::Unsettled unsettled);

public Q_SLOTS:
    void reject() override;

protected:
    bool event(QEvent *event) override;

private:
    void build();

    QString m_language;
    style::SectionHeading *m_heading;
    style::Paragraph *m_goes;
    style::Paragraph *m_stays;
    FailureNotice *m_failure;
    style::Notice *m_done;
    style::Paragraph *m_left;
    QScrollArea *m_leftScroll;
    QLabel *m_progress;
    QPushButton *m_cancel;
    QPushButton *m_erase;
    erasure::Unsettled m_unsettled = erasure::Unsettled::Keep;
    bool m_busy = false;
};

} // namespace ttp::ui
