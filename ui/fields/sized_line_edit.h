// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace ttp::ui {

/// A line edit that is as wide as what goes into it.
class SizedLineEdit final : public QLineEdit {
    Q_OBJECT
public:
    /// `characters` of Latin text or of full-width text.
    SizedLineEdit(int characters, bool fullWidth, QWidget *parent);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    /// Replaces the text as one step that can be undone.
    void replaceText(const QString &text);

private:
    [[nodiscard]] int widthFor(int characters) const;

    int m_characters;
    bool m_fullWidth;
};

} // namespace ttp::ui
