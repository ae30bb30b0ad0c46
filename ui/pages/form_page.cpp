// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/form_page.h"

#include "earlier_offer.h"
#include "fields/country_offer.h"
#include "fields/document_editor.h"
#include "fields/editors.h"
#include "fields/group_editor.h"
#include "form/check.h"
#include "form/visibility.h"
#include "pages/error_summary.h"
#include "style/metrics.h"
#include "style/paragraph.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::ui {

FormPage::FormPage(Journey &journey, const form::Step &step, std::function<QDate()> today, QWidget *parent)
    : Page(journey, parent), m_step(step), m_today(std::move(today)), m_summary(new ErrorSummary),
      m_intro(new style::Paragraph), m_earlier(new EarlierOffer)
{
    column()->addWidget(m_summary);
    column()->addWidget(m_intro);
    column()->addWidget(m_earlier);
    connect(m_earlier, &EarlierOffer::takeRequested, this, &FormPage::takeEarlier);
    connect(m_earlier, &EarlierOffer::takeBackRequested, this, &FormPage::takeEarlierBack);
    connect(m_summary, &ErrorSummary::problemChosen, this, &FormPage::lead);
    for (const form::Field &field : m_step.fields) {
        addEditor(field);
    }
    connectSiblings();
    column()->addStretch();
    column()->setEnabled(false); // see event()
    refreshFiles();
    retranslate();
}

/// What appears or goes has Qt lay out every widget around it at once: all of a long page, within a key press. Here the
/// page's own layout is enabled only when it is asked to place things, which is once, after the key.
bool FormPage::event(QEvent *event)
{
    const QEvent::Type type = event->type();
    if (type == QEvent::LayoutRequest || type == QEvent::Resize || type == QEvent::Show) {
        column()->setEnabled(true);
        if (!column()->activate()) { // nothing but the page's own size has changed
            column()->setGeometry(contentsRect());
        }
        column()->setEnabled(false);
    }
    if (type == QEvent::Show && parentWidget()) {
        parentWidget()->installEventFilter(this);
    } else if (type == QEvent::Hide && parentWidget()) {
        parentWidget()->removeEventFilter(this);
        if (QLayout *around = parentWidget()->layout()) {
            around->setEnabled(true);
        }
    }
    return Page::event(event);
}

/// The same for the layout that the page stands in, which would measure the whole page.
bool FormPage::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    QLayout *around = watched == parentWidget() ? parentWidget()->layout() : nullptr;
    if (around && (type == QEvent::LayoutRequest || type == QEvent::Resize || type == QEvent::Show)) {
        around->setEnabled(true);
        if (!around->activate()) {
            around->setGeometry(parentWidget()->contentsRect());
        }
        around->setEnabled(false);
    }
    return Page::eventFilter(watched, event);
}

void FormPage::addEditor(const form::Field &field)
{
    FieldEditor *editor = makeEditor(field, language(), {journey().isPractice(), m_today}, this);
    editor->setObjectName(field.id);
    editor->setValue(journey().answers.value(field.id));
    connect(editor, &FieldEditor::valueChanged, this, [this, editor] { onValueChanged(editor); });
    if (auto *document = qobject_cast<DocumentEditor *>(editor)) {
        connectDocument(document);
    }
    if (auto *group = qobject_cast<GroupEditor *>(editor)) {
        giveContext(group);
    }
    m_editors.push_back(editor);
    column()->addWidget(editor);
}

// Fields of one part of the form (`contact.address`, `contact.country`) can save each other's typing.
void FormPage::connectSiblings()
{
    const auto partOf = [](const FieldEditor *editor) { return editor->field().id.section(u'.', 0, -2); };
    for (FieldEditor *country : m_editors) {
        if (country->field().type != form::FieldType::Country || partOf(country).isEmpty()) {
            continue;
        }
        for (FieldEditor *editor : m_editors) {
            if (editor == country || partOf(editor) != partOf(country)) {
                continue;
            }
            editor->siblingAnswered(country->field(), country->value());
            connect(country, &FieldEditor::valueChanged, editor,
                    [editor, country] { editor->siblingAnswered(country->field(), country->value()); });
            if (editor->field().type == form::FieldType::Multiline) {
                auto *offer = new CountryOffer(editor, country, journey().isPractice());
                connect(offer, &CountryOffer::countryChosen, country, [this, country](const QString &code) {
                    country->setValue(code);
                    onValueChanged(country);
                });
            }
        }
    }
}

void FormPage::connectDocument(DocumentEditor *editor)
{
    const form::Limits &limits = journey().greeting->description.limits;
    editor->setServiceLimits(limits.attachmentBytes, limits.mediaTypes);
    editor->setFileChooser(journey().chooser);
    const QString fieldId = editor->field().id;
    connect(editor, &DocumentEditor::filesChosen, this,
            [this, fieldId](const QStringList &paths) { Q_EMIT filesChosen(fieldId, paths); });
    connect(editor, &DocumentEditor::replaceChosen, this, &FormPage::replaceChosen);
    connect(editor, &DocumentEditor::removeRequested, this, &FormPage::removeRequested);
}

void FormPage::giveContext(GroupEditor *editor)
{
    EntryContext context;
    context.practice = journey().isPractice();
    context.today = m_today;
    context.visible = [this](const form::Field &field, const std::vector<QJsonObject> &entries) {
        return journey().judged()->visibility.isVisible(field, entries);
    };
    context.required = [this](const form::Field &field, const std::vector<QJsonObject> &entries) {
        return journey().judged()->visibility.isRequired(field, entries);
    };
    context.check = [this](const form::Field &group, const std::vector<QJsonObject> &entries) {
        return form::checkEntry(journey().judged()->visibility, group, entries, journey().checkContext(m_today()));
    };
    editor->setContext(std::move(context));
}

void FormPage::onValueChanged(FieldEditor *editor)
{
    journey().answers.set(editor->field().id, editor->value());
    refreshConditions();
    Q_EMIT answersChanged();
}

void FormPage::refreshConditions()
{
    const auto judged = journey().judged();
    const form::Visibility &visibility = judged->visibility;
    for (FieldEditor *editor : m_editors) {
        editor->setVisible(visibility.isVisible(editor->field()));
        editor->setRequired(visibility.isRequired(editor->field()));
        if (auto *group = qobject_cast<GroupEditor *>(editor)) {
            group->refreshConditions();
        }
    }
}

void FormPage::refreshFiles()
{
    for (FieldEditor *editor : m_editors) {
        auto *document = qobject_cast<DocumentEditor *>(editor);
        if (!document) {
            continue;
        }
        std::vector<DocumentFile> rows;
        for (const AttachedFile &file : journey().files) {
            if (file.file.facts.field != document->field().id) {
                continue;
            }
            using From = AttachedFile::State;
            using To = DocumentFile::State;
            const To state = file.state == From::Checking ? To::Checking
                : file.state == From::Ready               ? To::Ready
                                                          : To::Refused;
            rows.push_back({file.id, file.file.facts.filename, file.file.facts.mediaType, file.file.facts.size, state,
                            file.message, file.thumbnail});
        }
        document->setFiles(std::move(rows));
    }
    if (isBusy() && !isReadingFiles()) {
        setBusy({});
    }
    refreshConditions();
}

QString FormPage::title() const
{
    return inLanguage(m_step.title);
}

QString FormPage::primaryText() const
{
    return tr("Continue");
}

QWidget *FormPage::firstControl()
{
    const auto first = std::ranges::find_if(m_editors, [](const FieldEditor *editor) { return !editor->isHidden(); });
    return first == m_editors.end() ? nullptr : (*first)->firstControl();
}

bool FormPage::hasError() const
{
    return Page::hasError() || !m_problems.empty();
}

std::vector<Problem> FormPage::check() const
{
    return form::checkStep(journey().judged()->visibility, m_step, journey().checkContext(m_today()));
}

bool FormPage::isReadingFiles() const
{
    return std::ranges::any_of(journey().files, [this](const AttachedFile &file) {
        return file.state == AttachedFile::State::Checking && editorOf(file.file.facts.field);
    });
}

void FormPage::advance()
{
    if (isReadingFiles()) {
        setBusy(tr("The files are still being read…"));
        return;
    }
    for (FieldEditor *editor : m_editors) {
        if (auto *group = qobject_cast<GroupEditor *>(editor)) {
            group->dropEmptyEntries();
        }
    }
    const std::vector<Problem> problems = check();
    if (problems.empty()) {
        showProblems({});
        Q_EMIT completed();
        return;
    }
    showProblems(problems);
    m_summary->focusFirst();
}

void FormPage::showProblems(const std::vector<Problem> &problems)
{
    m_problems = problems;
    for (FieldEditor *editor : m_editors) {
        std::vector<Problem> own;
        for (const Problem &problem : problems) {
            const bool inside = problem.pointer.startsWith(u"/answers/"_s + editor->field().id + u'/');
            if (problem.field == editor->field().id || inside) {
                own.push_back(problem);
            }
        }
        editor->setProblems(std::move(own));
    }
    m_summary->setProblems(m_problems, journey().definition(), language());
    if (!problems.empty()) {
        Q_EMIT showWidget(m_summary);
    }
    Q_EMIT changed();
}

FieldEditor *FormPage::editorOf(const QString &fieldId) const
{
    const auto found = std::ranges::find_if(m_editors, [&fieldId](const FieldEditor *editor) {
        return editor->field().id == fieldId;
    });
    return found == m_editors.end() ? nullptr : *found;
}

void FormPage::lead(const Problem &problem)
{
    for (FieldEditor *editor : m_editors) {
        const bool inside = problem.pointer.startsWith(u"/answers/"_s + editor->field().id + u'/');
        if (problem.field == editor->field().id || inside) {
            editor->focusProblem(problem);
            Q_EMIT showWidget(editor);
            return;
        }
    }
}

QString FormPage::focusedField() const
{
    const QWidget *focused = focusWidget();
    const auto around = std::ranges::find_if(m_editors, [focused](const FieldEditor *editor) {
        return focused && (editor == focused || editor->isAncestorOf(focused));
    });
    return around == m_editors.end() ? QString() : (*around)->field().id;
}

void FormPage::focusField(const QString &fieldId)
{
    if (FieldEditor *editor = editorOf(fieldId)) {
        if (QWidget *control = editor->firstControl()) {
            control->setFocus(Qt::OtherFocusReason);
        }
        Q_EMIT showWidget(editor);
    }
}

void FormPage::retranslate()
{
    m_intro->setVisible(m_step.intro.has_value());
    if (m_step.intro) {
        m_intro->setPlainText(inLanguage(*m_step.intro));
    }
    for (FieldEditor *editor : m_editors) {
        editor->setLanguage(language());
    }
    m_summary->setProblems(m_problems, journey().definition(), language());
    if (m_earlier->isTaken()) {
        m_earlier->showTaken(int(m_taken.json().size()));
    } else {
        offerEarlier();
    }
}

} // namespace ttp::ui
