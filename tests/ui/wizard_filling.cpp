// SPDX-License-Identifier: GPL-3.0-or-later
// How the driver fills in a form: each type of field by its own controls.

#include "fields/document_editor.h"
#include "fields/field_editor.h"
#include "fields/group_editor.h"
#include "fields/option_row.h"
#include "form/countries.h"
#include "form/precheck.h"
#include "pages/form_page.h"
#include "pages/precheck_page.h"
#include "pages/review_page.h"
#include "wizard_driver.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ttp::ui::test {

namespace {

bool cannot(const FieldEditor *editor, const QString &why)
{
    qWarning("%s: %s", qPrintable(editor->field().id), qPrintable(why));
    return false;
}

/// What a person who picks `value` sees.
QString labelOf(const form::Field &field, const QString &value, const QString &language)
{
    if (field.type == form::FieldType::Country) {
        const form::Country *country = form::country(value);
        return country ? country->name.in(language) : value;
    }
    const auto option = std::ranges::find(field.choices, value, &form::ChoiceOption::value);
    return option == field.choices.end() ? value : option->label.in(language);
}

} // namespace

bool Wizard::type(QWidget *control, const QString &text)
{
    if (!click(control)) {
        return false;
    }
    QTest::keyClick(control, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(control, Qt::Key_Delete);
    bool first = true;
    for (const QString &line : text.split(u'\n')) {
        if (!std::exchange(first, false)) {
            QTest::keyClick(control, Qt::Key_Return);
        }
        const bool ascii = std::ranges::all_of(line, [](QChar c) { return c.unicode() < 128; });
        if (ascii) {
            QTest::keyClicks(control, line);
        } else { // Japanese comes from an input method
            QInputMethodEvent event;
            event.setCommitString(line);
            QCoreApplication::sendEvent(control, &event);
        }
    }
    return true;
}

FieldEditor *Wizard::editor(const QString &fieldId) const
{
    for (FieldEditor *each : m_window->page()->findChildren<FieldEditor *>()) {
        if (each->field().id == fieldId && each->isVisible()) {
            return each;
        }
    }
    return nullptr;
}

bool Wizard::fillDate(FieldEditor *editor, const QString &date)
{
    const auto boxes = editor->findChildren<QLineEdit *>();
    const auto unknown = editor->findChildren<QCheckBox *>(); // day; month and day
    const QStringList parts = date.split(u'-');
    if (boxes.size() != 3 || (parts.size() < 3 && unknown.size() != 2)) {
        return cannot(editor, u"not the boxes of a date"_s);
    }
    for (int i = 0; i < parts.size(); ++i) {
        if (!type(boxes[i], QString::number(parts[i].toInt()))) {
            return false;
        }
    }
    return parts.size() == 3 || click(unknown[parts.size() == 2 ? 0 : 1]);
}

bool Wizard::fillRows(FieldEditor *editor, const QStringList &titles)
{
    for (const QString &title : titles) {
        QAbstractButton *row = nullptr;
        for (auto *each : editor->findChildren<QAbstractButton *>()) {
            const auto *radio = qobject_cast<RadioRow *>(each);
            const auto *check = qobject_cast<CheckRow *>(each);
            if ((radio && radio->title() == title) || (check && check->title() == title)) {
                row = each;
            }
        }
        if (!row || !click(row) || !row->isChecked()) {
            return cannot(editor, u"no row \"%1\""_s.arg(title));
        }
    }
    return true;
}

bool Wizard::fillGroup(FieldEditor *editor, const QJsonArray &entries)
{
    for (const QJsonValue &entry : entries) {
        const auto own = editor->findChildren<QPushButton *>(QString(), Qt::FindDirectChildrenOnly);
        if (own.size() != 1 || !click(own.first())) { // Add
            return cannot(editor, u"no entry can be added"_s);
        }
        for (const form::Field &member : editor->field().fields) {
            const QJsonValue value = entry.toObject().value(member.key());
            if (value.isUndefined()) {
                continue;
            }
            FieldEditor *found = nullptr;
            for (FieldEditor *each : editor->findChildren<FieldEditor *>()) {
                found = each->field().id == member.id && each->isVisible() ? each : found;
            }
            if (!found || !fill(found, value)) {
                return cannot(editor, u"no member "_s + member.id);
            }
        }
        QPushButton *done = nullptr; // of this group's card, not of one inside
        for (QPushButton *each : editor->findChildren<QPushButton *>()) {
            const bool isDone = shownText(each) == QCoreApplication::translate("ttp::ui::EntryCard", "Done");
            const auto depth = each->accessibleName().contains(editor->field().label.in(m_languages.current()));
            done = each->isVisible() && isDone && depth ? each : done;
        }
        if (!done || !click(done) || done->isVisible()) {
            return cannot(editor, u"the entry cannot be finished"_s);
        }
    }
    return true;
}

bool Wizard::fill(FieldEditor *editor, const QJsonValue &value)
{
    using form::FieldType;
    const form::Field &field = editor->field();
    const QString language = m_languages.current();
    switch (field.type) {
    case FieldType::Date:
    case FieldType::PartialDate: return fillDate(editor, value.toString());
    case FieldType::Multiline: return type(editor->findChild<QPlainTextEdit *>(), value.toString());
    case FieldType::Group: return fillGroup(editor, value.toArray());
    case FieldType::YesNo:
        return fillRows(editor, {QCoreApplication::translate("ttp::ui::RadioEditor", value.toBool() ? "Yes" : "No")});
    case FieldType::Statement: return !value.toBool() || fillRows(editor, {editor->labelText()});
    case FieldType::Choices: {
        QStringList titles;
        for (const QJsonValue &each : value.toArray()) {
            titles += labelOf(field, each.toString(), language);
        }
        return fillRows(editor, titles);
    }
    case FieldType::Choice:
    case FieldType::Country:
        if (auto *list = editor->findChild<QComboBox *>()) {
            const bool typed = type(list->lineEdit(), labelOf(field, value.toString(), language));
            if (list->completer()) {
                list->completer()->popup()->hide();
            }
            QTest::keyClick(list->lineEdit(), Qt::Key_Tab);
            return typed && becomeActive() && editor->value() == value;
        }
        return fillRows(editor, {labelOf(field, value.toString(), language)});
    case FieldType::Document: return cannot(editor, u"a file is added, not filled in"_s);
    default:
        return type(editor->findChild<QLineEdit *>(),
                    value.isDouble() ? QString::number(value.toInteger()) : value.toString());
    }
}

bool Wizard::addFile(const QString &fieldId, const QString &path)
{
    auto *document = qobject_cast<DocumentEditor *>(editor(fieldId));
    if (!document) {
        return false;
    }
    const std::size_t before = document->files().size();
    Q_EMIT document->filesChosen({path}); // the dialog of the platform would say this
    return waitUntil(
        [document, before] {
            return document->files().size() == before + 1
                && document->files().back().state != DocumentFile::State::Checking;
        },
        "the file to be read");
}

bool Wizard::fillStep(const Example &example)
{
    auto *step = page<FormPage>();
    if (!step) {
        return false;
    }
    for (const form::Field &field : step->step().fields) {
        for (const auto &[fieldId, path] : example.files) {
            if (fieldId == field.id && !addFile(fieldId, path)) {
                return false;
            }
        }
        const QJsonValue value = example.answers.value(field.id);
        if (value.isUndefined()) {
            continue;
        }
        FieldEditor *found = editor(field.id);
        if (!found || !fill(found, value)) {
            qWarning("%s cannot be filled in", qPrintable(field.id));
            return false;
        }
    }
    settle();
    return true;
}

bool Wizard::fillPrecheck(const Example &example)
{
    for (const form::Step &step : form::precheck().questions.steps) {
        for (const form::Field &field : step.fields) {
            const QJsonValue value = example.answers.value(field.id);
            FieldEditor *found = value.isUndefined() ? nullptr : editor(field.id);
            if (!value.isUndefined() && !(found && fill(found, value))) {
                qWarning("%s cannot be answered", qPrintable(field.id));
                return false;
            }
        }
    }
    settle();
    return page<PrecheckPage>() != nullptr;
}

bool Wizard::fillForm(const Example &example)
{
    while (const auto *step = page<FormPage>()) {
        const QString id = step->step().id;
        if (!fillStep(example) || !goOn()) {
            return false;
        }
        const bool moved = waitUntil(
            [this, id] {
                const auto *now = page<FormPage>();
                return now ? now->step().id != id : page<ReviewPage>() != nullptr;
            },
            "the next step", 5'000);
        if (!moved) {
            return false;
        }
    }
    return page<ReviewPage>() != nullptr;
}

} // namespace ttp::ui::test
