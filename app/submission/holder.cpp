// SPDX-License-Identifier: GPL-3.0-or-later
#include "submission/holder.h"

#include "form/passport_answers.h"
#include "passport/name_folding.h"

using namespace Qt::StringLiterals;

namespace ttp::submission {

Result<void> checkHolder(const form::Definition &definition, const form::Answers &answers,
                         const std::optional<service::Session::Holder> &holder)
{
    if (!holder) {
        return {};
    }
    const QString surname = form::passportAnswer(definition, answers, form::MrzElement::Surname);
    const QString given = form::passportAnswer(definition, answers, form::MrzElement::GivenNames);
    const QString full = form::passportAnswer(definition, answers, form::MrzElement::FullName);
    QStringList names;
    if (!full.isEmpty()) {
        names += full;
    }
    if (!surname.isEmpty() || !given.isEmpty()) {
        names << surname + u' ' + given << given + u' ' + surname;
    }
    const bool sameName = holder->name.isEmpty() || names.isEmpty()
        || std::ranges::any_of(names, [&](const QString &name) { return passport::sameName(name, holder->name); });
    const QString birthDate = form::passportAnswer(definition, answers, form::MrzElement::BirthDate);
    const bool sameBirth = holder->birthDate.isEmpty() || birthDate.isEmpty() || birthDate == holder->birthDate;
    if (!sameName || !sameBirth) {
        return failed(FailureCode::OtherPerson, sameName ? u"birth date"_s : u"name"_s);
    }
    return {};
}

} // namespace ttp::submission
