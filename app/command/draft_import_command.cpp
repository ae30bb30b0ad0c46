// SPDX-License-Identifier: GPL-3.0-or-later
#include "draft_import_command.h"

#include "base/background.h"
#include "secret_line.h"
#include "vault/hand_over.h"

using namespace Qt::StringLiterals;

namespace ttp::command {

void DraftImportCommand::run()
{
    auto line = readSecretLine(surroundings(), FailureCode::BundleWrongCode);
    if (!line) {
        fail(std::move(line.error()));
        return;
    }
    inBackground(
        this,
        [code = std::make_shared<const Secret>(*std::move(line)), path = arguments().file] {
            return vault::readHandOver(path, *code);
        },
        [this](const Result<vault::Draft> &read) { onRead(read); });
}

/// Only now is it known which vault it belongs in; a wrong code has made none.
void DraftImportCommand::onRead(const Result<vault::Draft> &read)
{
    if (!read) {
        fail(read.error());
        return;
    }
    vaults().open(
        vault::vaultKindOf(read->service.kind), vaultPassphrase(), this,
        [this, draft = *read](const Result<std::shared_ptr<vault::Vault>> &opened) { onOpened(draft, opened); });
}

void DraftImportCommand::onOpened(const vault::Draft &draft, const Result<std::shared_ptr<vault::Vault>> &opened)
{
    if (!opened) {
        fail(opened.error());
        return;
    }
    inBackground(
        this, [draft, vault = *opened] { return vault::importDraft(vault::Drafts(vault), draft); },
        [this, draft](const Result<void> &imported) {
            const QString kind = vault::nameOf(vault::vaultKindOf(draft.service.kind));
            endWith(imported,
                    {u"下書きを読み込みました：%1（%2）"_s.arg(draft.id, kind),
                     u"The draft was imported: %1 (%2)"_s.arg(draft.id, kind)},
                    {{u"id"_s, draft.id}, {u"vault"_s, kind}});
        });
}

} // namespace ttp::command
