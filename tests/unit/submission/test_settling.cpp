// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"
#include "applicant.h"
#include "calls.h"
#include "submission/settling.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace service_test;
using namespace ttp;
using namespace ttp::submission;

namespace {

const QDateTime Now({2026, 11, 23}, {12, 0}, Qt::UTC);

class FixedClock final : public Clock {
public:
    [[nodiscard]] QDateTime utcNow() const override { return Now; }
};

const QString Key = u"8e03978e-40d5-43e8-bc93-6894a57f9324"_s;

} // namespace

/// When "never received" is believed of a sending that somebody lost sight of.
class SettlingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void neverReceived_data()
    {
        QTest::addColumn<QDateTime>("posted");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QDateTime>("noted"); // afterwards, if it is still there
        QTest::newRow("just now") << Now << u"UNK-001"_s << Now;
        QTest::newRow("nearly five minutes ago") << Now.addSecs(-299) << u"UNK-001"_s << Now.addSecs(-299);
        QTest::newRow("five minutes ago") << Now.addSecs(-300) << u"done"_s << QDateTime();
        QTest::newRow("by a program that noted no time") << QDateTime() << u"done"_s << QDateTime();
        QTest::newRow("the clock was set back: counted from now") << Now.addDays(30) << u"UNK-001"_s << Now;
    }

    void neverReceived()
    {
        QFETCH(QDateTime, posted);
        QFETCH(QString, code);
        QFETCH(QDateTime, noted);
        const QTemporaryDir folder;
        const Outbox outbox(folder.path());
        RawServer server({on(u"GET /v1/submissions/"_s, problemAnswer(404, u"not-found"_s)),
                          on(u"GET /v1/applications$"_s, jsonAnswer("{\"applications\":[]}"))});
        auto door = openDoor(server.profile());
        auto held = outbox.add({Key, QByteArray(64, 'a'), u"raw.example"_s, u"USER0001"_s, posted});
        QVERIFY(held);
        auto settling = std::make_unique<Settling>(*door, service::Description(), service::Patience(1s),
                                                   *std::move(held), std::make_shared<FixedClock>());
        bool ended = false;
        connect(settling.get(), &Settling::ended, this, [&] { ended = true; });
        settling->start();
        QVERIFY(QTest::qWaitFor([&] { return ended; }, 30'000));
        QCOMPARE(codeOf(settling->outcome()), code);
        const bool isOver = code == "done"_L1;
        QVERIFY(!isOver || !settling->outcome()->acknowledgement);
        settling.reset();
        const auto left = outbox.contents()->entries;
        QCOMPARE(left.size(), isOver ? 0U : 1U);
        if (!isOver) {
            QCOMPARE(left.front().postedAt, noted);
        }
    }
};

QTEST_GUILESS_MAIN(SettlingTest)
#include "test_settling.moc"
