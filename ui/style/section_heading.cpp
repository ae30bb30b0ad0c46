// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/section_heading.h"

#include "style/metrics.h"

namespace ttp::ui::style {

SectionHeading::SectionHeading(const QString &text, Level level, QWidget *parent) : QLabel(text, parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setRole(this, level == Level::Page ? TextRole::PageTitle : TextRole::Section);
}

} // namespace ttp::ui::style
