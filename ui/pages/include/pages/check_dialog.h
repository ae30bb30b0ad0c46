// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "diagnostics/report.h"

#include <QDialog>

#include <optional>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace ttp::ui {

class FailureNotice;

namespace style {
class Notice;
class SectionHeading;
} // namespace style

/// What this computer has that the program needs, one thing after the other, the worst first; for the help desk to be read
/// out, copied or saved.
class CheckDialog final : public QDialog {
    Q_OBJECT
public:
    /// `language` is that of the report's texts: `ja` or `en`.
    CheckDialog(QString language, QWidget *parent);

    /// It is being looked; what was found before stays until then.
    void setBusy();
    void showReport(const diagnostics::Report &report);
    [[nodiscard]] const std::optional<diagnostics::Report> &report() const { return m_report; }
    /// The file for the help desk is there, or is not.
    void showSaved(const QString &path);
    void showFailure(const Failure &failure);

Q_SIGNALS:
    void againRequested();
    /// There is a report.
    void saveRequested();

private:
    void build();
    void copy();
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QWidget *rowOf(const diagnostics::Finding &finding);

    QString m_language;
    std::optional<diagnostics::Report> m_report;
    style::SectionHeading *m_heading;
    FailureNotice *m_failure;
    style::Notice *m_saved;
    QScrollArea *m_scroll;
    QVBoxLayout *m_rows = nullptr;
    QLabel *m_progress;
    QPushButton *m_again;
    QPushButton *m_copy;
    QPushButton *m_save;
    QPushButton *m_close;
};

} // namespace ttp::ui
