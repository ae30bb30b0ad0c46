// SPDX-License-Identifier: GPL-3.0-or-later
#include "erasure/erasure.h"

#include "base/background.h"
#include "base/failure_book.h"
#include "base/folder.h"
#include "credentials/secret_store.h"
#include "submission/outbox.h"
#include "vault/custody.h"
#include "vault/vault_kind.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::erasure {

namespace {

using credentials::SecretStore;

/// Every name that the program gives in its data folder. Whoever chooses a folder for TTP_APPLY_HOME may have more in it,
/// so what is not named here stays.
enum class Own { No, Vault, Outbox, Keychain };

Own ownerOf(const QString &name)
{
    return name == "vault"_L1 ? Own::Vault
        : name == "outbox"_L1 ? Own::Outbox
        // `keychain.json`, its lock, and what a killed program leaves of it
        : name == "keychain.json"_L1 || name.startsWith("keychain.json."_L1) ? Own::Keychain
                                                                             : Own::No;
}

QStringList namesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
}

QStringList foreignIn(const QString &folder)
{
    QStringList names = namesIn(folder);
    names.removeIf([](const QString &name) { return ownerOf(name) != Own::No; });
    return names;
}

QString vaultIn(const QString &dataFolder)
{
    return dataFolder + u"/vault"_s;
}

/// What keeps everybody else away while there is something to erase.
struct Grip {
    Stock stock;
    std::optional<submission::HeldOutbox> outbox;
    std::vector<std::unique_ptr<vault::Hold>> vaults;
};

Result<Grip> grip(const QString &dataFolder)
{
    Grip grip;
    auto outbox = submission::Outbox(dataFolder).holdAll();
    if (!outbox) {
        return failed(outbox.error());
    }
    grip.stock.unsettled = outbox->unsettled();
    grip.stock.underWay = outbox->underWay();
    grip.outbox.emplace(*std::move(outbox));
    const QStringList names = namesIn(dataFolder);
    grip.stock.hasVault = names.contains("vault"_L1);
    grip.stock.hasSecrets = names.contains("keychain.json"_L1);
    grip.stock.foreign = foreignIn(dataFolder);
    for (const vault::VaultKind kind : vault::VaultKinds) {
        auto hold = vault::holdWholeVault(vault::vaultFolder(dataFolder, kind));
        if (hold) { // else nobody can use it; what cannot be removed will be named
            grip.vaults.push_back(std::move(*hold));
        } else if (hold.error().code == FailureCode::VaultLocked) {
            grip.stock.isInUse = true;
        }
    }
    return grip;
}

QString below(const QString &dataFolder, const QString &path)
{
    const QString shorter = QDir(dataFolder).relativeFilePath(path);
    return shorter == "."_L1 ? QDir(path).dirName() : shorter;
}

/// One erasing, in steps on two threads.
struct Erasing {
    QString dataFolder;
    Unsettled unsettled;
    Grip grip;
    Outcome outcome;

    void take(const Erased &erased)
    {
        outcome.files += erased.files;
        for (const NotErased &one : erased.left) {
            outcome.left.push_back({below(dataFolder, one.path), one.why});
        }
    }
};

/// Files, once the keychain has done what it can. `keepsList`: an entry is left there, and its name is needed for the next try.
void eraseFiles(Erasing &erasing, bool keepsList)
{
    if (erasing.grip.outbox) {
        erasing.take(erasing.grip.outbox->empty());
        erasing.grip.outbox.reset();
    }
    Erased vault = erase(vaultIn(erasing.dataFolder));
    erasing.grip.vaults.clear();
    if (!vault.left.empty()) { // Windows does not remove a lock that somebody holds, even if that is us
        const int before = vault.files;
        vault = erase(vaultIn(erasing.dataFolder));
        vault.files += before;
    }
    erasing.take(vault);
    const QDir folder(erasing.dataFolder);
    for (const QString &name : namesIn(erasing.dataFolder)) {
        if (ownerOf(name) == Own::Keychain && !(keepsList && name == "keychain.json"_L1)) {
            erasing.take(erase(folder.absoluteFilePath(name)));
        }
    }
    erasing.outcome.foreign = foreignIn(erasing.dataFolder);
    if (QFileInfo(erasing.dataFolder).isDir() && namesIn(erasing.dataFolder).isEmpty()) {
        QDir().rmdir(erasing.dataFolder); // an empty folder tells nothing; it may be a link, or not ours to remove
    }
}

/// The last look: whatever is there by now and nobody has named.
void lookAgain(Erasing &erasing, bool keepsList)
{
    for (const QString &name : namesIn(erasing.dataFolder)) {
        const auto isNamed = [&name](const Left &left) {
            return left.what == name || left.what.startsWith(name + u'/');
        };
        const bool isKept = keepsList && name == "keychain.json"_L1;
        if (ownerOf(name) != Own::No && !isKept && std::ranges::none_of(erasing.outcome.left, isNamed)) {
            erasing.outcome.left.push_back(
                {name,
                 {u"消去した後に、もう一度作られています。"_s, u"It has been made again after it was erased."_s}});
        }
    }
}

void afterKeychain(const std::shared_ptr<Erasing> &erasing, const std::vector<SecretStore::Left> &left,
                   QObject *context, std::function<void(Outcome)> then)
{
    for (const SecretStore::Left &one : left) {
        const LocalizedText why = FailureBook::bundled().page(one.why.code).what;
        erasing->outcome.left.push_back({u"keychain: "_s + one.entry, why});
    }
    inBackground(
        context,
        [erasing, keepsList = !left.empty()] {
            eraseFiles(*erasing, keepsList);
            lookAgain(*erasing, keepsList);
            if (!erasing->outcome.left.empty()) {
                erasing->outcome.failure = Failure(FailureCode::EraseIncomplete);
            }
            return erasing->outcome;
        },
        std::move(then));
}

} // namespace

Result<Stock> takeStock(const QString &dataFolder)
{
    auto held = grip(dataFolder);
    return held ? Result<Stock>(std::move(held->stock)) : failed(held.error());
}

std::optional<Failure> objection(const Stock &stock, Unsettled unsettled)
{
    if (stock.isInUse || stock.underWay > 0) {
        return Failure(FailureCode::EraseInUse, stock.isInUse ? u"the vault is open"_s : u"a sending is under way"_s);
    }
    if (stock.unsettled > 0 && unsettled == Unsettled::Keep) {
        return Failure(FailureCode::EraseUnsettled, u"sendings: %1"_s.arg(stock.unsettled));
    }
    return std::nullopt;
}

void eraseEverything(const QString &dataFolder, Unsettled unsettled, SecretStore &secrets, QObject *context,
                     std::function<void(Outcome)> then)
{
    auto erasing = std::make_shared<Erasing>(Erasing{dataFolder, unsettled, {}, {}});
    inBackground(
        context,
        [erasing]() -> std::optional<Failure> {
            auto held = grip(erasing->dataFolder);
            if (!held) {
                return held.error();
            }
            erasing->grip = *std::move(held);
            erasing->outcome.foreign = erasing->grip.stock.foreign;
            return objection(erasing->grip.stock, erasing->unsettled);
        },
        [erasing, &secrets, context, then = std::move(then)](const std::optional<Failure> &no) {
            if (no) {
                erasing->grip = {};
                erasing->outcome.failure = no;
                then(erasing->outcome);
                return;
            }
            secrets.forgetAll(context, [erasing, context, then](const std::vector<SecretStore::Left> &left) {
                afterKeychain(erasing, left, context, then);
            });
        });
}

} // namespace ttp::erasure
