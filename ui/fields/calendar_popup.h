// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QFrame>

class QCalendarWidget;
class QLabel;

namespace ttp::ui {

/// A month to choose a day from, over the window: arrow keys, Page Up and Down and Enter; Esc closes it and changes
/// nothing. It is an aid, never the only way to a date. Deletes itself when it closes.
class CalendarPopup final : public QFrame {
    Q_OBJECT
public:
    CalendarPopup(const QString &name, const QString &language, QWidget *parent);

    /// Only days from `from` to `to` can be chosen; invalid: no such limit.
    void setRange(QDate from, QDate to);
    /// Opens below a control, at a day.
    void openBelow(QWidget *control, QDate day);

    bool eventFilter(QObject *object, QEvent *event) override;

Q_SIGNALS:
    void chosen(QDate day);

private:
    void choose(QDate day);
    void tellDay();
    void paintDays();
    void dressButton(const QString &object, const QString &name, bool forward);

    QCalendarWidget *m_calendar;
    QLabel *m_day;
};

} // namespace ttp::ui
