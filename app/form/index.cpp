// SPDX-License-Identifier: GPL-3.0-or-later
#include "index.h"

namespace ttp::form {

namespace {

qsizetype countOf(const std::vector<Field> &fields)
{
    qsizetype count = qsizetype(fields.size());
    for (const Field &field : fields) {
        count += countOf(field.fields);
    }
    return count;
}

} // namespace

Index::Index(const Definition &definition)
{
    qsizetype count = 0;
    for (const Step &step : definition.steps) {
        count += countOf(step.fields);
    }
    m_places.reserve(count);
    for (const Step &step : definition.steps) {
        add(step.fields, nullptr, &step);
    }
}

void Index::add(const std::vector<Field> &fields, const Field *group, const Step *step)
{
    for (const Field &field : fields) {
        if (Place &place = m_places[field.id]; place.field == nullptr) {
            place = {&field, group, step};
        }
        if (group != nullptr && !m_members.contains({group, field.key()})) {
            m_members.insert({group, field.key()}, &field);
        }
        add(field.fields, &field, step);
    }
}

const Place *Index::find(const QString &id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? nullptr : &*place;
}

const Place *Index::resolve(const QString &name, const Field *group) const
{
    const Place *named = find(name);
    for (const Field *around = group; around != nullptr; around = find(around->id)->group) {
        if (named != nullptr && named->group == around) {
            return named;
        }
        if (const Field *member = m_members.value({around, name}, nullptr)) {
            return find(member->id);
        }
    }
    return named != nullptr && named->group == nullptr ? named : nullptr;
}

} // namespace ttp::form
