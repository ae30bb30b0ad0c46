// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/precheck_page.h"

#include "fields/editors.h"
#include "fields/group_editor.h"
#include "form/check.h"
#include "form/precheck.h"
#include "form/visibility.h"
#include "precheck_panel.h"
#include "style/metrics.h"
#include "style/paragraph.h"
#include "style/section_heading.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

/// Smaller than this, in pixels at 100 % text, questions and verdict stand one below the other.
constexpr int BesideWidth = 660;
constexpr int BesideHeight = 560; ///< of the window
constexpr int PanelWidth = 300;

const std::vector<form::Attachment> NoFiles;

QScrollArea *makeArea(QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    return area;
}

QVBoxLayout *makeColumn(QWidget *widget, int spacing)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::px(widget, spacing));
    return column;
}

} // namespace

struct PrecheckPage::Section {
    const form::Step *step;
    style::SectionHeading *heading;
    style::Paragraph *intro;
};

PrecheckPage::PrecheckPage(Journey &journey, std::function<QDate()> today, QWidget *parent)
    : Page(journey, parent), m_today(std::move(today)), m_intro(new style::Paragraph), m_questions(makeQuestions()),
      m_panel(new PrecheckPanel), m_below(new QWidget), m_beside(new QWidget), m_left(makeArea(m_beside)),
      m_right(makeArea(m_beside))
{
    column()->setSpacing(style::px(this, 12));
    column()->addWidget(m_below);
    column()->addWidget(m_beside, 1);
    makeColumn(m_below, 32);
    auto *row = new QHBoxLayout(m_beside);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::px(this, 24));
    row->addWidget(m_left, 1);
    row->addWidget(m_right);
    connect(m_panel, &PrecheckPanel::questionChosen, this, &PrecheckPage::lead);
    // However the focus came, what has it must be seen.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        for (QScrollArea *area : {m_left, m_right}) {
            if (now && area->widget() && area->isAncestorOf(now)) {
                area->ensureWidgetVisible(now, 0, style::px(this, 48));
            }
        }
    });
    arrange();
    retranslate();
}

PrecheckPage::~PrecheckPage() = default;

QWidget *PrecheckPage::makeQuestions()
{
    auto *questions = new QWidget;
    auto *rows = makeColumn(questions, 24);
    const int ring = style::px(this, style::FocusMargin);
    rows->setContentsMargins(ring, ring, ring, ring);
    rows->addWidget(m_intro);
    for (const form::Step &step : form::precheck().questions.steps) {
        m_sections.push_back({&step, new style::SectionHeading, new style::Paragraph});
        rows->addWidget(m_sections.back().heading);
        rows->addWidget(m_sections.back().intro);
        for (const form::Field &field : step.fields) {
            addEditor(field, questions);
            rows->addWidget(m_editors.back());
        }
    }
    rows->addStretch();
    return questions;
}

void PrecheckPage::addEditor(const form::Field &field, QWidget *parent)
{
    FieldEditor *editor = makeEditor(field, language(), {journey().isPractice(), m_today}, parent);
    editor->setObjectName(field.id);
    editor->setUnmarked();
    editor->setValue(journey().precheck.value(field.id));
    connect(editor, &FieldEditor::valueChanged, this, [this, editor] {
        journey().precheck.set(editor->field().id, editor->value());
        refresh();
        Q_EMIT answersChanged();
    });
    if (auto *group = qobject_cast<GroupEditor *>(editor)) {
        giveContext(group);
    }
    m_editors.push_back(editor);
}

void PrecheckPage::giveContext(GroupEditor *editor)
{
    EntryContext context;
    context.visible = [this](const form::Field &field, const std::vector<QJsonObject> &entries) {
        return form::Visibility(form::precheck().questions, journey().precheck, NoFiles).isVisible(field, entries);
    };
    context.required = [this](const form::Field &field, const std::vector<QJsonObject> &entries) {
        return form::Visibility(form::precheck().questions, journey().precheck, NoFiles).isRequired(field, entries);
    };
    context.check = [this](const form::Field &group, const std::vector<QJsonObject> &entries) {
        return form::checkEntry(form::precheck().questions, group, journey().precheck, NoFiles, entries,
                                {m_today(), journey().isPractice(), {}});
    };
    editor->setContext(std::move(context));
}

/// What is asked, and what it means: after every change.
void PrecheckPage::refresh()
{
    const form::Visibility visibility(form::precheck().questions, journey().precheck, NoFiles);
    for (FieldEditor *editor : m_editors) {
        editor->setVisible(visibility.isVisible(editor->field()));
        if (auto *group = qobject_cast<GroupEditor *>(editor)) {
            group->refreshConditions();
        }
    }
    const QDate today = m_today();
    QHash<QString, LocalizedText> problems;
    for (const Problem &problem : form::check(form::precheck().questions, journey().precheck, {}, {today, journey().isPractice(), {}})) {
        const QString question = problem.pointer.section(u'/', 2, 2); // also of an entry of a group
        if (problem.code != "required"_L1 && !problems.contains(question)) {
            problems.insert(question, wordsOf(problem));
        }
    }
    m_panel->setFinding(form::judge(form::precheck(), journey().precheck, today), problems, language());
}

QString PrecheckPage::title() const
{
    return tr("Pre-check");
}

QString PrecheckPage::primaryText() const
{
    return journey().consent && journey().signedIn ? tr("Continue to the application") : tr("Continue to the terms");
}

QWidget *PrecheckPage::firstControl()
{
    return m_editors.front()->firstControl();
}

void PrecheckPage::advance()
{
    for (FieldEditor *editor : m_editors) {
        if (auto *group = qobject_cast<GroupEditor *>(editor)) {
            group->dropEmptyEntries();
        }
    }
    Q_EMIT completed();
}

FieldEditor *PrecheckPage::editorOf(const QString &question) const
{
    const auto found = std::ranges::find_if(m_editors, [&question](const FieldEditor *each) {
        return each->field().id == question;
    });
    return found == m_editors.end() ? nullptr : *found;
}

void PrecheckPage::lead(const QString &question)
{
    FieldEditor *editor = editorOf(question);
    if (!editor) {
        return;
    }
    if (QWidget *control = editor->firstControl()) {
        control->setFocus(Qt::OtherFocusReason);
    }
    if (m_sideBySide == true) {
        m_left->ensureWidgetVisible(editor, 0, style::px(this, 24));
    } else {
        Q_EMIT showWidget(editor);
    }
}

QString PrecheckPage::spokenVerdict() const
{
    return m_panel->spoken();
}

void PrecheckPage::arrange()
{
    const bool beside = width() >= style::px(this, BesideWidth) && window()->height() >= style::px(this, BesideHeight);
    if (m_sideBySide == beside) {
        return;
    }
    m_sideBySide = beside;
    QWidget *focused = focusWidget();
    if (beside) {
        m_left->setWidget(m_questions);
        m_right->setWidget(m_panel);
        m_right->setFixedWidth(style::px(this, PanelWidth) + style::px(this, 16));
        for (QWidget *each : {m_questions, static_cast<QWidget *>(m_panel)}) {
            each->setAutoFillBackground(false);
        }
    } else {
        m_left->takeWidget();
        m_right->takeWidget();
        m_below->layout()->addWidget(m_questions);
        m_below->layout()->addWidget(m_panel);
    }
    m_questions->show();
    m_panel->show();
    m_below->setVisible(!beside);
    m_beside->setVisible(beside);
    if (focused && focused != this) {
        focused->setFocus(Qt::OtherFocusReason); // a new parent takes it away
    }
}

void PrecheckPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void PrecheckPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    window()->installEventFilter(this); // its height counts, and the page does not hear of that
    arrange();
}

void PrecheckPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        m_sideBySide.reset();
        arrange();
    }
}

bool PrecheckPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == window() && event->type() == QEvent::Resize) {
        arrange();
    }
    return Page::eventFilter(watched, event);
}

void PrecheckPage::retranslate()
{
    m_intro->setPlainText(tr("Find out before you apply whether the requirements may be met. Everything is worked out on this "
                             "computer; nothing is sent. What the application asks, too, is carried into it; the other "
                             "answers are kept only while this window is open."));
    for (const Section &section : m_sections) {
        section.heading->setText(inLanguage(section.step->title));
        section.intro->setVisible(section.step->intro.has_value());
        if (section.step->intro) {
            section.intro->setPlainText(inLanguage(*section.step->intro));
        }
    }
    for (FieldEditor *editor : m_editors) {
        editor->setLanguage(language());
    }
    refresh();
}

} // namespace ttp::ui
