// SPDX-License-Identifier: GPL-3.0-or-later
#include "judges.h"
#include "openssl_key.h"

#include "terms/consent_receipt.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace ttp;
using namespace ttp::terms;

namespace {

QString codeOf(const auto &result)
{
    return result ? u"done"_s : nameOf(result.error().code);
}

Terms bundled()
{
    const auto terms = readTerms(bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/terms/terms.json")));
    return terms ? *terms : Terms();
}

} // namespace

/// The receipt of a consent: what it says, and what of it can be checked.
class ConsentReceiptTest : public QObject {
    Q_OBJECT

private:
    OpensslKey m_pinned{u"pinned"_s};
    OpensslKey m_announced{u"announced"_s};

    /// The bundled terms, signed.
    Terms signedTerms(const OpensslKey &key) const
    {
        Terms terms = bundled();
        QJsonArray documents;
        for (const auto &[language, role, provenance] :
             {std::tuple(u"ja"_s, u"authoritative"_s, u"reconstruction"_s), {u"en"_s, u"translation"_s, u"translation"_s}}) {
            documents.append(QJsonObject{{u"language"_s, language},
                                         {u"role"_s, role},
                                         {u"provenance"_s, provenance},
                                         {u"sha256"_s, QString::fromLatin1(terms.document(language)->sha256)}});
        }
        terms.signature = key.sign({{u"service_id"_s, u"service.example"_s},
                                    {u"version"_s, terms.version},
                                    {u"effective_from"_s, terms.effectiveFromText},
                                    {u"authoritative_language"_s, u"ja"_s},
                                    {u"documents"_s, documents}});
        return terms;
    }

    ConsentReceipt made(const Terms &terms) const
    {
        const QDateTime now({2026, 11, 26}, {12, 0}, Qt::OffsetFromUTC, 9 * 3600);
        ConsentReceipt receipt = receiptOf(giveConsent(terms, {u"ja"_s, u"en"_s}, Channel::Kiosk, now), terms);
        receipt.language = u"en"_s;
        receipt.statement = u"I agree"_s;
        receipt.party = {u"service.example"_s, u"practice"_s, u"https://service.example/v1"_s, {u"例"_s, u"Example"_s}};
        receipt.announcedKeys = m_announced.jwks();
        return receipt;
    }

    KeySet pinned() const { return KeySet::read(m_pinned.jwks()).value_or(KeySet()); }

private Q_SLOTS:
    void initTestCase() { QCoreApplication::setApplicationVersion(u"9.8.7"_s); }

    /// Judged by the published schema, and by another program's reader of it.
    void saysEverything()
    {
        const ConsentReceipt receipt = made(signedTerms(m_pinned));
        const QJsonObject json = receipt.toJson();
        const QJsonValue notice = json["privacy_notice"_L1];
        QCOMPARE(notice["version"_L1].toString(), bundled().version);
        QCOMPARE(notice["documents"_L1][0]["sha256"_L1].toString().toLatin1(), bundled().documents[0].sha256);
        QCOMPARE(notice["documents"_L1][0]["provenance"_L1].toString(), u"reconstruction"_s);
        QVERIFY(notice["documents"_L1][0]["provenance_note"_L1]["ja"_L1].toString().contains(u"復元文"_s));
        QCOMPARE(json["event"_L1]["event_time"_L1].toString(), u"2026-11-26T03:00:00Z"_s);
        QCOMPARE(json["event"_L1]["channel"_L1].toString(), u"kiosk"_s);
        QCOMPARE(json["event"_L1]["languages_shown"_L1].toArray(), QJsonArray({u"ja"_s, u"en"_s}));
        QCOMPARE(json["collection_method"_L1]["version"_L1].toString(), u"9.8.7"_s);
        QVERIFY(!json.contains("pii_principal_id"_L1)); // nobody has signed in yet
        QVERIFY(made(bundled()).recordId != receipt.recordId);
    }

    void isReadAsItWasWritten()
    {
        ConsentReceipt receipt = made(signedTerms(m_pinned));
        receipt.principal = u"PRACTICE01"_s;
        QVERIFY(isConsentReceipt(receipt.toFile()));
        const auto read = readConsentReceipt(receipt.toFile());
        QVERIFY2(read, qPrintable(read ? QString() : read.error().facts));
        QCOMPARE(read->toJson(), receipt.toJson());
    }

    /// Each member is needed, and none may be unknown.
    void strict()
    {
        const QJsonObject good = made(signedTerms(m_pinned)).toJson();
        for (const QString &member : good.keys()) {
            QJsonObject without = good;
            without.remove(member);
            QCOMPARE(codeOf(readConsentReceipt(toCompactJson(without))), u"FIL-006"_s);
            if (!good[member].isObject()) {
                continue;
            }
            const QJsonObject inner = good[member].toObject();
            for (const QString &part : inner.keys()) {
                QJsonObject less = inner;
                less.remove(part);
                without[member] = less;
                const auto read = readConsentReceipt(toCompactJson(without));
                QCOMPARE(codeOf(read), u"FIL-006"_s);
                QVERIFY2(read.error().facts.contains(QString(u'/' + member + u'/' + part)), qPrintable(read.error().facts));
            }
            QJsonObject more = inner;
            more["more"_L1] = 1;
            without[member] = more;
            QCOMPARE(codeOf(readConsentReceipt(toCompactJson(without))), u"FIL-006"_s);
        }
        QVERIFY(!isConsentReceipt("{}") && !isConsentReceipt("[]") && !isConsentReceipt("{"));
    }

    void signature_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<bool>("withProfile");
        QTest::addColumn<bool>("holds");
        QTest::addColumn<SignedBy>("by");
        QTest::newRow("pinned") << u""_s << true << true << SignedBy::PinnedKey;
        QTest::newRow("announced, no profile") << u"announced"_s << false << true << SignedBy::AnnouncedKey;
        QTest::newRow("announced is not enough with a profile") << u"announced"_s << true << false << SignedBy::AnnouncedKey;
        QTest::newRow("none") << u"none"_s << true << false << SignedBy::Nobody;
        QTest::newRow("other version") << u"version"_s << true << false << SignedBy::Nobody;
        QTest::newRow("other digest") << u"digest"_s << true << false << SignedBy::Nobody;
        QTest::newRow("other provenance") << u"provenance"_s << true << false << SignedBy::Nobody;
        QTest::newRow("other service") << u"service"_s << true << false << SignedBy::Nobody;
    }

    void signature()
    {
        QFETCH(QString, change);
        QFETCH(bool, withProfile);
        QFETCH(bool, holds);
        QFETCH(SignedBy, by);
        ConsentReceipt receipt = made(signedTerms(change == "announced"_L1 ? m_announced : m_pinned));
        if (change == "none"_L1) {
            receipt.signature.clear();
        } else if (change == "version"_L1) {
            receipt.termsVersion = u"2000-01"_s;
        } else if (change == "digest"_L1) {
            receipt.texts.back().sha256 = QByteArray(64, '0');
        } else if (change == "provenance"_L1) {
            receipt.texts.front().provenance = Provenance::Original;
        } else if (change == "service"_L1) {
            receipt.party.id = u"other.example"_s;
        }
        SignedBy signedBy = SignedBy::Nobody;
        const ConsentCheck check = checkSignature(receipt, withProfile ? pinned() : KeySet(), signedBy);
        QCOMPARE(check.holds, holds);
        QCOMPARE(signedBy, by);
        QVERIFY(!check.says.in(u"ja"_s).isEmpty());
    }

    /// The digests are computed anew from what is shown now: one word is enough.
    void texts()
    {
        const ConsentReceipt receipt = made(signedTerms(m_pinned));
        for (const ConsentCheck &check : checkTexts(receipt, bundled())) {
            QVERIFY2(check.holds, qPrintable(check.what));
        }
        const auto broken = [&receipt](const Terms &terms) {
            QStringList names;
            for (const ConsentCheck &check : checkTexts(receipt, terms)) {
                names += check.holds ? QString() : check.what;
            }
            names.removeAll(QString());
            return names;
        };
        Terms other = bundled();
        other.documents[1].clauses[4].text += u"."_s; // and the digest that it announces stays as it was
        QCOMPARE(broken(other), QStringList{u"text en"_s});
        other = bundled();
        other.version = u"2000-01"_s;
        other.effectiveFromText = u"2000-01-01T00:00:00Z"_s;
        QCOMPARE(broken(other), (QStringList{u"version"_s, u"effective_from"_s}));
        other = bundled();
        other.documents[0].provenance = Provenance::Original;
        QCOMPARE(broken(other), QStringList{u"provenance ja"_s});
        other = bundled();
        other.documents[1].language = u"fr"_s;
        QCOMPARE(broken(other), (QStringList{u"text en"_s, u"provenance en"_s, u"text fr"_s}));
    }

    /// Kept with the draft and with the receipt of the application; those that older programs kept have none.
    void isKeptWithTheConsent()
    {
        const Terms terms = bundled();
        Consent consent = giveConsent(terms, {u"ja"_s}, Channel::Window, {{2026, 11, 26}, {3, 0}, Qt::UTC});
        QVERIFY(!consent.toKept().contains("receipt"_L1));
        consent.receipt = made(terms).toJson();
        QVERIFY(!consent.toJson().contains("receipt"_L1)); // never sent
        JsonErrors errors;
        JsonObject kept(parseJsonObject(toCompactJson(consent.toKept())).value(), {}, errors);
        QVERIFY(Consent::readKept(kept) == consent);
        QVERIFY2(errors.isEmpty(), qPrintable(errors.first()));
        QVERIFY(consent.covers(terms));
    }
};

QTEST_GUILESS_MAIN(ConsentReceiptTest)
#include "test_consent_receipt.moc"
