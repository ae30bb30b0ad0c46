// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"
#include "submission/sending.h"

class QPushButton;

namespace ttp::ui {

namespace style {
class LinkButton;
class Notice;
class Paragraph;
class SectionHeading;
} // namespace style

/// The number, the times, what was proved, and where to keep it.
class ReceiptPage final : public Page {
    Q_OBJECT
public:
    ReceiptPage(Journey &journey, submission::Sent sent, terms::Consent consent, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] QWidget *firstControl() override;
    /// Saves the receipt.
    void advance() override { Q_EMIT saveRequested(); }

    /// Where it was saved.
    void showSaved(const QString &path);
    void showConsentSaved(const QString &path);
    [[nodiscard]] const submission::Sent &sent() const { return m_sent; }

Q_SIGNALS:
    void saveRequested();
    void saveConsentRequested();
    void newApplicationRequested();
    void planRequested();

protected:
    void retranslate() override;

private:
    void addConsent();
    [[nodiscard]] QString consentInWords() const;

    submission::Sent m_sent;
    terms::Consent m_consent;
    style::Notice *m_practice;
    style::Paragraph *m_numberLabel;
    style::Paragraph *m_number;
    QPushButton *m_copy;
    style::Paragraph *m_times;
    style::Paragraph *m_checks;
    style::Paragraph *m_next;
    style::SectionHeading *m_consentHeading;
    style::Paragraph *m_consentText;
    style::LinkButton *m_saveConsent;
    style::Notice *m_consentSaved;
    style::Notice *m_saved;
    QPushButton *m_plan;
    QPushButton *m_again;
    QString m_savedPath;
    QString m_consentPath;
    bool m_copied = false;
};

} // namespace ttp::ui
