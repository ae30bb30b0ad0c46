// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/certificate.h"
#include "judges.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace ttp;

/// Pins and chains of certificates that the openssl command has made.
class CertificateTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    /// Makes authority and leaf in a folder of that name.
    QString make(const QString &name, const QJsonObject &wanted = {}) const
    {
        const QString folder = m_folder.filePath(name);
        const QString tool = QStringLiteral(TTP_SOURCE_DIR "/tests/tools/raw_certificates.py");
        const QByteArray json = QJsonDocument(wanted).toJson(QJsonDocument::Compact);
        if (!outputOf(u"/usr/bin/python3"_s, {tool, folder, QString::fromUtf8(json)}).isEmpty()) {
            qWarning("no certificates");
        }
        return folder;
    }

    static QByteArray der(const QString &pem)
    {
        return outputOf(u"openssl"_s, {u"x509"_s, u"-in"_s, pem, u"-outform"_s, u"DER"_s});
    }

private Q_SLOTS:
    void pinEqualsOpenssl_data()
    {
        QTest::addColumn<QString>("key");
        QTest::newRow("EC") << u"ec"_s;
        QTest::newRow("RSA") << u"rsa"_s;
    }

    void pinEqualsOpenssl()
    {
        QFETCH(QString, key);
        const QString folder = make(key, {{u"key"_s, key}});
        const QByteArray pin = publicKeyPin(der(folder + u"/leaf.pem"_s));
        QCOMPARE(pin, bytesOf(folder + u"/pin"_s));
        QCOMPARE(pin.size(), 44);
    }

    void whatIsNoCertificateHasNoPin()
    {
        QCOMPARE(publicKeyPin({}), QByteArray());
        QCOMPARE(publicKeyPin("certificate"), QByteArray());
        const QByteArray leaf = der(make(u"cut"_s) + u"/leaf.pem"_s);
        QCOMPARE(publicKeyPin(leaf.chopped(10)), QByteArray());
    }

    void chains_data()
    {
        QTest::addColumn<QJsonObject>("wanted");
        QTest::addColumn<bool>("leads");
        QTest::newRow("good") << QJsonObject() << true;
        QTest::newRow("other authority") << QJsonObject{{u"issuer"_s, u"other"_s}} << false;
        QTest::newRow("self-signed") << QJsonObject{{u"issuer"_s, u"self"_s}} << false;
        QTest::newRow("expired") << QJsonObject{{u"to"_s, u"20200201"_s}} << false;
        QTest::newRow("not yet valid") << QJsonObject{{u"from"_s, u"20400101"_s}} << false;
        QTest::newRow("for clients") << QJsonObject{{u"usage"_s, u"clientAuth"_s}} << false;
    }

    void chains()
    {
        QFETCH(QJsonObject, wanted);
        QFETCH(bool, leads);
        const QString folder = make(QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-'), wanted);
        const QByteArray leaf = der(folder + u"/leaf.pem"_s);
        const QByteArray authority = der(folder + u"/ca.pem"_s);
        QCOMPARE(chainLeadsTo({leaf}, {authority}), leads);
        QCOMPARE(chainLeadsTo({leaf, authority}, {authority}), leads);
        QVERIFY(!chainLeadsTo({leaf, authority}, {})); // what the server sends along is no anchor
    }

    /// A leaf must not sign: whoever has any certificate could make one for every host.
    void leafIsNoAuthority()
    {
        const QString folder = make(u"victim"_s);
        const QString path = folder + u"/forged"_s;
        (void)outputOf(u"openssl"_s,
                       {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s,
                        u"-nodes"_s, u"-subj"_s, u"/CN=forged"_s, u"-days"_s, u"2"_s, u"-CA"_s, folder + u"/leaf.pem"_s,
                        u"-CAkey"_s, folder + u"/leaf.key"_s, u"-keyout"_s, path + u".key"_s, u"-out"_s, path});
        const QByteArray forged = der(path);
        QVERIFY(forged.size() > 100);
        QVERIFY(!chainLeadsTo({forged, der(folder + u"/leaf.pem"_s)}, {der(folder + u"/ca.pem"_s)}));
    }

    void rubbish()
    {
        const QByteArray authority = der(make(u"rubbish"_s) + u"/ca.pem"_s);
        QVERIFY(!chainLeadsTo({}, {authority}));
        QVERIFY(!chainLeadsTo({"rubbish"}, {authority}));
        QVERIFY(!chainLeadsTo({authority.chopped(1), "x"}, {authority, "y"}));
    }
};

QTEST_GUILESS_MAIN(CertificateTest)
#include "test_certificate.moc"
