// SPDX-License-Identifier: GPL-3.0-or-later
// What the plan says, card by card.

#include "pages/plan_page.h"

#include "style/card.h"
#include "style/link_button.h"
#include "style/metrics.h"
#include "style/notice.h"
#include "style/paragraph.h"
#include "style/section_heading.h"

#include <QGridLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

QVBoxLayout *columnOf(style::Card *card)
{
    auto *rows = new QVBoxLayout(card);
    const int pad = style::px(card, 16);
    rows->setContentsMargins(pad, pad, pad, pad);
    rows->setSpacing(style::px(card, 8));
    return rows;
}

style::Paragraph *note(const QString &text, QWidget *parent)
{
    auto *paragraph = new style::Paragraph(text, style::TextRole::Note, parent);
    paragraph->setColour(style::Role::QuietText);
    return paragraph;
}

} // namespace

style::Paragraph *PlanPage::makeSources(const QStringList &sources, form::Confidence confidence, QWidget *parent)
{
    style::Paragraph *paragraph = note(inLanguage(form::sourcesOf(m_data, sources, confidence)), parent);
    paragraph->setVisible(!sources.isEmpty());
    return paragraph;
}

QWidget *PlanPage::makeWarning(const form::PlanLine &line)
{
    auto *notice = new style::Notice(line.fails ? style::Notice::Kind::Error : style::Notice::Kind::Information);
    notice->setHeading(inLanguage(line.title));
    notice->setText(inLanguage(line.text));
    if (!line.sources.isEmpty()) {
        notice->addWidget(makeSources(line.sources, line.confidence, notice));
    }
    return notice;
}

QWidget *PlanPage::makeDates()
{
    auto *card = new style::Card;
    auto *grid = new QGridLayout(card);
    const int pad = style::px(this, 16);
    grid->setContentsMargins(pad, pad, pad, pad);
    grid->setHorizontalSpacing(pad);
    grid->setVerticalSpacing(style::px(this, 16));
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    grid->addWidget(new style::SectionHeading(tr("Dates")), 0, 0, 1, 2);
    const auto add = [&](const QString &when, const form::PlanLine &line) {
        const int row = grid->rowCount();
        grid->addWidget(new style::Paragraph(when, style::TextRole::Body, card), row, 0, Qt::AlignTop);
        auto *what = new QWidget(card);
        auto *lines = new QVBoxLayout(what);
        lines->setContentsMargins(0, 0, 0, 0);
        lines->setSpacing(style::px(this, 4));
        lines->addWidget(new style::Paragraph(inLanguage(line.title), style::TextRole::Label, what));
        lines->addWidget(new style::Paragraph(inLanguage(line.text), style::TextRole::Body, what));
        if (!line.sources.isEmpty()) {
            lines->addWidget(makeSources(line.sources, line.confidence, what));
        }
        grid->addWidget(what, row, 1, Qt::AlignTop);
    };
    for (const form::PlanDate &date : m_plan.dates) {
        add(inLanguage(form::planDays(date.from, date.to)), date.line);
    }
    for (const form::PlanLine &line : m_plan.unknown) {
        add(&line == &m_plan.unknown.front() ? tr("Not known yet") : QString(), line);
    }
    return card;
}

/// Sentences, and below them where all of them are known from.
void PlanPage::addLines(const std::vector<form::PlanLine> &lines, const QString &sign, QWidget *card, QVBoxLayout *rows)
{
    QStringList sources;
    for (const form::PlanLine &line : lines) {
        rows->addWidget(new style::Paragraph(sign + inLanguage(form::withTrust(line)), style::TextRole::Body, card));
        sources += line.sources;
    }
    rows->addWidget(note(tr("Sources: %1").arg(inLanguage(form::titlesOf(m_data, sources))), card));
}

QWidget *PlanPage::makeBring()
{
    auto *card = new style::Card;
    QVBoxLayout *rows = columnOf(card);
    rows->addWidget(new style::SectionHeading(tr("What to bring")));
    addLines(m_plan.bring, u"• "_s, card, rows);
    return card;
}

/// The chosen one with everything that is known of it, and all of them on request.
QWidget *PlanPage::makeCounters()
{
    auto *card = new style::Card;
    QVBoxLayout *rows = columnOf(card);
    rows->addWidget(new style::SectionHeading(tr("Counters")));
    const auto describe = [&](const form::Counter &counter, QWidget *parent, QVBoxLayout *into) {
        into->addWidget(new style::Paragraph(inLanguage(counter.fullName()), style::TextRole::Label, parent));
        QStringList facts{inLanguage(counter.hours()), inLanguage(counter.closedDays()),
                          inLanguage(counter.areaInWords())};
        if (m_facts.visit) {
            facts.prepend(tr("On %1: %2")
                              .arg(inLanguage(form::planDay(*m_facts.visit)),
                                   inLanguage(form::stateOn(counter, *m_facts.visit))));
        }
        into->addWidget(new style::Paragraph(facts.join(u'\n'), style::TextRole::Body, parent));
    };
    if (m_plan.counter) {
        describe(*m_plan.counter, card, rows);
    }
    m_all = new style::LinkButton(card);
    m_all->setObjectName(u"counters"_s);
    rows->addWidget(m_all, 0, Qt::AlignLeft);
    m_list = new QWidget(card);
    auto *list = new QVBoxLayout(m_list);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(style::px(this, 8));
    for (const form::Counter &counter : m_data.counters) {
        describe(counter, m_list, list);
    }
    m_list->setVisible(m_listOpen);
    rows->addWidget(m_list);
    const auto name = [this] {
        m_all->setText(m_listOpen ? tr("Close the list") : tr("Show all counters"));
        m_all->setAccessibleName(m_all->text());
    };
    name();
    connect(m_all, &QAbstractButton::clicked, this, [this, name] {
        m_listOpen = !m_listOpen;
        m_list->setVisible(m_listOpen);
        name();
    });
    rows->addWidget(makeSources(m_data.aboutCounters.sources, m_data.aboutCounters.confidence, card));
    return card;
}

QWidget *PlanPage::makeNotes()
{
    auto *card = new style::Card;
    QVBoxLayout *rows = columnOf(card);
    rows->addWidget(new style::SectionHeading(tr("Good to know")));
    addLines(m_plan.notes, {}, card, rows);
    rows->addWidget(note(tr("The sources were read on %1. Days off are those of the law of 2026.")
                             .arg(inLanguage(form::planDay(m_data.checked))),
                         card));
    return card;
}

} // namespace ttp::ui
