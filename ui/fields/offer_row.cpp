// SPDX-License-Identifier: GPL-3.0-or-later
#include "offer_row.h"

#include "style/metrics.h"
#include "style/paragraph.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace ttp::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int Columns = 2;

} // namespace

OfferRow::OfferRow(QWidget *parent)
    : QWidget(parent), m_sentence(new style::Paragraph({}, style::TextRole::Note, this))
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(style::px(this, 8));
    grid->setVerticalSpacing(style::px(this, 8));
    grid->setColumnStretch(Columns, 1);
    // All at once: so they have their place in the order of Tab, behind the control that they belong to.
    for (int index = 0; index < MostButtons; ++index) {
        auto *button = new QPushButton(this);
        button->hide();
        connect(button, &QPushButton::clicked, this, [this, index] { Q_EMIT chosen(index); });
        grid->addWidget(button, index / Columns, index % Columns);
        m_buttons.push_back(button);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::px(this, 8));
    column->addWidget(m_sentence);
    column->addLayout(grid);
    hide();
}

QString OfferRow::sentence() const
{
    return m_sentence->plainText();
}

void OfferRow::setOffer(const QString &sentence, const QStringList &buttons)
{
    m_sentence->setPlainText(sentence);
    m_sentence->setAccessibleName(sentence); // a changed name is what Qt 6.4 announces
    for (size_t index = 0; index < m_buttons.size(); ++index) {
        const QString text = buttons.value(qsizetype(index));
        QPushButton *button = m_buttons[index];
        button->setText(QString(text).replace(u'&', u"&&"_s));
        button->setAccessibleName(text);
        button->setAccessibleDescription(sentence);
        button->setVisible(!text.isEmpty());
    }
    setVisible(!sentence.isEmpty());
}

} // namespace ttp::ui
