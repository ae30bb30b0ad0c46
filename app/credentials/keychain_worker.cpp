// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain_worker.h"

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace ttp::credentials {

namespace {

/// Windows ignores the service and takes the key alone, so the key carries our prefix, too.
const QString Service = u"org.ttp-apply"_s;

QString keyOf(const QString &entry)
{
    return Service + u'/' + entry;
}

/// QtKeychain 0.13 reports a missing daemon as OtherError; both mean that there is none to talk to.
Failure failureOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoBackendAvailable:
    case QKeychain::OtherError: return Failure(FailureCode::KeychainUnavailable, job.errorString());
    default: return Failure(FailureCode::KeychainRefused, job.errorString());
    }
}

} // namespace

void KeychainWorker::read(const QString &entry, std::function<void(Read)> then)
{
    auto *job = new QKeychain::ReadPasswordJob(Service); // deletes itself when it has finished
    job->setKey(keyOf(entry));
    connect(job, &QKeychain::Job::finished, this, [job, then = std::move(then)] {
        if (job->error() == QKeychain::EntryNotFound) {
            then(std::shared_ptr<const Secret>());
        } else if (job->error() != QKeychain::NoError) {
            then(failed(failureOf(*job)));
        } else {
            QByteArray base64 = job->textData().toLatin1();
            QByteArray bytes = QByteArray::fromBase64(base64);
            wipe(base64);
            then(std::make_shared<const Secret>(Secret::fromUtf8(std::move(bytes))));
        }
    });
    job->start();
}

void KeychainWorker::write(const QString &entry, std::shared_ptr<const Secret> secret,
                           std::function<void(Written)> then)
{
    auto *job = new QKeychain::WritePasswordJob(Service);
    job->setKey(keyOf(entry));
    // Always text and never raw bytes: gnome-keyring keeps one item per type under the same key, and cuts at NUL.
    job->setTextData(QString::fromLatin1(secret->reveal().toByteArray().toBase64()));
    connect(job, &QKeychain::Job::finished, this, [this, job, entry, secret, then = std::move(then)] {
        if (job->error() != QKeychain::NoError) {
            then(failed(failureOf(*job)));
            return;
        }
        read(entry, [secret, then](Read found) { // some back ends report success and keep nothing
            if (!found) {
                then(failed(std::move(found.error())));
            } else if (!*found || !(**found == *secret)) {
                then(failed(FailureCode::KeychainRefused, u"read-back differs"_s));
            } else {
                then(std::monostate());
            }
        });
    });
    job->start();
}

void KeychainWorker::remove(const QString &entry, std::function<void(Written)> then)
{
    auto *job = new QKeychain::DeletePasswordJob(Service);
    job->setKey(keyOf(entry));
    connect(job, &QKeychain::Job::finished, this, [this, job, entry, then = std::move(then)] {
        if (job->error() != QKeychain::NoError && job->error() != QKeychain::EntryNotFound) {
            then(failed(failureOf(*job)));
            return;
        }
        read(entry, [then](Read found) {
            if (!found) {
                then(failed(std::move(found.error())));
            } else if (*found) {
                then(failed(FailureCode::KeychainRefused, u"still there"_s));
            } else {
                then(std::monostate());
            }
        });
    });
    job->start();
}

} // namespace ttp::credentials
