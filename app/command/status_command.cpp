// SPDX-License-Identifier: GPL-3.0-or-later
#include "status_command.h"

#include "base/json.h"
#include "status_lines.h"

using namespace Qt::StringLiterals;

namespace ttp::command {

void StatusCommand::onSignedIn()
{
    if (arguments().number.isEmpty()) {
        service::performPatiently(door(), service::ListApplications(), this, patience(),
                                  [this](const auto &applications) { onListed(applications); });
    } else {
        service::performPatiently(door(), service::ApplicationStatus(arguments().number), this, patience(),
                                  [this](const Result<service::StatusReport> &status) { signOutAndShow(status); });
    }
}

void StatusCommand::onListed(const Result<std::vector<service::ApplicationSummary>> &applications)
{
    if (!applications) {
        signOutAndFail(applications.error());
        return;
    }
    Report report;
    QJsonArray list;
    for (const service::ApplicationSummary &summary : *applications) {
        list.append(jsonOf(summary));
        report.lines += lineOf(summary, language());
    }
    if (list.isEmpty()) {
        const LocalizedText none(u"申請はありません。"_s, u"There is no application."_s);
        report.lines += none.in(language());
    }
    report.more = {{u"applications"_s, list}};
    signOutAndEnd(report);
}

} // namespace ttp::command
