// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace ttp::ui {

class SecretLineEdit;

/// A line for a password and a switch that shows it. What stands in it cannot be undone, dragged, copied or cut, nor does
/// marking it give it to the selection; it can be pasted. Input methods are asked not to learn it and are not told what
/// stands around the cursor, shown or not; screen readers are told dots as long as dots are shown. It is overwritten when the
/// field is cleared or ends; what Qt has copied while it was typed or shown (older buffers of the text, its layout) is
/// outside of that.
class PasswordField final : public QWidget {
    Q_OBJECT
public:
    explicit PasswordField(QWidget *parent = nullptr);
    ~PasswordField() override;

    [[nodiscard]] Secret secret() const;
    void setSecret(const Secret &secret);
    [[nodiscard]] bool isEmpty() const;
    /// Overwrites what stands in it, and hides what comes next.
    void clear();

    /// For screen readers, also in another language.
    void setTexts(const QString &name, const QString &description);
    /// The line itself, for a label's buddy and the focus.
    [[nodiscard]] QLineEdit *line() const;

Q_SIGNALS:
    void edited();
    void returnPressed();

protected:
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void retranslate();

    SecretLineEdit *m_line;
    QPushButton *m_show;
};

} // namespace ttp::ui
