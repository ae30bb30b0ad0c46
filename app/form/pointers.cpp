// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/problems.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

const Field *member(const std::vector<Field> &fields, const QString &key)
{
    const auto found = std::ranges::find_if(fields, [&key](const Field &each) { return each.key() == key; });
    return found == fields.end() ? nullptr : &*found;
}

} // namespace

QString fieldAt(const Definition &definition, const QString &pointer)
{
    QStringList names = pointer.split(u'/');
    for (QString &name : names) {
        name.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
    }
    if (names.size() < 3 || !names.at(0).isEmpty() || names.at(1) != "answers"_L1) {
        return {};
    }
    const Field *field = nullptr;
    for (const Step &step : definition.steps) {
        const auto own = std::ranges::find(step.fields, names.at(2), &Field::id);
        field = own == step.fields.end() ? field : &*own;
    }
    // Number of the entry, key of the member, and so on.
    for (qsizetype i = 4; field != nullptr && i < names.size(); i += 2) {
        const Field *inside = member(field->fields, names.at(i));
        if (inside == nullptr) {
            break;
        }
        field = inside;
    }
    return field == nullptr ? QString() : field->id;
}

} // namespace ttp::form
