// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/kept_list.h"

#include "style/card.h"
#include "style/link_button.h"
#include "style/metrics.h"
#include "style/section_heading.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

QString inWords(const QDateTime &time)
{
    return time.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s);
}

/// The name above, what is known of it below, then what can be done.
QVBoxLayout *fill(style::Card *card, const QString &name, const QString &details)
{
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(style::px(card, 16), style::px(card, 12), style::px(card, 16), style::px(card, 12));
    rows->setSpacing(style::px(card, 4));
    rows->addWidget(new style::Paragraph(name, style::TextRole::Label, card));
    auto *quiet = new style::Paragraph(details, style::TextRole::Note, card);
    quiet->setColour(style::Role::QuietText);
    rows->addWidget(quiet);
    return rows;
}

} // namespace

KeptList::KeptList(QWidget *parent) : QWidget(parent), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(style::px(this, 8));
    hide();
}

void KeptList::setContent(std::vector<DraftLine> drafts, std::vector<ReceiptLine> receipts, const QString &language)
{
    m_drafts = std::move(drafts);
    m_receipts = std::move(receipts);
    m_language = language;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    if (!m_drafts.empty()) {
        addHeading(tr("Continue a draft"));
    }
    for (const DraftLine &draft : m_drafts) {
        m_rows->addWidget(makeCard(draft));
    }
    if (!m_receipts.empty()) {
        addHeading(tr("Receipts"));
    }
    for (const ReceiptLine &receipt : m_receipts) {
        m_rows->addWidget(makeCard(receipt));
    }
    setVisible(!isEmpty());
}

void KeptList::addHeading(const QString &text)
{
    m_rows->addWidget(new style::SectionHeading(text, style::SectionHeading::Level::Section, this));
}

QString KeptList::details(const DraftLine &draft) const
{
    switch (draft.state) {
    case DraftLine::State::Usable: break;
    case DraftLine::State::Sending:
        return tr("It was being sent when the program ended. What became of it will be asked first.");
    case DraftLine::State::OtherService: return tr("Made with another service. Open the program with that service to go on.");
    case DraftLine::State::Unreadable: return tr("It is damaged, or a later version of the program saved it.");
    }
    return tr("%1 of %n step(s) complete, last changed %2", nullptr, draft.steps)
        .arg(draft.completeSteps)
        .arg(inWords(draft.changed));
}

QWidget *KeptList::makeCard(const DraftLine &draft)
{
    auto *card = new style::Card(this);
    const QString name = draft.name.isEmpty() ? tr("No name yet") : draft.name;
    QVBoxLayout *rows = fill(card, name, details(draft));
    auto *acts = new QHBoxLayout;
    acts->setSpacing(style::px(this, 16));
    const auto add = [&](QAbstractButton *button, const QString &text, const QString &spoken, auto act) {
        button->setText(text);
        button->setAccessibleName(spoken.arg(name));
        connect(button, &QAbstractButton::clicked, this, act);
        acts->addWidget(button);
    };
    const bool goesOn = draft.state == DraftLine::State::Usable || draft.state == DraftLine::State::Sending;
    if (goesOn) {
        add(new QPushButton, tr("Continue"), tr("Continue %1"), [this, id = draft.id] { Q_EMIT draftChosen(id); });
    }
    if (draft.state != DraftLine::State::Unreadable) {
        add(new style::LinkButton, tr("Rename"), tr("Rename %1"),
            [this, id = draft.id, given = draft.name] { Q_EMIT renameRequested(id, given); });
        add(new style::LinkButton, tr("Copy for another application"), tr("Copy %1 for another application"),
            [this, id = draft.id, name] { Q_EMIT duplicateRequested(id, name); });
    }
    if (draft.state != DraftLine::State::Unreadable && draft.state != DraftLine::State::Sending) {
        add(new style::LinkButton, tr("Hand over…"), tr("Hand %1 over to another computer"),
            [this, id = draft.id] { Q_EMIT handOverRequested(id); });
    }
    add(new style::LinkButton, tr("Delete"), tr("Delete %1"),
        [this, id = draft.id, name] { Q_EMIT removeRequested(id, name); });
    acts->addStretch();
    rows->addLayout(acts);
    return card;
}

QWidget *KeptList::makeCard(const ReceiptLine &receipt)
{
    auto *card = new style::Card(this);
    QVBoxLayout *rows = fill(card, receipt.number, tr("Received %1").arg(inWords(receipt.received)));
    auto *save = new style::LinkButton(tr("Save receipt…"), card);
    save->setAccessibleName(tr("Save the receipt of %1").arg(receipt.number));
    connect(save, &QAbstractButton::clicked, this, [this, id = receipt.id] { Q_EMIT receiptChosen(id); });
    auto *acts = new QHBoxLayout;
    acts->setSpacing(style::px(this, 16));
    acts->addWidget(save);
    if (receipt.hasConsent) {
        auto *consent = new style::LinkButton(tr("Save consent receipt…"), card);
        consent->setAccessibleName(tr("Save the consent receipt of %1").arg(receipt.number));
        connect(consent, &QAbstractButton::clicked, this, [this, id = receipt.id] { Q_EMIT consentChosen(id); });
        acts->addWidget(consent);
    }
    acts->addStretch();
    rows->addLayout(acts);
    return card;
}

} // namespace ttp::ui
