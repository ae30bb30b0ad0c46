// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret.h"

#include <QDebug>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstring>
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

constexpr std::size_t PageSize = 4096;

/// The flags of the mapping around an address (VmFlags of proc(5)).
QByteArrayList flagsOf(const void *address)
{
    QFile maps(u"/proc/self/smaps"_s);
    if (!maps.open(QIODevice::ReadOnly)) {
        return {};
    }
    bool inside = false;
    for (const QByteArray &line : maps.readAll().split('\n')) {
        static const QRegularExpression header(u"^([0-9a-f]+)-([0-9a-f]+) "_s);
        if (const auto match = header.match(QString::fromLatin1(line)); match.hasMatch()) {
            inside = match.captured(1).toULongLong(nullptr, 16) <= quintptr(address)
                && quintptr(address) < match.captured(2).toULongLong(nullptr, 16);
        } else if (inside && line.startsWith("VmFlags:")) {
            return line.simplified().split(' ');
        }
    }
    return {};
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
        const std::unique_ptr<char[]> compared(QTest::toString(Secret::fromString(u"canary"_s)));
        QCOMPARE(QByteArray(compared.get()), "[secret]"_ba);
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
        auto secret = std::make_unique<Secret>(Secret::fromUtf8(QByteArray(size, 'c')));
        const char *place = secret->reveal().data();
        QCOMPARE(memoryAt(place, size), QByteArray(size, 'c'));
        secret.reset();
        QVERIFY(!memoryAt(place, size).contains("ccccc")); // the pages are gone, or something else's
    }

    /// That the pages are overwritten before they are given back: seen through a second mapping of the same memory.
    void pagesAreOverwritten()
    {
        const int shared = memfd_create("pages", MFD_CLOEXEC);
        QVERIFY(shared >= 0 && ftruncate(shared, PageSize) == 0);
        const auto *seen = static_cast<const char *>(mmap(nullptr, PageSize, PROT_READ, MAP_SHARED, shared, 0));
        QVERIFY(seen != MAP_FAILED);
        {
            SecretMemory memory(100);
            QVERIFY(mmap(memory.data(), PageSize, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, shared, 0)
                    == memory.data());
            std::memset(memory.data(), 'c', PageSize);
            QCOMPARE(seen[PageSize - 1], 'c');
            SecretMemory moved = std::move(memory);
            QCOMPARE(moved.size(), std::size_t(100));
            QCOMPARE(memory.size(), std::size_t(0)); // NOLINT(bugprone-use-after-move): that is what is tested
        }
        QCOMPARE(QByteArray(seen, PageSize), QByteArray(PageSize, '\0'));
        munmap(const_cast<char *>(seen), PageSize);
        close(shared);
    }

    void pagesAreNeitherDumpedNorSwapped()
    {
        const Secret secret = Secret::fromString(u"canary"_s);
        const QByteArrayList flags = flagsOf(secret.reveal().data());
        QVERIFY2(flags.contains("dd"), "left out of core files");
        QVERIFY2(flags.contains("lo"), "locked");
        QVERIFY(SecretMemory(5000).isLocked());
    }

    void doesWithoutLockedMemory()
    {
        rlimit before{};
        QVERIFY(getrlimit(RLIMIT_MEMLOCK, &before) == 0);
        const rlimit none{0, before.rlim_max};
        QVERIFY(setrlimit(RLIMIT_MEMLOCK, &none) == 0);
        const SecretMemory memory(10);
        QVERIFY(setrlimit(RLIMIT_MEMLOCK, &before) == 0);
        QVERIFY(memory.data() != nullptr);
        if (memory.isLocked()) {
            QSKIP("who may do everything may always lock memory");
        }
    }

    void sourceIsWiped()
    {
        QByteArray source(1000, 'c');
        const void *place = source.constData();
        const Secret secret = Secret::fromUtf8(std::move(source));
        QVERIFY(!memoryAt(place, 1000).contains("ccccc"));
        QString text(1000, u'c');
        const void *textPlace = text.constData();
        wipe(text);
        QVERIFY(!memoryAt(textPlace, 2000).contains(QByteArray("c\0c\0c", 5)));
        QList<uint> characters(1000, u'c');
        const void *charactersPlace = characters.constData();
        wipe(characters);
        QVERIFY(!memoryAt(charactersPlace, 4000).contains(QByteArray("c\0\0\0c", 5)));
    }

    void sharedBytesStayWithTheOthers()
    {
        QByteArray one(1000, 'c');
        const QByteArray other = one;
        wipe(one);
        QVERIFY(one.isEmpty());
        QCOMPARE(other, QByteArray(1000, 'c'));
        QString text(100, u'c');
        const QString same = text;
        wipe(text);
        QVERIFY(text.isEmpty());
        QCOMPARE(same, QString(100, u'c'));
        QByteArray literal = "static"_ba;
        wipe(literal); // constant data is left alone
        QVERIFY(literal.isEmpty());
    }
};

QTEST_GUILESS_MAIN(SecretTest)
#include "test_secret.moc"
