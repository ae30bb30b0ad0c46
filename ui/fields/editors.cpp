// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/editors.h"

#include "choices_editor.h"
#include "date_editor.h"
#include "email_hint.h"
#include "fields/document_editor.h"
#include "fields/group_editor.h"
#include "line_editor.h"
#include "list_editor.h"
#include "multiline_editor.h"
#include "phone_editor.h"
#include "radio_editor.h"
#include "sized_line_edit.h"

namespace ttp::ui {

namespace {

// More options than this are a searchable list.
constexpr size_t MostRows = 5;

} // namespace

FieldEditor *makeEditor(const form::Field &field, const QString &language, const EditorContext &context,
                        QWidget *parent)
{
    using form::FieldType;
    switch (field.type) {
    case FieldType::Text:
    case FieldType::Integer: break;
    case FieldType::Phone: return new PhoneEditor(field, language, parent);
    case FieldType::Email: {
        auto *editor = new LineEditor(field, language, parent);
        new EmailHint(editor, qobject_cast<SizedLineEdit *>(editor->firstControl()));
        return editor;
    }
    case FieldType::Multiline: return new MultilineEditor(field, language, parent);
    case FieldType::Date:
    case FieldType::PartialDate: return new DateEditor(field, language, context.today, parent);
    case FieldType::Country: return new ListEditor(field, language, context.practice, parent);
    case FieldType::Choice:
        if (field.choices.size() > MostRows) {
            return new ListEditor(field, language, context.practice, parent);
        }
        return new RadioEditor(field, language, parent);
    case FieldType::YesNo: return new RadioEditor(field, language, parent);
    case FieldType::Choices: return new ChoicesEditor(field, language, parent);
    case FieldType::Statement: return new StatementEditor(field, language, parent);
    case FieldType::Group: return new GroupEditor(field, language, context.practice, parent);
    case FieldType::Document: return new DocumentEditor(field, language, parent);
    }
    return new LineEditor(field, language, parent);
}

} // namespace ttp::ui
