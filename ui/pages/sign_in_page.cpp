// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/sign_in_page.h"

#include "fields/option_row.h"
#include "fields/password_field.h"
#include "pages/service_chip.h"
#include "style/metrics.h"
#include "style/notice.h"
#include "style/style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

SignInPage::SignInPage(Journey &journey, QWidget *parent)
    : Page(journey, parent), m_practice(new style::Notice(style::Notice::Kind::Practice)),
      m_chip(new ServiceChip(journey)), m_userLabel(new QLabel), m_user(new QLineEdit), m_passwordLabel(new QLabel),
      m_password(new PasswordField), m_missing(new QLabel), m_remember(new CheckRow(this)),
      m_forget(new QPushButton),
      m_stored(new style::Paragraph({}, style::TextRole::Note))
{
    build();
    if (journey.practiceAccount) {
        m_user->setText(journey.practiceAccount->userId);
        m_password->setSecret(*journey.practiceAccount->password);
        m_remember->setEnabled(false);
    } else if (journey.credentials) {
        m_user->setText(journey.credentials->userId);
    }
    retranslate();
}

void SignInPage::build()
{
    for (QLabel *label : {m_userLabel, m_passwordLabel}) {
        style::setRole(label, style::TextRole::Label);
    }
    m_userLabel->setBuddy(m_user);
    m_passwordLabel->setBuddy(m_password->line());
    for (QLineEdit *edit : {m_user, m_password->line()}) {
        edit->setMaximumWidth(style::px(this, 320));
        edit->setMinimumWidth(style::px(this, 140));
    }
    connect(m_user, &QLineEdit::textEdited, this, [this] { showMissing(false); });
    connect(m_user, &QLineEdit::returnPressed, this, &SignInPage::advance);
    connect(m_password, &PasswordField::edited, this, [this] { showMissing(false); });
    connect(m_password, &PasswordField::returnPressed, this, &SignInPage::advance);
    // No suggestions, no dictionary, no automatic capitals: what is typed here is nobody's business.
    m_user->setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase | Qt::ImhSensitiveData);
    style::setRole(m_missing, style::TextRole::Note);
    QPalette colours = m_missing->palette();
    colours.setColor(QPalette::WindowText, style::colour(palette(), style::Role::Error));
    m_missing->setPalette(colours);
    m_missing->setWordWrap(true);
    m_missing->hide();
    style::setQuiet(m_forget);
    connect(m_forget, &QPushButton::clicked, this, &SignInPage::forgetRequested);
    m_forget->hide();
    m_stored->hide();
    m_remember->setVisible(!journey().shared); // the keychain here is nobody's

    const auto field = [this](QLabel *label, QWidget *control) {
        auto *rows = new QVBoxLayout;
        rows->setSpacing(style::px(this, 8));
        rows->addWidget(label);
        auto *row = new QHBoxLayout;
        row->setSpacing(style::px(this, 12));
        row->addWidget(control, 1);
        row->addStretch(0);
        rows->addLayout(row);
        column()->addLayout(rows);
    };
    column()->addWidget(m_chip);
    column()->addWidget(m_practice);
    field(m_userLabel, m_user);
    field(m_passwordLabel, m_password);
    column()->addWidget(m_missing);
    auto *remember = new QVBoxLayout;
    remember->setSpacing(style::px(this, 4));
    remember->addWidget(m_remember);
    remember->addWidget(m_stored);
    remember->addWidget(m_forget, 0, Qt::AlignLeft);
    column()->addLayout(remember);
    column()->addStretch();
}

QString SignInPage::title() const
{
    return tr("Sign in");
}

QString SignInPage::primaryText() const
{
    return tr("Sign in");
}

QWidget *SignInPage::firstControl()
{
    return m_user->text().isEmpty() ? m_user : m_password->line();
}

QString SignInPage::userId() const
{
    return m_user->text().trimmed();
}

Secret SignInPage::password() const
{
    return m_password->secret();
}

bool SignInPage::remember() const
{
    return m_remember->isChecked() && m_remember->isEnabled() && !journey().shared;
}

bool SignInPage::hasError() const
{
    return Page::hasError() || !m_missing->isHidden();
}

void SignInPage::showMissing(bool missing)
{
    if (missing == m_missing->isHidden()) {
        m_missing->setVisible(missing);
        retranslate();
        Q_EMIT changed();
    }
}

void SignInPage::advance()
{
    if (isBusy()) {
        return;
    }
    if (userId().isEmpty() || m_password->isEmpty()) {
        showMissing(true);
        (userId().isEmpty() ? m_user : m_password->line())->setFocus(Qt::OtherFocusReason);
        return;
    }
    Q_EMIT signInRequested();
}

void SignInPage::offerStored(const QString &storedUser, const Secret &stored, bool inMemory)
{
    m_hasStored = true;
    m_inMemory = inMemory;
    const bool sameUser = m_user->text().isEmpty() || m_user->text() == storedUser;
    if (sameUser && m_password->isEmpty()) {
        m_user->setText(storedUser);
        m_password->setSecret(stored);
        m_remember->setChecked(true);
    }
    retranslate();
}

void SignInPage::storedForgotten()
{
    m_hasStored = false;
    m_wasForgotten = true;
    m_password->clear();
    m_remember->setChecked(false);
    retranslate();
    m_password->setFocus(Qt::OtherFocusReason);
}

void SignInPage::retranslate()
{
    m_practice->setVisible(journey().practiceAccount.has_value());
    m_practice->setHeading(tr("A practice account is filled in"));
    m_practice->setText(tr("It was made when the program started and ends with it. Just press “Sign in”."));
    m_userLabel->setText(tr("User ID"));
    m_user->setAccessibleName(m_userLabel->text());
    m_passwordLabel->setText(tr("Password"));
    m_missing->setText(tr("▲ Enter your user ID and your password."));
    const QString missing = m_missing->isHidden() ? QString() : m_missing->text();
    m_user->setAccessibleDescription(missing);
    m_password->setTexts(m_passwordLabel->text(), missing);
    m_remember->setTexts(
        tr("Remember my password in the keychain of this computer"),
        m_remember->isEnabled()
            ? tr("Only on a computer that is yours alone. Without the tick the password is forgotten when this window closes.")
            : tr("The practice account is new at every start, so there is nothing to remember."));
    m_stored->setVisible(m_hasStored || m_wasForgotten);
    m_stored->setPlainText(!m_hasStored ? (m_inMemory ? tr("The password is no longer kept.")
                                                      : tr("The stored password was removed from the keychain."))
                               : m_inMemory
                               ? tr("The password for this service is kept only until this window is closed.")
                               : tr("A password for this service is stored in the keychain."));
    m_forget->setVisible(m_hasStored);
    m_forget->setText(tr("Forget the stored password"));
    m_forget->setAccessibleName(m_forget->text());
}

} // namespace ttp::ui
