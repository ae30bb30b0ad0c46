// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <functional>
#include <vector>

class QWidget;

namespace ttp::ui {

/// Where files are chosen if not in the dialogs of the system: on a shared machine those would open everything.
class FileChooser {
public:
    virtual ~FileChooser() = default;

    struct Wish {
        QString title;
        bool several = false;
    };
    /// Lets the person choose existing files; `then` gets their paths, and is not called if nothing is chosen or `asking` has
    /// gone.
    virtual void chooseFiles(QWidget *asking, const Wish &wish, std::function<void(const QStringList &)> then) = 0;

    struct Form {
        QString fileName;
        QString words; ///< what it is
    };
    /// Lets the person choose where and in which form something is saved; `then` gets the path.
    virtual void choosePlace(QWidget *asking, const QString &title, const std::vector<Form> &forms,
                             std::function<void(const QString &)> then) = 0;
};

} // namespace ttp::ui
