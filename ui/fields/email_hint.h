// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ttp::ui {

class FieldEditor;
class OfferRow;
class SizedLineEdit;

/// Asks below an e-mail address whether another one was meant, once the address is left; a button takes it over. It stops
/// nobody: the address goes on as it was typed.
class EmailHint final : public QWidget {
    Q_OBJECT
public:
    /// Puts itself below the line of the editor that it belongs to.
    EmailHint(FieldEditor *editor, SizedLineEdit *line);

protected:
    void changeEvent(QEvent *event) override;

private:
    void look();

    SizedLineEdit *m_line;
    OfferRow *m_row;
    QString m_meant;
};

} // namespace ttp::ui
