// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>
#include <QRadioButton>

namespace ttp::ui {

/// What a row of a choice shows: words, and smaller words below. Shared by RadioRow and CheckRow.
struct OptionText {
    QString title;
    QString hint;
};

/// A radio button as a full-width row: the whole row is the target.
class RadioRow final : public QRadioButton {
    Q_OBJECT
public:
    explicit RadioRow(QWidget *parent);

    void setTexts(const QString &title, const QString &hint = {});
    [[nodiscard]] const QString &title() const { return m_text.title; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] bool hitButton(const QPoint &position) const override;

private:
    OptionText m_text;
};

/// A check box as a full-width row.
class CheckRow final : public QCheckBox {
    Q_OBJECT
public:
    explicit CheckRow(QWidget *parent);

    void setTexts(const QString &title, const QString &hint = {});
    [[nodiscard]] const QString &title() const { return m_text.title; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] bool hitButton(const QPoint &position) const override;

private:
    OptionText m_text;
};

} // namespace ttp::ui
