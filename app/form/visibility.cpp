// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/visibility.h"

#include "entry_scopes.h"

namespace ttp::form {

Visibility::Visibility(const Definition &definition, const Answers &answers, const std::vector<Attachment> &attachments)
    : m_evaluator(std::make_unique<Evaluator>(definition, answers, attachments))
{
}

Visibility::~Visibility() = default;
Visibility::Visibility(Visibility &&) noexcept = default;
Visibility &Visibility::operator=(Visibility &&) noexcept = default;

bool Visibility::isVisible(const Step &step) const
{
    const Step *own = m_evaluator->step(step.id);
    return own != nullptr && m_evaluator->isVisible(*own);
}

bool Visibility::isVisible(const Field &field, const std::vector<QJsonObject> &entries) const
{
    const Place *place = m_evaluator->index().find(field.id);
    if (place == nullptr || place->group == nullptr) {
        return place != nullptr && m_evaluator->isVisible(*place->field, m_evaluator->top());
    }
    return m_evaluator->isVisible(*place->field, EntryScopes(*m_evaluator, place->group, entries).innermost());
}

bool Visibility::isRequired(const Field &field, const std::vector<QJsonObject> &entries) const
{
    const Place *place = m_evaluator->index().find(field.id);
    if (place == nullptr || place->group == nullptr) {
        return place != nullptr && m_evaluator->isRequired(*place->field, m_evaluator->top());
    }
    return m_evaluator->isRequired(*place->field, EntryScopes(*m_evaluator, place->group, entries).innermost());
}

} // namespace ttp::form
