// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failure_book.h"
#include "judges.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using base_test::bytesOf;

/// Codes, the book of their texts, and the exit codes of the command line.
class FailuresTest : public QObject {
    Q_OBJECT

private:
    static QJsonObject bundledBook()
    {
        return QJsonDocument::fromJson(bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/failures/failures.json")))
            .object();
    }

private Q_SLOTS:
    void namesAreStableAndUnique()
    {
        static const QRegularExpression Form(u"^[A-Z]{3}-[0-9]{3}$"_s);
        QSet<QString> names;
        for (const FailureCode code : allFailureCodes()) {
            const QString name = nameOf(code);
            QVERIFY2(Form.match(name).hasMatch(), qPrintable(name));
            QVERIFY2(!names.contains(name), qPrintable(name));
            names.insert(name);
            QCOMPARE(failureCodeNamed(name), std::optional(code));
        }
        QVERIFY(!failureCodeNamed(u"NET-999"));
        QVERIFY(!failureCodeNamed(u""));
        QVERIFY(!failureCodeNamed(u"net-001"));
    }

    void everyCodeHasEveryText_data()
    {
        QTest::addColumn<int>("code");
        for (const FailureCode code : allFailureCodes()) {
            QTest::newRow(qPrintable(nameOf(code))) << int(code);
        }
    }

    void everyCodeHasEveryText()
    {
        QFETCH(int, code);
        const FailurePage &page = FailureBook::bundled().page(FailureCode(code));
        static const QRegularExpression Japanese(u"[\\p{Hiragana}\\p{Katakana}\\p{Han}]"_s);
        for (const LocalizedText &text : {page.what, page.answers, page.next}) {
            const QString ja = text.in(u"ja"_s);
            const QString en = text.in(u"en"_s);
            if (ja.isEmpty() && en.isEmpty()) {
                continue; // nothing to say of the answers where there are none
            }
            QVERIFY2(Japanese.match(ja).hasMatch(), qPrintable(ja));
            QVERIFY2(!Japanese.match(en).hasMatch() && !en.isEmpty(), qPrintable(en));
            QVERIFY(ja != en);
        }
        QVERIFY(!page.what.in(u"ja"_s).isEmpty());
        QVERIFY(!page.next.in(u"en"_s).isEmpty());
        const LocalizedText message = FailureBook::bundled().message(Failure(FailureCode(code)));
        QVERIFY(!message.in(u"ja"_s).contains(u'%') && !message.in(u"en"_s).contains(u'%'));
        QVERIFY(page.state != OutcomeState::Done || nameOf(FailureCode(code)) == "FIL-008"_L1);
    }

    /// The table of the command line.
    void exitCodes_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("exitCode");
        for (const auto &[state, exitCode] : {std::pair("done", 0),
                                              {"usage", 2},
                                              {"problems", 3},
                                              {"refused", 4},
                                              {"unreachable", 5},
                                              {"unknown", 6},
                                              {"credentials", 7},
                                              {"forbidden", 8},
                                              {"mismatch", 9},
                                              {"defect", 70}}) {
            QTest::newRow(state) << QString::fromLatin1(state) << exitCode;
        }
    }

    void exitCodes()
    {
        QFETCH(QString, state);
        QFETCH(int, exitCode);
        const auto named = outcomeStateNamed(state);
        QVERIFY(named.has_value());
        QCOMPARE(nameOf(*named), state);
        QCOMPARE(exitCodeOf(*named), exitCode);
    }

    void unknownState() { QVERIFY(!outcomeStateNamed(u"fine")); }

    /// What the command line promises of single failures.
    void states_data()
    {
        QTest::addColumn<int>("exitCode");
        for (const auto &[code, exitCode] :
             {std::pair("USE-001", 2), {"USE-002", 2}, {"USE-003", 2}, {"FIL-001", 2}, {"FIL-002", 2}, {"FIL-003", 2},
              {"FIL-004", 2},          {"FIL-011", 2}, {"ANS-001", 3}, {"ATT-001", 3}, {"ATT-002", 3}, {"TRM-001", 5}, {"TRM-002", 4},
              {"TRM-003", 4},          {"TRM-004", 4}, {"TRM-005", 4}, {"TRM-006", 4}, {"TRM-007", 4}, {"FRM-001", 5},
              {"NET-001", 5},          {"NET-002", 5}, {"NET-003", 5}, {"NET-004", 5}, {"NET-005", 5}, {"NET-006", 5},
              {"NET-008", 5},          {"NET-009", 5}, {"NET-010", 5}, {"NET-011", 5}, {"TLS-001", 5}, {"TLS-002", 5},
              {"TLS-003", 5},          {"TLS-004", 5}, {"TLS-006", 5}, {"SRV-001", 4}, {"SRV-002", 4}, {"SRV-003", 4},
              {"SGN-001", 7},          {"SGN-002", 7}, {"SGN-003", 7}, {"SGN-004", 7}, {"WHO-001", 8}, {"UNK-001", 6},
              {"ACK-001", 9},          {"ACK-002", 9}, {"VER-001", 4}, {"DEF-001", 70},
              {"OUT-001", 2},          {"REG-001", 2}, {"REG-002", 2}, {"UNK-002", 6},
              {"ERA-001", 4}, {"ERA-002", 4}, {"ERA-003", 8}, {"ERA-004", 4}, {"DOC-001", 3}}) {
            QTest::newRow(code) << exitCode;
        }
    }

    void states()
    {
        QFETCH(int, exitCode);
        const auto code = failureCodeNamed(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(code.has_value());
        QCOMPARE(exitCodeOf(FailureBook::bundled().stateOf(Failure(*code))), exitCode);
    }

    void messageHoldsWhatTheFailureKnows()
    {
        Failure failure(FailureCode::PayloadTooLarge, u"facts for support"_s);
        failure.serviceSays = LocalizedText(u"大きすぎます <b>%1</b>"_s, u"too big <b>%1</b>"_s);
        failure.limit = 5'000'000;
        failure.applicationNumber = u"PRACTICE-%1"_s;
        failure.until = QDateTime({2026, 11, 30}, {18, 0}, Qt::UTC);
        const LocalizedText message = FailureBook::bundled().message(failure);
        for (const QString &language : {u"ja"_s, u"en"_s}) {
            const QString text = message.in(language);
            QVERIFY2(text.contains(failure.serviceSays->in(language)), qPrintable(text)); // as it was said
            QVERIFY2(text.contains(u"PRACTICE-%1"_s), qPrintable(text));
            QVERIFY2(text.contains(u"2026-12-01 03:00"_s), qPrintable(text)); // in Japan
            QVERIFY2(!text.contains(u"facts for support"_s), qPrintable(text));
        }
        Failure later(FailureCode::TooManyRequests);
        later.retryAfterSeconds = 86400;
        QVERIFY(FailureBook::bundled().message(later).in(u"en"_s).contains(u"1440 min"_s));
    }

    void wrongBook_data()
    {
        QTest::addColumn<QJsonObject>("book");
        QTest::addColumn<QString>("path");
        const QJsonObject good = bundledBook();
        const auto with = [&good](const std::function<void(QJsonArray &)> &change) {
            QJsonArray list = good["failures"_L1].toArray();
            change(list);
            QJsonObject book = good;
            book["failures"_L1] = list;
            return book;
        };
        const auto withFirst = [&with](const QString &key, const QJsonValue &value) {
            return with([&](QJsonArray &list) {
                QJsonObject entry = list[0].toObject();
                entry[key] = value;
                list[0] = entry;
            });
        };
        QTest::newRow("a code is missing") << with([](QJsonArray &list) { list.removeLast(); }) << u"/failures"_s;
        QTest::newRow("a code twice") << with([](QJsonArray &list) { list.append(list[0]); }) << u"stands twice"_s;
        QTest::newRow("unknown code") << withFirst(u"code"_s, u"XXX-001"_s) << u"/failures/0/code"_s;
        QTest::newRow("unknown state") << withFirst(u"state"_s, u"fine"_s) << u"/failures/0/state"_s;
        QTest::newRow("no English") << withFirst(u"what"_s, QJsonObject{{u"ja"_s, u"x"_s}}) << u"/failures/0/what"_s;
        QTest::newRow("unknown member") << withFirst(u"why"_s, 1) << u"/failures/0/why"_s;
        QTest::newRow("empty") << QJsonObject() << u"/f"_s;
        QJsonObject other = good;
        other["format"_L1] = 2;
        QTest::newRow("other format") << other << u"/format"_s;
    }

    void wrongBook()
    {
        QFETCH(QJsonObject, book);
        QFETCH(QString, path);
        QVERIFY(FailureBook::read(QJsonDocument(bundledBook()).toJson()));
        const auto read = FailureBook::read(QJsonDocument(book).toJson());
        QVERIFY(!read);
        QVERIFY2(read.error().facts.contains(path), qPrintable(read.error().facts));
    }

    void localizedText()
    {
        const LocalizedText text(
            QMap<QString, QString>{{u"ja"_s, u"日%1"_s}, {u"en"_s, u"E %1"_s}, {u"zh-Hant"_s, u"中%1"_s}});
        QCOMPARE(text.in(u"ja-JP"_s), u"日%1"_s);
        QCOMPARE(text.in(u"zh-Hant-TW"_s), u"中%1"_s);
        QCOMPARE(text.in(u"zh"_s), u"E %1"_s);
        QCOMPARE(text.in(u""_s), u"E %1"_s);
        QCOMPARE(text.in(u"-"_s), u"E %1"_s);
        QCOMPARE(text.arg(u"5"_s).in(u"en"_s), u"E 5"_s);
        QCOMPARE(LocalizedText().in(u"ja"_s), QString());
    }
};

QTEST_GUILESS_MAIN(FailuresTest)
#include "test_failures.moc"
