// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vault/custody.h"

#include <QDir>
#include <QFile>

namespace vault_test {

/// Stands for a keychain: one file an entry, so that another process finds it after this one was killed.
class FileKeeper final : public ttp::vault::KeyKeeper {
public:
    explicit FileKeeper(QString folder) : m_folder(std::move(folder)) { QDir().mkpath(m_folder); }

    std::optional<ttp::Failure> refuses;   ///< every call ends with it
    std::function<void()> beforeAndAfter; ///< of each change

    void remember(const QString &entry, ttp::Secret secret, QObject *context, Kept then) override
    {
        const bool done = changed([&] {
            QFile file(pathOf(entry));
            return !refuses && file.open(QIODevice::WriteOnly) && file.write(secret.reveal().toByteArray()) > 0;
        });
        answer<std::monostate>(context, then, {}, done);
    }

    void recall(const QString &entry, QObject *context, Recalled then) override
    {
        QFile file(pathOf(entry));
        std::shared_ptr<const ttp::Secret> secret;
        if (file.open(QIODevice::ReadOnly)) {
            secret = std::make_shared<const ttp::Secret>(ttp::Secret::fromUtf8(file.readAll()));
        }
        answer<std::shared_ptr<const ttp::Secret>>(context, then, secret);
    }

    void forget(const QString &entry, QObject *context, Kept then) override
    {
        const bool done = changed([&] {
            return !refuses && (QFile::remove(pathOf(entry)) || !QFile::exists(pathOf(entry)));
        });
        answer<std::monostate>(context, then, {}, done);
    }

    [[nodiscard]] QStringList entries() const { return QDir(m_folder).entryList(QDir::Files, QDir::Name); }
    [[nodiscard]] QString pathOf(QString entry) const { return m_folder + u'/' + entry.replace(u'/', u'.'); }

private:
    template <typename Change>
    bool changed(Change change)
    {
        if (beforeAndAfter) {
            beforeAndAfter();
        }
        const bool done = change();
        if (beforeAndAfter) {
            beforeAndAfter();
        }
        return done;
    }

    template <typename T>
    void answer(QObject *context, std::function<void(ttp::Result<T>)> then, T value, bool done = true)
    {
        if (!done && !refuses) {
            refuses = ttp::Failure(ttp::FailureCode::KeychainRefused);
        }
        const ttp::Result<T> outcome = refuses ? ttp::Result<T>(ttp::failed(*refuses)) : ttp::Result<T>(value);
        QMetaObject::invokeMethod(context, [then, outcome] { then(outcome); }, Qt::QueuedConnection);
    }

    QString m_folder;
};

/// Waits in a test for what a call answers later.
template <typename T>
class Answer {
public:
    std::function<void(ttp::Result<T>)> taker()
    {
        return [this](ttp::Result<T> outcome) {
            ++m_times;
            m_outcome.emplace(std::move(outcome));
        };
    }
    /// The answer; a missing one, or a second, is a failure of the test's own.
    ttp::Result<T> wait(const std::function<bool(const std::function<bool()> &)> &waiter)
    {
        if (!waiter([this] { return m_outcome.has_value(); }) || m_times != 1) {
            return ttp::failed(ttp::FailureCode::Defect, QStringLiteral("no answer, or more than one"));
        }
        return *std::move(m_outcome);
    }

private:
    int m_times = 0;
    std::optional<ttp::Result<T>> m_outcome;
};

} // namespace vault_test
