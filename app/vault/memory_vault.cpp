// SPDX-License-Identifier: GPL-3.0-or-later
#include "name.h"

#include "base/secret.h"
#include "vault/vault.h"

#include <QIODevice>

#include <cstring>
#include <limits>
#include <map>
#include <mutex>
#include <set>

using namespace Qt::StringLiterals;

namespace ttp::vault {

namespace {

constexpr qint64 PieceBytes = 64 * 1024;

/// What is kept under one name. Immutable, so that a device may go on reading what has been replaced meanwhile.
struct Content {
    explicit Content(Purpose what) : purpose(what) {}
    ~Content() { wipe(bytes); }
    Content(const Content &) = delete;
    Content &operator=(const Content &) = delete;

    Purpose purpose;
    QByteArray bytes;
};

/// Reads a content without a copy of it.
class ContentDevice final : public QIODevice {
public:
    explicit ContentDevice(std::shared_ptr<const Content> content) : m_content(std::move(content))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    [[nodiscard]] qint64 size() const override { return m_content->bytes.size(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 count = qMin(maxSize, size() - pos());
        if (count <= 0) {
            return 0;
        }
        std::memcpy(data, m_content->bytes.constData() + pos(), std::size_t(count));
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::shared_ptr<const Content> m_content;
};

/// Names that somebody holds; shared by the vault and its holds, whichever ends last.
struct Held {
    std::mutex mutex;
    std::set<QString> names;
};

class MemoryHold final : public Hold {
public:
    MemoryHold(std::shared_ptr<Held> held, QString name) : m_held(std::move(held)), m_name(std::move(name)) {}
    ~MemoryHold() override
    {
        const std::scoped_lock lock(m_held->mutex);
        m_held->names.erase(m_name);
    }
    MemoryHold(const MemoryHold &) = delete;
    MemoryHold &operator=(const MemoryHold &) = delete;

private:
    std::shared_ptr<Held> m_held;
    QString m_name;
};

class MemoryVault final : public Vault, public std::enable_shared_from_this<MemoryVault> {
public:
    [[nodiscard]] Keeping keeping() const override { return Keeping::InMemory; }
    Result<void> write(const QString &name, Purpose purpose, QByteArrayView bytes) override;
    Result<void> copyIn(const QString &name, Purpose purpose, QIODevice &source, qint64 maxBytes) override;
    Result<QByteArray> read(const QString &name, Purpose purpose, qint64 maxBytes) override;
    std::shared_ptr<const ByteSource> source(const QString &name, Purpose purpose) override;
    Result<void> remove(const QString &name) override;
    Result<QStringList> list(const QString &folder) override;
    Result<std::unique_ptr<Hold>> hold(const QString &name) override;

    [[nodiscard]] Result<std::shared_ptr<const Content>> find(const QString &name, Purpose purpose) const;

private:
    void keep(const QString &name, std::shared_ptr<const Content> content);

    mutable std::mutex m_mutex;
    std::map<QString, std::shared_ptr<const Content>> m_contents;
    std::shared_ptr<Held> m_held = std::make_shared<Held>();
};

class MemorySource final : public ByteSource {
public:
    MemorySource(std::shared_ptr<const MemoryVault> vault, QString name, Purpose purpose)
        : m_vault(std::move(vault)), m_name(std::move(name)), m_purpose(purpose)
    {
    }

    [[nodiscard]] std::expected<std::unique_ptr<QIODevice>, QString> open() const override
    {
        auto content = m_vault->find(m_name, m_purpose);
        if (!content) {
            return std::unexpected(content.error().facts);
        }
        return std::make_unique<ContentDevice>(std::move(*content));
    }

private:
    std::shared_ptr<const MemoryVault> m_vault;
    QString m_name;
    Purpose m_purpose;
};

Result<std::shared_ptr<const Content>> MemoryVault::find(const QString &name, Purpose purpose) const
{
    if (!isName(name)) {
        return notAName();
    }
    const std::scoped_lock lock(m_mutex);
    const auto found = m_contents.find(name);
    if (found == m_contents.end()) {
        return failed(FailureCode::VaultNotFound, u"there is no such file in the vault"_s);
    }
    if (found->second->purpose != purpose) { // as on disk, where the purpose is part of the encryption
        return failed(FailureCode::VaultDamaged, u"the file is kept for another purpose"_s);
    }
    return found->second;
}

void MemoryVault::keep(const QString &name, std::shared_ptr<const Content> content)
{
    const std::scoped_lock lock(m_mutex);
    m_contents[name].swap(content);
}

Result<void> MemoryVault::write(const QString &name, Purpose purpose, QByteArrayView bytes)
{
    if (!isName(name)) {
        return notAName();
    }
    auto content = std::make_shared<Content>(purpose);
    content->bytes = bytes.toByteArray();
    keep(name, std::move(content));
    return {};
}

Result<void> MemoryVault::copyIn(const QString &name, Purpose purpose, QIODevice &source, qint64 maxBytes)
{
    if (!isName(name)) {
        return notAName();
    }
    auto content = std::make_shared<Content>(purpose);
    if (!source.isSequential()) {
        content->bytes.reserve(qBound<qint64>(0, source.size() - source.pos(), maxBytes)); // no copies left behind
    }
    QByteArray piece(PieceBytes, '\0');
    qint64 count = 0;
    while ((count = source.read(piece.data(), PieceBytes)) > 0) {
        content->bytes.append(piece.constData(), count);
        if (content->bytes.size() > maxBytes) {
            wipe(piece);
            return failed(FailureCode::VaultTooLarge, u"more than %1 bytes"_s.arg(maxBytes));
        }
    }
    wipe(piece);
    if (count < 0) {
        return failed(FailureCode::VaultUnwritable, u"the source cannot be read: "_s + source.errorString());
    }
    keep(name, std::move(content));
    return {};
}

Result<QByteArray> MemoryVault::read(const QString &name, Purpose purpose, qint64 maxBytes)
{
    const auto content = find(name, purpose);
    if (!content) {
        return failed(content.error());
    }
    const QByteArray &bytes = (*content)->bytes;
    if (bytes.size() > maxBytes) {
        return failed(FailureCode::VaultTooLarge, u"more than %1 bytes"_s.arg(maxBytes));
    }
    return QByteArray(bytes.constData(), bytes.size()); // not shared: what is shared cannot be wiped
}

std::shared_ptr<const ByteSource> MemoryVault::source(const QString &name, Purpose purpose)
{
    return std::make_shared<MemorySource>(shared_from_this(), name, purpose);
}

Result<void> MemoryVault::remove(const QString &name)
{
    if (!isName(name)) {
        return notAName();
    }
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_contents, [&name](const auto &entry) {
        return entry.first == name || entry.first.startsWith(name + u'/');
    });
    return {};
}

Result<QStringList> MemoryVault::list(const QString &folder)
{
    if (!folder.isEmpty() && !isName(folder)) {
        return notAName();
    }
    const QString prefix = folder.isEmpty() ? QString() : folder + u'/';
    const std::scoped_lock lock(m_mutex);
    QStringList segments;
    for (const auto &[name, content] : m_contents) {
        if (name.startsWith(prefix)) {
            segments += name.sliced(prefix.size()).section(u'/', 0, 0);
        }
    }
    segments.removeDuplicates();
    segments.sort();
    return segments;
}

Result<std::unique_ptr<Hold>> MemoryVault::hold(const QString &name)
{
    if (!isName(name)) {
        return notAName();
    }
    const std::scoped_lock lock(m_held->mutex);
    if (!m_held->names.insert(name).second) {
        return failed(FailureCode::DraftInUse);
    }
    return std::make_unique<MemoryHold>(m_held, name);
}

} // namespace

std::shared_ptr<Vault> memoryVault()
{
    return std::make_shared<MemoryVault>();
}

} // namespace ttp::vault
