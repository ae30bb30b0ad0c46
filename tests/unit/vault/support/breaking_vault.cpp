// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaking_vault.h"

#include <QMutexLocker>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::vault;

namespace vault_test {

void BreakingVault::breakWith(std::optional<FailureCode> code)
{
    const QMutexLocker lock(&m_mutex);
    m_code = code;
}

void BreakingVault::breakPurpose(std::optional<Purpose> purpose)
{
    const QMutexLocker lock(&m_mutex);
    m_purpose = purpose;
}

void BreakingVault::hang()
{
    m_gate.acquire();
}

void BreakingVault::release()
{
    m_gate.release();
}

QStringList BreakingVault::done() const
{
    const QMutexLocker lock(&m_mutex);
    return m_done;
}

int BreakingVault::draftsWritten() const
{
    return int(done().filter(u"/draft"_s).filter(u"write"_s).size());
}

std::optional<Failure> BreakingVault::failureOf(Purpose purpose)
{
    const QSemaphoreReleaser gate((m_gate.acquire(), m_gate));
    const QMutexLocker lock(&m_mutex);
    if (m_code) {
        return Failure(*m_code, u"broken by the test"_s);
    }
    return m_purpose == purpose ? std::optional(Failure(FailureCode::VaultUnwritable, u"broken by the test"_s))
                                : std::nullopt;
}

void BreakingVault::note(const QString &what)
{
    const QMutexLocker lock(&m_mutex);
    m_done += what;
}

Result<void> BreakingVault::write(const QString &name, Purpose purpose, QByteArrayView bytes)
{
    if (auto failure = failureOf(purpose)) {
        return failed(*std::move(failure));
    }
    note(u"write "_s + name);
    return m_inner->write(name, purpose, bytes);
}

Result<void> BreakingVault::copyIn(const QString &name, Purpose purpose, QIODevice &source, qint64 maxBytes)
{
    if (auto failure = failureOf(purpose)) {
        return failed(*std::move(failure));
    }
    note(u"copy "_s + name);
    return m_inner->copyIn(name, purpose, source, maxBytes);
}

Result<QByteArray> BreakingVault::read(const QString &name, Purpose purpose, qint64 maxBytes)
{
    return m_inner->read(name, purpose, maxBytes);
}

std::shared_ptr<const ByteSource> BreakingVault::source(const QString &name, Purpose purpose)
{
    return m_inner->source(name, purpose);
}

Result<void> BreakingVault::remove(const QString &name)
{
    if (auto failure = failureOf(Purpose::Draft)) {
        return failed(*std::move(failure));
    }
    note(u"remove "_s + name);
    return m_inner->remove(name);
}

Result<QStringList> BreakingVault::list(const QString &folder)
{
    return m_inner->list(folder);
}

Result<std::unique_ptr<Hold>> BreakingVault::hold(const QString &name)
{
    return m_inner->hold(name);
}

} // namespace vault_test
