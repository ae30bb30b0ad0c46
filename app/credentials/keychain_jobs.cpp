// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain_jobs.h"

#include "secret_service.h"

#include <QTimer>

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace ttp::credentials {

namespace {

const QString Service = u"org.ttp-apply"_s;

/// Windows ignores the service and takes the key alone, so the key carries our prefix, too.
QString keyOf(const QString &entry)
{
    return Service + u'/' + entry;
}

/// Our values are Base64 text and nothing else; what is not was written by somebody else, or is damaged.
Result<std::shared_ptr<const Secret>> decode(const QString &text)
{
    QByteArray base64 = text.toLatin1();
    auto decoded = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    wipe(base64);
    if (!decoded) {
        return failed(FailureCode::KeychainRefused, u"the value is not Base64"_s);
    }
    return std::make_shared<const Secret>(Secret::fromUtf8(std::move(decoded.decoded)));
}

} // namespace

void KeychainJobs::read(const QString &entry, std::function<void(Read)> then)
{
    auto *job = new QKeychain::ReadPasswordJob(Service); // deletes itself when it has finished
    start(job, entry, [this, entry, then = std::move(then)](QKeychain::Job &finished) {
        if (finished.error() == QKeychain::NoError) {
            then(decode(static_cast<QKeychain::ReadPasswordJob &>(finished).textData()));
        } else if (finished.error() == QKeychain::EntryNotFound) {
            // It also says so if the person declines to unlock. "Gone" and "new keychain" must not follow from that.
            askSecretService(Service, keyOf(entry), m_deadline, this, [then](SecretServiceState state) {
                then(state == SecretServiceState::Locked ? Read(failed(FailureCode::KeychainLocked)) : Read(nullptr));
            });
        } else {
            explain(finished, entry, [then](Failure failure) { then(failed(std::move(failure))); });
        }
    });
}

void KeychainJobs::write(const QString &entry, std::shared_ptr<const Secret> secret, std::function<void(Done)> then)
{
    auto *job = new QKeychain::WritePasswordJob(Service);
    // Always text and never raw bytes: gnome-keyring keeps one item per type under the same key, and cuts at NUL.
    job->setTextData(QString::fromLatin1(secret->reveal().toByteArray().toBase64()));
    start(job, entry, [this, entry, then = std::move(then)](QKeychain::Job &finished) {
        if (finished.error() == QKeychain::NoError) {
            then(std::monostate());
        } else {
            explain(finished, entry, [then](Failure failure) { then(failed(std::move(failure))); });
        }
    });
}

void KeychainJobs::remove(const QString &entry, std::function<void(Done)> then)
{
    auto *job = new QKeychain::DeletePasswordJob(Service);
    start(job, entry, [this, entry, then = std::move(then)](QKeychain::Job &finished) {
        if (finished.error() == QKeychain::NoError || finished.error() == QKeychain::EntryNotFound) {
            then(std::monostate());
        } else {
            explain(finished, entry, [then](Failure failure) { then(failed(std::move(failure))); });
        }
    });
}

void KeychainJobs::start(QKeychain::Job *job, const QString &entry, std::function<void(QKeychain::Job &)> then)
{
    job->setKey(keyOf(entry));
    m_running.push_back(job);
    connect(job, &QKeychain::Job::finished, this, [this, job, then = std::move(then)] {
        if (job == m_passed) {
            return;
        }
        std::erase(m_running, job);
        const auto last = then; // disconnecting ends this lambda and what it holds
        QKeychain::Job &finished = *job;
        disconnect(job, nullptr, this, nullptr); // KWallet's may finish twice
        last(finished);
    });
    QTimer::singleShot(m_deadline, job, [this, job] { letPass(job); });
    job->start();
}

void KeychainJobs::goOn()
{
    const auto running = m_running;
    for (QKeychain::Job *job : running) {
        letPass(job);
    }
}

/// QtKeychain's executor starts the next job when the running one says that it has finished, and then no longer listens
/// to it. The job itself lives on until the back end answers.
void KeychainJobs::letPass(QKeychain::Job *job)
{
    if (std::ranges::find(m_running, job) == m_running.end()) {
        return;
    }
    m_passed = job;
    Q_EMIT job->finished(job);
    m_passed = nullptr;
}

/// QtKeychain 0.13 has OtherError for a daemon that is missing, for one that refuses, and when the person declines to unlock.
void KeychainJobs::explain(const QKeychain::Job &job, const QString &entry, std::function<void(Failure)> then)
{
    const QString words = job.errorString();
    const bool refuses = job.error() == QKeychain::OtherError; // if there is a daemon at all
    switch (job.error()) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser: then(Failure(FailureCode::KeychainLocked, words)); break;
    case QKeychain::NoBackendAvailable:
    case QKeychain::OtherError:
        askSecretService(Service, keyOf(entry), m_deadline, this, [=, then = std::move(then)](SecretServiceState state) {
            if (state == SecretServiceState::Locked) {
                then(Failure(FailureCode::KeychainLocked, words));
            } else {
                const bool refused = refuses && state == SecretServiceState::Open;
                then(Failure(refused ? FailureCode::KeychainRefused : FailureCode::KeychainUnavailable, words));
            }
        });
        break;
    default: then(Failure(FailureCode::KeychainRefused, words));
    }
}

} // namespace ttp::credentials
