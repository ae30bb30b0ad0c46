// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_size_bar.h"

#include "bar_buttons.h"
#include "style/metrics.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

#include <cstdlib>

namespace ttp::ui {

namespace {

constexpr int Sizes[] = {100, 125, 150};

} // namespace

TextSizeBar::TextSizeBar(QWidget *parent) : QWidget(parent), m_label(new QLabel(this)), m_sizes(new QButtonGroup(this))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::px(this, 4));
    m_label->setTextFormat(Qt::PlainText);
    row->addWidget(m_label);
    for (const int size : Sizes) {
        auto *button = new ChoiceButton(this);
        button->setChecked(size == Sizes[0]);
        m_sizes->addButton(button, size);
        row->addWidget(button);
    }
    connect(m_sizes, &QButtonGroup::idToggled, this, [this](int size, bool on) {
        if (on) {
            Q_EMIT percentChanged(size);
        }
    });
    retranslate();
}

int TextSizeBar::percent() const
{
    return m_sizes->checkedId();
}

void TextSizeBar::setPercent(int percent)
{
    int nearest = Sizes[0];
    for (const int size : Sizes) {
        if (std::abs(size - percent) < std::abs(nearest - percent)) {
            nearest = size;
        }
    }
    m_sizes->button(nearest)->setChecked(true);
}

void TextSizeBar::setLabelShown(bool shown)
{
    m_label->setVisible(shown);
}

int TextSizeBar::widthOfSizes() const
{
    int width = 0;
    for (const QAbstractButton *button : m_sizes->buttons()) {
        width += button->sizeHint().width() + layout()->spacing();
    }
    return width - layout()->spacing();
}

void TextSizeBar::retranslate()
{
    m_label->setText(tr("Text size"));
    setAccessibleName(tr("Text size"));
    for (const int size : Sizes) {
        m_sizes->button(size)->setText(tr("%1%", "percent").arg(size));
        m_sizes->button(size)->setAccessibleName(tr("Text size %1%").arg(size));
    }
}

void TextSizeBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

} // namespace ttp::ui
