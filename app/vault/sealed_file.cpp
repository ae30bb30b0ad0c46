// SPDX-License-Identifier: GPL-3.0-or-later
#include "sealed_file.h"

#include "cobblestone.h"
#include "name.h"

#include "base/digest.h"

#include <QBuffer>

#include <cstring>
#include <limits>

using namespace Qt::StringLiterals;

namespace ttp::vault {

namespace {

constexpr QByteArrayView Magic("TTPSEAL");
constexpr qint64 ChunksAtOnce = 16; // fewer, larger writes

/// A buffer that held content of the person.
class Buffer {
public:
    explicit Buffer(qint64 size) : m_bytes(size, '\0') {}
    ~Buffer() { wipe(m_bytes); }
    Buffer(const Buffer &) = delete;
    Buffer &operator=(const Buffer &) = delete;

    char *data() { return m_bytes.data(); }

private:
    QByteArray m_bytes;
};

/// Fills the buffer as far as the source goes: sockets and pipes hand out less than asked for. -1 if it fails.
qint64 fill(QIODevice &source, char *data, qint64 size)
{
    qint64 filled = 0;
    while (filled < size) {
        const qint64 count = source.read(data + filled, size - filled);
        if (count < 0) {
            return filled > 0 && source.isSequential() && source.atEnd() ? filled : -1;
        }
        if (count == 0) {
            break;
        }
        filled += count;
    }
    return filled;
}

class MessageDevice final : public QIODevice {
public:
    MessageDevice(std::unique_ptr<Cobblestone> cipher, std::unique_ptr<QIODevice> sealed, qint64 start, qint64 size)
        : m_cipher(std::move(cipher)), m_sealed(std::move(sealed)), m_start(start + Cobblestone::HeaderBytes), m_size(size)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    [[nodiscard]] qint64 size() const override { return m_size; }

    /// Proves that nothing is missing at the end, and that nothing was added.
    [[nodiscard]] bool provesItsLength() { return loadChunk(m_size / Cobblestone::ChunkBytes); }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 wanted = qMin(maxSize, m_size - pos());
        if (m_broken || wanted <= 0) {
            return m_broken ? -1 : 0;
        }
        qint64 done = 0;
        while (done < wanted) {
            const qint64 at = pos() + done;
            if (!loadChunk(at / Cobblestone::ChunkBytes)) {
                std::memset(data, 0, std::size_t(done)); // all that was asked for or nothing of it
                return -1;
            }
            const qint64 within = at % Cobblestone::ChunkBytes;
            const qint64 count = qMin(wanted - done, chunkSize(m_loaded) - within);
            std::memcpy(data + done, m_chunk.data() + within, std::size_t(count));
            done += count;
        }
        return done;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    [[nodiscard]] qint64 chunkSize(qint64 index) const
    {
        return qMin(Cobblestone::ChunkBytes, m_size - index * Cobblestone::ChunkBytes);
    }

    bool loadChunk(qint64 index)
    {
        if (m_loaded == index) {
            return true;
        }
        const qint64 sealedSize = chunkSize(index) + Cobblestone::TagBytes;
        m_loaded = -1;
        if (!m_sealed->seek(m_start + index * Cobblestone::SealedChunkBytes)
            || !readExactly(*m_sealed, m_read.data(), sealedSize)
            || !m_cipher->open(quint64(index), m_read.data(), sealedSize, m_chunk.data())) {
            m_broken = true;
            setErrorString(u"the kept file is damaged, or the disk does not hand it out"_s);
            return false;
        }
        m_loaded = index;
        return true;
    }

    std::unique_ptr<Cobblestone> m_cipher;
    std::unique_ptr<QIODevice> m_sealed;
    qint64 m_start;
    qint64 m_size;
    qint64 m_loaded = -1;
    bool m_broken = false;
    Buffer m_read{Cobblestone::SealedChunkBytes};
    Buffer m_chunk{Cobblestone::ChunkBytes};
};

} // namespace

QByteArray sealedFileStart()
{
    return Magic.toByteArray() + SealedFileVersion;
}

QByteArray sealedFileContext(const QString &name, Purpose purpose)
{
    return sealedFileStart() + nameOf(purpose) + '\0' + name.toUtf8();
}

bool readExactly(QIODevice &device, char *data, qint64 size)
{
    return fill(device, data, size) == size;
}

SealingEnd sealMessage(const Secret &key, QByteArrayView salt, QByteArrayView context, QIODevice &source,
                       QIODevice &target, qint64 maxBytes)
{
    const auto cipher = Cobblestone::make(key, salt, context);
    if (!cipher) {
        qFatal("a key or a salt of a wrong length");
    }
    if (target.write(salt.toByteArray() + cipher->commitment()) != Cobblestone::HeaderBytes) {
        return SealingEnd::TargetFailed;
    }
    Buffer plain(ChunksAtOnce * Cobblestone::ChunkBytes);
    Buffer sealed(ChunksAtOnce * Cobblestone::SealedChunkBytes);
    quint64 index = 0;
    qint64 total = 0;
    qint64 count = ChunksAtOnce * Cobblestone::ChunkBytes;
    while (count == ChunksAtOnce * Cobblestone::ChunkBytes) {
        count = fill(source, plain.data(), ChunksAtOnce * Cobblestone::ChunkBytes);
        if (count < 0) {
            return SealingEnd::SourceFailed;
        }
        total += count;
        if (total > maxBytes) {
            return SealingEnd::TooLarge;
        }
        // The last piece ends with a chunk that is shorter than a whole one, be it empty.
        const bool last = count < ChunksAtOnce * Cobblestone::ChunkBytes;
        const qint64 chunks = last ? count / Cobblestone::ChunkBytes + 1 : ChunksAtOnce;
        qint64 written = 0;
        for (qint64 i = 0; i < chunks; ++i) {
            const qint64 at = i * Cobblestone::ChunkBytes;
            const qint64 size = qMin(Cobblestone::ChunkBytes, count - at);
            cipher->seal(index++, plain.data() + at, size, sealed.data() + written);
            written += size + Cobblestone::TagBytes;
        }
        if (target.write(sealed.data(), written) != written) {
            return SealingEnd::TargetFailed;
        }
    }
    return SealingEnd::Done;
}

std::expected<std::unique_ptr<QIODevice>, SealFault>
openMessage(const Secret &key, QByteArrayView context, std::unique_ptr<QIODevice> sealed, qint64 start)
{
    const qint64 size = contentBytesOf(sealed->size() - start);
    if (size < 0) {
        return std::unexpected(SealFault::Damaged);
    }
    QByteArray header(Cobblestone::HeaderBytes, '\0');
    if (!sealed->seek(start) || !readExactly(*sealed, header.data(), header.size())) {
        return std::unexpected(SealFault::Unreadable);
    }
    auto cipher = Cobblestone::make(key, QByteArrayView(header).first(Cobblestone::SaltBytes), context);
    if (!cipher || !cipher->commitsTo(QByteArrayView(header).sliced(Cobblestone::SaltBytes))) {
        return std::unexpected(SealFault::WrongKey);
    }
    auto device = std::make_unique<MessageDevice>(std::move(cipher), std::move(sealed), start, size);
    if (!device->provesItsLength()) {
        return std::unexpected(SealFault::Damaged);
    }
    return device;
}

std::expected<std::unique_ptr<QIODevice>, SealFault>
openSealedFile(const Secret &key, const QString &name, Purpose purpose, std::unique_ptr<QIODevice> sealed)
{
    QByteArray start(SealedFileStartBytes, '\0');
    if (!sealed->seek(0) || !readExactly(*sealed, start.data(), start.size()) || !start.startsWith(Magic)
        || start.back() == '\0') {
        return std::unexpected(SealFault::Damaged);
    }
    if (start.back() != SealedFileVersion) {
        return std::unexpected(SealFault::Newer);
    }
    return openMessage(key, sealedFileContext(name, purpose), std::move(sealed), SealedFileStartBytes);
}

QByteArray sealBytes(const Secret &key, QByteArrayView context, QByteArrayView bytes)
{
    const QByteArray plain = QByteArray::fromRawData(bytes.data(), bytes.size());
    QBuffer source;
    source.setData(plain);
    source.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    QBuffer target;
    target.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    if (sealMessage(key, randomBytes(Cobblestone::SaltBytes), context, source, target,
                    std::numeric_limits<qint64>::max())
        != SealingEnd::Done) {
        qFatal("a buffer cannot be read or written");
    }
    return target.data();
}

std::expected<Secret, SealFault> openBytes(const Secret &key, QByteArrayView context, const QByteArray &sealed)
{
    auto source = std::make_unique<QBuffer>();
    source->setData(sealed);
    source->open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    const auto device = openMessage(key, context, std::move(source), 0);
    if (!device) {
        return std::unexpected(device.error());
    }
    QByteArray plain((*device)->size(), '\0');
    if (!readExactly(**device, plain.data(), plain.size())) {
        return std::unexpected(SealFault::Damaged);
    }
    return Secret::fromUtf8(std::move(plain));
}

} // namespace ttp::vault
