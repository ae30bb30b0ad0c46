// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk_view/file_pane.h"

#include "style/metrics.h"
#include "style/paragraph.h"
#include "style/style.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

enum Column { Name, Size, Changed };
constexpr int IsFolder = Qt::UserRole;

} // namespace

FilePane::FilePane(kiosk::AllowedFolder folder, const QString &title, bool several,
                   std::vector<FileChooser::Form> forms, QWidget *parent)
    : QDialog(parent), m_folder(std::move(folder)), m_forms(std::move(forms)), m_several(several),
      m_hint(new style::Paragraph), m_list(new QTreeWidget), m_form(new QComboBox), m_up(new QPushButton),
      m_choose(new QPushButton)
{
    setWindowTitle(title);
    build();
    refresh();
    resize(style::px(this, 640), style::px(this, 480));
    m_list->setFocus();
}

void FilePane::build()
{
    m_list->setHeaderLabels({tr("Name"), tr("Size"), tr("Changed")});
    m_list->setRootIsDecorated(false);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSelectionMode(m_several ? QAbstractItemView::ExtendedSelection : QAbstractItemView::SingleSelection);
    m_list->setDragEnabled(false);
    m_list->setAccessibleName(windowTitle());
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    for (const FileChooser::Form &form : m_forms) {
        m_form->addItem(form.words);
    }
    m_form->setVisible(saves());
    m_form->setAccessibleName(tr("Form of the file"));
    m_up->setText(tr("One folder up"));
    m_choose->setText(saves() ? tr("Save here") : tr("Choose"));
    style::setPrimary(m_choose);
    auto *cancel = new QPushButton(tr("Cancel"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_up);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_choose);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_hint);
    column->addWidget(m_list, 1);
    column->addWidget(m_form);
    column->addLayout(buttons);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &FilePane::updateButtons);
    connect(m_list, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        if (item->data(Name, IsFolder).toBool()) {
            enter(item->text(Name));
        } else if (!saves()) {
            choose();
        }
    });
    connect(m_up, &QPushButton::clicked, this, [this] {
        m_way.removeLast();
        refresh();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_choose, &QPushButton::clicked, this, &FilePane::choose);
}

void FilePane::enter(const QString &folder)
{
    m_way += folder;
    refresh();
}

void FilePane::refresh()
{
    m_list->clear();
    const auto entries = m_folder.list(m_way);
    for (const auto &entry : entries.value_or(std::vector<kiosk::AllowedFolder::Entry>())) {
        auto *item = new QTreeWidgetItem(m_list);
        const QString size = entry.isFolder ? tr("Folder") : QLocale().formattedDataSize(entry.size);
        const QString changed = QLocale().toString(entry.changed, QLocale::ShortFormat);
        item->setText(Name, entry.name);
        item->setText(Size, size);
        item->setText(Changed, changed);
        item->setData(Name, IsFolder, entry.isFolder);
        item->setData(Name, Qt::AccessibleTextRole, QStringList{entry.name, size, changed}.join(u", "_s));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    }
    m_hint->setPlainText(!entries            ? tr("No folder can be read here. Put your USB stick in, or ask the staff.")
                             : saves()           ? tr("Choose the folder in which the file is saved.")
                             : entries->empty()  ? tr("There are no files in this folder.")
                                                 : tr("Choose a file."));
    if (m_list->topLevelItemCount() > 0) {
        m_list->setCurrentItem(m_list->topLevelItem(0));
    }
    m_up->setEnabled(!m_way.isEmpty());
    updateButtons();
}

void FilePane::updateButtons()
{
    bool file = false;
    for (const QTreeWidgetItem *item : m_list->selectedItems()) {
        file = file || !item->data(Name, IsFolder).toBool();
    }
    m_choose->setEnabled(saves() ? m_folder.list(m_way).has_value() : file);
}

void FilePane::choose()
{
    QStringList paths;
    if (saves()) {
        const auto &form = m_forms.at(std::size_t(std::max(0, m_form->currentIndex())));
        if (const auto path = m_folder.placeIn(m_way, form.fileName)) {
            paths += *path;
        }
    } else {
        for (const QTreeWidgetItem *item : m_list->selectedItems()) {
            if (const auto path = m_folder.fileIn(m_way, item->text(Name))) {
                paths += *path;
            }
        }
    }
    if (paths.isEmpty()) {
        refresh(); // gone in the meantime
        return;
    }
    Q_EMIT chosen(paths);
    accept();
}

void PaneChooser::chooseFiles(QWidget *asking, const Wish &wish, std::function<void(const QStringList &)> then)
{
    auto *pane = new FilePane(m_folder, wish.title, wish.several, {}, asking);
    pane->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(pane, &FilePane::chosen, asking, std::move(then));
    pane->open();
}

void PaneChooser::choosePlace(QWidget *asking, const QString &title, const std::vector<Form> &forms,
                              std::function<void(const QString &)> then)
{
    auto *pane = new FilePane(m_folder, title, false, forms, asking);
    pane->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(pane, &FilePane::chosen, asking,
                     [then = std::move(then)](const QStringList &paths) { then(paths.first()); });
    pane->open();
}

} // namespace ttp::ui
