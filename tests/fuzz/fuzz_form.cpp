// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of form definitions: whatever it takes can be drawn, checked, and said as a JSON Schema.
#include "expect.h"
#include "form/check.h"
#include "form/display.h"
#include "form/json_schema.h"
#include "form/migration.h"
#include "form/normalize.h"
#include "form/outline.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;
using fuzz::expect;

namespace {

void checkField(const Definition &definition, const Field &field, const Visibility &visibility)
{
    expect(definition.field(field.id) == &field, "an id names one field", field.id);
    expect(!field.id.isEmpty() && !field.key().isEmpty(), "every field has a name");
    expect(!field.label.in(u"ja"_s).isEmpty() && !field.label.in(u"en"_s).isEmpty(), "every field has a label", field.id);
    expect(field.pattern.has_value() == field.matcher.has_value(), "every pattern is compiled", field.id);
    (void)visibility.isVisible(field);
    expect(visibility.isVisible(field) || !visibility.isRequired(field), "what is hidden is not required", field.id);
    for (const Field &member : field.fields) {
        checkField(definition, member, visibility);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const auto definition = readDefinition(bytes);
    if (!definition) {
        expect(!definition.error().facts.isEmpty(), "an error says where it is");
        return 0;
    }
    const Answers none;
    const std::vector<Attachment> noFiles;
    CheckContext context;
    context.today = QDate(2026, 11, 22);
    const Visibility visibility(*definition, none, noFiles);
    std::size_t asked = 0;
    for (const Step &step : definition->steps) {
        for (const Field &field : step.fields) {
            checkField(*definition, field, visibility);
            asked += visibility.isRequired(field) ? 1 : 0;
        }
        const bool shown = visibility.isVisible(step);
        expect(shown || outline(step, none, visibility).empty(), "a hidden step shows nothing", step.id);
    }
    const auto problems = check(*definition, none, noFiles, context);
    expect(problems.size() == asked, "without answers, exactly what is required is missing");
    for (const Problem &problem : problems) {
        expect(problem.code == "required"_L1 && definition->field(problem.field), "a problem names a field", problem.field);
    }
    expect(addedFields(*definition, *definition).empty(), "a form adds nothing to itself");
    expect(prepareForSending(*definition, none, noFiles) == none, "nothing to send of nothing");
    const QJsonDocument schema(jsonSchema(*definition));
    expect(QJsonDocument::fromJson(schema.toJson()) == schema, "the schema is JSON");
    const auto again = readDefinition(QJsonDocument::fromJson(bytes).toJson(QJsonDocument::Compact));
    expect(again.has_value(), "written differently, it is the same form", again ? QString() : again.error().facts);
    expect(QJsonDocument(jsonSchema(*again)) == schema, "and says the same");
    return 0;
}
