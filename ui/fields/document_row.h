// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/document_editor.h"

#include <QFrame>

class QBoxLayout;
class QLayout;
class QPushButton;

namespace ttp::ui {

/// One file: thumbnail, name, size, state in words, Replace and Remove.
class DocumentRow final : public QFrame {
    Q_OBJECT
public:
    DocumentRow(const DocumentFile &file, const QString &language, QWidget *parent);

    [[nodiscard]] QWidget *firstButton() const;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void replaceRequested(const QString &id);
    void removeRequested(const QString &id);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QString facts() const;
    [[nodiscard]] QString state() const;

    DocumentFile m_file;
    QString m_language;
    QBoxLayout *m_row;
    QLayout *m_acts;
    QPushButton *m_replace;
    QPushButton *m_remove;
};

/// `4.2 MB` as the language writes it.
[[nodiscard]] QString sizeText(qint64 bytes, const QString &language);

/// `PDF`, `JPEG`, `PNG` for media types.
[[nodiscard]] QString typeText(const QString &mediaType);

} // namespace ttp::ui
