// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/passport_answers.h"

namespace ttp::form {

QString passportAnswer(const Definition &definition, const Answers &answers, MrzElement element)
{
    for (const Step &step : definition.steps) {
        for (const Field &field : step.fields) {
            if (field.mrz == element && answers.has(field.id)) {
                return answers.value(field.id).toString();
            }
        }
    }
    return {};
}

QString applicantName(const Definition &definition, const Answers &answers)
{
    const QString full = passportAnswer(definition, answers, MrzElement::FullName).trimmed();
    if (!full.isEmpty()) {
        return full;
    }
    const QString surname = passportAnswer(definition, answers, MrzElement::Surname).trimmed();
    const QString given = passportAnswer(definition, answers, MrzElement::GivenNames).trimmed();
    return (surname + u' ' + given).trimmed();
}

} // namespace ttp::form
