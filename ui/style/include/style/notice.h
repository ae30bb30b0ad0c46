// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/paragraph.h"

#include <QFrame>

class QVBoxLayout;

namespace ttp::ui::style {

/// A few words that stand out: a sign, an optional heading, a text, and room for more below (links, a list).
class Notice final : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Information, Practice, Error, Done };

    explicit Notice(Kind kind, QWidget *parent = nullptr);

    void setHeading(const QString &heading);
    void setText(const QString &text);
    /// Adds a widget below the text; the notice becomes its parent.
    void addWidget(QWidget *widget);
    /// Without corners and side margins, for a strip across the window.
    void setStrip(bool strip);
    [[nodiscard]] Kind kind() const { return m_kind; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();
    void name();

    Kind m_kind;
    bool m_strip = false;
    QVBoxLayout *m_column;
    Paragraph *m_heading;
    Paragraph *m_text;
};

/// The sign of a kind, painted into a square: a letter i, a pencil ruler, a triangle with !, a tick.
void drawSign(QPainter &painter, const QRectF &square, Notice::Kind kind, const QColor &colour);

} // namespace ttp::ui::style
