// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;

namespace {

QByteArray nested(int depth, char open = '[', char close = ']')
{
    return QByteArray(depth, open) + QByteArray(depth, close);
}

} // namespace

/// JSON from outside: strict about what Qt's reader lets through, and errors that name their place.
class JsonTest : public QObject {
    Q_OBJECT

private:
    /// The first error of a reading.
    static QString errorOf(const QByteArray &json, const std::function<void(JsonObject &)> &read)
    {
        const auto object = parseJsonObject(json);
        if (!object) {
            return object.error();
        }
        JsonErrors errors;
        JsonObject reader(*object, {}, errors);
        read(reader);
        return errors.first();
    }

private Q_SLOTS:
    void accepted_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("object") << "{\"a\":1}"_ba;
        QTest::newRow("white space around") << " \t\r\n{ } \n"_ba;
        QTest::newRow("a text alone") << "\"a\""_ba;
        QTest::newRow("a number alone") << "-1.5e3"_ba;
        QTest::newRow("null alone") << "null"_ba;
        QTest::newRow("64 levels") << nested(64);
        QTest::newRow("64 levels of objects") << QByteArray("{\"a\":").repeated(64) + '1' + QByteArray(64, '}');
        QTest::newRow("many levels side by side") << QByteArray('[' + (nested(60) + ',').repeated(100) + "1]");
        QTest::newRow("brackets in a text") << "[\"" + QByteArray(1000, '[') + "\"]";
        QTest::newRow("quotes in a text") << "{\"a\":\"\\\"b\\\":1,\\\"a\\\"\",\"b\":\"\\\\\"}"_ba;
        QTest::newRow("same key at two levels") << R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]})"_ba;
        QTest::newRow("same text as key and value") << R"({"a":"a","b":"a"})"_ba;
        QTest::newRow("keys in other case") << R"({"a":1,"A":2})"_ba;
        QTest::newRow("every escape") << "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\""_ba;
        QTest::newRow("two pairs") << R"("\ud83d\ude00\ud83d\ude01")"_ba;
        QTest::newRow("four bytes") << "\"\xF0\x9F\x98\x80\""_ba;
        QTest::newRow("escaped pair") << R"("\ud83d\ude00")"_ba;
        QTest::newRow("escaped NUL") << R"({"\u0000":"\u0000"})"_ba;
    }

    void accepted()
    {
        QFETCH(QByteArray, bytes);
        const auto value = parseJson(bytes);
        QVERIFY2(value, qPrintable(value ? QString() : value.error()));
    }

    /// Qt takes it for a byte order mark and drops it; here it is a character of the text like any other.
    void keepsAMarkThatBeginsAText()
    {
        const QByteArray mark("\xEF\xBB\xBF");
        const auto read = parseJsonObject("{\"" + mark + "a\":\"" + mark + "b\",\"a\":\"c\",\"q\":\"\\\"" + mark + "\"}");
        QVERIFY2(read, qPrintable(read ? QString() : read.error()));
        const QString text = QChar(0xFEFF);
        QCOMPARE(read->value(text + u'a').toString(), text + u'b');
        QCOMPARE(read->value(u"a"_s).toString(), u"c"_s);
        QCOMPARE(read->value(u"q"_s).toString(), u'"' + text);
        QCOMPARE(parseJsonObject(toCompactJson(*read)).value_or(QJsonObject()), *read);
        QVERIFY(!parseJson("[1" + mark + "]") && !parseJson("[\"a\"" + mark + "]"));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("fact");
        QTest::newRow("nothing") << ""_ba << QString();
        QTest::newRow("white space only") << "  \n"_ba << QString();
        QTest::newRow("two values") << "1,2"_ba << QString();
        QTest::newRow("two documents") << "{}{}"_ba << QString();
        QTest::newRow("the wrapping turned around") << "],["_ba << QString();
        QTest::newRow("the wrapping closed") << "1],[2"_ba << QString();
        QTest::newRow("trailing comma") << "{\"a\":1,}"_ba << QString();
        QTest::newRow("comma alone") << ","_ba << QString();
        QTest::newRow("comma after") << "{},"_ba << QString();
        QTest::newRow("comment") << "{} // no"_ba << QString();
        QTest::newRow("single quotes") << "{'a':1}"_ba << QString();
        QTest::newRow("NaN") << "NaN"_ba << QString();
        QTest::newRow("infinite") << "1e999"_ba << QString();
        QTest::newRow("leading zero") << "01"_ba << QString();
        QTest::newRow("plus") << "+1"_ba << QString();
        QTest::newRow("no digit after the point") << "1."_ba << QString();
        QTest::newRow("hexadecimal") << "0x10"_ba << QString();
        QTest::newRow("unfinished object") << "{\"a\":1"_ba << QString();
        QTest::newRow("unfinished text") << "{\"a"_ba << u"no end"_s;
        QTest::newRow("text ends in an escape") << "\"a\\"_ba << u"unfinished"_s;
        QTest::newRow("unfinished escape") << "\"\\u12\""_ba << QString();
        QTest::newRow("unknown escape") << "\"\\x\""_ba << QString();
        QTest::newRow("line end in a text") << "\"a\nb\""_ba << QString();
        QTest::newRow("NUL") << QByteArray("{\"a\":1}\0", 8) << QString();
        QTest::newRow("NUL in a text") << QByteArray("\"a\0b\"", 5) << QString();
        QTest::newRow("byte order mark") << "\xEF\xBB\xBF{}"_ba << u"byte order mark"_s;
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFE{\0}\0", 6) << u"UTF-8"_s;
        QTest::newRow("continuation without a start") << "\"\x80\""_ba << u"UTF-8"_s;
        QTest::newRow("start without continuation") << "\"\xC3\""_ba << u"UTF-8"_s;
        QTest::newRow("overlong slash") << "\"\xC0\xAF\""_ba << u"UTF-8"_s;
        QTest::newRow("surrogate in UTF-8") << "\"\xED\xA0\x80\""_ba << u"UTF-8"_s;
        QTest::newRow("beyond U+10FFFF") << "\"\xF4\x90\x80\x80\""_ba << u"UTF-8"_s;
        QTest::newRow("cut in a character") << "\"\xE6\xBC"_ba << u"UTF-8"_s;
        QTest::newRow("lone surrogate, escaped") << R"("\ud800")"_ba << QString();
        QTest::newRow("lone low surrogate, escaped") << R"({"a":"x\udc00"})"_ba << QString();
        QTest::newRow("lone surrogate as a key") << R"({"\ud800":1})"_ba << QString();
        QTest::newRow("pair the wrong way round") << R"("\ude00\ud83d")"_ba << QString();
        QTest::newRow("half a pair before a letter") << R"("\ud83da")"_ba << QString();
        QTest::newRow("half a pair before an escape") << R"("\ud83d\n")"_ba << QString();
        QTest::newRow("half a pair before another") << R"("\ud83d\ud83d\ude00")"_ba << QString();
        QTest::newRow("escape in signs") << R"("\u+123")"_ba << QString();
        QTest::newRow("65 levels") << nested(65) << u"deeper than 64"_s;
        QTest::newRow("65 levels of objects")
            << QByteArray("{\"a\":").repeated(65) + '1' + QByteArray(65, '}') << u"deeper than 64"_s;
        QTest::newRow("a million levels") << QByteArray(1'000'000, '[') << u"deeper than 64"_s;
        QTest::newRow("duplicate key") << R"({"a":1,"a":2})"_ba << u"\"a\" stands twice"_s;
        QTest::newRow("duplicate key, nested") << R"([{"x":{"a":1,"b":{},"a":2}}])"_ba << u"\"a\" stands twice"_s;
        QTest::newRow("duplicate key, after an array") << R"({"a":[1,{"a":1}],"a":2})"_ba << u"\"a\" stands twice"_s;
        QTest::newRow("duplicate key, one escaped") << R"({"a":1,"\u0061":2})"_ba << u"\"a\" stands twice"_s;
        QTest::newRow("duplicate key, escape in capitals") << R"({"\u00e9":1,"\u00E9":2})"_ba << u"stands twice"_s;
        QTest::newRow("duplicate key, as a pair")
            << QByteArray("{\"\xF0\x9F\x98\x80\":1,\"\\ud83d\\ude00\":2}") << u"stands twice"_s;
        QTest::newRow("duplicate key, slash escaped") << R"({"a/b":1,"a\/b":2})"_ba << u"stands twice"_s;
        QTest::newRow("duplicate key, tab escaped") << R"({"\t":1,"\u0009":2})"_ba << u"stands twice"_s;
        QTest::newRow("duplicate empty key") << R"({"":1,"":2})"_ba << u"stands twice"_s;
    }

    void refused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, fact);
        const auto value = parseJson(bytes);
        QVERIFY(!value);
        QVERIFY2(!value.error().isEmpty() && value.error().contains(fact), qPrintable(value.error()));
    }

    void errorsNameLineOrByte()
    {
        QVERIFY(parseJson("{\n\"a\":1,\n\"a\":2}").error().contains(u"(line 3)"_s));
        QVERIFY(parseJson("{\"a\" 1}").error().contains(u" at byte "_s));
    }

    void documentMustBeAnObject()
    {
        QVERIFY(parseJsonObject("{}"));
        QVERIFY(!parseJsonObject("[]"));
        QVERIFY(!parseJsonObject("null"));
    }

    void wrongMember_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("error"); // empty: none
        const auto row = [](const char *name, const QByteArray &value, const char *type, const QString &error) {
            const QByteArray json = value.isEmpty() ? "{}"_ba : "{\"m\":" + value + '}';
            QTest::newRow(name) << json << QString::fromLatin1(type) << error;
        };
        for (const char *type : {"string", "boolean", "integer", "number", "text", "sha256", "timestamp", "strings",
                                 "array", "object", "forEach"}) {
            QTest::addRow("%s, missing", type) << "{}"_ba << QString::fromLatin1(type) << u"/m: is missing"_s;
            QTest::addRow("%s, null", type) << "{\"m\":null}"_ba << QString::fromLatin1(type) << u"/m: must be"_s;
        }
        row("string", "\"a\"", "string", {});
        row("string, number", "1", "string", u"/m: must be a string"_s);
        row("boolean, text", "\"true\"", "boolean", u"/m: must be true or false"_s);
        row("integer", "5", "integer", {});
        row("integer, negative", "-5", "integer", {});
        row("integer, as 5.0", "5.0", "integer", {});
        row("integer, fraction", "5.5", "integer", u"/m: must be an integer"_s);
        row("integer, 2 to the 53", "9007199254740992", "integer", {});
        row("integer, beyond 2 to the 53", "1e17", "integer", u"/m: must be an integer"_s);
        row("integer, text", "\"5\"", "integer", u"/m: must be a number"_s);
        row("text", R"({"ja":"a","en":"b","fr":"c"})", "text", {});
        row("text, no Japanese", R"({"en":"b"})", "text", u"/m: has no text for ja"_s);
        row("text, number in it", R"({"ja":"a","en":1})", "text", u"/m/en: must be a string"_s);
        row("sha256", '"' + QByteArray(64, 'a') + '"', "sha256", {});
        row("sha256, capitals", '"' + QByteArray(64, 'A') + '"', "sha256", u"/m: must be"_s);
        row("sha256, 63", '"' + QByteArray(63, 'a') + '"', "sha256", u"/m: must be"_s);
        row("sha256, line end", '"' + QByteArray(64, 'a') + "\\n\"", "sha256", u"/m: must be"_s);
        row("timestamp", "\"2026-11-22T00:00:00Z\"", "timestamp", {});
        row("timestamp, date", "\"2026-11-22\"", "timestamp", u"/m: must be"_s);
        row("strings", R"(["a"])", "strings", {});
        row("strings, number in it", R"(["a",1])", "strings", u"/m/1: must be a string"_s);
        row("object, array", "[]", "object", u"/m: must be an object"_s);
        row("forEach", "[{}]", "forEach", {});
        row("forEach, text in it", R"([{},"a"])", "forEach", u"/m/1: must be an object"_s);
    }

    void wrongMember()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, type);
        QFETCH(QString, error);
        const QMap<QString, std::function<void(JsonObject &)>> readers{
            {u"string"_s, [](JsonObject &o) { o.string(u"m"_s); }},
            {u"boolean"_s, [](JsonObject &o) { o.boolean(u"m"_s); }},
            {u"integer"_s, [](JsonObject &o) { o.integer(u"m"_s); }},
            {u"number"_s, [](JsonObject &o) { o.number(u"m"_s); }},
            {u"text"_s, [](JsonObject &o) { o.text(u"m"_s); }},
            {u"sha256"_s, [](JsonObject &o) { o.sha256(u"m"_s); }},
            {u"timestamp"_s, [](JsonObject &o) { o.timestamp(u"m"_s); }},
            {u"strings"_s, [](JsonObject &o) { o.strings(u"m"_s); }},
            {u"array"_s, [](JsonObject &o) { o.array(u"m"_s); }},
            {u"object"_s, [](JsonObject &o) { o.object(u"m"_s); }},
            {u"forEach"_s, [](JsonObject &o) { o.forEach(u"m"_s, [](JsonObject &) {}); }},
        };
        const QString found = errorOf(json, readers[type]);
        QVERIFY2(error.isEmpty() ? found.isEmpty() : found.startsWith(error), qPrintable(found));
    }

    void optionalMembers()
    {
        const QString error = errorOf("{}", [](JsonObject &o) {
            QVERIFY(!o.optionalString(u"m"_s) && !o.optionalBoolean(u"m"_s) && !o.optionalInteger(u"m"_s)
                    && !o.optionalText(u"m"_s) && !o.optionalTimestamp(u"m"_s) && !o.optionalObject(u"m"_s)
                    && o.optionalStrings(u"m"_s).isEmpty());
            o.forEach(u"m"_s, [](JsonObject &) {}, true);
        });
        QCOMPARE(error, QString());
        QCOMPARE(errorOf("{\"m\":null}", [](JsonObject &o) { (void)o.optionalString(u"m"_s); }),
                 u"/m: must be a string"_s);
    }

    void pathsAreJsonPointers()
    {
        const QString error = errorOf(R"({"a/b":[{"c~d":{"e":1}}]})", [](JsonObject &o) {
            o.forEach(u"a/b"_s, [](JsonObject &entry) { entry.object(u"c~d"_s).string(u"e"_s); });
        });
        QCOMPARE(error, u"/a~1b/0/c~0d/e: must be a string"_s);
        JsonErrors errors;
        const JsonObject notObject(QJsonValue(1), {}, errors);
        QCOMPARE(errors.first(), u"(document): must be an object"_s);
    }

    void firstErrorStays()
    {
        const QString error = errorOf("{}", [](JsonObject &o) {
            o.string(u"first"_s);
            o.string(u"second"_s);
        });
        QCOMPARE(error, u"/first: is missing"_s);
    }

    void unknownMembersAreNamed()
    {
        const auto read = [](JsonObject &o) {
            o.string(u"a"_s);
            (void)o.optionalString(u"b"_s);
            o.refuseUnknown();
        };
        QCOMPARE(errorOf(R"({"a":"x"})", read), QString());
        QCOMPARE(errorOf(R"({"a":"x","b":"y"})", read), QString());
        QCOMPARE(errorOf(R"({"a":"x","c/d":1})", read), u"/c~1d: is unknown"_s);
    }

    void timestamps_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("utc"); // empty: refused
        const auto row = [](const QString &text, const QString &utc) {
            QTest::newRow(qPrintable(text)) << text << utc;
        };
        row(u"2026-11-22T00:00:00Z"_s, u"2026-11-22T00:00:00Z"_s);
        row(u"2026-11-22t00:00:00z"_s, u"2026-11-22T00:00:00Z"_s);
        row(u"2026-11-22T09:00:00+09:00"_s, u"2026-11-22T00:00:00Z"_s);
        row(u"2026-11-21T23:30:00-00:30"_s, u"2026-11-22T00:00:00Z"_s);
        row(u"2026-11-22T00:00:00.5Z"_s, u"2026-11-22T00:00:00Z"_s);
        row(u"2026-11-22T00:00:00.123456789Z"_s, u"2026-11-22T00:00:00Z"_s);
        row(u"2024-02-29T00:00:00Z"_s, u"2024-02-29T00:00:00Z"_s);
        for (const QString &bad : {u""_s,
                                   u"2026-11-22"_s,
                                   u"2026-11-22T00:00:00"_s,
                                   u"2026-11-22T00:00Z"_s,
                                   u"2026-02-29T00:00:00Z"_s,
                                   u"2026-13-01T00:00:00Z"_s,
                                   u"2026-11-22T24:00:00Z"_s,
                                   u"2026-11-22T25:00:00Z"_s,
                                   u"2026-11-22T00:60:00Z"_s,
                                   u"2026-11-22T00:00:00+9"_s,
                                   u"2026-11-22T00:00:00+09"_s,
                                   u"2026-11-22T00:00:00+0900"_s,
                                   u"2026-11-22T00:00:00+25:00"_s,
                                   u"2026-11-22T00:00:00 Z"_s,
                                   u"2026-11-22T00:00:00.Z"_s,
                                   u"+2026-11-22T00:00:00Z"_s,
                                   u"26-11-22T00:00:00.000Z"_s,
                                   u"2026-11-22T00:00:00Zjunk+00:00"_s,
                                   u" 2026-11-22T00:00:00Z"_s,
                                   u"２０２６-11-22T00:00:00Z"_s}) {
            row(bad, QString());
        }
    }

    void timestamps()
    {
        QFETCH(QString, text);
        QFETCH(QString, utc);
        const auto time = parseTimestamp(text);
        QCOMPARE(time ? formatTimestamp(*time) : QString(), utc);
    }
};

QTEST_GUILESS_MAIN(JsonTest)
#include "test_json.moc"
