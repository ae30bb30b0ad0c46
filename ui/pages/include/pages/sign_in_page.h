// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "pages/page.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace ttp::ui {

class CheckRow;
class PasswordField;
class ServiceChip;

namespace style {
class Notice;
class Paragraph;
} // namespace style

/// Who the service is, and who the person is to the service.
class SignInPage final : public Page {
    Q_OBJECT
public:
    explicit SignInPage(Journey &journey, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool canGoBack() const override { return true; }
    [[nodiscard]] QWidget *firstControl() override;
    [[nodiscard]] bool hasError() const override;
    void advance() override;

    /// What was kept in the keychain, or only in memory; fills the fields only if nothing was typed yet.
    void offerStored(const QString &userId, const Secret &password, bool inMemory);
    /// The stored password has been removed.
    void storedForgotten();

Q_SIGNALS:
    void signInRequested();
    void forgetRequested();

public:
    /// What was typed, at the moment of asking.
    [[nodiscard]] QString userId() const;
    [[nodiscard]] Secret password() const;
    [[nodiscard]] bool remember() const;

protected:
    void retranslate() override;

private:
    void build();
    void showMissing(bool missing);

    style::Notice *m_practice;
    ServiceChip *m_chip;
    QLabel *m_userLabel;
    QLineEdit *m_user;
    QLabel *m_passwordLabel;
    PasswordField *m_password;
    QLabel *m_missing;
    CheckRow *m_remember;
    QPushButton *m_forget;
    style::Paragraph *m_stored;
    bool m_hasStored = false;
    bool m_inMemory = false; ///< of what is stored: until the window closes
    bool m_wasForgotten = false;
};

} // namespace ttp::ui
