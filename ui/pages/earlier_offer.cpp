// SPDX-License-Identifier: GPL-3.0-or-later
#include "earlier_offer.h"

#include "style/notice.h"

#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace ttp::ui {

EarlierOffer::EarlierOffer(QWidget *parent)
    : QWidget(parent), m_notice(new style::Notice(style::Notice::Kind::Information, this)), m_button(new QPushButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_notice);
    auto *row = new QWidget(this);
    auto *left = new QHBoxLayout(row);
    left->setContentsMargins(0, 0, 0, 0);
    left->addWidget(m_button);
    left->addStretch(1);
    m_notice->addWidget(row);
    hide();
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_taken) {
            Q_EMIT takeBackRequested();
        } else {
            Q_EMIT takeRequested();
        }
    });
}

void EarlierOffer::offer(int answers, const QDate &from, const QString &language)
{
    m_taken = false;
    setVisible(answers > 0);
    if (answers > 0) {
        const QString date = QLocale(language).toString(from, QLocale::LongFormat);
        m_notice->setText(tr("Your application of %1 has answers to %n of these questions.", nullptr, answers).arg(date));
        m_button->setText(tr("Fill in the same answers"));
    }
}

void EarlierOffer::showTaken(int answers)
{
    m_taken = true;
    m_notice->setText(tr("%n answers were filled in. Check that they are still right.", nullptr, answers));
    m_button->setText(tr("Take them out again"));
}

} // namespace ttp::ui
