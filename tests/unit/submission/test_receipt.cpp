// SPDX-License-Identifier: GPL-3.0-or-later
#include "applicant.h"
#include "calls.h"
#include "judges.h"
#include "support/commands.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace service_test;
using namespace submission_test;
using namespace ttp;
using namespace ttp::submission;

/// The proof of what was sent: made by the practice service, judged by us and by other people's programs, and useless once
/// anything in it has been touched.
class ReceiptTest : public QObject {
    Q_OBJECT

private:
    Receipt m_receipt;
    KeySet m_pinned;
    QString m_termsVersion;

    static KeySet keysOf(const QJsonObject &json) { return KeySet::read(json).value_or(KeySet()); }

    /// The receipt with another acknowledgement.
    Receipt with(const std::function<void(QJsonObject &)> &change) const
    {
        Receipt changed = m_receipt;
        QJsonObject json = changed.acknowledgement.json;
        change(json);
        auto acknowledgement = service::readAcknowledgement(json);
        if (!acknowledgement) {
            qWarning("%s", qUtf8Printable(acknowledgement.error()));
        } else {
            changed.acknowledgement = *std::move(acknowledgement);
        }
        return changed;
    }

    static QJsonArray attachments(const QJsonObject &json) { return json["attachments"_L1].toArray(); }

private Q_SLOTS:
    void initTestCase()
    {
        Applicant applicant;
        QVERIFY(applicant.enter());
        Sending sending(applicant.door(), applicant.inputs());
        sending.start();
        QVERIFY(waitForEnd(sending));
        QVERIFY2(sending.outcome(), qPrintable(codeOf(sending.outcome())));
        m_receipt = sending.outcome()->receipt;
        m_pinned = applicant.profile().keys;
        m_termsVersion = sending.manifest().termsVersion;
        QVERIFY(m_receipt.acknowledgement.attachments.size() >= 2);
    }

    void foreignProgramsAgree()
    {
        QCOMPARE(m_receipt.acknowledgement.bodySha256, sha256sum(m_receipt.body));
        const QJsonObject payload =
            practice_test::verifiedPayload(m_receipt.acknowledgement.receipt, m_receipt.announcedKeys.json());
        QVERIFY(!payload.isEmpty()); // the openssl command has verified it
        QJsonObject expected = m_receipt.acknowledgement.json;
        expected.remove("receipt"_L1);
        expected["service_id"_L1] = m_receipt.serviceId;
        expected["kind"_L1] = u"practice"_s;
        expected["terms_version"_L1] = m_termsVersion;
        QCOMPARE(payload, expected);
        const QByteArray acknowledgement = QJsonDocument(m_receipt.acknowledgement.json).toJson();
        QCOMPARE(
            practice_test::schemaErrors({{u"Application"_s, m_receipt.body}, {u"Acknowledgement"_s, acknowledgement}}),
            QByteArray());
    }

    void holds()
    {
        const auto checks = verify(m_receipt, m_pinned);
        QVERIFY(allHold(checks));
        QCOMPARE(checks.size(), m_receipt.acknowledgement.attachments.size() + 2);
        QCOMPARE(checks.front().what, u"body"_s);
        QCOMPARE(checks[1].what, u"attachment 0"_s);
        QCOMPARE(checks.back().what, u"signature"_s);
        QCOMPARE(checks.back().by, ProvedBy::PinnedKey);
        for (const Check &check : checks) {
            QVERIFY(!check.says.in(u"ja"_s).isEmpty() && check.says.in(u"ja"_s) != check.says.in(u"en"_s));
        }
        QCOMPARE(judge(m_receipt, m_pinned).value_or(ProvedBy::Nobody), ProvedBy::PinnedKey);
    }

    void announcedKeyIsSaidToBeNoMore()
    {
        QCOMPARE(verify(m_receipt, KeySet()).back().by, ProvedBy::AnnouncedKey);
        QCOMPARE(judge(m_receipt, KeySet()).value_or(ProvedBy::Nobody), ProvedBy::AnnouncedKey);
        QCOMPARE(describe(ProvedBy::AnnouncedKey).in(u"en"_s), u"only announced by the service itself"_s);
        QCOMPARE(describe(ProvedBy::PinnedKey).in(u"en"_s), u"pinned by the profile"_s);
    }

    /// A sending whose body is not kept: the digest of the body and the signature decide.
    void judgedByDigestOnly()
    {
        Receipt bare = m_receipt;
        bare.body.clear();
        const QByteArray digest = m_receipt.acknowledgement.bodySha256;
        QCOMPARE(judgeByDigest(bare, digest, m_pinned).value_or(ProvedBy::Nobody), ProvedBy::PinnedKey);
        QCOMPARE(judgeByDigest(bare, digest, KeySet()).value_or(ProvedBy::Nobody), ProvedBy::AnnouncedKey);
        QCOMPARE(codeOf(judgeByDigest(bare, QByteArray(64, '0'), m_pinned)), u"ACK-001"_s);
        for (const char *member : {"application_number", "received_at"}) {
            Receipt changed = with([&](QJsonObject &json) {
                json[QLatin1StringView(member)] = QString::fromLatin1(*member == 'a' ? "OTHER-1" : "2001-01-01T00:00:00Z");
            });
            QCOMPARE(codeOf(judgeByDigest(changed, digest, m_pinned)), u"ACK-002"_s);
        }
        Receipt elsewhere = bare;
        elsewhere.serviceId = u"other.example"_s;
        QCOMPARE(codeOf(judgeByDigest(elsewhere, digest, m_pinned)), u"ACK-002"_s);
    }

    void tampered_data()
    {
        QTest::addColumn<Receipt>("receipt");
        QTest::addColumn<QString>("code");
        const QString other(64, u'0');
        QTest::newRow("untouched") << m_receipt << u"done"_s;
        QTest::newRow("other digest of the body")
            << with([&](QJsonObject &json) { json["body_sha256"_L1] = other; }) << u"ACK-001"_s;
        QTest::newRow("attachment missing") << with([](QJsonObject &json) {
            QJsonArray list = attachments(json);
            list.removeLast();
            json["attachments"_L1] = list;
        }) << u"ACK-001"_s;
        QTest::newRow("no attachments") << with([](QJsonObject &json) { json["attachments"_L1] = QJsonArray(); })
                                        << u"ACK-001"_s;
        QTest::newRow("one attachment more") << with([](QJsonObject &json) {
            QJsonArray list = attachments(json);
            list.append(list.first());
            json["attachments"_L1] = list;
        }) << u"ACK-001"_s;
        QTest::newRow("attachments in another order") << with([](QJsonObject &json) {
            QJsonArray list = attachments(json);
            const QJsonValue first = list.takeAt(0);
            list.append(first);
            json["attachments"_L1] = list;
        }) << u"ACK-001"_s;
        for (const auto &[member, value] : {std::pair(u"sha256"_s, QJsonValue(other)),
                                            {u"size"_s, QJsonValue(1)},
                                            {u"field"_s, QJsonValue(u"documents.other"_s)}}) {
            QTest::addRow("attachment with another %s", qUtf8Printable(member)) << with([&](QJsonObject &json) {
                QJsonArray list = attachments(json);
                QJsonObject entry = list[0].toObject();
                entry[member] = value;
                list[0] = entry;
                json["attachments"_L1] = list;
            }) << u"ACK-001"_s;
        }
        QTest::newRow("other number") << with([](QJsonObject &json) {
            json["application_number"_L1] = u"PRACTICE-9999"_s;
        }) << u"ACK-002"_s;
        QTest::newRow("other time") << with([](QJsonObject &json) {
            json["received_at"_L1] = u"2020-01-01T00:00:00Z"_s;
        }) << u"ACK-002"_s;
        QTest::newRow("a member that was not signed")
            << with([](QJsonObject &json) { json["fee"_L1] = 5; }) << u"ACK-002"_s;
        QTest::newRow("no signature") << with([](QJsonObject &json) { json["receipt"_L1] = QString(); })
                                      << u"ACK-002"_s;
        QTest::newRow("signature of another") << with([](QJsonObject &json) {
            QStringList parts = json["receipt"_L1].toString().split(u'.');
            parts[2] = QString(86, u'A');
            json["receipt"_L1] = parts.join(u'.');
        }) << u"ACK-002"_s;
        Receipt otherService = m_receipt;
        otherService.serviceId = u"other.example"_s;
        QTest::newRow("other service") << otherService << u"ACK-002"_s;
        Receipt production = m_receipt;
        production.kind = service::Kind::Production;
        QTest::newRow("practice taken for production") << production << u"ACK-002"_s;
        Receipt changed = m_receipt;
        changed.body.replace("ERIKSSON", "ERIKSSEN");
        QTest::newRow("other answers") << changed << u"ACK-001"_s;
        Receipt cut = m_receipt;
        cut.body.chop(1);
        QTest::newRow("body cut") << cut << u"ACK-001"_s;
        // Body and digest of an application to other terms: only the signature can show it.
        Receipt terms = m_receipt;
        terms.body.replace('"' + m_termsVersion.toUtf8() + '"', "\"2000-01\"");
        terms.acknowledgement.bodySha256 = sha256sum(terms.body);
        terms.acknowledgement.json["body_sha256"_L1] = QString::fromLatin1(terms.acknowledgement.bodySha256);
        QTest::newRow("other terms") << terms << u"ACK-002"_s;
    }

    void tampered()
    {
        QFETCH(Receipt, receipt);
        QFETCH(QString, code);
        QCOMPARE(codeOf(judge(receipt, m_pinned)), code);
        QCOMPARE(allHold(verify(receipt, m_pinned)), code == "done"_L1);
        if (code != "done"_L1) {
            QCOMPARE(judge(receipt, m_pinned).error().applicationNumber, receipt.acknowledgement.applicationNumber);
        }
    }

    /// A genuine signature over something else: each member that differs is named, and none where nobody signed.
    void namesWhatWasSignedOtherwise()
    {
        const auto named = [this](const Receipt &receipt) {
            QStringList names;
            for (const Check &check : verify(receipt, m_pinned)) {
                if (check.isMember && !check.holds) {
                    names += check.what;
                }
            }
            return names;
        };
        QCOMPARE(named(m_receipt), QStringList());
        Receipt other = with([](QJsonObject &json) {
            json["application_number"_L1] = u"PRACTICE-9999"_s;
            json["received_at"_L1] = u"2020-01-01T00:00:00Z"_s;
            json["fee"_L1] = 5;
        });
        other.serviceId = u"other.example"_s;
        other.kind = service::Kind::Production;
        const QStringList all{u"application_number"_s, u"fee"_s, u"kind"_s, u"received_at"_s, u"service_id"_s};
        QCOMPARE(named(other), all);
        QCOMPARE(judge(other, m_pinned).error().facts, all.join(u", "_s));
        QCOMPARE(verify(other, m_pinned).back().by, ProvedBy::Nobody);
        other.announcedKeys = KeySet();
        QStringList parts = other.acknowledgement.receipt.split(u'.');
        parts[2] = QString(86, u'A');
        other.acknowledgement.receipt = parts.join(u'.');
        QCOMPARE(named(other), QStringList());
    }

    /// Keys of the profile that did not sign it: announced ones prove nothing any more.
    void keyThatIsNotPinned()
    {
        Applicant other;
        QVERIFY(other.enter());
        const KeySet pinned = other.profile().keys; // of a service that started with other keys
        QVERIFY(!pinned.isEmpty());
        QCOMPARE(codeOf(judge(m_receipt, pinned)), u"ACK-002"_s);
        QCOMPARE(verify(m_receipt, pinned).back().by, ProvedBy::AnnouncedKey); // verify says by which key
        Receipt receipt = m_receipt;
        receipt.announcedKeys = pinned;
        QCOMPARE(verify(receipt, pinned).back().by, ProvedBy::Nobody);
    }

    void fileIsReadBack()
    {
        const QByteArray bytes = m_receipt.toJson();
        const auto read = readReceipt(bytes);
        QVERIFY2(read, qPrintable(codeOf(read)));
        QCOMPARE(read->body, m_receipt.body); // to the byte
        QCOMPARE(read->toJson(), bytes);
        QCOMPARE(codeOf(judge(*read, m_pinned)), u"done"_s);
        const QJsonObject json = QJsonDocument::fromJson(bytes).object();
        QCOMPARE(json.keys(),
                 QStringList({u"acknowledgement"_s, u"announced_keys"_s, u"body"_s, u"format"_s, u"service"_s}));
    }

    void wrongFile_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("path");
        const QJsonObject good = QJsonDocument::fromJson(m_receipt.toJson()).object();
        const auto bytesWith = [&good](const QString &key, const QJsonValue &value) {
            QJsonObject json = good;
            json[key] = value;
            return QJsonDocument(json).toJson();
        };
        QTest::newRow("empty") << ""_ba << QString();
        QTest::newRow("not JSON") << "receipt"_ba << QString();
        QTest::newRow("cut") << m_receipt.toJson().chopped(20) << QString();
        for (const QString &key : good.keys()) {
            QJsonObject json = good;
            json.remove(key);
            QTest::addRow("without %s", qUtf8Printable(key)) << QJsonDocument(json).toJson() << QString(u'/' + key);
            QTest::addRow("%s of a wrong type", qUtf8Printable(key))
                << bytesWith(key, QJsonArray()) << QString(u'/' + key);
        }
        QTest::newRow("unknown member") << bytesWith(u"more"_s, 1) << u"/more"_s;
        QTest::newRow("other format") << bytesWith(u"format"_s, 2) << u"/format"_s;
        QJsonObject service = good["service"_L1].toObject();
        service["kind"_L1] = u"real"_s;
        QTest::newRow("unknown kind") << bytesWith(u"service"_s, service) << u"/service/kind"_s;
        QJsonObject acknowledgement = good["acknowledgement"_L1].toObject();
        acknowledgement["application_number"_L1] = u"a b"_s;
        QTest::newRow("wrong number") << bytesWith(u"acknowledgement"_s, acknowledgement) << u"/acknowledgement"_s;
    }

    void wrongFile()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, path);
        const auto read = readReceipt(bytes);
        QCOMPARE(codeOf(read), u"FIL-006"_s);
        QVERIFY2(read.error().facts.contains(path), qPrintable(read.error().facts));
    }
};

QTEST_GUILESS_MAIN(ReceiptTest)
#include "test_receipt.moc"
