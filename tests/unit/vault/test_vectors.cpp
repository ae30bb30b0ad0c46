// SPDX-License-Identifier: GPL-3.0-or-later
#include "cobblestone.h"
#include "sealed_file.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::vault;

namespace {

/// What is opened in one go, as far as it goes.
struct Opened {
    bool header = false;
    bool whole = false;
    QByteArray bytes; ///< chunk by chunk until one is not genuine
};

Opened openAll(const QByteArray &key, const QByteArray &context, const QByteArray &sealed)
{
    auto source = std::make_unique<QBuffer>();
    source->setData(sealed);
    source->open(QIODevice::ReadOnly);
    const auto device = openMessage(Secret::fromUtf8(QByteArray(key)), context, std::move(source), 0);
    if (!device) {
        return {};
    }
    Opened opened{true, false, {}};
    QByteArray piece(10'000, '\0'); // not the size of a chunk
    qint64 count = 0;
    while ((count = (*device)->read(piece.data(), piece.size())) > 0) {
        opened.bytes.append(piece.constData(), count);
    }
    opened.whole = count == 0 && opened.bytes.size() == (*device)->size();
    if (count < 0 && (*device)->read(piece.data(), 1) >= 0) {
        opened.whole = true; // a failure must last: told to the caller as what no vector allows
    }
    return opened;
}

/// The chunks alone, without reading device.
bool chunksAreGenuine(const QByteArray &key, const QByteArray &context, const QByteArray &sealed, QByteArray &plain)
{
    const qint64 size = contentBytesOf(sealed.size());
    const auto cipher = size < 0 ? nullptr
                                 : Cobblestone::make(Secret::fromUtf8(QByteArray(key)),
                                                     QByteArrayView(sealed).first(Cobblestone::SaltBytes), context);
    if (!cipher || !cipher->commitsTo(QByteArrayView(sealed).sliced(Cobblestone::SaltBytes, Cobblestone::CommitmentBytes))) {
        return false;
    }
    QByteArray chunk(Cobblestone::ChunkBytes, '\0');
    qint64 at = Cobblestone::HeaderBytes;
    for (quint64 index = 0; at < sealed.size(); ++index) {
        const qint64 count = qMin(Cobblestone::SealedChunkBytes, sealed.size() - at);
        if (!cipher->open(index, sealed.constData() + at, count, chunk.data())) {
            return false;
        }
        plain.append(chunk.constData(), count - Cobblestone::TagBytes);
        at += count;
    }
    return true;
}

QByteArray sealWith(const QByteArray &key, const QByteArray &salt, const QByteArray &context, const QByteArray &plain)
{
    QBuffer source;
    source.setData(plain);
    source.open(QIODevice::ReadOnly);
    QBuffer target;
    target.open(QIODevice::WriteOnly);
    const SealingEnd end = sealMessage(Secret::fromUtf8(QByteArray(key)), salt, context, source, target,
                                       std::numeric_limits<qint64>::max());
    return end == SealingEnd::Done ? target.data() : QByteArray();
}

} // namespace

/// The format against the vectors of Wycheproof (`c2sp_chunked_encryption_aes_256_gcm_test.json`, made by another
/// implementation). They are not part of the project: the folder `shared/vectors` beside it has them.
class VectorsTest : public QObject {
    Q_OBJECT

private:
    QJsonArray m_tests;

private Q_SLOTS:
    void initTestCase()
    {
        QDir beside(QStringLiteral(TTP_SOURCE_DIR));
        beside.cdUp();
        QFile file(beside.filePath(u"shared/vectors/c2sp_chunked_encryption_aes_256_gcm_test.json"_s));
        if (!file.open(QIODevice::ReadOnly)) {
            QSKIP("the folder shared/vectors beside the project is absent: the format is not compared with foreign vectors");
        }
        const QJsonObject group = QJsonDocument::fromJson(file.readAll())[u"testGroups"_s][0].toObject();
        QCOMPARE(group[u"aead"_s].toString(), u"AEAD_AES_256_GCM"_s);
        QCOMPARE(group[u"sha"_s].toString(), u"SHA-512"_s);
        m_tests = group[u"tests"_s].toArray();
        QCOMPARE(m_tests.size(), 35);
    }

    void vector_data()
    {
        QTest::addColumn<QJsonObject>("vector");
        for (const QJsonValue &value : m_tests) {
            const QString name = u"%1 %2"_s.arg(value[u"tcId"_s].toInt()).arg(value[u"comment"_s].toString());
            QTest::newRow(qPrintable(name)) << value.toObject();
        }
    }

    void vector()
    {
        QFETCH(QJsonObject, vector);
        const auto hex = [&vector](const QString &key) { return QByteArray::fromHex(vector[key].toString().toLatin1()); };
        const qint64 length = vector[u"msgLength"_s].toInteger();
        const QByteArray sizeHint = QByteArray::fromHex(QByteArray::number(length + 20'000, 16).rightJustified(8, '0'));
        const QByteArray sealed = qUncompress(sizeHint + hex(u"ct"_s));
        const QByteArray key = hex(u"key"_s);
        const QByteArray context = hex(u"ctx"_s);
        const QJsonArray flags = vector[u"flags"_s].toArray();

        const Opened opened = openAll(key, context, sealed);
        QByteArray plain;
        const bool valid = vector[u"result"_s] == "valid"_L1;
        QCOMPARE(opened.whole, valid);
        QCOMPARE(chunksAreGenuine(key, context, sealed, plain), valid);
        if (flags.contains("HeaderFailure"_L1)) {
            QVERIFY(!opened.header);
        }
        const auto digest = [](const QByteArray &bytes) {
            return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha512).toHex());
        };
        if (valid) {
            QCOMPARE(opened.bytes.size(), length);
            QCOMPARE(digest(opened.bytes), vector[u"msgSha512"_s].toString());
            QCOMPARE(plain, opened.bytes);
            QVERIFY(sealWith(key, sealed.first(Cobblestone::SaltBytes), context, plain) == sealed);
        } else {
            QVERIFY(opened.bytes.size() <= length); // at most the genuine beginning
        }
    }
};

QTEST_GUILESS_MAIN(VectorsTest)
#include "test_vectors.moc"
