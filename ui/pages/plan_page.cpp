// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/plan_page.h"

#include "fields/editors.h"
#include "style/card.h"
#include "style/link_button.h"
#include "style/metrics.h"
#include "style/notice.h"
#include "style/paragraph.h"

#include <QDir>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

form::Field fieldFor(const form::PlannerData &data, const QString &line, form::FieldType type)
{
    const form::PlanText words = data.lines.value(line);
    form::Field field;
    field.id = u"plan."_s + line;
    field.type = type;
    field.label = words.title;
    field.hint = words.text;
    field.required = false;
    return field;
}

form::Field counterField(const form::PlannerData &data)
{
    form::Field field = fieldFor(data, u"need_counter"_s, form::FieldType::Choice);
    for (const form::Counter &counter : data.counters) {
        field.choices.push_back({counter.id, counter.fullName(), std::nullopt});
    }
    return field;
}

QString isoOf(const std::optional<QDate> &day)
{
    return day ? day->toString(Qt::ISODate) : QString();
}

/// The day that an editor holds. Half of a date is none yet; a whole one that does not exist is told.
std::optional<QDate> dayIn(FieldEditor *editor)
{
    const QString typed = editor->value().toString();
    const QDate day = typed.size() == 10 ? QDate::fromString(typed, Qt::ISODate) : QDate();
    const QStringList parts = typed.split(u'-');
    const bool isWhole = parts.size() == 3 && parts.first().size() == 4 && !parts.contains(QString());
    std::vector<Problem> problems;
    if (isWhole && !day.isValid()) {
        problems.push_back(
            {editor->field().id, u"date"_s, {}, {u"存在しない日付です。"_s, u"There is no such day."_s}});
    }
    if (problems != editor->problems()) {
        editor->setProblems(problems);
    }
    return day.isValid() ? std::optional(day) : std::nullopt;
}

} // namespace

PlanPage::PlanPage(Journey &journey, form::PlanFacts facts, QString about, std::function<QDate()> today,
                   QWidget *parent)
    : Page(journey, parent),
      m_data(form::bundledPlannerData()),
      m_facts(std::move(facts)),
      m_about(std::move(about)),
      m_today(std::move(today)),
      m_saved(new style::Notice(style::Notice::Kind::Done)),
      m_intro(new style::Paragraph),
      m_summary(new style::Paragraph),
      m_try(new style::LinkButton),
      m_inputs(new QWidget),
      m_trying(new style::Paragraph)
{
    build();
    retranslate();
}

void PlanPage::build()
{
    m_saved->hide();
    column()->addWidget(m_saved);
    column()->addWidget(m_intro);
    auto *card = new style::Card;
    auto *rows = new QVBoxLayout(card);
    const int pad = style::px(this, 16);
    rows->setContentsMargins(pad, pad, pad, pad);
    rows->setSpacing(style::px(this, 12));
    m_try->setObjectName(u"fields"_s);
    rows->addWidget(m_summary);
    rows->addWidget(m_try, 0, Qt::AlignLeft);
    rows->addWidget(m_inputs);
    addEditors();
    // Open where the person has to say something before there is a plan at all.
    m_inputs->setVisible(!m_facts.visit && m_about.isEmpty());
    connect(m_try, &QAbstractButton::clicked, this, [this] {
        m_inputs->setVisible(m_inputs->isHidden());
        showSummary();
        Q_EMIT changed();
    });
    column()->addWidget(card);
    column()->addStretch();
}

void PlanPage::addEditors()
{
    auto *rows = new QVBoxLayout(m_inputs);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(style::px(this, 16));
    m_trying->setColour(style::Role::QuietText);
    rows->addWidget(m_trying);
    const auto add = [this, rows](const form::Field &field, const QString &value) {
        FieldEditor *editor = makeEditor(field, language(), {journey().isPractice(), m_today}, m_inputs);
        editor->setObjectName(field.id);
        editor->setValue(value);
        connect(editor, &FieldEditor::valueChanged, this, &PlanPage::onValueChanged);
        rows->addWidget(editor);
        return editor;
    };
    form::Field visit = fieldFor(m_data, u"need_visit"_s, form::FieldType::Date);
    visit.notBefore = form::DateBound(); // today: for the example and the calendar
    m_visit = add(visit, isoOf(m_facts.visit));
    m_counter = add(counterField(m_data), m_data.counter(m_facts.counter) ? m_facts.counter : QString());
    form::Field notice = fieldFor(m_data, u"need_notice"_s, form::FieldType::Date);
    notice.notBefore = form::DateBound{{}, 0, -6, 0};
    notice.notAfter = form::DateBound();
    m_notice = add(notice, isoOf(m_facts.notice));
}

void PlanPage::onValueChanged()
{
    form::PlanFacts facts = m_facts;
    facts.visit = dayIn(m_visit);
    facts.counter = m_counter->value().toString();
    facts.notice = dayIn(m_notice);
    if (facts != m_facts) { // half of a date changes nothing
        m_facts = std::move(facts);
        m_savedPath.clear(); // what was saved is not what is shown now
        refresh();
    }
}

QString PlanPage::title() const
{
    return tr("Plan of your visit");
}

QString PlanPage::primaryText() const
{
    return std::ranges::any_of(m_plan.dates, &form::PlanDate::inCalendar) ? tr("Save calendar file…") : QString();
}

QWidget *PlanPage::firstControl()
{
    return m_try;
}

void PlanPage::showSaved(const QString &path)
{
    m_savedPath = path;
    showFailure(std::nullopt);
    refresh();
    Q_EMIT showWidget(m_saved);
}

void PlanPage::showSummary()
{
    QStringList lines;
    if (!m_about.isEmpty()) {
        lines += tr("Application %1, received on %2")
                     .arg(m_about, inLanguage(form::planDay(m_facts.received.value_or(m_facts.today))));
    }
    lines += m_facts.visit ? tr("Visit: %1").arg(inLanguage(form::planDay(*m_facts.visit))) : tr("Visit: no day yet");
    lines +=
        m_plan.counter ? tr("Counter: %1").arg(inLanguage(m_plan.counter->fullName())) : tr("Counter: none chosen yet");
    lines += m_facts.notice ? tr("Result: notice of %1").arg(inLanguage(form::planDay(*m_facts.notice)))
                            : tr("Result: no notice entered yet");
    m_summary->setPlainText(lines.join(u'\n'));
    m_try->setText(m_inputs->isHidden() ? tr("Enter or try other days") : tr("Close the fields"));
    m_try->setAccessibleName(m_try->text());
}

/// Everything below the fields is made anew: what has the focus stays.
void PlanPage::refresh()
{
    m_facts.today = m_today();
    m_plan = form::makePlan(m_data, m_facts);
    showSummary();
    m_saved->setVisible(!m_savedPath.isEmpty());
    if (m_results) {
        m_results->hide();
        m_results->deleteLater();
    }
    m_results = new QWidget;
    auto *rows = new QVBoxLayout(m_results);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(style::px(this, 16));
    for (const form::PlanLine &line : m_plan.warnings) {
        rows->addWidget(makeWarning(line));
    }
    for (QWidget *part : {makeDates(), makeBring(), makeCounters(), makeNotes()}) {
        rows->addWidget(part);
    }
    column()->insertWidget(column()->count() - 1, m_results);
    m_results->show(); // now, not in the next turn of the event loop: the page would be seen without it
    Q_EMIT changed();
}

void PlanPage::retranslate()
{
    m_intro->setPlainText(
        tr("What to do by when until you have the card, worked out on this computer. It is a guide, not a notice "
           "of an office; days are those in Japan."));
    m_trying->setPlainText(tr("What you try here changes nothing in your application."));
    m_saved->setHeading(tr("The calendar file was saved"));
    m_saved->setText(QDir::toNativeSeparators(m_savedPath) + u'\n'
                     + tr("Open it with your calendar. It holds neither your name nor any number."));
    for (FieldEditor *editor : {m_visit, m_counter, m_notice}) {
        editor->setLanguage(language());
    }
    refresh();
}

} // namespace ttp::ui
