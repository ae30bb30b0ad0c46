// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QWidget>

class QPushButton;

namespace ttp::ui {

namespace style {
class Notice;
}

/// Offers the answers of an earlier application for the open fields of a page, and takes them out again. Hidden as long
/// as there is nothing to offer.
class EarlierOffer final : public QWidget {
    Q_OBJECT
public:
    explicit EarlierOffer(QWidget *parent = nullptr);

    /// How many answers could be taken over, and from when they are; 0 hides it.
    void offer(int answers, const QDate &from, const QString &language);
    /// That many were filled in.
    void showTaken(int answers);
    [[nodiscard]] bool isTaken() const { return m_taken; }

Q_SIGNALS:
    void takeRequested();
    void takeBackRequested();

private:
    style::Notice *m_notice;
    QPushButton *m_button;
    bool m_taken = false;
};

} // namespace ttp::ui
