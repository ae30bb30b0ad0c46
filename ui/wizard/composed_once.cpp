// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/composed_once.h"

#include <QCoreApplication>
#include <QInputMethodEvent>

namespace ttp::ui {

ComposedOnce::ComposedOnce(QObject *parent) : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool ComposedOnce::isSecond(QObject *object, const QInputMethodEvent &event)
{
    const QString &text = event.commitString();
    const bool wasComposing = m_composing == object;
    if (!event.preeditString().isEmpty()) {
        m_composing = object;
        m_text.clear();
        return false;
    }
    m_composing = nullptr;
    if (text.isEmpty()) {
        return false;
    }
    const bool isSame = !wasComposing && text == m_text && (m_left || object != m_accepted);
    m_text = wasComposing ? text : QString();
    m_accepted = object;
    m_left = false;
    return isSame;
}

bool ComposedOnce::eventFilter(QObject *object, QEvent *event)
{
    switch (event->type()) {
    case QEvent::InputMethod: return isSecond(object, *static_cast<QInputMethodEvent *>(event));
    case QEvent::KeyPress: m_text.clear(); break;
    case QEvent::FocusOut: m_left = m_left || object == m_accepted; break;
    default: break;
    }
    return QObject::eventFilter(object, event);
}

} // namespace ttp::ui
