// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/secret.h"

#include <QDialog>

#include <memory>

class QLabel;
class QPushButton;

namespace ttp::ui {

class FailureNotice;
class PasswordField;

namespace style {
class Paragraph;
class SectionHeading;
} // namespace style

/// Asks for the passphrase that protects what is kept, for a new one, or for the code of a hand-over file. Stays until it is
/// closed, so that a wrong one can be typed again.
class PassphraseDialog final : public QDialog {
    Q_OBJECT
public:
    enum class Purpose { New, Unlock, HandOver };

    /// `language` is that of the failures: `ja` or `en`.
    PassphraseDialog(Purpose purpose, QString language, QWidget *parent);

    /// While it is being tried.
    void setBusy(bool busy);
    void showFailure(const Failure &failure);

Q_SIGNALS:
    void entered(const std::shared_ptr<const ttp::Secret> &passphrase);

public Q_SLOTS:
    void reject() override;

private:
    void build();
    void say();
    void tryIt();

    Purpose m_purpose;
    QString m_language;
    style::SectionHeading *m_heading;
    style::Paragraph *m_what;
    QLabel *m_label;
    PasswordField *m_field;
    QLabel *m_againLabel;
    PasswordField *m_again;
    QLabel *m_wrong;
    FailureNotice *m_failure;
    QLabel *m_progress;
    QPushButton *m_cancel;
    QPushButton *m_go;
    bool m_busy = false;
};

} // namespace ttp::ui
