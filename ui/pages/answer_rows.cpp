// SPDX-License-Identifier: GPL-3.0-or-later
#include "answer_rows.h"

#include "form/display.h"
#include "form/outline.h"
#include "size_in_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

QString documents(const Journey &journey, const QString &fieldId)
{
    QStringList names;
    for (const AttachedFile &file : journey.files) {
        if (file.file.facts.field == fieldId) {
            names += u"%1 (%2)"_s.arg(file.file.facts.filename, sizeInWords(file.file.facts.size, journey.language));
        }
    }
    return names.join(u'\n');
}

QString answer(const Journey &journey, const form::OutlineRow &row)
{
    if (row.entry) {
        return QCoreApplication::translate("ReviewPage", "No. %1").arg(*row.entry);
    }
    switch (row.field->type) {
    case form::FieldType::Group: return {};
    case form::FieldType::Document: return documents(journey, row.field->id);
    default: return form::displayText(*row.field, row.value, journey.language);
    }
}

} // namespace

std::vector<AnswerRow> answerRows(const Journey &journey, const form::Step &step)
{
    const form::Answers answers = journey.prepared(); // as they are sent
    const std::vector<form::Attachment> files = journey.attachments();
    const form::Visibility visibility(journey.definition(), answers, files);
    std::vector<AnswerRow> rows;
    for (const form::OutlineRow &row : form::outline(step, answers, visibility)) {
        rows.push_back({row.topId, row.field->label.in(journey.language), answer(journey, row), row.depth > 0});
    }
    return rows;
}

} // namespace ttp::ui
