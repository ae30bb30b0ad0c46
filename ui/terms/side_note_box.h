// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ttp::ui {

class ClauseText;

/// A remark of the program below a clause. It says of itself that it is no part of the terms, and looks it; it cannot be
/// selected, copied or found.
class SideNoteBox final : public QWidget {
    Q_OBJECT
public:
    SideNoteBox(const QString &text, const QString &language, QWidget *parent);

    void setZoom(qreal zoom);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int side() const;
    [[nodiscard]] int above() const;

    ClauseText *m_mark;
    ClauseText *m_text;
};

} // namespace ttp::ui
