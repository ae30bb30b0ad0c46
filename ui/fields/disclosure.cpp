// SPDX-License-Identifier: GPL-3.0-or-later
#include "disclosure.h"

#include <QVBoxLayout>

namespace ttp::ui {

Disclosure::Disclosure(QWidget *parent)
    : QWidget(parent),
      m_button(new style::LinkButton(this)),
      m_answer(new style::Paragraph({}, style::TextRole::Note, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::px(this, 4));
    column->addWidget(m_button, 0, Qt::AlignLeft);
    column->addWidget(m_answer);
    style::setRole(m_button, style::TextRole::Note);
    // Checkable, so that assistive technology hears whether it is open.
    m_button->setCheckable(true);
    m_answer->setColour(style::Role::QuietText);
    m_answer->hide();
    connect(m_button, &QAbstractButton::toggled, m_answer, &QWidget::setVisible);
}

void Disclosure::setTexts(const QString &question, const QString &answer)
{
    m_button->setText(question);
    m_button->setAccessibleName(question);
    m_answer->setPlainText(answer);
}

} // namespace ttp::ui
