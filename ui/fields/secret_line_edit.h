// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace ttp::ui {

/// The line of a PasswordField.
class SecretLineEdit final : public QLineEdit {
    Q_OBJECT
public:
    explicit SecretLineEdit(QWidget *parent);
    ~SecretLineEdit() override;

    void showPlain(bool plain);
    /// Overwrites the text where it stands, also for whoever shares it by `text()`, and clears.
    void wipe();

    [[nodiscard]] QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void forgetHistory();
};

} // namespace ttp::ui
