// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

#include <QDateTime>

#include <functional>

class QPushButton;

namespace ttp::ui {

class KeptList;
class ServiceChip;

namespace style {
class LinkButton;
class Notice;
class Paragraph;
} // namespace style

/// What this is, what it is not, in which language, and with whom it talks.
class StartPage final : public Page {
    Q_OBJECT
public:
    /// `now`: UTC, for the closures of the service.
    StartPage(Journey &journey, std::function<QDateTime()> now, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString primaryText() const override;
    void advance() override { Q_EMIT newApplication(); }

    /// The journey knows more about the service now.
    void refresh();
    /// Where a receipt was saved.
    void showSaved(const QString &path);
    /// Where a consent receipt was saved.
    void showConsentSaved(const QString &path);
    /// What is kept on this computer.
    [[nodiscard]] KeptList *keptList() const { return m_kept; }

Q_SIGNALS:
    /// To begin one, or to go on with the one that the window holds.
    void newApplication();
    /// To put aside the one that the window holds, which is saved, and begin another.
    void anotherRequested();
    /// The passphrase of what is saved.
    void unlockRequested();
    /// A draft from another computer.
    void importRequested();
    /// A new application that is filled in with the example.
    void exampleRequested();
    void languageChosen(const QString &language);

protected:
    void retranslate() override;

private:
    void showClosures();
    [[nodiscard]] bool isBegun() const;

    std::function<QDateTime()> m_now;
    KeptList *m_kept;
    QPushButton *m_another;
    QPushButton *m_unlock;
    style::LinkButton *m_import;
    style::Paragraph *m_what;
    style::Paragraph *m_need;
    style::Notice *m_closed;
    style::Notice *m_saved;
    QString m_savedPath;
    bool m_savedConsent = false; ///< else a receipt
    style::Notice *m_independent;
    style::Notice *m_practice;
    style::LinkButton *m_example;
    QPushButton *m_japanese;
    QPushButton *m_english;
    style::Paragraph *m_serviceLabel;
    ServiceChip *m_chip;
};

} // namespace ttp::ui
