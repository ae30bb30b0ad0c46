// SPDX-License-Identifier: GPL-3.0-or-later
#include "draft_list_command.h"

#include "base/background.h"
#include "base/json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

QJsonObject toJson(vault::VaultKind kind, const vault::ListedDraft &listed)
{
    QJsonObject json{{u"id"_s, listed.id}, {u"vault"_s, vault::nameOf(kind)}};
    if (!listed.draft) {
        json.insert(u"failure"_s, nameOf(listed.draft.error().code));
        return json;
    }
    const vault::Draft &draft = *listed.draft;
    json.insert(u"name"_s, draft.name);
    json.insert(u"applicant"_s, draft.applicant);
    json.insert(u"user_id"_s, draft.ownerId);
    json.insert(u"service"_s, QJsonObject{{u"id"_s, draft.service.id}, {u"kind"_s, draft.service.kind}});
    json.insert(u"sending"_s, !draft.sending.key.isEmpty());
    json.insert(u"complete_steps"_s, draft.completeSteps);
    json.insert(u"steps"_s, draft.steps);
    json.insert(u"files"_s, qint64(draft.files.size()));
    json.insert(u"changed"_s, formatTimestamp(draft.changed));
    return json;
}

/// One line: `ID  practice  example  2026-02-03T04:05:06Z  1/3  Spring  (Yamada)`.
QString lineOf(vault::VaultKind kind, const vault::ListedDraft &listed)
{
    QStringList parts{listed.id, vault::nameOf(kind)};
    if (!listed.draft) {
        return (parts << nameOf(listed.draft.error().code)).join(u"  "_s);
    }
    const vault::Draft &draft = *listed.draft;
    parts << draft.service.id << formatTimestamp(draft.changed) << u"%1/%2"_s.arg(draft.completeSteps).arg(draft.steps);
    parts << draft.name;
    if (!draft.applicant.isEmpty()) {
        parts << u'(' + draft.applicant + u')';
    }
    if (!draft.sending.key.isEmpty()) {
        parts << u"[sending]"_s;
    }
    for (QString &part : parts) {
        part = part.simplified(); // a line of a draft is a line
    }
    parts.removeAll({});
    return parts.join(u"  "_s);
}

} // namespace

void DraftListCommand::run()
{
    vaults().openAll(vaultPassphrase(), this, [this](const Vaults::AllOpened &all) {
        inBackground(
            this,
            [vaults = all.vaults] {
                std::vector<Listed> listed;
                for (const Vaults::Opened &opened : vaults) {
                    listed.push_back({opened.kind, vault::Drafts(opened.vault).list()});
                }
                return listed;
            },
            [this, failure = all.failure](const std::vector<Listed> &listed) { show(listed, failure); });
    });
}

/// What can be shown is shown; the first failure makes the exit code.
void DraftListCommand::show(const std::vector<Listed> &vaults, std::optional<Failure> failure)
{
    Report report;
    QJsonArray list;
    for (const auto &[kind, drafts] : vaults) {
        if (!drafts) {
            failure = failure.value_or(of(kind, drafts.error()));
            continue;
        }
        for (const vault::ListedDraft &listed : *drafts) {
            list.append(toJson(kind, listed));
            report.lines += lineOf(kind, listed);
            if (!listed.draft && !failure) {
                failure = Failure(listed.draft.error().code, listed.id);
            }
        }
    }
    report.failure = std::move(failure);
    report.more = {{u"drafts"_s, list}};
    if (report.lines.isEmpty() && !report.failure) {
        const LocalizedText none(u"下書きはありません。"_s, u"There is no draft."_s);
        report.lines = {none.in(surroundings().language)};
    }
    end(report);
}

} // namespace ttp::command
