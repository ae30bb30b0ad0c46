// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor_command.h"

#include "base/background.h"
#include "base/file.h"
#include "diagnostics/archive.h"
#include "report.h"

using namespace Qt::StringLiterals;

namespace ttp::command {

DoctorCommand::DoctorCommand(Arguments arguments, Surroundings surroundings)
    : Command(std::move(arguments), std::move(surroundings))
{
}

void DoctorCommand::start()
{
    if (!arguments().zipPath.isEmpty()) { // before anything is looked at
        if (const auto place = checkWritable(arguments().zipPath, 1); !place) {
            Report report;
            report.failure = Failure(FailureCode::OutputUnwritable, place.error());
            Q_EMIT ended(report.print(arguments().json, surroundings()));
            return;
        }
    }
    if (surroundings().program.isEmpty()) {
        diagnostics::Appearance none;
        none.failure = u"not looked at"_s;
        openService(std::move(none));
        return;
    }
    diagnostics::probeAppearance(surroundings().program, this,
                                 [this](diagnostics::Appearance seen) { openService(std::move(seen)); });
}

void DoctorCommand::openService(diagnostics::Appearance appearance)
{
    inBackground(
        this, [path = arguments().profilePath, clock = surroundings().clock] { return openOrigin(path, clock); },
        [this, appearance = std::move(appearance)](Result<Origin> origin) { examine(appearance, std::move(origin)); });
}

void DoctorCommand::examine(diagnostics::Appearance appearance, Result<Origin> origin)
{
    m_secrets = std::make_unique<credentials::SecretStore>(
        credentials::SecretStore::Settings{.dataFolder = surroundings().dataFolder});
    diagnostics::Subject subject;
    subject.dataFolder = surroundings().dataFolder;
    subject.appearance = std::move(appearance);
    subject.atMost = arguments().wait;
    if (origin) {
        m_origin = *std::move(origin);
        subject.service = m_origin.profile;
    } else {
        subject.service = failed(origin.error());
    }
    diagnostics::examine(std::move(subject), *m_secrets, surroundings().clock, this,
                         [this](const diagnostics::Report &found) { onReport(found); });
}

void DoctorCommand::onReport(const diagnostics::Report &found)
{
    Report report;
    report.lines = {found.toText(surroundings().language).trimmed()};
    report.more = found.toJson();
    if (found.worst() == diagnostics::Verdict::Problem) {
        report.failure = Failure(FailureCode::ComputerHasProblems);
    }
    if (!arguments().zipPath.isEmpty()) {
        const auto archive = diagnostics::helpDeskArchive(found);
        const auto written =
            archive ? writeFileAtomically(arguments().zipPath, *archive) : std::unexpected(archive.error());
        if (written) {
            report.more.insert("zip"_L1, arguments().zipPath);
        } else {
            report.failure = Failure(FailureCode::OutputUnwritable, written.error());
        }
    }
    Q_EMIT ended(report.print(arguments().json, surroundings()));
}

} // namespace ttp::command
