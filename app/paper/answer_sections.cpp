// SPDX-License-Identifier: GPL-3.0-or-later
#include "answer_sections.h"

#include "bilingual.h"
#include "form/display.h"
#include "form/outline.h"

using namespace Qt::StringLiterals;

namespace ttp::paper {

namespace {

LocalizedText documents(const QString &fieldId, const std::vector<form::Attachment> &files)
{
    QStringList japanese;
    QStringList english;
    for (const form::Attachment &file : files) {
        if (file.field == fieldId) {
            const QString name = harmless(file.filename);
            japanese += u"%1（%2）"_s.arg(name, exactSize(file.size).in(u"ja"_s));
            english += u"%1 (%2)"_s.arg(name, exactSize(file.size).in(u"en"_s));
        }
    }
    return {japanese.join(u'\n'), english.join(u'\n')};
}

LocalizedText answer(const form::OutlineRow &row, const std::vector<form::Attachment> &files)
{
    switch (row.field->type) {
    case form::FieldType::Group: return {};
    case form::FieldType::Document: return documents(row.field->id, files);
    default:
        return inBoth([&row](const QString &language) { return form::displayText(*row.field, row.value, language); });
    }
}

Row paperRow(const form::OutlineRow &row, const std::vector<form::Attachment> &files)
{
    if (row.entry) {
        const QString number = QString::number(*row.entry);
        return {harmless(row.field->label), {number + u"件目"_s, u"No. "_s + number}, Row::Kind::Entry, row.depth, false};
    }
    const LocalizedText value = answer(row, files);
    const bool missing = value.in(u"ja"_s).isEmpty();
    return {harmless(row.field->label), missing ? LocalizedText(u"未入力"_s, u"Not provided"_s) : value,
            Row::Kind::Text, row.depth, missing};
}

} // namespace

std::vector<Section> answerSections(const form::Definition &definition, const form::Answers &answers,
                                    const std::vector<form::Attachment> &files)
{
    const form::Visibility visibility(definition, answers, files);
    std::vector<Section> sections;
    for (const form::Step &step : definition.steps) {
        if (!visibility.isVisible(step)) {
            continue;
        }
        std::vector<Row> rows;
        for (const form::OutlineRow &row : form::outline(step, answers, visibility)) {
            rows.push_back(paperRow(row, files));
        }
        sections.push_back({harmless(step.title), std::move(rows)});
    }
    return sections;
}

} // namespace ttp::paper
