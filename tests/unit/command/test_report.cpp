// SPDX-License-Identifier: GPL-3.0-or-later
#include "report.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::command;

/// What stands on standard output and standard error, and the exit code.
class ReportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void exitCodeAndState_data();
    void exitCodeAndState();
    void nothingThatDoesNotApply();
    void everyMember();
    void problemsWithoutAText();
    void plain();
    void controlsDoNotReachTheTerminal_data();
    void controlsDoNotReachTheTerminal();
    void usageIsReported();
};

namespace {

struct Printed {
    int exitCode = 0;
    QByteArray output;
    QByteArray errors;
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(output).object(); }
};

Printed print(const Report &report, bool json, const QString &language = u"en"_s)
{
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    errors.open(QIODevice::WriteOnly);
    const Surroundings surroundings{std::make_shared<SystemClock>(), {}, &output, &errors, language, {}};
    const int exitCode = report.print(json, surroundings);
    return {exitCode, output.data(), errors.data()};
}

Report failing(FailureCode code)
{
    Report report;
    report.failure = Failure(code);
    return report;
}

} // namespace

void ReportTest::exitCodeAndState_data()
{
    QTest::addColumn<FailureCode>("code");
    for (const FailureCode code : allFailureCodes()) {
        QTest::newRow(qPrintable(nameOf(code))) << code;
    }
}

void ReportTest::exitCodeAndState()
{
    QFETCH(FailureCode, code);
    const Printed printed = print(failing(code), true);
    const OutcomeState state = FailureBook::bundled().stateOf(Failure(code));
    QCOMPARE(printed.exitCode, exitCodeOf(state));
    QCOMPARE(printed.json().value(u"state"_s).toString(), nameOf(state));
    const QJsonObject failure = printed.json().value(u"failure"_s).toObject();
    QCOMPARE(failure.keys(), (QStringList{u"code"_s, u"message"_s}));
    QCOMPARE(failure.value(u"code"_s).toString(), nameOf(code));
    QCOMPARE(failure.value(u"message"_s).toObject().keys(), (QStringList{u"en"_s, u"ja"_s}));
    QVERIFY(printed.errors.startsWith(nameOf(code).toLatin1() + ": "));
}

void ReportTest::nothingThatDoesNotApply()
{
    const Printed printed = print({}, true);
    QCOMPARE(printed.output, QByteArray("{\"state\":\"done\"}\n"));
    QCOMPARE(printed.errors, QByteArray());
    QCOMPARE(printed.exitCode, 0);
}

void ReportTest::everyMember()
{
    Report report = failing(FailureCode::OutcomeUnknown);
    report.kept = false;
    report.applicationNumber = u"PRACTICE-1"_s;
    report.receivedAt = QDateTime({2026, 11, 23}, {1, 2, 3, 456}, Qt::UTC);
    report.receiptPath = u"/tmp/受領.json"_s;
    report.problems = {
        {u"a.b"_s, u"required"_s, u"/answers/a.b"_s, {u"入力してください。"_s, u"Please fill this in."_s}}};
    report.more = {{u"version"_s, u"1"_s}};
    const Printed printed = print(report, true);
    QCOMPARE(printed.output.count('\n'), 1);
    QJsonObject json = printed.json();
    json.remove(u"failure"_s);
    const QJsonObject message{{u"ja"_s, u"入力してください。"_s}, {u"en"_s, u"Please fill this in."_s}};
    const QJsonObject problem{
        {u"field"_s, u"a.b"_s}, {u"code"_s, u"required"_s}, {u"pointer"_s, u"/answers/a.b"_s}, {u"message"_s, message}};
    QCOMPARE(json,
             (QJsonObject{{u"state"_s, u"unknown"_s},
                          {u"kept"_s, false},
                          {u"application_number"_s, u"PRACTICE-1"_s},
                          {u"received_at"_s, u"2026-11-23T01:02:03Z"_s},
                          {u"receipt"_s, u"/tmp/受領.json"_s},
                          {u"problems"_s, QJsonArray{problem}},
                          {u"version"_s, u"1"_s}}));
}

void ReportTest::problemsWithoutAText()
{
    Report report = failing(FailureCode::ValidationFailed);
    report.problems = {{u"a"_s, u"range"_s, u"/answers/a"_s, {}},
                       {u"b"_s, u"unreadable"_s, {}, {QString(), QString()}}};
    const QJsonArray problems = print(report, true).json().value(u"problems"_s).toArray();
    QCOMPARE(problems.size(), 2);
    for (const QJsonValue &problem : problems) {
        QVERIFY(!problem[u"message"_s][u"ja"_s].toString().isEmpty());
        QVERIFY(!problem[u"message"_s][u"en"_s].toString().isEmpty());
    }
}

void ReportTest::plain()
{
    Report report = failing(FailureCode::AnswersInvalid);
    report.failure->facts = u"fact"_s;
    report.lines = {u"one"_s, u"二"_s};
    report.problems = {{u"a"_s, u"required"_s, u"/answers/a"_s, {u"%1 を入力してください。"_s, u"Fill in %1."_s}},
                       {{}, u"count"_s, u"/attachments"_s, {u"多すぎます。"_s, u"Too many."_s}}};
    const Printed english = print(report, false);
    QCOMPARE(english.output, QByteArray("one\n二\n"));
    QVERIFY(english.errors.endsWith("  (fact)\n  a: Fill in %1. [required]\n  /attachments: Too many. [count]\n"));
    const Printed japanese = print(report, false, u"ja"_s);
    QVERIFY(japanese.errors.contains("  a: %1 を入力してください。 [required]"));
    QCOMPARE(print(report, true).output.count('\n'), 1);
}

void ReportTest::controlsDoNotReachTheTerminal_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("unwanted");
    QTest::newRow("escape sequence") << u"a\x1b[2Jb"_s << QByteArray("\x1b");
    QTest::newRow("eight-bit escape") << u"a\x9b"
                                         "2Jb"_s
                                      << QByteArray("\xC2\x9b");
    QTest::newRow("carriage return") << u"a\rb"_s << QByteArray("\r");
    QTest::newRow("backspace") << u"a\bb"_s << QByteArray("\b");
    QTest::newRow("right-to-left override") << u"a\u202eb"_s << QByteArray("\u202e");
    QTest::newRow("isolate") << u"a\u2066b"_s << QByteArray("\u2066");
}

void ReportTest::controlsDoNotReachTheTerminal()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, unwanted);
    Report report = failing(FailureCode::ServiceRefused);
    report.failure->serviceSays = LocalizedText(text, text);
    report.failure->facts = text;
    report.lines = {text, u"good"_s};
    report.problems = {{text, text, text, {text, text}}};
    const Printed printed = print(report, false);
    QVERIFY(!printed.output.contains(unwanted));
    QVERIFY(!printed.errors.contains(unwanted));
    QVERIFY(printed.output.endsWith("b\ngood\n"));
    // In JSON the text stands as it came, escaped where JSON asks for it.
    QCOMPARE(print(report, true).json().value(u"problems"_s)[0][u"message"_s][u"en"_s].toString(), text);
}

void ReportTest::usageIsReported()
{
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    errors.open(QIODevice::WriteOnly);
    const Surroundings surroundings{std::make_shared<SystemClock>(), {}, &output, &errors, u"en"_s, {}};
    QCOMPARE(reportUsage(Failure(FailureCode::UsageTermsMissing), true, surroundings), 2);
    QCOMPARE(QJsonDocument::fromJson(output.data()).object().value(u"state"_s).toString(), u"usage"_s);
    QVERIFY(errors.data().contains("--accept-terms VERSION"));
}

QTEST_GUILESS_MAIN(ReportTest)
#include "test_report.moc"
