// SPDX-License-Identifier: GPL-3.0-or-later
#include "calls.h"
#include "judges.h"

#include "service/description.h"
#include "service/profile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace service_test;
using namespace ttp;
using namespace ttp::service;

namespace {

/// Judges many profiles by resources/api/profile.schema.json: one line `True` or `False` each.
const QString Judge = uR"(
import json, sys, jsonschema
schema = json.load(open(sys.argv[1]))
checker = jsonschema.FormatChecker()
validator = jsonschema.Draft202012Validator(schema, format_checker=checker)
for profile in json.load(sys.stdin):
    print(not any(validator.iter_errors(profile)))
)"_s;

} // namespace

/// The profile is read as strictly as its schema says, and a little more.
class ProfileTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QByteArray m_pem;
    QList<std::pair<QString, QJsonObject>> m_legal;

    static QJsonObject practice()
    {
        return {{u"format"_s, 1},
                {u"id"_s, u"service.example"_s},
                {u"kind"_s, u"practice"_s},
                {u"base_url"_s, u"https://service.example/v1"_s}};
    }

    static QJsonObject with(QJsonObject profile, const QString &key, const QJsonValue &value)
    {
        profile[key] = value;
        return profile;
    }

    static QJsonObject without(QJsonObject profile, const QString &key)
    {
        profile.remove(key);
        return profile;
    }

    static QJsonObject keys()
    {
        // The key of RFC 7515 appendix A.3
        return {{u"keys"_s,
                 QJsonArray{QJsonObject{{u"kty"_s, u"EC"_s},
                                        {u"crv"_s, u"P-256"_s},
                                        {u"kid"_s, u"a3"_s},
                                        {u"x"_s, u"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"_s},
                                        {u"y"_s, u"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"_s}}}}};
    }

    static QJsonObject pinned()
    {
        QJsonObject profile = practice();
        profile[u"pins"_s] = QJsonArray{u"sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="_s,
                                        u"sha256/BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA="_s};
        profile[u"pins_expire"_s] = u"2030-01-01T00:00:00Z"_s;
        return profile;
    }

    Result<Profile> read(const QJsonObject &json) const
    {
        return readProfile(QJsonDocument(json).toJson(), m_folder.path());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(
            QProcess::execute(u"/usr/bin/python3"_s,
                              {QStringLiteral(TTP_SOURCE_DIR "/tests/tools/raw_certificates.py"), m_folder.path()}),
            0);
        m_pem = bytesOf(m_folder.filePath(u"ca.pem"_s));
        const QJsonObject production = with(with(practice(), u"kind"_s, u"production"_s), u"keys"_s, keys());
        m_legal = {{u"smallest"_s, practice()},
                   {u"production"_s, production},
                   {u"CA file"_s, with(practice(), u"ca_file"_s, u"ca.pem"_s)},
                   {u"CA inside"_s, with(practice(), u"ca_pem"_s, QString::fromLatin1(m_pem))},
                   {u"pins"_s, pinned()},
                   {u"OCSP"_s, with(practice(), u"require_ocsp"_s, true)},
                   {u"no proxy"_s, with(practice(), u"proxy"_s, u"none"_s)},
                   {u"proxy"_s, with(practice(), u"proxy"_s, u"http://proxy.example:3128"_s)},
                   {u"port"_s, with(practice(), u"base_url"_s, u"https://127.0.0.1:8443/a/v1"_s)},
                   {u"IPv6"_s, with(practice(), u"base_url"_s, u"https://[::1]:8443/v1"_s)},
                   {u"no path"_s, with(practice(), u"base_url"_s, u"https://service.example"_s)}};
    }

    void legal()
    {
        QJsonArray all;
        for (const auto &[name, json] : m_legal) {
            const auto profile = read(json);
            QVERIFY2(profile, qPrintable(name + u": "_s + (profile ? QString() : profile.error().facts)));
            all.append(json);
        }
        const QByteArray judged =
            outputOf(u"/usr/bin/python3"_s,
                     {u"-c"_s, Judge, QStringLiteral(TTP_SOURCE_DIR "/resources/api/profile.schema.json")},
                     QJsonDocument(all).toJson());
        QCOMPARE(judged, QByteArray("True\n").repeated(m_legal.size()));
    }

    void membersAreTakenOver()
    {
        QJsonObject json = pinned();
        json[u"ca_file"_s] = u"ca.pem"_s;
        json[u"require_ocsp"_s] = true;
        json[u"keys"_s] = keys();
        json[u"proxy"_s] = u"none"_s;
        json[u"base_url"_s] = u"https://service.example:8443/v1/"_s;
        const auto profile = read(json);
        QVERIFY(profile);
        QCOMPARE(profile->id, u"service.example"_s);
        QVERIFY(profile->isPractice());
        QCOMPARE(profile->baseUrl, QUrl(u"https://service.example:8443/v1"_s)); // without its slash
        QCOMPARE(profile->caPem, m_pem);
        QCOMPARE(profile->pins.size(), 2);
        QCOMPARE(profile->pinsExpire, QDateTime({2030, 1, 1}, {0, 0}, Qt::UTC));
        QVERIFY(profile->requireOcsp);
        QVERIFY(profile->keys.contains(u"a3"_s));
        QCOMPARE(profile->proxy, u"none"_s);
        QCOMPARE(read(practice())->proxy, u"system"_s);
        QCOMPARE(read(with(practice(), u"base_url"_s, u"https://пример.example/v1"_s))->host(),
                 u"xn--e1afmkfd.example"_s); // look-alike letters show
    }

    void wrong_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::addColumn<QString>("path");
        const QJsonObject good = practice();
        for (const QString &member : {u"format"_s, u"id"_s, u"kind"_s, u"base_url"_s}) {
            QTest::addRow("no %s", qUtf8Printable(member)) << without(good, member) << QString(u'/' + member);
            QTest::addRow("%s null", qUtf8Printable(member)) << with(good, member, {}) << QString(u'/' + member);
            QTest::addRow("%s a list", qUtf8Printable(member))
                << with(good, member, QJsonArray()) << QString(u'/' + member);
        }
        QTest::newRow("unknown member") << with(good, u"ca_files"_s, u"x"_s) << u"/ca_files"_s;
        QTest::newRow("other format") << with(good, u"format"_s, 2) << u"/format"_s;
        QTest::newRow("format 1.5") << with(good, u"format"_s, 1.5) << u"/format"_s;
        QTest::newRow("id in capitals") << with(good, u"id"_s, u"Service"_s) << u"/id"_s;
        QTest::newRow("id of one letter") << with(good, u"id"_s, u"a"_s) << u"/id"_s;
        QTest::newRow("id too long") << with(good, u"id"_s, QString(64, u'a')) << u"/id"_s;
        QTest::newRow("id with a line end") << with(good, u"id"_s, u"service\n"_s) << u"/id"_s;
        QTest::newRow("other kind") << with(good, u"kind"_s, u"test"_s) << u"/kind"_s;
        for (const QString &url :
             {u"http://service.example/v1"_s, u"HTTPS://service.example"_s, u"https://"_s, u"https:///v1"_s,
              u"https://user:pass@service.example/v1"_s, u"https://service.example/v1?x=1"_s,
              u"https://service.example/v1#x"_s, u"https://service.example/a b"_s,
              u"https://service.example:99999/v1"_s, u"https://service.example:x/v1"_s, u"ftp://service.example"_s,
              u"service.example"_s, u"https://service.example/v1\n"_s, u"https://service.example\\@evil.example"_s}) {
            QTest::addRow("base_url %s", qUtf8Printable(url)) << with(good, u"base_url"_s, url) << u"/base_url"_s;
        }
        QTest::newRow("two authorities") << with(with(good, u"ca_file"_s, u"ca.pem"_s), u"ca_pem"_s, u"x"_s)
                                         << u"/ca_pem"_s;
        QTest::newRow("no such CA file") << with(good, u"ca_file"_s, u"other.pem"_s) << u"/ca_file"_s;
        QTest::newRow("CA file is a folder") << with(good, u"ca_file"_s, u"."_s) << u"/ca_file"_s;
        QTest::newRow("CA file without a certificate") << with(good, u"ca_file"_s, u"leaf.key"_s) << u"/ca_file"_s;
        QTest::newRow("no PEM") << with(good, u"ca_pem"_s, u"certificate"_s) << u"/ca_pem"_s;
        const QJsonObject pins = pinned();
        QTest::newRow("pins without expiry") << without(pins, u"pins_expire"_s) << u"/pins_expire"_s;
        QTest::newRow("expiry without pins") << without(pins, u"pins"_s) << u"/pins"_s;
        QTest::newRow("one pin") << with(pins, u"pins"_s, QJsonArray{pins[u"pins"_s][0]}) << u"/pins"_s;
        QTest::newRow("the same pin twice")
            << with(pins, u"pins"_s, QJsonArray{pins[u"pins"_s][0], pins[u"pins"_s][0]}) << u"/pins"_s;
        QTest::newRow("pin in hex") << with(pins, u"pins"_s, QJsonArray{pins[u"pins"_s][0], u"sha256/abcd"_s})
                                    << u"/pins"_s;
        QTest::newRow("pin of SHA-1") << with(pins, u"pins"_s,
                                              QJsonArray{pins[u"pins"_s][0], u"sha1/AAAAAAAAAAAAAAAAAAAAAAAAAAA="_s})
                                      << u"/pins"_s;
        QTest::newRow("pin is a number") << with(pins, u"pins"_s, QJsonArray{1, 2}) << u"/pins/0"_s;
        QTest::newRow("expiry is no time") << with(pins, u"pins_expire"_s, u"2030-01-01"_s) << u"/pins_expire"_s;
        QTest::newRow("OCSP as text") << with(good, u"require_ocsp"_s, u"yes"_s) << u"/require_ocsp"_s;
        QTest::newRow("production without keys") << with(good, u"kind"_s, u"production"_s) << u"/keys"_s;
        QTest::newRow("no key") << with(good, u"keys"_s, QJsonObject{{u"keys"_s, QJsonArray()}}) << u"/keys"_s;
        QTest::newRow("keys a list") << with(good, u"keys"_s, QJsonArray()) << u"/keys"_s;
        QJsonObject key = keys()[u"keys"_s][0].toObject();
        const auto keyed = [&good](const QJsonObject &one) {
            return with(good, u"keys"_s, QJsonObject{{u"keys"_s, QJsonArray{one}}});
        };
        QTest::newRow("key without kid") << keyed(without(key, u"kid"_s)) << u"/keys"_s;
        QTest::newRow("key on another curve") << keyed(with(key, u"crv"_s, u"P-384"_s)) << u"/keys"_s;
        QTest::newRow("key off the curve") << keyed(with(key, u"y"_s, key[u"x"_s])) << u"/keys"_s;
        QTest::newRow("RSA key") << keyed(with(key, u"kty"_s, u"RSA"_s)) << u"/keys"_s;
        for (const QString &proxy : {u"direct"_s, u"http://user:pass@proxy.example"_s, u"socks5://proxy.example"_s,
                                     u""_s, u"http://"_s, u"http://proxy.example/path"_s}) {
            QTest::addRow("proxy '%s'", qUtf8Printable(proxy)) << with(good, u"proxy"_s, proxy) << u"/proxy"_s;
        }
    }

    void wrong()
    {
        QFETCH(QJsonObject, json);
        QFETCH(QString, path);
        const auto profile = read(json);
        QCOMPARE(codeOf(profile), u"FIL-002"_s);
        QVERIFY2(profile.error().facts.startsWith(path), qPrintable(profile.error().facts));
    }

    void notJson()
    {
        QCOMPARE(codeOf(readProfile("{\"format\":1,\"format\":1}", {})), u"FIL-002"_s);
        QCOMPARE(codeOf(readProfile("", {})), u"FIL-002"_s);
        QCOMPARE(codeOf(readProfile("[]", {})), u"FIL-002"_s);
    }

    void file()
    {
        const QString path = m_folder.filePath(u"profile.json"_s);
        QCOMPARE(codeOf(readProfileFile(path)), u"FIL-001"_s);
        QCOMPARE(codeOf(readProfileFile(m_folder.path())), u"FIL-001"_s);
        writeFile(path, QJsonDocument(with(practice(), u"ca_file"_s, u"ca.pem"_s)).toJson());
        QCOMPARE(codeOf(readProfileFile(path)), u"done"_s); // ca_file lies beside it
        writeFile(path, QJsonDocument(practice()).toJson() + QByteArray(MaxProfileBytes, ' '));
        QCOMPARE(codeOf(readProfileFile(path)), u"FIL-001"_s);
    }

    void identity_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("code");
        const QString id = u"service.example"_s;
        const QString host = u"service.example"_s;
        const QString agency = u"出入国在留管理庁"_s;
        QTest::newRow("itself") << id << Kind::Production << u"A"_s << host << u"done"_s;
        QTest::newRow("other id") << u"other.example"_s << Kind::Production << u"A"_s << host << u"NET-011"_s;
        QTest::newRow("other kind") << id << Kind::Practice << u"A"_s << host << u"NET-011"_s;
        QTest::newRow("claims the Agency") << id << Kind::Production << agency << host << u"WHO-002"_s;
        QTest::newRow("claims the Agency in English")
            << id << Kind::Production << u"the IMMIGRATION SERVICES AGENCY of Japan"_s << host << u"WHO-002"_s;
        QTest::newRow("claims the Agency in full-width letters")
            << id << Kind::Production << u"ＭＩＮＩＳＴＲＹ　ＯＦ  ＪＵＳＴＩＣＥ"_s << host << u"WHO-002"_s;
        QTest::newRow("claims the Agency at a host that begins like this computer's")
            << id << Kind::Production << agency << u"127.0.0.1.evil.example"_s << u"WHO-002"_s;
        QTest::newRow("on this computer") << id << Kind::Production << agency << u"127.0.0.1"_s << u"done"_s;
        QTest::newRow("the Agency") << id << Kind::Production << agency << u"apply.moj.go.jp"_s << u"done"_s;
        QTest::newRow("the Agency's look-alike") << id << Kind::Production << agency << u"evilgo.jp"_s << u"WHO-002"_s;
        QTest::newRow("go.jp in front") << id << Kind::Production << agency << u"go.jp.evil.example"_s << u"WHO-002"_s;
    }

    void identity()
    {
        QFETCH(QString, id);
        QFETCH(Kind, kind);
        QFETCH(QString, name);
        QFETCH(QString, host);
        QFETCH(QString, code);
        Profile profile;
        profile.id = u"service.example"_s;
        profile.kind = Kind::Production;
        profile.baseUrl = QUrl(u"https://"_s + host + u"/v1"_s);
        Description description;
        description.id = id;
        description.kind = kind;
        description.name = LocalizedText(name, name);
        QCOMPARE(codeOf(checkIdentity(description, profile)), code);
    }
};

QTEST_GUILESS_MAIN(ProfileTest)
#include "test_profile.moc"
