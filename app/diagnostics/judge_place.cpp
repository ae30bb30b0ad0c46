// SPDX-License-Identifier: GPL-3.0-or-later
// Keychain, fonts, screen, data folder, vault.

#include "diagnostics/judgements.h"

#include "base/failure_book.h"

using namespace Qt::StringLiterals;

namespace ttp::diagnostics {

namespace {

using credentials::KeychainState;

constexpr qint64 MB = 1'000'000;
constexpr qint64 TooLittle = 100 * MB;
constexpr qint64 Little = 500 * MB;
constexpr QSize Small(800, 600);

QString nameOf(KeychainState state)
{
    switch (state) {
    case KeychainState::Unused: return u"unused"_s;
    case KeychainState::Same: return u"same"_s;
    case KeychainState::Absent: return u"absent"_s;
    case KeychainState::TakenOver: return u"taken-over"_s;
    case KeychainState::Locked: return u"locked"_s;
    case KeychainState::Slow: return u"slow"_s;
    }
    Q_UNREACHABLE();
}

void addFailure(Finding &finding, const Failure &failure)
{
    finding.facts.emplace_back(u"failure"_s, ttp::nameOf(failure.code));
    if (!failure.facts.isEmpty()) {
        finding.facts.emplace_back(u"failure_facts"_s, failure.facts);
    }
}

/// The keychain as a finding, by what it would mean for a person who keeps something.
void tellOfKeychain(Finding &finding, const Failure &failure)
{
    finding.verdict = failure.code == FailureCode::KeychainTakenOver ? Verdict::Problem : Verdict::Warning;
    finding.says = FailureBook::bundled().page(failure.code).what;
    switch (failure.code) {
    case FailureCode::KeychainUnavailable:
        finding.next = {
            u"パスワードや下書きを保存するには、GNOME キーリングや KWallet など、端末のキーチェーンを有効にしてください。"
            u"無くても申請はできます。"_s,
            u"To keep passwords and drafts, let this computer have a keychain, such as GNOME Keyring or KWallet. "
            u"Applying works without one."_s};
        break;
    case FailureCode::KeychainLocked:
        finding.next = {u"キーチェーンのロックを解除してください。"_s, u"Unlock the keychain."_s};
        break;
    case FailureCode::KeychainTakenOver:
        finding.next = {u"以前のキーチェーンを使うように、端末の設定を戻してください。"_s,
                        u"Let this computer use the earlier keychain again."_s};
        break;
    default:
        finding.next = {
            u"ロック解除の画面が出ていないか確認し、いったんログアウトして、ログインし直してください。"_s,
            u"Check whether the keychain is asking to be unlocked; log out of this computer and in again."_s};
        break;
    }
    addFailure(finding, failure);
}

} // namespace

Finding judgeKeychain(KeychainState state, const std::optional<Failure> &trial)
{
    Finding finding{u"keychain"_s, {u"キーチェーン（パスワードの保管庫）"_s, u"Keychain"_s}, Verdict::Ok, {}, {}, {}};
    finding.facts = {{u"state"_s, nameOf(state)}};
    const auto failure = credentials::failureOf(state);
    if (failure || trial) {
        tellOfKeychain(finding, failure ? *failure : *trial);
        return finding;
    }
    finding.says = state == KeychainState::Unused
        ? LocalizedText(u"応答があります。まだ何も保存していません。"_s, u"It answers. Nothing is kept in it yet."_s)
        : LocalizedText(u"応答があり、保存した項目も確認できました。"_s, u"It answers, and what was kept is there."_s);
    return finding;
}

Finding judgeFonts(const Appearance &appearance)
{
    Finding finding{u"fonts"_s, {u"日本語のフォント"_s, u"Japanese fonts"_s}, Verdict::Ok, {}, {}, {}};
    finding.facts = {{u"japanese_fonts"_s, appearance.japaneseFonts.join(u", "_s)}, {u"font"_s, appearance.font}};
    if (appearance.japaneseFonts.isEmpty()) {
        finding.verdict = Verdict::Problem;
        const FailurePage &page = FailureBook::bundled().page(FailureCode::TermsFontMissing);
        finding.says = page.what;
        finding.next = page.next;
        return finding;
    }
    finding.says = LocalizedText(u"見つかりました：%1"_s, u"Found: %1"_s).arg(appearance.japaneseFonts.constFirst());
    return finding;
}

Finding judgeScreen(const Appearance &appearance)
{
    Finding finding{u"screen"_s, {u"画面"_s, u"Screen"_s}, Verdict::Ok, {}, {}, {}};
    finding.facts = {{u"platform"_s, appearance.platform}};
    for (const Appearance::Screen &screen : appearance.screens) {
        const QString size = u"%1 x %2, scale %3, %4 dpi"_s.arg(screen.size.width())
                                 .arg(screen.size.height())
                                 .arg(screen.scale)
                                 .arg(qRound(screen.dpi));
        finding.facts.emplace_back(u"screen_%1"_s.arg(finding.facts.size()), size);
    }
    if (!appearance.failure.isEmpty() || appearance.screens.isEmpty()) {
        finding.verdict = Verdict::Problem;
        finding.says = {u"ウィンドウを開けません。"_s, u"No window can be opened."_s};
        finding.next = {
            u"画面のある利用者のセッションで実行してください。それでも開けないときは、Qt の画面用プラグイン（xcb、wayland）"
            u"がインストールされているか確認してください。"_s,
            u"Run it in a session with a screen. If that is so, check whether Qt's plugins for the screen (xcb, "
            u"wayland) are installed."_s};
        finding.facts.emplace_back(u"system_says"_s, appearance.failure);
        return finding;
    }
    const QSize size = appearance.screens.constFirst().size;
    finding.says = LocalizedText(u"%1 × %2 ピクセル（%3）"_s, u"%1 × %2 pixels (%3)"_s)
                       .arg(QString::number(size.width()))
                       .arg(QString::number(size.height()))
                       .arg(appearance.platform);
    if (size.width() < Small.width() || size.height() < Small.height()) {
        finding.verdict = Verdict::Warning;
        finding.next = {
            u"画面が小さいため、一部が隠れることがあります。解像度を上げるか、拡大率を下げてください。"_s,
            u"The screen is small, and parts may be hidden. Choose a higher resolution or a lower scale."_s};
    }
    return finding;
}

Finding judgeDataFolder(const DataFolder &folder)
{
    Finding finding{u"data-folder"_s, {u"データフォルダー"_s, u"Data folder"_s}, Verdict::Ok, {}, {}, {}};
    finding.facts = {{u"path"_s, folder.path},
                     {u"is_there"_s, folder.isThere ? u"yes"_s : u"no"_s},
                     {u"free_mb"_s, folder.freeBytes < 0 ? u"-"_s : QString::number(folder.freeBytes / MB)},
                     {u"open_to_others"_s, folder.tooOpen.isEmpty() ? u"-"_s : folder.tooOpen.join(u", "_s)}};
    const bool isFull = folder.freeBytes >= 0 && folder.freeBytes < TooLittle;
    if (!folder.unwritable.isEmpty()) {
        finding.verdict = Verdict::Problem;
        finding.facts.emplace_back(u"system_says"_s, folder.unwritable);
        finding.says = {u"データフォルダーに書き込めません。"_s, u"The data folder cannot be written."_s};
        finding.next = {
            u"フォルダーの所有者と書き込みの許可、ディスクが読み取り専用になっていないかを確認してください。"_s,
            u"Check who owns the folder, its permissions, and whether the disk is read-only."_s};
    } else if (isFull || (folder.freeBytes >= 0 && folder.freeBytes < Little)) {
        finding.verdict = isFull ? Verdict::Problem : Verdict::Warning;
        finding.says =
            LocalizedText(u"空き容量が残り少なくなっています（%1 MB）。"_s, u"The disk is nearly full (%1 MB left)."_s)
                .arg(QString::number(folder.freeBytes / MB));
        finding.next = {u"不要なファイルを削除して、空き容量を増やしてください。"_s, u"Make room on the disk."_s};
    } else if (!folder.tooOpen.isEmpty()) {
        finding.verdict = Verdict::Warning;
        finding.says = LocalizedText(u"ほかの利用者も開けるようになっています：%1"_s,
                                     u"Other people on this computer have access to: %1"_s)
                           .arg(folder.tooOpen.join(u", "_s));
        finding.next = {u"アクセス権を本人だけに限ってください（chmod go-rwx）。"_s,
                        u"Let nobody but the owner have access (chmod go-rwx)."_s};
    } else {
        finding.says = folder.isThere
            ? LocalizedText(u"書き込みができ、空き容量も足ります。"_s, u"It can be written, and there is room."_s)
            : LocalizedText(u"まだありません。必要になったときに作ります。"_s,
                            u"It is not there yet; it will be made when it is needed."_s);
    }
    return finding;
}

Finding judgeVault(const VaultFacts &facts)
{
    Finding finding{u"vault"_s, {u"保存した下書きと受領証"_s, u"Saved drafts and receipts"_s}, Verdict::Ok, {}, {}, {}};
    if (facts.isPractice) {
        finding.id = u"vault-practice"_s;
        finding.title = {u"保存した下書きと受領証（練習）"_s, u"Saved drafts and receipts (practice)"_s};
    }
    using Kept = VaultFacts::Kept;
    const QString custody = facts.kept == Kept::Nothing ? u"none"_s
        : facts.kept == Kept::UnderKeychain             ? u"keychain"_s
                                                        : u"passphrase"_s;
    finding.facts = {{u"key"_s, custody}, {u"opened"_s, facts.opened ? u"yes"_s : u"no"_s}};
    if (facts.failure) {
        const FailurePage &page = FailureBook::bundled().page(facts.failure->code);
        finding.verdict = Verdict::Problem;
        finding.says = page.what;
        finding.next = page.next;
        addFailure(finding, *facts.failure);
    } else if (facts.rotationUnfinished) {
        finding.verdict = Verdict::Warning;
        finding.says = {u"鍵の交換が途中で止まっています。保存した内容は開けます。"_s,
                        u"A change of the key was cut short. Everything can still be opened."_s};
        finding.next = {u"「ttp-apply vault rotate」をもう一度実行してください。"_s,
                        u"Run “ttp-apply vault rotate” again."_s};
    } else if (facts.kept == Kept::Nothing) {
        finding.says = {u"まだ何も保存されていません。"_s, u"Nothing is saved yet."_s};
    } else if (facts.kept == Kept::UnderPassphrase) {
        finding.says = {u"パスフレーズで守られています。この確認では開いていません。"_s,
                        u"A passphrase protects them; this check did not open them."_s};
    } else {
        finding.says = facts.opened
            ? LocalizedText(u"キーチェーンの鍵で開けます。"_s, u"The key in the keychain opens them."_s)
            : LocalizedText(u"キーチェーンを利用できないため、開けるかどうかは確認していません。"_s,
                            u"Without the keychain it was not tried whether they can be opened."_s);
    }
    return finding;
}

} // namespace ttp::diagnostics
