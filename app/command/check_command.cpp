// SPDX-License-Identifier: GPL-3.0-or-later
#include "check_command.h"

#include "form/check.h"
#include "form/normalize.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::command {

std::vector<Problem> problemsOf(const ApplicationFile &file, const InspectedFiles &inspected,
                                const form::Definition &definition, const form::CheckContext &context)
{
    std::vector<Problem> problems = inspected.problems;
    const std::vector<form::Attachment> facts = inspected.facts();
    const form::Answers prepared = form::prepareForSending(definition, file.answers, facts);
    for (Problem &problem : form::check(definition, prepared, facts, context)) {
        // A file that is there but cannot be read is reported as that, not also as missing.
        const bool known = std::ranges::any_of(problems, [&problem](const Problem &other) {
            return other.code == "unreadable"_L1 && other.field == problem.field
                && (problem.code == "required"_L1 || problem.code == "count"_L1);
        });
        if (known) {
            continue;
        }
        // The check counts the files that it was given, the person the entries of the application file.
        if (const auto place = attachmentPlace(problem.pointer); place && *place < inspected.places.size()) {
            problem.pointer = u"/attachments/%1"_s.arg(inspected.places[*place]);
        }
        problems.push_back(std::move(problem));
    }
    return problems;
}

Result<void> CheckCommand::prepare()
{
    auto file = readApplicationFile(arguments().file);
    if (!file) {
        return failed(std::move(file.error()));
    }
    m_file = *std::move(file);
    return {};
}

void CheckCommand::run()
{
    service::greet(door(), this, patience(), service::GreetingPart::Form, false,
                   [this](Result<service::Greeting> greeting) { onGreeted(std::move(greeting)); });
}

void CheckCommand::onGreeted(Result<service::Greeting> greeting)
{
    if (!greeting) {
        fail(greeting.error());
        return;
    }
    const service::Description &description = greeting->description;
    tellClosures(description);
    const InspectedFiles inspected = inspectFiles(m_file.attachments, description.limits.attachmentBytes);
    Report report;
    report.problems = problemsOf(m_file, inspected, greeting->form, checkContext(description));
    if (!report.problems.empty()) {
        report.failure = Failure(FailureCode::AnswersInvalid);
    } else {
        const LocalizedText good(u"問題は見つかりませんでした。"_s, u"No problem was found."_s);
        report.lines += good.in(surroundings().language);
    }
    end(report);
}

} // namespace ttp::command
