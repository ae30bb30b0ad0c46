// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/metrics.h"
#include "style/palette.h"

#include <QHash>
#include <QLabel>

namespace ttp::ui::style {

/// Running text: wraps, keeps the line height and the measure of its script, can be selected by mouse and keyboard.
/// The text is plain; nothing in it is read as markup.
class Paragraph final : public QLabel {
    Q_OBJECT
public:
    explicit Paragraph(QWidget *parent = nullptr) : Paragraph({}, TextRole::Body, parent) {}
    Paragraph(const QString &text, TextRole role, QWidget *parent = nullptr);

    void setPlainText(const QString &text);
    [[nodiscard]] const QString &plainText() const { return m_text; }
    /// Colour by role; Text at first.
    void setColour(Role role);
    /// False lets it be as wide as its container (a table cell, a strip).
    void setMeasured(bool measured);

    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void render();
    [[nodiscard]] int widest() const;

    QString m_text;
    Role m_colour = Role::Text;
    bool m_measured = true;
    bool m_rendering = false;
    mutable QHash<int, int> m_heights; ///< by width; empty after a change of text or font
    mutable int m_widest = 0;          ///< 0: not yet known
};

} // namespace ttp::ui::style
