// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/definition.h"

#include "base/json.h"
#include "reader.h"

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

const Field *findField(const std::vector<Field> &fields, const QString &id)
{
    for (const Field &field : fields) {
        if (field.id == id) {
            return &field;
        }
        if (const Field *member = findField(field.fields, id)) {
            return member;
        }
    }
    return nullptr;
}

} // namespace

QString Field::key() const
{
    return id.mid(id.lastIndexOf(u'.') + 1);
}

const Field *Definition::field(const QString &fieldId) const
{
    for (const Step &step : steps) {
        if (const Field *found = findField(step.fields, fieldId)) {
            return found;
        }
    }
    return nullptr;
}

Result<Definition> readDefinition(const QByteArray &json)
{
    if (json.size() > MaxDefinitionBytes) {
        return failed(FailureCode::FormInvalid, u"(document): larger than %1 bytes"_s.arg(MaxDefinitionBytes));
    }
    const auto document = parseJson(json);
    if (!document) {
        return failed(FailureCode::FormInvalid, document.error());
    }
    FormReader reader;
    Definition definition = reader.read(*document);
    if (reader.errors().isEmpty()) {
        linkErrors(definition, reader.errors());
    }
    if (!reader.errors().isEmpty()) {
        return failed(FailureCode::FormInvalid, reader.errors().first());
    }
    definition.json = json;
    return definition;
}

} // namespace ttp::form
