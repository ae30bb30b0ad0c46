// SPDX-License-Identifier: GPL-3.0-or-later
#include "draft_export_command.h"

#include "base/background.h"
#include "secret_line.h"
#include "vault/hand_over.h"

using namespace Qt::StringLiterals;

namespace ttp::command {

void DraftExportCommand::run()
{
    auto code = arguments().passphraseOnStdin ? readSecretLine(surroundings(), FailureCode::UsageUnknown)
                                              : Result<Secret>(vault::newBundleCode());
    if (!code) {
        fail(std::move(code.error()));
        return;
    }
    findDraft([this, code = std::make_shared<const Secret>(*std::move(code))](const vault::Drafts &drafts) {
        inBackground(
            this,
            [drafts, code, id = arguments().draftId, path = arguments().file] {
                return vault::exportDraft(drafts, id, path, *code);
            },
            [this, code](const Result<void> &exported) { onExported(exported, *code); });
    });
}

void DraftExportCommand::onExported(const Result<void> &exported, const Secret &code)
{
    if (!exported || arguments().passphraseOnStdin) {
        endWith(exported, {u"下書きを書き出しました。"_s, u"The draft was exported."_s});
        return;
    }
    const QString words = QString::fromUtf8(code.reveal()); // to be seen: it is kept nowhere
    say({u"この6語のコードは、二度と表示されません。ファイルとは別の方法で渡してください。"_s,
         u"This code of six words is not shown again. Hand it over by another way than the file."_s});
    endWith(exported, {words, words}, {{u"code"_s, words}});
}

} // namespace ttp::command
