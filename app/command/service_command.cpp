// SPDX-License-Identifier: GPL-3.0-or-later
#include "service_command.h"

namespace ttp::command {

void ServiceCommand::start()
{
    auto origin = openOrigin(arguments().profilePath, surroundings().clock);
    if (!origin) {
        fail(origin.error());
        return;
    }
    m_origin = *std::move(origin);
    if (const auto prepared = prepare(); !prepared) {
        fail(prepared.error());
        return;
    }
    auto opened = service::makeDoor(m_origin.profile, surroundings().clock->utcNow());
    if (!opened) {
        fail(opened.error());
        return;
    }
    m_door = *std::move(opened);
    m_door->setLanguage(surroundings().language);
    run();
}

void ServiceCommand::end(const Report &report)
{
    const int exitCode = report.print(arguments().json, surroundings());
    m_door.reset(); // before the embedded service, which would otherwise wait for open connections
    Q_EMIT ended(exitCode);
}

void ServiceCommand::fail(const Failure &failure)
{
    Report report;
    report.failure = failure;
    report.problems = failure.problems;
    end(report);
}

form::CheckContext ServiceCommand::checkContext(const service::Description &description) const
{
    return {surroundings().clock->todayInJapan(), m_origin.profile.isPractice(), description.limits};
}

} // namespace ttp::command
