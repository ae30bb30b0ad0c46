// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret_json.h"

#include "base/json.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;

/// JSON with secrets in it; what Qt makes of it is the judge.
class SecretJsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isReadByOthers_data()
    {
        QTest::addColumn<QByteArray>("password");
        QTest::newRow("plain") << "Pass-2026"_ba;
        QTest::newRow("escapes") << "\"\\/\b\f\n\r\t\x01\x1f\x7f"_ba;
        QTest::newRow("Japanese") << "パス𠮷\uFEFF"_ba;
        QTest::newRow("zero") << QByteArray("a\0b", 3);
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("looks like JSON") << "\",\"user_id\":\"X"_ba;
        QTest::newRow("long") << QByteArray(20000, 'p');
    }

    void isReadByOthers()
    {
        QFETCH(QByteArray, password);
        const Secret one = Secret::copyOf(password);
        const Secret other = Secret::fromString(u"second"_s);
        const QJsonObject open{{u"user_id"_s, u"U\"1"_s}};
        const Secret json = secretJson(open, {{"password", &one}, {"next", &other}});
        const auto read = parseJsonObject(json.reveal().toByteArray());
        QVERIFY(read.has_value());
        QCOMPARE(read->value("password"_L1).toString().toUtf8(), password);
        QCOMPARE(read->value("next"_L1).toString(), u"second"_s);
        QCOMPARE(read->value("user_id"_L1).toString(), u"U\"1"_s);
        QCOMPARE(read->size(), 3);

        QByteArray bytes = json.reveal().toByteArray();
        const Secret found = cutOutText(bytes.data(), bytes.size(), "password");
        QVERIFY(found == one);
        const auto rest = parseJsonObject(bytes);
        QVERIFY(rest.has_value());
        QVERIFY(password.isEmpty() || !bytes.contains(password));
        QCOMPARE(QString(rest->value("password"_L1).toString()).remove(u'*'), QString());
        QCOMPARE(rest->value("next"_L1).toString(), u"second"_s);
    }

    void aloneInTheObject()
    {
        const Secret one = Secret::fromString(u"x"_s);
        QCOMPARE(secretJson({}, {{"p", &one}}).reveal().toByteArray(), R"({"p":"x"})"_ba);
    }

    void whatIsNoUtf8IsReplaced()
    {
        const Secret odd = Secret::copyOf("a\xFF\xC3z");
        const auto read = parseJsonObject(secretJson({}, {{"p", &odd}}).reveal().toByteArray());
        QVERIFY(read.has_value());
        QCOMPARE(read->value("p"_L1).toString(), QString::fromUtf8("a\xFF\xC3z"));
    }

    void cutsOut_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const QByteArray &json, const QByteArray &text) {
            QTest::newRow(name) << json << text;
        };
        row("spaces", "{ \"t\" : \n\"abc\" }", "abc");
        row("escapes", "{\"t\":\"\\\"\\\\\\/\\b\\f\\n\\r\\té\\u3042\\ud842\\uDFB7\"}", "\"\\/\b\f\n\r\té\u3042\U00020bb7");
        row("after others", "{\"a\":{\"t\":\"no\"},\"b\":[\"t\",\"no\"],\"c\":\"t\",\"t\":\"yes\"}", "yes");
        row("a value that looks like the name", "{\"a\":\"t\",\"t\":\"yes\"}", "yes");
        row("a number", "{\"t\":5,\"u\":\"no\"}", "");
        row("null", "{\"t\":null,\"u\":\"no\"}", "");
        row("an object", "{\"t\":{\"t\":\"no\"}}", "");
        row("absent", "{\"u\":\"no\"}", "");
        row("inside only", "{\"u\":{\"t\":\"no\"}}", "");
        row("cut off", "{\"t\":\"abc", "");
        row("cut off in an escape", "{\"t\":\"abc\\", "");
        row("half a surrogate", "{\"t\":\"\\ud842x\"}", "");
        row("the other half", "{\"t\":\"\\udfb7\"}", "");
        row("no escape", "{\"t\":\"\\x41\"}", "");
        row("short number", "{\"t\":\"\\u12\"}", "");
        row("nothing", "", "");
    }

    void cutsOut()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, text);
        const QByteArray before(json.constData(), json.size());
        const Secret found = cutOutText(json.data(), json.size(), "t");
        QCOMPARE(found.reveal().toByteArray(), text);
        QCOMPARE(json.size(), before.size());
        QCOMPARE(json == before, text.isEmpty());
    }
};

QTEST_GUILESS_MAIN(SecretJsonTest)
#include "test_secret_json.moc"
