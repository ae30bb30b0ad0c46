// SPDX-License-Identifier: GPL-3.0-or-later
#include "cobblestone.h"
#include "sealed_file.h"

#include "base/digest.h"

#include <QBuffer>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::vault;

namespace {

constexpr qint64 Chunk = Cobblestone::ChunkBytes;
constexpr qint64 SealedChunk = Cobblestone::SealedChunkBytes;
constexpr qint64 Start = SealedFileStartBytes + Cobblestone::HeaderBytes;

QByteArray contentOf(qint64 size)
{
    QByteArray bytes(size, '\0');
    for (qint64 i = 0; i < size; ++i) {
        bytes[i] = char('a' + (i * 7 + i / 251) % 26);
    }
    return bytes;
}

/// A device that hands out its bytes in small pieces, or fails at one of them.
class Trickle final : public QIODevice {
public:
    Trickle(QByteArray bytes, qint64 failsAt = -1) : m_bytes(std::move(bytes)), m_failsAt(failsAt)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return m_at >= m_bytes.size(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        if (m_failsAt >= 0 && m_at >= m_failsAt) {
            return -1;
        }
        const qint64 count = std::min({maxSize, qint64(1 + m_at % 700), qint64(m_bytes.size() - m_at)});
        std::copy_n(m_bytes.constData() + m_at, count, data);
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_failsAt;
    qint64 m_at = 0;
};

} // namespace

/// Sealed files: whole and genuine, or refused.
class SealedTest : public QObject {
    Q_OBJECT

private:
    Secret m_key = Secret::fromUtf8(randomBytes(32));
    const QString m_name = u"drafts/a"_s;

    QByteArray sealed(const QByteArray &content, const QString &name, Purpose purpose = Purpose::Draft) const
    {
        return sealedFileStart() + sealBytes(m_key, sealedFileContext(name, purpose), content);
    }

    std::expected<std::unique_ptr<QIODevice>, SealFault> opened(const QByteArray &bytes, const Secret &key,
                                                               Purpose purpose = Purpose::Draft) const
    {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(bytes);
        buffer->open(QIODevice::ReadOnly);
        return openSealedFile(key, m_name, purpose, std::move(buffer));
    }

    /// Whether the file is refused, at opening or by the reading that meets the damage, and nothing else is handed out.
    bool refused(const QByteArray &bytes, const QByteArray &content) const
    {
        const auto device = opened(bytes, m_key);
        if (!device) {
            return true;
        }
        if ((*device)->size() != content.size()) {
            return false;
        }
        QByteArray got(content.size() + 1, '\0');
        qint64 count = 0;
        for (qint64 at = 0; at < content.size(); at += count) {
            count = (*device)->read(got.data(), 1000);
            if (count <= 0) {
                return count < 0 && (*device)->read(got.data(), 1) < 0 && (*device)->readAll().isEmpty();
            }
            if (QByteArrayView(got).first(count) != QByteArrayView(content).sliced(at, count)) {
                return false; // bytes that were never written
            }
        }
        return false;
    }

private Q_SLOTS:
    void everySizeComesBack_data()
    {
        QTest::addColumn<qint64>("size");
        for (const qint64 size : {qint64(0), qint64(1), Chunk - 1, Chunk, Chunk + 1, 2 * Chunk, 16 * Chunk - 1, 16 * Chunk,
                                  16 * Chunk + 1, 32 * Chunk, 33 * Chunk + 5}) {
            QTest::newRow(qPrintable(QString::number(size))) << size;
        }
    }

    void everySizeComesBack()
    {
        QFETCH(qint64, size);
        const QByteArray content = contentOf(size);
        const QByteArray bytes = sealed(content, m_name);
        QCOMPARE(bytes.size(), Start + size + (size / Chunk + 1) * Cobblestone::TagBytes);
        QVERIFY(!content.isEmpty() ? !bytes.contains(content.first(qMin<qint64>(size, 30))) || size < 8 : true);
        const auto device = opened(bytes, m_key);
        QVERIFY(device);
        QCOMPARE((*device)->size(), size);
        QVERIFY((*device)->readAll() == content);
        for (const qint64 at : {size / 2, size - 1, qint64(0), size / 3}) { // not in order
            if (at >= 0 && at < size) {
                QVERIFY((*device)->seek(at));
                QCOMPARE((*device)->read(40), content.mid(at, 40));
            }
        }
        QVERIFY((*device)->seek(size));
        QCOMPARE((*device)->read(1), QByteArray());
        QVERIFY((*device)->atEnd());
    }

    void neverTheSameTwice() { QVERIFY(sealed("same", m_name) != sealed("same", m_name)); }

    void everyByteFlipped()
    {
        const QByteArray content = contentOf(100);
        const QByteArray bytes = sealed(content, m_name);
        QVERIFY(!refused(bytes, content));
        for (qint64 i = 0; i < bytes.size(); ++i) {
            for (const char mask : {char(1), char(0x80), char(0xFF)}) {
                QByteArray changed = bytes;
                changed[i] = char(changed.at(i) ^ mask);
                QVERIFY2(!opened(changed, m_key), qPrintable(QString::number(i)));
            }
        }
    }

    void cutAtEveryLengthAndLonger()
    {
        const QByteArray content = contentOf(100);
        const QByteArray bytes = sealed(content, m_name);
        for (qint64 length = 0; length < bytes.size(); ++length) {
            const auto device = opened(bytes.first(length), m_key);
            QVERIFY2(!device && device.error() == SealFault::Damaged, qPrintable(QString::number(length)));
        }
        QByteArray longer = bytes;
        for (int i = 0; i < 40; ++i) {
            longer += char(i);
            QVERIFY2(!opened(longer, m_key), qPrintable(QString::number(i)));
        }
    }

    void bigFileCutFlippedAndReordered()
    {
        const QByteArray content = contentOf(3 * Chunk + 77);
        const QByteArray bytes = sealed(content, m_name);
        QVERIFY(!refused(bytes, content));
        for (qint64 chunk = 0; chunk <= 3; ++chunk) {
            const qint64 boundary = Start + chunk * SealedChunk;
            for (qint64 length = boundary - 20; length <= boundary + 20; ++length) {
                QVERIFY2(!opened(bytes.first(length), m_key), qPrintable(QString::number(length)));
            }
            for (const qint64 at : {boundary, boundary + 50, boundary + qMin(SealedChunk, bytes.size() - boundary) - 1}) {
                QByteArray changed = bytes;
                changed[at] = char(changed.at(at) ^ 4);
                QVERIFY2(refused(changed, content), qPrintable(QString::number(at)));
            }
        }
        const auto chunk = [&bytes](qint64 i) { return bytes.sliced(Start + i * SealedChunk).first(SealedChunk); };
        QByteArray swapped = bytes;
        swapped.replace(Start, SealedChunk, chunk(1)).replace(Start + SealedChunk, SealedChunk, chunk(0));
        QVERIFY(refused(swapped, content));
        QByteArray repeated = bytes;
        repeated.replace(Start + SealedChunk, SealedChunk, chunk(0));
        QVERIFY(refused(repeated, content));
        QByteArray leftOut = bytes;
        QVERIFY(refused(leftOut.remove(Start + SealedChunk, SealedChunk), content));
        QByteArray addedWithin = bytes;
        QVERIFY(refused(addedWithin.insert(Start, chunk(0)), content));
        QVERIFY(refused(bytes + bytes.sliced(Start + 3 * SealedChunk), content));
    }

    void damageIsNotHandedOutWithWhatIsWhole()
    {
        const QByteArray content = contentOf(3 * Chunk);
        QByteArray bytes = sealed(content, m_name);
        bytes[Start + SealedChunk + 5] = char(bytes.at(Start + SealedChunk + 5) ^ 1);
        const auto device = opened(bytes, m_key);
        QVERIFY(device);
        QByteArray target(3 * Chunk, '#');
        QCOMPARE((*device)->read(target.data(), target.size()), -1);
        QVERIFY(!target.contains(content.first(20))); // nor the chunk before the damage
        QVERIFY(!(*device)->errorString().isEmpty());
    }

    void boundToKeyNameAndPurpose()
    {
        const QByteArray bytes = sealed("content", m_name);
        QCOMPARE(opened(bytes, Secret::fromUtf8(randomBytes(32))).error(), SealFault::WrongKey);
        QCOMPARE(opened(bytes, m_key, Purpose::Form).error(), SealFault::WrongKey);
        QCOMPARE(opened(sealed("content", u"drafts/b"_s), m_key).error(), SealFault::WrongKey);
        QCOMPARE(opened(bytes, Secret::fromUtf8(randomBytes(16))).error(), SealFault::WrongKey);
    }

    void newerAndForeign()
    {
        QByteArray bytes = sealed("content", m_name);
        bytes[7] = 2;
        QCOMPARE(opened(bytes, m_key).error(), SealFault::Newer);
        bytes[7] = 0;
        QCOMPARE(opened(bytes, m_key).error(), SealFault::Damaged);
        QCOMPARE(opened({}, m_key).error(), SealFault::Damaged);
        QCOMPARE(opened("{\"answers\":{}}" + QByteArray(200, ' '), m_key).error(), SealFault::Damaged);
    }

    void slowSourcesAreReadToTheirEnd()
    {
        const QByteArray content = contentOf(40 * Chunk + 3);
        Trickle source(content);
        QBuffer target;
        QVERIFY(target.open(QIODevice::WriteOnly));
        target.write(sealedFileStart());
        QCOMPARE(sealMessage(m_key, randomBytes(24), sealedFileContext(m_name, Purpose::Draft), source, target,
                             content.size()),
                 SealingEnd::Done);
        QVERIFY((*opened(target.data(), m_key))->readAll() == content);
    }

    void brokenSourcesAndTargets()
    {
        QBuffer target;
        QVERIFY(target.open(QIODevice::WriteOnly));
        Trickle broken(contentOf(1000), 500);
        QCOMPARE(sealMessage(m_key, randomBytes(24), {}, broken, target, 2000), SealingEnd::SourceFailed);
        Trickle large(contentOf(1001));
        QCOMPARE(sealMessage(m_key, randomBytes(24), {}, large, target, 1000), SealingEnd::TooLarge);
        Trickle fine(contentOf(1000));
        QBuffer closed;
        QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (QBuffer): device not open");
        QCOMPARE(sealMessage(m_key, randomBytes(24), {}, fine, closed, 2000), SealingEnd::TargetFailed);
    }
};

QTEST_GUILESS_MAIN(SealedTest)
#include "test_sealed.moc"
