// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/signature.h"
#include "openssl_key.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace ttp;

/// Signatures made by the openssl command: the right ones hold, all others do not.
class SignatureTest : public QObject {
    Q_OBJECT

private:
    OpensslKey m_key{u"one"_s};
    QJsonObject m_jwk = m_key.jwk();

    QString sign(const QByteArray &header, const QByteArray &payload) const { return m_key.sign(header, payload); }

    static KeySet keySet(const QJsonArray &keys) { return KeySet::read({{u"keys"_s, keys}}).value_or(KeySet()); }

    /// True if it can be read and the key has made it.
    static bool verifies(const QString &compact, const KeySet &keys)
    {
        const auto signature = Signature::parse(compact);
        return signature && keys.verify(*signature);
    }

private Q_SLOTS:
    void opensslSigns()
    {
        const KeySet keys = keySet({m_jwk});
        for (int i = 0; i < 20; ++i) { // r and s begin with zeros or high bits now and then
            const QByteArray payload = "{\"n\":" + QByteArray::number(i) + '}';
            const QString compact = sign(R"({"alg":"ES256","kid":"one"})", payload);
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
        signature.signedBytes =
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxl"
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
        const QString compact = sign(good, payload);
        const QStringList parts = compact.split(u'.');
        QTest::newRow("nothing") << QString();
        QTest::newRow("two parts") << parts[0] + u'.' + parts[1];
        QTest::newRow("four parts") << compact + u".x"_s;
        QTest::newRow("no signature") << parts[0] + u'.' + parts[1] + u'.';
        QTest::newRow("alg none") << sign(R"({"alg":"none","kid":"one"})", payload);
        QTest::newRow("alg none, unsigned")
            << QString::fromLatin1(base64Url(R"({"alg":"none","kid":"one"})")) + u'.' + parts[1] + u'.';
        QTest::newRow("alg HS256") << sign(R"({"alg":"HS256","kid":"one"})", payload);
        QTest::newRow("alg in other case") << sign(R"({"alg":"es256","kid":"one"})", payload);
        QTest::newRow("no alg") << sign(R"({"kid":"one"})", payload);
        QTest::newRow("alg twice") << sign(R"({"alg":"none","alg":"ES256","kid":"one"})", payload);
        QTest::newRow("crit") << sign(R"({"alg":"ES256","kid":"one","crit":["b64"],"b64":false})", payload);
        QTest::newRow("crit empty") << sign(R"({"alg":"ES256","kid":"one","crit":[]})", payload);
        QTest::newRow("no kid") << sign(R"({"alg":"ES256"})", payload);
        QTest::newRow("kid a number") << sign(R"({"alg":"ES256","kid":1})", payload);
        QTest::newRow("unknown kid") << sign(R"({"alg":"ES256","kid":"two"})", payload);
        QTest::newRow("header no object") << sign(R"(["ES256"])", payload);
        QTest::newRow("signed by another key") << OpensslKey(u"one"_s).sign(good, payload);
        QTest::newRow("other payload") << parts[0] + u'.' + QString::fromLatin1(base64Url(R"({"a":2})")) + u'.'
                + parts[2];
        QTest::newRow("signature of another payload")
            << parts[0] + u'.' + parts[1] + u'.' + sign(good, R"({"a":2})").section(u'.', 2);
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
        QVERIFY(verifies(sign(R"({"alg":"ES256","kid":"one"})", "{}"), keySet({m_jwk})));
        QVERIFY(!verifies(compact, keySet({m_jwk})));
    }

    void payloadIsReadStrictly()
    {
        const auto signature = Signature::parse(sign(R"({"alg":"ES256","kid":"one"})", R"({"a":1,"a":2})"));
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
        QTest::newRow("two") << QJsonObject{{u"keys"_s, QJsonArray{m_jwk, OpensslKey(u"another"_s).jwk()}}}
                             << QString();
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
