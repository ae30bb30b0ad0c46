// SPDX-License-Identifier: GPL-3.0-or-later
// The drafts that are not being written, and receipts.

#include "draft_keeper.h"

#include "base/background.h"
#include "form/migration.h"
#include "vault/hand_over.h"

namespace ttp::ui {

void DraftKeeper::list(std::function<void(Result<void>)> then)
{
    if (!m_vault) {
        return;
    }
    inBackground(
        this,
        [vault = m_vault, sweeps = !std::exchange(m_swept, true)]() -> Result<Listed> {
            const vault::Drafts drafts(vault);
            if (sweeps) {
                (void)drafts.sweep(); // what it leaves is only waste
            }
            Listed listed;
            auto found = drafts.list();
            if (!found) {
                return failed(found.error());
            }
            listed.drafts = *std::move(found);
            auto receipts = vault::Receipts(vault).list(listed.unreadableReceipts);
            if (!receipts) {
                return failed(receipts.error());
            }
            listed.receipts = *std::move(receipts);
            return listed;
        },
        [this, then = std::move(then)](Result<Listed> listed) {
            if (listed) {
                m_listed = *std::move(listed);
            }
            then(listed ? Result<void>() : failed(std::move(listed.error())));
        });
}

void DraftKeeper::duplicate(const QString &id, const QString &name, std::function<void(Result<void>)> then)
{
    const auto answersOf = [](const vault::Draft &draft) {
        const auto definition = form::readDefinition(draft.form);
        // A form that this program cannot read: all is asked again when the draft is migrated to one that it can.
        return definition ? form::withoutStatements(form::Answers(draft.answers), *definition).json() : QJsonObject();
    };
    inBackground(
        this,
        [drafts = vault::Drafts(m_vault), id, name, answersOf, now = m_clock->utcNow()]() -> Result<void> {
            const auto made = drafts.duplicate(id, name, answersOf, now);
            return made ? Result<void>() : failed(made.error());
        },
        std::move(then));
}

std::vector<service::FileToSend> DraftKeeper::filesOf(const vault::Draft &draft) const
{
    std::vector<service::FileToSend> files;
    for (const vault::DraftFile &each : draft.files) {
        files.push_back({{each.field, each.filename, each.mediaType, each.size, each.sha256}, file(draft.id, each.id)});
    }
    return files;
}

void DraftKeeper::handOver(const QString &id, const QString &path, std::shared_ptr<const Secret> code,
                           std::function<void(Result<void>)> then)
{
    if (!m_vault) {
        then(failed(FailureCode::VaultNotFound));
        return;
    }
    inBackground(
        this,
        [drafts = vault::Drafts(m_vault), id, path, code = std::move(code)] {
            return vault::exportDraft(drafts, id, path, *code);
        },
        std::move(then));
}

void DraftKeeper::takeHandOver(const QString &path, std::shared_ptr<const Secret> code,
                               std::function<void(Result<void>)> then)
{
    if (!m_vault) {
        then(failed(FailureCode::VaultNotFound));
        return;
    }
    inBackground(
        this,
        [drafts = vault::Drafts(m_vault), path, code = std::move(code)]() -> Result<void> {
            const auto draft = vault::readHandOver(path, *code);
            return draft ? vault::importDraft(drafts, *draft) : failed(draft.error());
        },
        std::move(then));
}

void DraftKeeper::remove(const QString &id, std::function<void(Result<void>)> then)
{
    inBackground(
        this,
        [drafts = vault::Drafts(m_vault), id]() -> Result<void> {
            const auto hold = drafts.hold(id);
            return hold ? drafts.remove(id) : failed(hold.error());
        },
        std::move(then));
}

} // namespace ttp::ui
