// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/signature.h"
#include "foreign.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace ttp;

namespace {

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// The number that a DER INTEGER holds, as 32 bytes.
QByteArray coordinate(QByteArray &der)
{
    const qsizetype size = uchar(der.at(1));
    const QByteArray number = der.mid(2, size);
    der.remove(0, 2 + size);
    return number.right(32).rightJustified(32, '\0');
}

/// r and s, from the signature that the openssl command writes.
QByteArray rawSignature(QByteArray der)
{
    der.remove(0, 2);
    const QByteArray r = coordinate(der);
    return r + coordinate(der);
}

} // namespace

/// Signatures made by the openssl command: the right ones hold, all others do not.
class SignatureTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QJsonObject m_jwk;

    QString keyFile(const QString &name) const { return m_folder.filePath(name + u".pem"_s); }

    /// Makes a key and returns it as a JWK.
    QJsonObject makeKey(const QString &name, const QString &curve = u"P-256"_s) const
    {
        (void)outputOf(u"openssl"_s, {u"genpkey"_s, u"-algorithm"_s, u"EC"_s, u"-pkeyopt"_s,
                                      u"ec_paramgen_curve:"_s + curve, u"-out"_s, keyFile(name)});
        const QByteArray der = outputOf(u"openssl"_s, {u"pkey"_s, u"-in"_s, keyFile(name), u"-pubout"_s, u"-outform"_s,
                                                       u"DER"_s});
        const QByteArray point = der.right(64);
        return {{u"kty"_s, u"EC"_s}, {u"crv"_s, curve}, {u"kid"_s, name},
                {u"x"_s, QString::fromLatin1(base64Url(point.first(32)))},
                {u"y"_s, QString::fromLatin1(base64Url(point.last(32)))}};
    }

    QString sign(const QByteArray &header, const QByteArray &payload, const QString &key) const
    {
        const QByteArray text = base64Url(header) + '.' + base64Url(payload);
        const QByteArray der = outputOf(u"openssl"_s, {u"dgst"_s, u"-sha256"_s, u"-sign"_s, keyFile(key)}, text);
        return QString::fromLatin1(text + '.' + base64Url(rawSignature(der)));
    }

    static KeySet keySet(const QJsonArray &keys) { return KeySet::read({{u"keys"_s, keys}}).value_or(KeySet()); }

    /// True if it can be read and the key has made it.
    static bool verifies(const QString &compact, const KeySet &keys)
    {
        const auto signature = Signature::parse(compact);
        return signature && keys.verify(*signature);
    }

private Q_SLOTS:
    void initTestCase() { m_jwk = makeKey(u"one"_s); }

    void opensslSigns()
    {
        const KeySet keys = keySet({m_jwk});
        for (int i = 0; i < 20; ++i) { // r and s begin with zeros or high bits now and then
            const QByteArray payload = "{\"n\":" + QByteArray::number(i) + '}';
            const QString compact = sign(R"({"alg":"ES256","kid":"one"})", payload, u"one"_s);
            const auto signature = Signature::parse(compact);
            QVERIFY2(signature, qPrintable(compact));
            QCOMPARE(signature->keyId, u"one"_s);
            QCOMPARE(signature->payload, payload);
            QVERIFY(keys.verify(*signature));
            QCOMPARE(signature->payloadObject()->value("n"_L1).toInt(), i);
        }
    }

    /// RFC 7515 appendix A.3, with a kid, which is required here.
    void exampleOfTheStandard()
    {
        const KeySet keys = keySet({QJsonObject{{u"kty"_s, u"EC"_s},
                                                {u"crv"_s, u"P-256"_s},
                                                {u"kid"_s, u"a3"_s},
                                                {u"x"_s, u"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"_s},
                                                {u"y"_s, u"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"_s}}});
        QVERIFY(keys.contains(u"a3"_s));
        Signature signature;
        signature.keyId = u"a3"_s;
        signature.signedBytes = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxl"
                                "LmNvbS9pc19yb290Ijp0cnVlfQ";
        signature.value = QByteArray::fromBase64(
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
            QByteArray::Base64UrlEncoding);
        QVERIFY(keys.verify(signature));
        signature.signedBytes[0] = 'f';
        QVERIFY(!keys.verify(signature));
    }

    void forged_data()
    {
        QTest::addColumn<QString>("compact");
        const QByteArray good = R"({"alg":"ES256","kid":"one"})";
        const QByteArray payload = R"({"a":1})";
        const QString compact = sign(good, payload, u"one"_s);
        const QStringList parts = compact.split(u'.');
        makeKey(u"other"_s);
        QTest::newRow("nothing") << QString();
        QTest::newRow("two parts") << parts[0] + u'.' + parts[1];
        QTest::newRow("four parts") << compact + u".x"_s;
        QTest::newRow("no signature") << parts[0] + u'.' + parts[1] + u'.';
        QTest::newRow("alg none") << sign(R"({"alg":"none","kid":"one"})", payload, u"one"_s);
        QTest::newRow("alg none, unsigned")
            << QString::fromLatin1(base64Url(R"({"alg":"none","kid":"one"})")) + u'.' + parts[1] + u'.';
        QTest::newRow("alg HS256") << sign(R"({"alg":"HS256","kid":"one"})", payload, u"one"_s);
        QTest::newRow("alg in other case") << sign(R"({"alg":"es256","kid":"one"})", payload, u"one"_s);
        QTest::newRow("no alg") << sign(R"({"kid":"one"})", payload, u"one"_s);
        QTest::newRow("alg twice") << sign(R"({"alg":"none","alg":"ES256","kid":"one"})", payload, u"one"_s);
        QTest::newRow("crit") << sign(R"({"alg":"ES256","kid":"one","crit":["b64"],"b64":false})", payload, u"one"_s);
        QTest::newRow("crit empty") << sign(R"({"alg":"ES256","kid":"one","crit":[]})", payload, u"one"_s);
        QTest::newRow("no kid") << sign(R"({"alg":"ES256"})", payload, u"one"_s);
        QTest::newRow("kid a number") << sign(R"({"alg":"ES256","kid":1})", payload, u"one"_s);
        QTest::newRow("unknown kid") << sign(R"({"alg":"ES256","kid":"two"})", payload, u"one"_s);
        QTest::newRow("header no object") << sign(R"(["ES256"])", payload, u"one"_s);
        QTest::newRow("signed by another key") << sign(good, payload, u"other"_s);
        QTest::newRow("other payload") << parts[0] + u'.' + QString::fromLatin1(base64Url(R"({"a":2})")) + u'.' + parts[2];
        QTest::newRow("signature of another payload")
            << parts[0] + u'.' + parts[1] + u'.' + sign(good, R"({"a":2})", u"one"_s).section(u'.', 2);
        QTest::newRow("signature padded") << compact + u"=="_s;
        QTest::newRow("header padded") << parts[0] + u"=."_s + parts[1] + u'.' + parts[2];
        QTest::newRow("plain base64") << parts[0] + u'.' + parts[1] + u'.' + QString(85, u'A') + u'+';
        QTest::newRow("space in it") << compact + u' ';
        QTest::newRow("line end in it") << compact + u'\n';
        QTest::newRow("signature of 63 bytes") << parts[0] + u'.' + parts[1] + u'.' + parts[2].chopped(2);
        QTest::newRow("signature of zeros") << parts[0] + u'.' + parts[1] + u'.' + QString(86, u'A');
        QTest::newRow("stray bits at the end")
            << parts[0] + u'.' + parts[1] + u'.' + parts[2].chopped(1) + (parts[2].endsWith(u'A') ? u'B' : u'_');
        const QByteArray raw = QByteArray::fromBase64(parts[2].toLatin1(), QByteArray::Base64UrlEncoding);
        QTest::newRow("r and s exchanged")
            << parts[0] + u'.' + parts[1] + u'.' + QString::fromLatin1(base64Url(raw.last(32) + raw.first(32)));
    }

    void forged()
    {
        QFETCH(QString, compact);
        QVERIFY(verifies(sign(R"({"alg":"ES256","kid":"one"})", "{}", u"one"_s), keySet({m_jwk})));
        QVERIFY(!verifies(compact, keySet({m_jwk})));
    }

    void payloadIsReadStrictly()
    {
        const auto signature = Signature::parse(sign(R"({"alg":"ES256","kid":"one"})", R"({"a":1,"a":2})", u"one"_s));
        QVERIFY(signature);
        QVERIFY(!signature->payloadObject());
    }

    void keys_data()
    {
        QTest::addColumn<QJsonObject>("jwks");
        QTest::addColumn<QString>("error"); // empty: fine
        const auto with = [this](const QString &key, const QJsonValue &value) {
            QJsonObject jwk = m_jwk;
            jwk[key] = value;
            return QJsonObject{{u"keys"_s, QJsonArray{jwk}}};
        };
        QTest::newRow("good") << with(u"use"_s, u"sig"_s) << QString();
        QTest::newRow("two") << QJsonObject{{u"keys"_s, QJsonArray{m_jwk, makeKey(u"another"_s)}}} << QString();
        QTest::newRow("no keys") << QJsonObject() << u"/keys"_s;
        QTest::newRow("same kid twice") << QJsonObject{{u"keys"_s, QJsonArray{m_jwk, m_jwk}}} << u"/keys/1/kid"_s;
        QTest::newRow("kid empty") << with(u"kid"_s, u""_s) << u"/keys/0/kid"_s;
        QTest::newRow("other type") << with(u"kty"_s, u"OKP"_s) << u"/keys/0"_s;
        QTest::newRow("other curve") << with(u"crv"_s, u"secp256k1"_s) << u"/keys/0"_s;
        QTest::newRow("other alg") << with(u"alg"_s, u"ES384"_s) << u"/keys/0/alg"_s;
        QTest::newRow("off the curve") << with(u"x"_s, m_jwk[u"y"_s]) << u"/keys/0"_s;
        QTest::newRow("zeros") << with(u"x"_s, QString(43, u'A')) << u"/keys/0"_s;
        QTest::newRow("beyond the field") << with(u"x"_s, QString(42, u'_') + u'8') << u"/keys/0"_s;
        QTest::newRow("too short") << with(u"x"_s, u"AAAA"_s) << u"/keys/0"_s;
        QTest::newRow("padded") << with(u"x"_s, QString(m_jwk[u"x"_s].toString() + u'=')) << u"/keys/0"_s;
        QTest::newRow("no y") << with(u"y"_s, QJsonValue()) << u"/keys/0/y"_s;
    }

    void keys()
    {
        QFETCH(QJsonObject, jwks);
        QFETCH(QString, error);
        const auto keys = KeySet::read(jwks);
        QCOMPARE(keys.has_value(), error.isEmpty());
        if (!keys) {
            QVERIFY2(keys.error().startsWith(error), qPrintable(keys.error()));
        } else {
            QCOMPARE(keys->json(), jwks); // as it came, for the receipt
            QVERIFY(keys->contains(u"one"_s) && !keys->contains(u"two"_s) && !keys->isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(SignatureTest)
#include "test_signature.moc"
