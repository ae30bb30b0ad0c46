// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QWidget>

namespace ttp::ui {

/// What a text is, as the terms say it (`Document::badge`): both languages on one line if they fit, else one below the
/// other.
class TermsBadge final : public QLabel {
    Q_OBJECT
public:
    TermsBadge(const QString &text, bool authoritative, QWidget *parent);

    [[nodiscard]] int widthOfOneLine() const;
    /// The height at that width.
    [[nodiscard]] QSize fit(int width);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    bool m_authoritative;
};

/// Head of a column: the language's own name and the badge.
class ColumnHeading final : public QWidget {
    Q_OBJECT
public:
    ColumnHeading(const QString &languageName, const QString &badge, bool authoritative, QWidget *parent);

    [[nodiscard]] bool fitsOneLine(int width) const;
    /// Arranges the parts for that width, beside or below each other, and returns the height.
    int arrange(int width, bool oneLine);

private:
    QLabel *m_name;
    TermsBadge *m_badge;
};

/// The heads of the columns that are shown, side by side. It stays at the top while the text scrolls below it.
class TermsHeader final : public QWidget {
    Q_OBJECT
public:
    explicit TermsHeader(QWidget *parent) : QWidget(parent) {}

    /// Underlines the head of the column that the keys work on; none if it is null.
    void setCurrent(const QWidget *heading);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const QWidget *m_current = nullptr;
};

} // namespace ttp::ui
