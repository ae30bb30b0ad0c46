// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/palette.h"

#include <QTextDocument>
#include <QWidget>

#include <vector>

namespace ttp::ui {

/// A stretch of a text, in QChars.
struct TextRange {
    int from = 0;
    int to = 0;
    bool operator==(const TextRange &) const = default;
};

/// One piece of the terms: a title, a heading or the text of a clause. It only lays out and paints; positions are those
/// of the text as it came, so what is selected, found and read aloud is the text itself.
class ClauseText final : public QWidget {
    Q_OBJECT
public:
    enum class Kind { Title, Heading, Body, Note, NoteHeading };

    /// How a stretch stands out, besides by the words around it.
    struct Mark {
        TextRange range;
        enum class Kind { Struck, Underlined } kind;
        bool operator==(const Mark &) const = default;
    };

    ClauseText(Kind kind, const QString &text, const QString &language, QWidget *parent);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] const QString &language() const { return m_language; }
    [[nodiscard]] const QTextDocument &document() const { return m_document; }

    void setMarks(std::vector<Mark> marks);
    [[nodiscard]] const std::vector<Mark> &marks() const { return m_marks; }
    void setColour(style::Role colour);
    /// Times the program's text size, 1.0 and more.
    void setZoom(qreal zoom);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    /// From the top to the first line's baseline, at the width that was laid out last.
    [[nodiscard]] qreal firstBaseline() const;
    /// The widest a line of this text should be.
    [[nodiscard]] int measure() const;

    [[nodiscard]] int positionAt(const QPoint &point) const;
    /// The line's height at that position, one pixel wide.
    [[nodiscard]] QRect cursorRect(int position) const;
    [[nodiscard]] QRect rectOf(const TextRange &range) const;

    void setSelection(const TextRange &range);
    [[nodiscard]] const TextRange &selection() const { return m_selection; }
    /// Marks what was found. The current one is -1 if it is not in this piece.
    void setMatches(std::vector<TextRange> matches, int current);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void format();
    void layOut(int width) const;
    [[nodiscard]] QFont textFont() const;

    Kind m_kind;
    QString m_text;
    QString m_language;
    qreal m_zoom = 1;
    mutable QTextDocument m_document;
    std::vector<Mark> m_marks;
    style::Role m_colour = style::Role::Text;
    TextRange m_selection;
    std::vector<TextRange> m_matches;
    int m_currentMatch = -1;
};

} // namespace ttp::ui
