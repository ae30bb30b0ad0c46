// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace ttp::ui {

/// An area that takes dropped files and is a button, too.
class DropButton final : public QAbstractButton {
    Q_OBJECT
public:
    explicit DropButton(QWidget *parent);

    /// `act` is the button's name, `note` what may be added.
    void setTexts(const QString &act, const QString &note);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    void filesDropped(const QStringList &paths);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    [[nodiscard]] int words(int width) const;

    QString m_note;
    bool m_over = false;
};

} // namespace ttp::ui
