// SPDX-License-Identifier: GPL-3.0-or-later
#include "draft_command.h"

#include "secret_line.h"

#include "base/background.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

/// The place among the vaults of the one that has a draft; a failure if a vault cannot be looked into.
Result<std::optional<std::size_t>> placeOf(const QString &id, const std::vector<Vaults::Opened> &vaults)
{
    for (std::size_t i = 0; i < vaults.size(); ++i) {
        const auto listed = vault::Drafts(vaults[i].vault).list();
        if (!listed) {
            return failed(of(vaults[i].kind, listed.error()));
        }
        if (std::ranges::find(*listed, id, &vault::ListedDraft::id) != listed->end()) {
            return i;
        }
    }
    return std::nullopt;
}

} // namespace

DraftCommand::DraftCommand(Arguments arguments, Surroundings surroundings)
    : Command(std::move(arguments), std::move(surroundings)), m_vaults(this->surroundings().dataFolder)
{
}

void DraftCommand::start()
{
    if (arguments().vaultPassphraseOnStdin) {
        auto line = readSecretLine(surroundings(), FailureCode::VaultWrongKey);
        if (!line) {
            fail(std::move(line.error()));
            return;
        }
        m_vaultPassphrase = std::make_shared<const Secret>(*std::move(line));
    }
    run();
}

void DraftCommand::findDraft(std::function<void(vault::Drafts)> then)
{
    m_vaults.openAll(m_vaultPassphrase, this, [this, then = std::move(then)](const Vaults::AllOpened &all) {
        inBackground(
            this, [vaults = all.vaults, id = arguments().draftId] { return placeOf(id, vaults); },
            [this, all, then](const Result<std::optional<std::size_t>> &place) {
                if (!place) {
                    fail(place.error());
                } else if (*place) {
                    then(vault::Drafts(all.vaults[**place].vault));
                } else {
                    fail(all.failure.value_or(Failure(FailureCode::VaultNotFound, u"there is no such draft"_s)));
                }
            });
    });
}

void DraftCommand::end(const Report &report)
{
    Q_EMIT ended(report.print(arguments().json, surroundings()));
}

void DraftCommand::fail(Failure failure)
{
    Report report;
    report.failure = std::move(failure);
    end(report);
}

void DraftCommand::endWith(const Result<void> &result, const LocalizedText &done, QJsonObject more)
{
    if (!result) {
        fail(result.error());
        return;
    }
    Report report;
    report.lines = {done.in(surroundings().language)};
    report.more = std::move(more);
    end(report);
}

} // namespace ttp::command
