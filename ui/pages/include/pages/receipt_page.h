// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"
#include "submission/sending.h"

class QPushButton;

namespace ttp::ui {

namespace style {
class Card;
class Notice;
class Paragraph;
} // namespace style

/// The number, the times, what was proved, and where to keep it.
class ReceiptPage final : public Page {
    Q_OBJECT
public:
    ReceiptPage(Journey &journey, submission::Sent sent, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] QWidget *firstControl() override;
    /// Saves the receipt.
    void advance() override { Q_EMIT saveRequested(); }

    /// Where it was saved.
    void showSaved(const QString &path);
    [[nodiscard]] const submission::Sent &sent() const { return m_sent; }

Q_SIGNALS:
    void saveRequested();
    void newApplicationRequested();
    void planRequested();

protected:
    void retranslate() override;

private:
    submission::Sent m_sent;
    style::Notice *m_practice;
    style::Paragraph *m_numberLabel;
    style::Paragraph *m_number;
    QPushButton *m_copy;
    style::Paragraph *m_times;
    style::Paragraph *m_checks;
    style::Paragraph *m_next;
    style::Notice *m_saved;
    QPushButton *m_plan;
    QPushButton *m_again;
    QString m_savedPath;
    bool m_copied = false;
};

} // namespace ttp::ui
