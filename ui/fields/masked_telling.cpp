// SPDX-License-Identifier: GPL-3.0-or-later
#include "masked_telling.h"

#include "secret_line_edit.h"

#include <QAccessible>

namespace ttp::ui {

namespace {

QAccessible::UpdateHandler next = nullptr; // NOLINT: Qt's handler is a plain function and gets nothing handed in

void tell(QAccessibleEvent *event);

void passOn(QAccessibleEvent *event)
{
    if (next) {
        next(event);
        return;
    }
    // Only without a handler does Qt tell the platform.
    QAccessible::installUpdateHandler(nullptr);
    QAccessible::updateAccessibility(event);
    QAccessible::installUpdateHandler(tell);
}

QString dots(const QString &text)
{
    return QString(text.size(), u'•');
}

void tellDots(QAccessibleEvent *event)
{
    const auto pass = [event](auto masked) {
        masked.setCursorPosition(static_cast<QAccessibleTextCursorEvent *>(event)->cursorPosition());
        passOn(&masked);
    };
    QObject *line = event->object();
    if (event->type() == QAccessible::TextInserted) {
        const auto *inserted = static_cast<QAccessibleTextInsertEvent *>(event);
        pass(QAccessibleTextInsertEvent(line, inserted->changePosition(), dots(inserted->textInserted())));
    } else if (event->type() == QAccessible::TextRemoved) {
        const auto *removed = static_cast<QAccessibleTextRemoveEvent *>(event);
        pass(QAccessibleTextRemoveEvent(line, removed->changePosition(), dots(removed->textRemoved())));
    } else {
        const auto *updated = static_cast<QAccessibleTextUpdateEvent *>(event);
        pass(QAccessibleTextUpdateEvent(line, updated->changePosition(), dots(updated->textRemoved()),
                                        dots(updated->textInserted())));
    }
}

void tell(QAccessibleEvent *event)
{
    const bool changesText = event->type() == QAccessible::TextInserted || event->type() == QAccessible::TextRemoved
        || event->type() == QAccessible::TextUpdated;
    const auto *line = changesText ? qobject_cast<SecretLineEdit *>(event->object()) : nullptr;
    if (!line) {
        passOn(event);
        return;
    }
    if (event->type() == QAccessible::TextUpdated) {
        const auto *updated = static_cast<QAccessibleTextUpdateEvent *>(event);
        if (updated->textRemoved() == updated->textInserted()) {
            return;
        }
    }
    if (line->echoMode() == QLineEdit::Normal) {
        passOn(event);
    } else {
        tellDots(event);
    }
}

} // namespace

void maskWhatSecretLinesTell()
{
    const auto before = QAccessible::installUpdateHandler(tell);
    if (before != tell) {
        next = before;
    }
}

} // namespace ttp::ui
