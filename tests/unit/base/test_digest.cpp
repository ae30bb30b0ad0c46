// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/digest.h"
#include "judges.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace ttp;

/// Digests as coreutils and openssl compute them, and randomness.
class DigestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsCoreutils_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << ""_ba;
        QTest::newRow("abc") << "abc"_ba;
        QTest::newRow("zero bytes") << QByteArray(65, '\0');
        QTest::newRow("one block less a byte") << QByteArray(63, 'x');
        QTest::newRow("a megabyte") << QByteArray(1'000'000, 'a');
    }

    void equalsCoreutils()
    {
        QFETCH(QByteArray, bytes);
        const QByteArray expected = outputOf(u"sha256sum"_s, {}, bytes).left(64);
        QCOMPARE(sha256Hex(bytes), expected);
        QCOMPARE(sha256(bytes).toHex(), expected);
        const QByteArray binary = outputOf(u"openssl"_s, {u"dgst"_s, u"-sha256"_s, u"-binary"_s}, bytes);
        QCOMPARE(contentDigest(bytes), QByteArray("sha-256=:" + binary.toBase64() + ':'));
        Sha256 bitByBit;
        for (qsizetype i = 0; i < bytes.size(); i += 1000) {
            bitByBit.add(bytes.mid(i, 1000));
        }
        QCOMPARE(bitByBit.finish().toHex(), expected);
        bitByBit.add(bytes); // begins anew
        Sha256 moved = std::move(bitByBit);
        QCOMPARE(moved.finish().toHex(), expected);
    }

    /// RFC 9530 appendix D
    void vectorsOfTheStandard()
    {
        QCOMPARE(contentDigest("{\"hello\": \"world\"}"), "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"_ba);
        QCOMPARE(contentDigest("{\"hello\": \"world\"}\n"),
                 "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"_ba);
    }

    void uuids()
    {
        static const QRegularExpression Version4(
            u"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
        QSet<QString> seen;
        for (int i = 0; i < 1000; ++i) {
            const QString uuid = randomUuid();
            QVERIFY2(Version4.match(uuid).hasMatch(), qPrintable(uuid));
            seen.insert(uuid);
        }
        QCOMPARE(seen.size(), 1000);
    }

    void randomBytesAreEnough()
    {
        for (const int count : {0, 1, 32, 100'000}) {
            QCOMPARE(randomBytes(count).size(), count);
        }
        QVERIFY(randomBytes(32) != randomBytes(32));
    }

    void todayInJapan_data()
    {
        QTest::addColumn<QDateTime>("utc");
        QTest::addColumn<QDate>("today");
        QTest::newRow("before midnight") << QDateTime({2026, 12, 31}, {14, 59, 59}, Qt::UTC) << QDate(2026, 12, 31);
        QTest::newRow("midnight") << QDateTime({2026, 12, 31}, {15, 0}, Qt::UTC) << QDate(2027, 1, 1);
        QTest::newRow("from another zone")
            << QDateTime({2026, 12, 31}, {10, 0}, Qt::OffsetFromUTC, -5 * 3600) << QDate(2027, 1, 1);
    }

    void todayInJapan()
    {
        QFETCH(QDateTime, utc);
        QFETCH(QDate, today);
        struct Standing final : Clock {
            QDateTime now;
            [[nodiscard]] QDateTime utcNow() const override { return now; }
        } clock;
        clock.now = utc;
        QCOMPARE(clock.todayInJapan(), today);
        QCOMPARE(SystemClock().utcNow().timeSpec(), Qt::UTC);
    }
};

QTEST_GUILESS_MAIN(DigestTest)
#include "test_digest.moc"
