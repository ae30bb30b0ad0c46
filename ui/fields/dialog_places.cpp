// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/dialog_places.h"

#include <QCoreApplication>
#include <QDir>
#include <QEvent>
#include <QFileDialog>

namespace ttp::ui {

DialogPlaces::DialogPlaces(QCoreApplication &application)
{
    application.installEventFilter(this);
}

bool DialogPlaces::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::DeferredDelete) {
        if (auto *dialog = qobject_cast<QFileDialog *>(object)) {
            // The dialog adds the folder that it stands in to its history, and says which one was the last.
            dialog->setDirectory(QDir::homePath());
            dialog->setHistory({});
        }
    }
    return QObject::eventFilter(object, event);
}

} // namespace ttp::ui
