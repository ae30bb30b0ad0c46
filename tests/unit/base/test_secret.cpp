// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret.h"

#include <QDebug>
#include <QFile>
#include <QTest>

#include <type_traits>

using namespace Qt::StringLiterals;
using namespace ttp;

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);

namespace {

/// What stands in this process at an address, wherever it came from: freed memory cannot be read through a pointer.
QByteArray memoryAt(const void *address, qsizetype size)
{
    QFile memory(u"/proc/self/mem"_s);
    if (!memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !memory.seek(qint64(quintptr(address)))) {
        return {};
    }
    return memory.read(size);
}

} // namespace

/// A value that nobody else may see.
class SecretTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsItsBytes()
    {
        const QByteArray bytes("p\0ss\xE3\x81\x82", 7);
        const Secret secret = Secret::fromUtf8(QByteArray(bytes));
        QCOMPARE(secret.reveal().toByteArray(), bytes);
        QVERIFY(!secret.isEmpty());
        QVERIFY(Secret().isEmpty());
        QCOMPARE(Secret::fromString(u"あ"_s).reveal().toByteArray(), u"あ"_s.toUtf8());
    }

    void isPrintedAsAMask()
    {
        QString printed;
        QDebug(&printed) << Secret::fromString(u"canary"_s) << Secret() << 5;
        QCOMPARE(printed.simplified(), u"[secret] [no secret] 5"_s);
    }

    void comparesByValue()
    {
        const Secret secret = Secret::fromString(u"one"_s);
        QVERIFY(secret == secret.duplicate());
        QVERIFY(!(secret == Secret::fromString(u"two"_s)));
        QVERIFY(!(secret == Secret::fromString(u"one more"_s)));
        QVERIFY(Secret() == Secret());
    }

    void movingLeavesNothingBehind_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("short") << 8; // lies in the object itself
        QTest::newRow("long") << 1000;
    }

    void movingLeavesNothingBehind()
    {
        QFETCH(int, size);
        Secret from = Secret::fromUtf8(QByteArray(size, 'c'));
        Secret to = std::move(from);
        QVERIFY(from.isEmpty()); // NOLINT(bugprone-use-after-move): that is what is tested
        QCOMPARE(to.reveal().size(), size);
        QVERIFY(!memoryAt(&from, sizeof from).contains("ccccc"));
        Secret other = Secret::fromUtf8(QByteArray(size, 'd'));
        const void *place = other.reveal().data();
        other = std::move(to);
        QCOMPARE(other.reveal().toByteArray(), QByteArray(size, 'c'));
        QVERIFY(!memoryAt(place, size).contains("ddddd"));
        other = std::move(other); // NOLINT: must not lose it
    }

    void endsWiped_data() { movingLeavesNothingBehind_data(); }

    void endsWiped()
    {
        QFETCH(int, size);
        const void *place = nullptr;
        alignas(Secret) std::byte room[sizeof(Secret)];
        auto *secret = new (room) Secret(Secret::fromUtf8(QByteArray(size, 'c')));
        place = secret->reveal().data();
        QVERIFY(memoryAt(place, size).contains("ccccc"));
        secret->~Secret();
        QVERIFY(!memoryAt(place, size).contains("ccccc"));
        QVERIFY(!memoryAt(room, sizeof room).contains("ccccc"));
    }

    void sourceIsWiped()
    {
        QByteArray source(1000, 'c');
        const void *place = source.constData();
        const Secret secret = Secret::fromUtf8(std::move(source));
        QVERIFY(!memoryAt(place, 1000).contains("ccccc"));
    }

    void sharedBytesStayWithTheOthers()
    {
        QByteArray one(1000, 'c');
        const QByteArray other = one;
        wipe(one);
        QVERIFY(one.isEmpty());
        QCOMPARE(other, QByteArray(1000, 'c'));
        QByteArray literal = "static"_ba;
        wipe(literal); // constant data is left alone
        QVERIFY(literal.isEmpty());
    }
};

QTEST_GUILESS_MAIN(SecretTest)
#include "test_secret.moc"
