// SPDX-License-Identifier: GPL-3.0-or-later
#include "command/command.h"

#include "check_command.h"
#include "form_command.h"
#include "practice_command.h"
#include "report.h"
#include "submit_command.h"
#include "terms_command.h"
#include "verify_command.h"

#include <QIODevice>

using namespace Qt::StringLiterals;

namespace ttp::command {

Command::Command(Arguments arguments, Surroundings surroundings)
    : m_arguments(std::move(arguments)), m_surroundings(std::move(surroundings))
{
}

void Command::say(const LocalizedText &text)
{
    m_surroundings.errors->write(text.in(m_surroundings.language).toUtf8() + '\n');
}

std::unique_ptr<Command> makeCommand(Arguments arguments, Surroundings surroundings)
{
    const QString name = arguments.command;
    if (name == "check"_L1) {
        return std::make_unique<CheckCommand>(std::move(arguments), std::move(surroundings));
    }
    if (name == "submit"_L1) {
        return std::make_unique<SubmitCommand>(std::move(arguments), std::move(surroundings));
    }
    if (name == "verify"_L1) {
        return std::make_unique<VerifyCommand>(std::move(arguments), std::move(surroundings));
    }
    if (name == "terms"_L1) {
        return std::make_unique<TermsCommand>(std::move(arguments), std::move(surroundings));
    }
    if (name == "form"_L1) {
        return makeFormCommand(std::move(arguments), std::move(surroundings));
    }
    return std::make_unique<PracticeCommand>(std::move(arguments), std::move(surroundings));
}

int reportUsage(const Failure &failure, bool json, const Surroundings &surroundings)
{
    Report report;
    report.failure = failure;
    const int exitCode = report.print(json, surroundings);
    surroundings.errors->write(usage().toUtf8());
    return exitCode;
}

} // namespace ttp::command
