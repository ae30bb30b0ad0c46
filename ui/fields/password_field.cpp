// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/password_field.h"

#include "secret_line_edit.h"
#include "style/metrics.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

namespace ttp::ui {

PasswordField::PasswordField(QWidget *parent)
    : QWidget(parent), m_line(new SecretLineEdit(this)), m_show(new QPushButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::px(this, 12));
    row->addWidget(m_line, 1);
    row->addWidget(m_show);
    m_show->setCheckable(true);
    connect(m_show, &QPushButton::toggled, m_line, &SecretLineEdit::showPlain);
    connect(m_line, &QLineEdit::textEdited, this, &PasswordField::edited);
    connect(m_line, &QLineEdit::returnPressed, this, &PasswordField::returnPressed);
    retranslate();
}

PasswordField::~PasswordField() = default;

Secret PasswordField::secret() const
{
    return Secret::fromString(m_line->text());
}

void PasswordField::setSecret(const Secret &secret)
{
    clear();
    m_line->setText(QString::fromUtf8(secret.reveal()));
}

bool PasswordField::isEmpty() const
{
    return m_line->text().isEmpty();
}

void PasswordField::clear()
{
    m_line->wipe();
    m_show->setChecked(false);
}

void PasswordField::setTexts(const QString &name, const QString &description)
{
    m_line->setAccessibleName(name);
    m_line->setAccessibleDescription(description);
}

QLineEdit *PasswordField::line() const
{
    return m_line;
}

void PasswordField::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

/// Whoever comes back to it does not find it shown.
void PasswordField::hideEvent(QHideEvent *event)
{
    m_show->setChecked(false);
    QWidget::hideEvent(event);
}

/// The name stays and the state changes, as a screen reader tells a switch: "Show password, pressed".
void PasswordField::retranslate()
{
    m_show->setText(tr("Show password"));
    m_show->setAccessibleName(m_show->text());
}

} // namespace ttp::ui
