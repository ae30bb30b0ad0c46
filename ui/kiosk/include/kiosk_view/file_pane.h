// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/file_chooser.h"
#include "kiosk/allowed_folder.h"

#include <QDialog>

class QComboBox;
class QPushButton;
class QTreeWidget;

namespace ttp::ui {

namespace style {
class Paragraph;
}

/// Files of the one allowed folder, to choose from or to save into: name, size, date; no path can be typed.
class FilePane final : public QDialog {
    Q_OBJECT
public:
    /// `forms` empty: chooses existing files.
    FilePane(kiosk::AllowedFolder folder, const QString &title, bool several, std::vector<FileChooser::Form> forms,
             QWidget *parent);

Q_SIGNALS:
    /// The paths of the files, or of the new one.
    void chosen(const QStringList &paths);

private:
    void build();
    void refresh();
    void enter(const QString &folder);
    void choose();
    void updateButtons();
    [[nodiscard]] bool saves() const { return !m_forms.empty(); }

    kiosk::AllowedFolder m_folder;
    std::vector<FileChooser::Form> m_forms;
    bool m_several;
    QStringList m_way;
    style::Paragraph *m_hint;
    QTreeWidget *m_list;
    QComboBox *m_form;
    QPushButton *m_up;
    QPushButton *m_choose;
};

/// Opens file panes over one folder.
class PaneChooser final : public FileChooser {
public:
    explicit PaneChooser(kiosk::AllowedFolder folder) : m_folder(std::move(folder)) {}

    void chooseFiles(QWidget *asking, const Wish &wish, std::function<void(const QStringList &)> then) override;
    void choosePlace(QWidget *asking, const QString &title, const std::vector<Form> &forms,
                     std::function<void(const QString &)> then) override;

private:
    kiosk::AllowedFolder m_folder;
};

} // namespace ttp::ui
