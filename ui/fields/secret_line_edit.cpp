// SPDX-License-Identifier: GPL-3.0-or-later
#include "secret_line_edit.h"

#include "masked_telling.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QSignalBlocker>

#include <algorithm>

namespace ttp::ui {

namespace {

constexpr Qt::InputMethodHints Hints =
    Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase;

/// What would take the text out of the line, or back into it. Deleting to an end or the whole line copies it first (X11).
constexpr QKeySequence::StandardKey Refused[] = {QKeySequence::Copy,
                                                 QKeySequence::Cut,
                                                 QKeySequence::Undo,
                                                 QKeySequence::Redo,
                                                 QKeySequence::DeleteEndOfLine,
                                                 QKeySequence::DeleteCompleteLine};

bool isRefused(const QKeyEvent &event)
{
    return std::any_of(std::begin(Refused), std::end(Refused), [&event](auto key) { return event.matches(key); });
}

} // namespace

SecretLineEdit::SecretLineEdit(QWidget *parent) : QLineEdit(parent)
{
    maskWhatSecretLinesTell();
    showPlain(false);
    setAcceptDrops(false);
    connect(this, &QLineEdit::textEdited, this, &SecretLineEdit::forgetHistory);
}

SecretLineEdit::~SecretLineEdit()
{
    const QSignalBlocker silent(this);
    wipe();
}

void SecretLineEdit::showPlain(bool plain)
{
    setEchoMode(plain ? Normal : Password);
    setInputMethodHints(Hints); // setEchoMode has just taken some away
    setDragEnabled(false);
}

void SecretLineEdit::wipe()
{
    // Qt shares its own array with us, and `fill` would take a copy of it first. A literal has no array of its own: it can
    // neither hold a secret nor be written to.
    QString shared = text();
    if (shared.data_ptr().d_ptr() != nullptr) {
        std::fill_n(const_cast<QChar *>(shared.constData()), shared.size(), QChar(u'0'));
    }
    clear();
    forgetHistory();
}

/// Setting a text, other than typing it, leaves nothing to undo.
void SecretLineEdit::forgetHistory()
{
    const QSignalBlocker silent(this);
    const int cursor = cursorPosition();
    setText(text());
    setCursorPosition(cursor);
}

/// An input method has no use for the text around the cursor of a password, and some send it elsewhere.
QVariant SecretLineEdit::inputMethodQuery(Qt::InputMethodQuery query) const
{
    switch (query) {
    case Qt::ImSurroundingText:
    case Qt::ImCurrentSelection:
    case Qt::ImTextBeforeCursor:
    case Qt::ImTextAfterCursor: return QString();
    case Qt::ImCursorPosition:
    case Qt::ImAnchorPosition:
    case Qt::ImAbsolutePosition: return 0; // they count in that text
    default: return QLineEdit::inputMethodQuery(query);
    }
}

bool SecretLineEdit::event(QEvent *event)
{
    // Else the window would hear the keys that the line does not want, and an action of its own could copy.
    if (event->type() == QEvent::ShortcutOverride && isRefused(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void SecretLineEdit::keyPressEvent(QKeyEvent *event)
{
    if (isRefused(*event)) {
        event->accept();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) { // the line's own way would give it to the selection (X11)
        selectAll();
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

/// The release of the button is when Qt gives the marked text to the selection (X11, Wayland).
void SecretLineEdit::mouseReleaseEvent(QMouseEvent *event)
{
    const int start = selectionStart();
    const auto length = int(selectionLength());
    if (event->button() != Qt::LeftButton || length == 0) {
        QLineEdit::mouseReleaseEvent(event);
        return;
    }
    const int cursor = cursorPosition();
    deselect();
    QLineEdit::mouseReleaseEvent(event);
    if (cursor == start) {
        setSelection(start + length, -length);
    } else {
        setSelection(start, length);
    }
}

void SecretLineEdit::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Paste"), this, &QLineEdit::paste);
    menu->popup(event->globalPos());
}

} // namespace ttp::ui
