// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QWidget>

class QLabel;

namespace ttp::ui {

class ChevronButton;

/// The find field of the terms with its count and the buttons for the match before and after.
class TermsFindBar final : public QWidget {
    Q_OBJECT
public:
    explicit TermsFindBar(QWidget *parent);

    [[nodiscard]] QString text() const { return m_field->text(); }
    void clear() { m_field->clear(); }
    /// Puts the cursor into the field, with its text selected.
    void open();
    /// Match `number` of `count`, from 1; nothing is said while the field is empty.
    void setCount(int number, int count);

Q_SIGNALS:
    void textChanged(const QString &text);
    /// +1: the next match, -1: the one before.
    void stepped(int step);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void retranslate();
    void showCount();

    int m_number = 0;
    int m_count = 0;
    QLabel *m_label;
    QLineEdit *m_field;
    QLabel *m_counter;
    ChevronButton *m_previous;
    ChevronButton *m_next;
};

} // namespace ttp::ui
