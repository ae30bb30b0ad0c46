// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/document_editor.h"

#include "document_row.h"
#include "drop_button.h"
#include "fields/file_chooser.h"
#include "style/metrics.h"
#include "style/style.h"
#include "tab_order.h"

#include <QFileDialog>
#include <QVBoxLayout>

#include <limits>

namespace ttp::ui {

using namespace Qt::StringLiterals;

DocumentEditor::DocumentEditor(const form::Field &field, const QString &language, QWidget *parent)
    : FieldEditor(field, language, parent), m_rows(new QWidget(this)), m_drop(new DropButton(this))
{
    auto *column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::px(this, 8));
    controls()->addWidget(m_rows);
    controls()->addWidget(m_drop);
    connect(m_drop, &QAbstractButton::clicked, this, [this] { browse({}); });
    connect(m_drop, &DropButton::filesDropped, this, &DocumentEditor::filesChosen);
    retranslate();
}

QWidget *DocumentEditor::firstControl() const
{
    if (m_drop->isEnabled()) {
        return m_drop;
    }
    const auto rows = m_rows->findChildren<DocumentRow *>(Qt::FindDirectChildrenOnly);
    return rows.isEmpty() ? static_cast<QWidget *>(m_drop) : rows.first()->firstButton();
}

void DocumentEditor::setFiles(std::vector<DocumentFile> files)
{
    m_files = std::move(files);
    rebuild();
}

void DocumentEditor::setServiceLimits(qint64 attachmentBytes, const QStringList &mediaTypes)
{
    m_serviceBytes = attachmentBytes;
    m_serviceTypes = mediaTypes;
    updateDropArea();
}

void DocumentEditor::setFileChooser(FileChooser *chooser)
{
    m_chooser = chooser;
    m_drop->setAcceptDrops(!chooser);
    updateDropArea();
}

QStringList DocumentEditor::acceptedTypes() const
{
    return field().accept.isEmpty() ? m_serviceTypes : field().accept;
}

QString DocumentEditor::limitsText() const
{
    QStringList parts;
    QStringList types;
    for (const QString &type : acceptedTypes()) {
        types.append(typeText(type));
    }
    if (!types.isEmpty()) {
        parts.append(types.join(tr(", ", "between names of file types")));
    }
    qint64 most = field().maxBytes.value_or(m_serviceBytes);
    if (m_serviceBytes > 0) {
        most = std::min(most, m_serviceBytes);
    }
    if (most > 0) {
        parts.append(tr("at most %1 each").arg(sizeText(most, language())));
    }
    if (field().maxCount && *field().maxCount > 1) {
        parts.append(tr("%1 of %2 files").arg(m_files.size()).arg(*field().maxCount));
    }
    return parts.join(tr(" · ", "between parts"));
}

void DocumentEditor::rebuild()
{
    // The focus would be lost with its row: the row that takes the place gets it.
    const QWidget *focus = m_rows->window()->focusWidget();
    const bool focused = m_rows->isAncestorOf(focus) || focus == m_drop;
    for (DocumentRow *row : m_rows->findChildren<DocumentRow *>(Qt::FindDirectChildrenOnly)) {
        row->hide();
        row->setParent(nullptr);
        row->deleteLater();
    }
    for (const DocumentFile &file : m_files) {
        auto *row = new DocumentRow(file, language(), m_rows);
        m_rows->layout()->addWidget(row);
        row->show();
        connect(row, &DocumentRow::removeRequested, this, &DocumentEditor::removeRequested);
        connect(row, &DocumentRow::replaceRequested, this, &DocumentEditor::browse);
    }
    putBefore(m_rows, m_drop);
    m_rows->setVisible(!m_files.empty());
    updateDropArea();
    if (focused && firstControl()) {
        firstControl()->setFocus(Qt::OtherFocusReason);
    }
}

void DocumentEditor::updateDropArea()
{
    const int most = field().maxCount.value_or(std::numeric_limits<int>::max());
    m_drop->setEnabled(int(m_files.size()) < most);
    const QString act = !m_drop->isEnabled() ? tr("No more files can be added here")
        : m_chooser                          ? (most == 1 ? tr("Choose a file") : tr("Choose files"))
        : most == 1                          ? tr("Choose a file, or drop it here")
                                             : tr("Choose files, or drop them here");
    m_drop->setTexts(act, limitsText());
    m_drop->setVisible(m_drop->isEnabled() || most > 1);
    describe();
}

void DocumentEditor::browse(const QString &replacing)
{
    const bool several = replacing.isEmpty() && field().maxCount.value_or(2) > 1;
    if (m_chooser) {
        m_chooser->chooseFiles(this, {field().label.in(language()), several},
                               [this, replacing](const QStringList &paths) { onChosen(replacing, paths); });
        return;
    }
    auto *dialog = new QFileDialog(this, field().label.in(language()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(several ? QFileDialog::ExistingFiles : QFileDialog::ExistingFile);
    QStringList types = acceptedTypes();
    if (!types.isEmpty()) {
        types.append(u"application/octet-stream"_s);
        dialog->setMimeTypeFilters(types);
    }
    connect(dialog, &QFileDialog::filesSelected, this,
            [this, replacing](const QStringList &paths) { onChosen(replacing, paths); });
    dialog->open();
}

void DocumentEditor::onChosen(const QString &replacing, const QStringList &paths)
{
    if (replacing.isEmpty()) {
        Q_EMIT filesChosen(paths);
    } else if (!paths.isEmpty()) {
        Q_EMIT replaceChosen(replacing, paths.first());
    }
}

void DocumentEditor::retranslate()
{
    FieldEditor::retranslate();
    rebuild();
}

void DocumentEditor::describe()
{
    setAccessibleDescription(description());
    m_drop->setAccessibleDescription(limitsText() + u'\n' + description());
    style::setInvalid(m_drop, !problems().empty());
}

} // namespace ttp::ui
