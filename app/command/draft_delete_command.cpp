// SPDX-License-Identifier: GPL-3.0-or-later
#include "draft_delete_command.h"

#include "base/background.h"

using namespace Qt::StringLiterals;

namespace ttp::command {

void DraftDeleteCommand::run()
{
    findDraft([this](const vault::Drafts &drafts) {
        inBackground(
            this,
            [drafts, id = arguments().draftId]() -> Result<void> {
                const auto hold = drafts.hold(id);
                return hold ? drafts.remove(id) : failed(hold.error());
            },
            [this](const Result<void> &gone) {
                endWith(gone, {u"下書きを削除しました。"_s, u"The draft was deleted."_s});
            });
    });
}

} // namespace ttp::command
