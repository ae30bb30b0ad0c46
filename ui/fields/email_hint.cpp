// SPDX-License-Identifier: GPL-3.0-or-later
#include "email_hint.h"

#include "fields/field_editor.h"
#include "form/email_hints.h"
#include "offer_row.h"
#include "sized_line_edit.h"

#include <QEvent>
#include <QVBoxLayout>

namespace ttp::ui {

EmailHint::EmailHint(FieldEditor *editor, SizedLineEdit *line)
    : QWidget(editor), m_line(line), m_row(new OfferRow(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_row);
    editor->layout()->addWidget(this);
    hide();
    connect(line, &QLineEdit::editingFinished, this, &EmailHint::look);
    connect(line, &QLineEdit::textChanged, this, [this] {
        m_row->clear();
        hide();
    });
    connect(m_row, &OfferRow::chosen, this, [this] {
        m_line->setFocus(Qt::OtherFocusReason); // the button is about to go
        m_line->replaceText(m_meant);
    });
}

void EmailHint::look()
{
    const auto meant = form::emailHint(m_line->text());
    m_meant = meant.value_or(QString());
    setVisible(meant.has_value());
    if (meant) {
        m_row->setOffer(tr("Did you mean %1?").arg(m_meant), {tr("Use %1").arg(m_meant)});
    } else {
        m_row->clear();
    }
}

void EmailHint::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && !isHidden()) {
        look();
    }
}

} // namespace ttp::ui
