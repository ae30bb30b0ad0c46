// SPDX-License-Identifier: GPL-3.0-or-later
#include "command/command.h"

#include "base/text.h"
#include "check_command.h"
#include "doctor_command.h"
#include "documents_command.h"
#include "draft_delete_command.h"
#include "draft_export_command.h"
#include "draft_import_command.h"
#include "draft_list_command.h"
#include "erase_command.h"
#include "form_command.h"
#include "outbox_command.h"
#include "password_change_command.h"
#include "password_reset_command.h"
#include "practice_command.h"
#include "register_command.h"
#include "report.h"
#include "resume_command.h"
#include "status_command.h"
#include "submit_command.h"
#include "terms_command.h"
#include "vault_command.h"
#include "verify_command.h"
#include "withdraw_command.h"

#include <QIODevice>

#include <map>

using namespace Qt::StringLiterals;

namespace ttp::command {

Command::Command(Arguments arguments, Surroundings surroundings)
    : m_arguments(std::move(arguments)), m_surroundings(std::move(surroundings))
{
}

void Command::say(const LocalizedText &text)
{
    m_surroundings.errors->write(harmless(text.in(m_surroundings.language)).toUtf8() + '\n');
}

namespace {

template <typename Made>
std::unique_ptr<Command> make(Arguments arguments, Surroundings surroundings)
{
    return std::make_unique<Made>(std::move(arguments), std::move(surroundings));
}

} // namespace

std::unique_ptr<Command> makeCommand(Arguments arguments, Surroundings surroundings)
{
    using Maker = std::unique_ptr<Command> (*)(Arguments, Surroundings);
    static const std::map<QString, Maker> Makers{
        {u"check"_s, make<CheckCommand>},
        {u"submit"_s, make<SubmitCommand>},
        {u"resume"_s, make<ResumeCommand>},
        {u"outbox"_s, make<OutboxCommand>},
        {u"status"_s, make<StatusCommand>},
        {u"documents"_s, make<DocumentsCommand>},
        {u"withdraw"_s, make<WithdrawCommand>},
        {u"register"_s, make<RegisterCommand>},
        {u"password change"_s, make<PasswordChangeCommand>},
        {u"password reset"_s, make<PasswordResetCommand>},
        {u"draft list"_s, make<DraftListCommand>},
        {u"draft export"_s, make<DraftExportCommand>},
        {u"draft import"_s, make<DraftImportCommand>},
        {u"draft delete"_s, make<DraftDeleteCommand>},
        {u"vault status"_s, make<VaultCommand>},
        {u"vault rotate"_s, make<VaultCommand>},
        {u"erase"_s, make<EraseCommand>},
        {u"doctor"_s, make<DoctorCommand>},
        {u"verify"_s, make<VerifyCommand>},
        {u"terms"_s, make<TermsCommand>},
        {u"form"_s, makeFormCommand},
        {u"practice"_s, make<PracticeCommand>},
    };
    return Makers.at(arguments.command)(std::move(arguments), std::move(surroundings));
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
