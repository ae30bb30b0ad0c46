// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QCoreApplication;

namespace ttp::ui {

/// Lets file dialogs forget where they were. When a QFileDialog ends, Qt writes the folders that were looked at into a settings
/// file that all programs made with Qt share (`QtProject`); the names of folders may say who somebody is. With this, only the
/// home folder stands there. For dialogs that end by QObject::deleteLater, as those with Qt::WA_DeleteOnClose do.
class DialogPlaces final : public QObject {
    Q_OBJECT
public:
    /// From now on until it ends.
    explicit DialogPlaces(QCoreApplication &application);

    bool eventFilter(QObject *object, QEvent *event) override;
};

} // namespace ttp::ui
