// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/field_editor.h"

#include <QImage>

namespace ttp::ui {

class DropButton;
class FileChooser;

/// One file of a document field as the row shows it.
struct DocumentFile {
    enum class State { Checking, Ready, Refused };

    QString id; ///< the controller's own handle; comes back in the signals
    QString name;
    QString mediaType; ///< empty while it is not known
    qint64 size = 0;   ///< bytes
    State state = State::Checking;
    LocalizedText message; ///< why it was refused, or a remark
    QImage thumbnail;      ///< null: an icon of the type
};

/// Files as rows with thumbnail, name, size and state, to replace and remove, and a drop area that is also a button.
/// It reads no file: it says what the person chose and shows the rows that it is given.
class DocumentEditor final : public FieldEditor {
    Q_OBJECT
public:
    DocumentEditor(const form::Field &field, const QString &language, QWidget *parent);

    void setFiles(std::vector<DocumentFile> files);
    [[nodiscard]] const std::vector<DocumentFile> &files() const { return m_files; }
    /// Limits of the service, where the field has none of its own; 0 or empty: unknown.
    void setServiceLimits(qint64 attachmentBytes, const QStringList &mediaTypes);

    /// Where files are chosen instead of the system's dialog; nothing can be dropped then. It outlives the editor.
    void setFileChooser(FileChooser *chooser);

    [[nodiscard]] QWidget *firstControl() const override;

Q_SIGNALS:
    void filesChosen(const QStringList &paths);
    void replaceChosen(const QString &id, const QString &path);
    void removeRequested(const QString &id);

protected:
    [[nodiscard]] QJsonValue controlValue() const override { return QJsonValue::Undefined; }
    void showValue(const QJsonValue &) override {}
    void retranslate() override;
    void describe() override;

private:
    void rebuild();
    void updateDropArea();
    void browse(const QString &replacing);
    void onChosen(const QString &replacing, const QStringList &paths);
    [[nodiscard]] QStringList acceptedTypes() const;
    [[nodiscard]] QString limitsText() const;

    std::vector<DocumentFile> m_files;
    qint64 m_serviceBytes = 0;
    QStringList m_serviceTypes;
    FileChooser *m_chooser = nullptr;
    QWidget *m_rows;
    DropButton *m_drop;
};

} // namespace ttp::ui
