// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms_find_bar.h"

#include "bar_buttons.h"
#include "style/metrics.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>

namespace ttp::ui {

TermsFindBar::TermsFindBar(QWidget *parent)
    : QWidget(parent),
      m_label(new QLabel(this)),
      m_field(new QLineEdit(this)),
      m_counter(new QLabel(this)),
      m_previous(new ChevronButton(ChevronButton::Points::Up, this)),
      m_next(new ChevronButton(ChevronButton::Points::Down, this))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::px(this, 8));
    m_label->setTextFormat(Qt::PlainText);
    m_label->setBuddy(m_field);
    m_counter->setTextFormat(Qt::PlainText);
    style::setRole(m_counter, style::TextRole::Note);
    m_field->installEventFilter(this);
    row->addWidget(m_label);
    row->addWidget(m_field, 1);
    row->addWidget(m_counter);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    connect(m_field, &QLineEdit::textChanged, this, &TermsFindBar::textChanged);
    connect(m_previous, &QToolButton::clicked, this, [this] { Q_EMIT stepped(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { Q_EMIT stepped(1); });
    retranslate();
}

void TermsFindBar::open()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void TermsFindBar::setCount(int number, int count)
{
    m_number = number;
    m_count = count;
    showCount();
}

void TermsFindBar::showCount()
{
    const bool asked = !m_field->text().isEmpty();
    m_previous->setEnabled(m_count > 0);
    m_next->setEnabled(m_count > 0);
    m_counter->setVisible(asked);
    if (m_count > 0) {
        m_counter->setText(tr("%1 / %2", "number of the match, count of matches").arg(m_number).arg(m_count));
        m_counter->setAccessibleName(tr("Match %1 of %2").arg(m_number).arg(m_count));
    } else {
        m_counter->setText(asked ? tr("Not found") : QString());
        m_counter->setAccessibleName(m_counter->text());
    }
    m_field->setAccessibleDescription(m_counter->accessibleName());
}

void TermsFindBar::retranslate()
{
    m_label->setText(tr("Find"));
    m_field->setAccessibleName(tr("Find in the terms"));
    m_previous->setAccessibleName(tr("Previous match"));
    m_next->setAccessibleName(tr("Next match"));
    m_previous->setToolTip(tr("Previous match (Shift+Enter)"));
    m_next->setToolTip(tr("Next match (Enter)"));
    showCount();
}

void TermsFindBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

bool TermsFindBar::eventFilter(QObject *object, QEvent *event)
{
    if (object != m_field || event->type() != QEvent::KeyPress) {
        return QWidget::eventFilter(object, event);
    }
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        // The page's default button must not be pressed by it.
        Q_EMIT stepped(key->modifiers() & Qt::ShiftModifier ? -1 : 1);
        return true;
    }
    if (key->key() == Qt::Key_Escape && !m_field->text().isEmpty()) {
        m_field->clear();
        return true;
    }
    return false;
}

} // namespace ttp::ui
