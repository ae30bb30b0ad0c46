// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/review_page.h"

#include "answer_rows.h"
#include "form/check.h"
#include "form/normalize.h"
#include "form/visibility.h"
#include "pages/error_summary.h"
#include "size_in_words.h"
#include "style/card.h"
#include "style/link_button.h"
#include "style/metrics.h"
#include "style/paragraph.h"
#include "style/section_heading.h"

#include <QGridLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

/// Of the field itself or of what a group holds. An id that begins with another's is no sign: `radio` and `radio.call_sign`
/// may stand side by side.
bool isOf(const Problem &problem, const form::Field &field)
{
    return problem.field == field.id || problem.pointer.startsWith(u"/answers/"_s + field.id + u'/')
        || std::ranges::any_of(field.fields, [&problem](const form::Field &member) { return isOf(problem, member); });
}

} // namespace

ReviewPage::ReviewPage(Journey &journey, std::function<QDate()> today, QWidget *parent)
    : Page(journey, parent), m_today(std::move(today)), m_summary(new ErrorSummary),
      m_intro(new style::Paragraph), m_plan(new style::LinkButton)
{
    column()->addWidget(m_summary);
    column()->addWidget(m_intro);
    column()->addWidget(m_plan, 0, Qt::AlignLeft);
    connect(m_plan, &QAbstractButton::clicked, this, &ReviewPage::planRequested);
    connect(m_summary, &ErrorSummary::problemChosen, this, &ReviewPage::leadTo);
    retranslate();
}

QString ReviewPage::title() const
{
    return m_readOnly ? tr("Your answers, to read only") : tr("Check your answers");
}

QString ReviewPage::primaryText() const
{
    if (m_readOnly) {
        return {};
    }
    return journey().isPractice() ? tr("Send practice application") : tr("Send application");
}

QWidget *ReviewPage::firstControl()
{
    return m_intro;
}

bool ReviewPage::hasError() const
{
    return Page::hasError() || !m_problems.empty();
}

void ReviewPage::advance()
{
    if (isBusy() || m_readOnly) {
        return; // not all files are known yet; what is sent is what stands here
    }
    std::vector<Problem> problems = form::check(journey().definition(), journey().prepared(), journey().attachments(),
                                                journey().checkContext(m_today()));
    showProblems(problems);
    if (problems.empty()) {
        Q_EMIT sendRequested();
    } else {
        m_summary->focusFirst();
    }
}

void ReviewPage::showProblems(const std::vector<Problem> &problems)
{
    m_problems = problems;
    m_summary->setProblems(problems, journey().definition(), language());
    if (!problems.empty()) {
        Q_EMIT showWidget(m_summary);
    }
    Q_EMIT changed();
}

void ReviewPage::setReadOnly()
{
    m_readOnly = true;
    refresh();
}

void ReviewPage::refresh()
{
    retranslate();
    Q_EMIT changed();
}

void ReviewPage::leadTo(const Problem &problem)
{
    for (const form::Step &step : journey().definition().steps) {
        for (const form::Field &field : step.fields) {
            if (isOf(problem, field)) {
                // By its place: a field may have several problems, each in another entry.
                Q_EMIT changeRequested(step.id, problem.pointer.isEmpty() ? field.id : problem.pointer, problemsOf(step));
                return;
            }
        }
    }
    // Of all files together, or of a place that the form does not know: to the files, else to the beginning.
    const std::vector<form::Step> &steps = journey().definition().steps;
    const auto all = journey().attachments();
    const form::Visibility visibility(journey().definition(), journey().prepared(), all);
    const auto withFiles = std::ranges::find_if(steps, [&visibility](const form::Step &step) {
        return visibility.isVisible(step)
            && std::ranges::any_of(step.fields,
                                   [](const form::Field &field) { return field.type == form::FieldType::Document; });
    });
    const form::Step &step = withFiles == steps.end() ? steps.front() : *withFiles;
    Q_EMIT changeRequested(step.id, {}, {});
}

std::vector<Problem> ReviewPage::problemsOf(const form::Step &step) const
{
    std::vector<Problem> own;
    std::ranges::copy_if(m_problems, std::back_inserter(own), [&step](const Problem &problem) {
        return std::ranges::any_of(step.fields, [&problem](const form::Field &field) {
            return isOf(problem, field);
        });
    });
    return own;
}

void ReviewPage::buildSection(const form::Step &step, QWidget *parent, QVBoxLayout *sections)
{
    auto *card = new style::Card(parent);
    auto *grid = new QGridLayout(card);
    const int pad = style::px(this, 16);
    grid->setContentsMargins(pad, pad, pad, pad);
    grid->setHorizontalSpacing(pad);
    grid->setVerticalSpacing(style::px(this, 8));
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    const QString title = step.title.in(language());
    grid->addWidget(new style::SectionHeading(title), 0, 0, 1, 3);
    QString lastField;
    for (const AnswerRow &row : answerRows(journey(), step)) {
        const int line = grid->rowCount();
        auto *question = new style::Paragraph(row.question, style::TextRole::Body, card);
        question->setColour(style::Role::QuietText);
        auto *answer = new style::Paragraph(row.answer.isEmpty() ? tr("Not provided") : row.answer,
                                            style::TextRole::Body, card);
        answer->setColour(row.answer.isEmpty() ? style::Role::QuietText : style::Role::Text);
        question->setContentsMargins(row.inside ? pad : 0, 0, 0, 0);
        grid->addWidget(question, line, 0, Qt::AlignTop);
        grid->addWidget(answer, line, 1, Qt::AlignTop);
        if (row.fieldId != lastField && !m_readOnly) { // one link for a field, also if it has many lines
            lastField = row.fieldId;
            auto *change = new style::LinkButton(tr("Change"), card);
            change->setAccessibleName(tr("Change %1").arg(row.question));
            connect(change, &QAbstractButton::clicked, this,
                    [this, stepId = step.id, id = row.fieldId] { Q_EMIT changeRequested(stepId, id, {}); });
            grid->addWidget(change, line, 2, Qt::AlignTop | Qt::AlignRight);
        }
    }
    sections->addWidget(card);
}

void ReviewPage::retranslate()
{
    if (m_sections) {
        m_sections->hide();
        m_sections->deleteLater();
    }
    m_intro->setPlainText(m_readOnly
                              ? tr("This is what was saved last. To go on with it, use the window where it is open.")
                              : tr("Nothing has been sent yet. Read everything, change what is not right, and send it with "
                                   "the button at the bottom."));
    m_plan->setText(tr("See the plan of your visit"));
    m_plan->setAccessibleName(m_plan->text());
    m_plan->setVisible(!m_readOnly);
    m_sections = new QWidget;
    auto *sections = new QVBoxLayout(m_sections);
    sections->setContentsMargins(0, 0, 0, 0);
    sections->setSpacing(style::px(this, 16));
    const auto all = journey().attachments();
    const form::Visibility visibility(journey().definition(), journey().prepared(), all);
    const auto files = form::attachmentsForSending(journey().definition(), journey().answers, all);
    for (const form::Step &step : journey().definition().steps) {
        if (visibility.isVisible(step)) {
            buildSection(step, m_sections, sections);
        }
    }
    const qint64 bytes = std::accumulate(files.begin(), files.end(), qint64(0),
                                         [](qint64 sum, const form::Attachment &file) { return sum + file.size; });
    auto *leaving = new style::Paragraph(
        tr("What is above, your consent with its time, and %n file(s) (%1) will be sent to %2. Beside it go the name and version "
           "of this program, the kind of operating system and the language; nothing else.",
           nullptr, int(files.size()))
            .arg(sizeInWords(bytes, language()), journey().profile.host()),
        style::TextRole::Body, m_sections);
    leaving->setVisible(!m_readOnly);
    sections->addWidget(leaving);
    sections->addStretch();
    column()->addWidget(m_sections);
    m_summary->setProblems(m_problems, journey().definition(), language());
    const bool reading = std::ranges::any_of(journey().files, [](const AttachedFile &file) {
        return file.state == AttachedFile::State::Checking;
    });
    setBusy(reading ? tr("The files are still being read…") : QString());
}

} // namespace ttp::ui
