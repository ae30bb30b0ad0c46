// SPDX-License-Identifier: GPL-3.0-or-later
#include "sized_line_edit.h"

#include "style/metrics.h"

#include <algorithm>

namespace ttp::ui {

SizedLineEdit::SizedLineEdit(int characters, bool fullWidth, QWidget *parent)
    : QLineEdit(parent), m_characters(characters), m_fullWidth(fullWidth)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

int SizedLineEdit::widthFor(int characters) const
{
    const int one = fontMetrics().horizontalAdvance(m_fullWidth ? QChar(u'国') : QChar(u'0'));
    return std::min(one * characters + style::px(this, 28), style::px(this, style::ColumnWidth));
}

QSize SizedLineEdit::sizeHint() const
{
    return {widthFor(m_characters), QLineEdit::sizeHint().height()};
}

QSize SizedLineEdit::minimumSizeHint() const
{
    return {widthFor(std::min(m_characters, 6)), sizeHint().height()};
}

void SizedLineEdit::replaceText(const QString &text)
{
    if (text == this->text()) {
        return;
    }
    selectAll();
    insert(text);
}

} // namespace ttp::ui
