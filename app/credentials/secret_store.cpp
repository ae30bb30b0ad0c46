// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/secret_store.h"

#include "keychain.h"

using namespace Qt::StringLiterals;

namespace ttp::credentials {

namespace {

/// Answers later, as every answer comes; not if the store or the context has gone by then.
template <typename Outcome>
void answerLater(QObject *here, QObject *context, std::function<void(Outcome)> then, Outcome outcome)
{
    auto kept = std::make_shared<Outcome>(std::move(outcome));
    QMetaObject::invokeMethod(
        here,
        [context = QPointer<QObject>(context), kept, then = std::move(then)] {
            if (context) {
                then(std::move(*kept));
            }
        },
        Qt::QueuedConnection);
}

} // namespace

std::optional<Failure> failureOf(KeychainState state)
{
    switch (state) {
    case KeychainState::Unused:
    case KeychainState::Same: return std::nullopt;
    case KeychainState::Absent: return Failure(FailureCode::KeychainUnavailable);
    case KeychainState::TakenOver: return Failure(FailureCode::KeychainTakenOver);
    case KeychainState::Locked: return Failure(FailureCode::KeychainLocked);
    case KeychainState::Slow: return Failure(FailureCode::KeychainSlow);
    }
    return Failure(FailureCode::Defect);
}

SecretStore::SecretStore(Settings settings) : m_settings(std::move(settings))
{
    if (usesKeychain()) {
        m_keychain = std::make_unique<Keychain>(m_settings.dataFolder, m_settings.deadline);
    }
}

SecretStore::~SecretStore() = default;

void SecretStore::remember(const QString &entry, Secret secret, QObject *context, std::function<void(Remembered)> then)
{
    m_session.erase(entry); // whatever becomes of the new value, the old one is no longer right
    if (secret.reveal().size() > MaxSecretBytes) {
        answerLater<Remembered>(&m_here, context, std::move(then), failed(FailureCode::SecretTooLarge));
        return;
    }
    if (!usesKeychain()) {
        answerLater<Remembered>(&m_here, context, std::move(then), rememberForSession(entry, std::move(secret)));
        return;
    }
    m_keychain->write(entry, std::make_shared<const Secret>(std::move(secret)), context,
                      [then = std::move(then)](Keychain::Done done) {
                          then(done ? Remembered(Kept::Keychain) : Remembered(std::unexpected(std::move(done.error()))));
                      });
}

Kept SecretStore::rememberForSession(const QString &entry, Secret secret)
{
    if (m_settings.keeping == Keeping::Refused) {
        return Kept::Refused;
    }
    m_session[entry] = std::make_shared<const Secret>(std::move(secret));
    return Kept::Session;
}

void SecretStore::recall(const QString &entry, QObject *context, std::function<void(Recalled)> then)
{
    if (const auto found = m_session.find(entry); found != m_session.end()) {
        answerLater<Recalled>(&m_here, context, std::move(then), Found{found->second, Kept::Session});
        return;
    }
    if (!usesKeychain()) {
        const Kept where = m_settings.keeping == Keeping::Refused ? Kept::Refused : Kept::Session;
        answerLater<Recalled>(&m_here, context, std::move(then), Found{nullptr, where});
        return;
    }
    m_keychain->read(entry, context, [then = std::move(then)](Keychain::Read read) {
        then(read ? Recalled(Found{std::move(*read), Kept::Keychain}) : Recalled(std::unexpected(std::move(read.error()))));
    });
}

void SecretStore::forget(const QString &entry, QObject *context, std::function<void(Forgotten)> then)
{
    m_session.erase(entry);
    if (usesKeychain()) {
        m_keychain->remove(entry, context, std::move(then));
    } else {
        answerLater<Forgotten>(&m_here, context, std::move(then), std::monostate());
    }
}

void SecretStore::check(QObject *context, std::function<void(KeychainState)> then)
{
    if (usesKeychain()) {
        m_keychain->check(context, std::move(then));
    } else {
        answerLater<KeychainState>(&m_here, context, std::move(then), KeychainState::Unused);
    }
}

/// Everything on its way out, one entry after the other: each has a deadline of its own.
struct SecretStore::Erasing {
    QPointer<QObject> context;
    std::function<void(std::vector<Left>)> then;
    KeychainState state = KeychainState::Unused;
    EntryNames noted;
    std::vector<Left> left;

    void end() const
    {
        if (context) {
            then(left);
        }
    }
};

void SecretStore::forgetAll(QObject *context, std::function<void(std::vector<Left>)> then)
{
    m_session.clear();
    if (!usesKeychain()) {
        answerLater<std::vector<Left>>(&m_here, context, std::move(then), {});
        return;
    }
    auto erasing = std::make_shared<Erasing>();
    erasing->context = context;
    erasing->then = std::move(then);
    m_keychain->check(&m_here, [this, erasing](KeychainState state) {
        erasing->state = state;
        m_keychain->names(&m_here, [this, erasing](Result<EntryNames> noted) {
            if (!noted) {
                erasing->left.push_back({u"keychain.json"_s, std::move(noted.error())});
                erasing->end();
                return;
            }
            erasing->noted = *std::move(noted);
            if (erasing->noted.hadOther) {
                erasing->left.push_back({u"org.ttp-apply"_s, Failure(FailureCode::KeychainTakenOver)});
            }
            forgetNext(erasing);
        });
    });
}

void SecretStore::forgetNext(const std::shared_ptr<Erasing> &erasing)
{
    EntryNames &noted = erasing->noted;
    const bool isMark = noted.names.isEmpty();
    const QString entry = isMark ? std::exchange(noted.mark, {}) : noted.names.takeFirst();
    const bool elsewhere = erasing->state == KeychainState::TakenOver;
    const bool leaves = std::ranges::any_of(erasing->left, [](const Left &one) { return one.entry != "org.ttp-apply"_L1; });
    if (entry.isEmpty() || (isMark && leaves)) { // the mark is needed for the next try
        erasing->end();
        return;
    }
    m_keychain->remove(entry, &m_here, [this, erasing, entry, elsewhere](Keychain::Done done) {
        if (!done) {
            erasing->left.push_back({entry, std::move(done.error())});
        } else if (elsewhere) {
            erasing->left.push_back({entry, Failure(FailureCode::KeychainTakenOver)});
        }
        forgetNext(erasing);
    });
}

} // namespace ttp::credentials
