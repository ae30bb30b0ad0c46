// SPDX-License-Identifier: GPL-3.0-or-later
#include "judges.h"
#include "openssl_key.h"

#include "terms/consent.h"
#include "terms/terms.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace ttp;
using namespace ttp::terms;

namespace {

QByteArray bundledBytes()
{
    return bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/terms/terms.json"));
}

QString codeOf(const auto &result)
{
    return result ? u"done"_s : nameOf(result.error().code);
}

/// What the contract says is digested, written down once more and computed by coreutils.
QByteArray digestOf(const QJsonObject &document)
{
    QString text = document["title"_L1].toString() + QChar(0x1E);
    for (const QJsonValue &clause : document["clauses"_L1].toArray()) {
        text += clause["id"_L1].toString() + QChar(0x1F) + clause["heading"_L1].toString() + QChar(0x1F)
            + clause["text"_L1].toString() + QChar(0x1E);
    }
    return sha256sum(text.toUtf8());
}

} // namespace

/// The terms: what is read, what is refused, who signed them, and when consent may be taken.
class TermsTest : public QObject {
    Q_OBJECT

private:
    OpensslKey m_pinned{u"pinned"_s};
    OpensslKey m_announced{u"announced"_s};
    QJsonObject m_good = QJsonDocument::fromJson(bundledBytes()).object();

    static Result<Terms> read(const QJsonObject &json) { return readTerms(QJsonDocument(json).toJson()); }

    /// The good terms with another document, whose digest is made right again.
    QJsonObject with(int index, const std::function<void(QJsonObject &)> &change, bool rightDigest = true) const
    {
        QJsonObject json = m_good;
        QJsonArray documents = json["documents"_L1].toArray();
        QJsonObject document = documents[index].toObject();
        change(document);
        if (rightDigest) {
            document["sha256"_L1] = QString::fromLatin1(digestOf(document));
        }
        documents[index] = document;
        json["documents"_L1] = documents;
        return json;
    }

    QJsonObject withClause(int document, const QString &member, const QJsonValue &value, bool rightDigest = true) const
    {
        return with(
            document,
            [&](QJsonObject &json) {
                QJsonArray clauses = json["clauses"_L1].toArray();
                QJsonObject clause = clauses[0].toObject();
                clause[member] = value;
                clauses[0] = clause;
                json["clauses"_L1] = clauses;
            },
            rightDigest);
    }

    QJsonObject withMember(const QString &key, const QJsonValue &value) const
    {
        QJsonObject json = m_good;
        json[key] = value;
        return json;
    }

    /// What a signature has to cover.
    QJsonObject payload() const
    {
        QJsonArray documents;
        for (const QJsonValue &document : m_good["documents"_L1].toArray()) {
            QJsonObject entry;
            for (const QString &key : {u"language"_s, u"role"_s, u"provenance"_s, u"sha256"_s}) {
                entry[key] = document[key];
            }
            documents.append(entry);
        }
        return {{u"service_id"_s, u"service.example"_s},
                {u"version"_s, m_good["version"_L1]},
                {u"effective_from"_s, m_good["effective_from"_L1]},
                {u"authoritative_language"_s, m_good["authoritative_language"_L1]},
                {u"documents"_s, documents}};
    }

private Q_SLOTS:
    void bundledTermsAreRead()
    {
        const auto terms = readTerms(bundledBytes());
        QVERIFY2(terms, qPrintable(codeOf(terms)));
        QCOMPARE(terms->version, m_good["version"_L1].toString());
        QCOMPARE(terms->authoritativeLanguage, u"ja"_s);
        QCOMPARE(terms->documents.size(), 2U);
        QCOMPARE(terms->authoritative().language, u"ja"_s);
        QVERIFY(terms->document(u"en"_s) && !terms->document(u"fr"_s));
        for (std::size_t i = 0; i < terms->documents.size(); ++i) {
            const QByteArray digest = digestOf(m_good["documents"_L1][qsizetype(i)].toObject());
            QCOMPARE(terms->documents[i].sha256, digest);
            QCOMPARE(terms->documents[i].computedSha256(), digest);
            QVERIFY(terms->documents[i].provenanceNote.has_value());
        }
        QCOMPARE(terms->documents[0].clauses.size(), terms->documents[1].clauses.size());
    }

    void badges_data()
    {
        QTest::addColumn<Role>("role");
        QTest::addColumn<Provenance>("provenance");
        QTest::addColumn<QString>("badge");
        const QString reconstruction =
            u"正文の欄：復元文（練習用） / Authoritative column: reconstruction, practice only"_s;
        QTest::newRow("original") << Role::Authoritative << Provenance::Original << u"正文 / Authoritative text"_s;
        QTest::newRow("reconstruction") << Role::Authoritative << Provenance::Reconstruction << reconstruction;
        QTest::newRow("a translation that claims to bind")
            << Role::Authoritative << Provenance::Translation << reconstruction;
        QTest::newRow("translation") << Role::Translation << Provenance::Translation
                                     << u"参考訳 / Translation for reference"_s;
        QTest::newRow("original that does not bind")
            << Role::Translation << Provenance::Original << u"参考訳 / Translation for reference"_s;
    }

    void badges()
    {
        QFETCH(Role, role);
        QFETCH(Provenance, provenance);
        QFETCH(QString, badge);
        Document document;
        document.role = role;
        document.provenance = provenance;
        QCOMPARE(document.badge(), badge);
    }

    void broken_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("path");
        const QString invalid = u"TRM-001"_s;
        for (const QString &key : {u"version"_s, u"effective_from"_s, u"authoritative_language"_s, u"documents"_s}) {
            QJsonObject without = m_good;
            without.remove(key);
            QTest::addRow("no %s", qUtf8Printable(key)) << without << invalid << QString(u'/' + key);
            QTest::addRow("%s a number", qUtf8Printable(key)) << withMember(key, 1) << invalid << QString(u'/' + key);
        }
        QTest::newRow("effective_from no time")
            << withMember(u"effective_from"_s, u"soon"_s) << invalid << u"/effective_from"_s;
        QTest::newRow("signature a number") << withMember(u"signature"_s, 1) << invalid << u"/signature"_s;
        QTest::newRow("no documents") << withMember(u"documents"_s, QJsonArray()) << invalid << u"/documents"_s;
        QTest::newRow("one document") << withMember(u"documents"_s, QJsonArray{m_good["documents"_L1][0]}) << invalid
                                      << u"/documents"_s;
        QTest::newRow("same language twice")
            << withMember(u"documents"_s, QJsonArray{m_good["documents"_L1][0], m_good["documents"_L1][0]}) << invalid
            << u"/documents"_s;
        QTest::newRow("other binding language")
            << withMember(u"authoritative_language"_s, u"en"_s) << invalid << u"/authoritative_language"_s;
        for (const QString &key : {u"language"_s, u"role"_s, u"provenance"_s, u"title"_s, u"clauses"_s, u"sha256"_s}) {
            QTest::addRow("document without %s", qUtf8Printable(key)) << with(
                1, [&key](QJsonObject &json) { json.remove(key); }, key != "sha256"_L1)
                                                                      << invalid << QString(u"/documents/1/"_s + key);
        }
        QTest::newRow("two binding texts")
            << with(1, [](QJsonObject &json) { json["role"_L1] = u"authoritative"_s; }) << invalid << u"/"_s;
        QTest::newRow("no binding text") << with(0, [](QJsonObject &json) { json["role"_L1] = u"translation"_s; })
                                         << invalid << u"/"_s;
        QTest::newRow("unknown role") << with(1, [](QJsonObject &json) { json["role"_L1] = u"summary"_s; }) << invalid
                                      << u"/documents/1/role"_s;
        QTest::newRow("unknown provenance") << with(1, [](QJsonObject &json) { json["provenance"_L1] = u"machine"_s; })
                                            << invalid << u"/documents/1/provenance"_s;
        QTest::newRow("no clauses") << with(1, [](QJsonObject &json) { json["clauses"_L1] = QJsonArray(); }) << invalid
                                    << u"/documents/1/clauses"_s;
        QTest::newRow("a clause less") << with(1, [](QJsonObject &json) {
            QJsonArray clauses = json["clauses"_L1].toArray();
            clauses.removeLast();
            json["clauses"_L1] = clauses;
        }) << invalid << u"/documents"_s;
        QTest::newRow("clauses in another order") << with(1, [](QJsonObject &json) {
            QJsonArray clauses = json["clauses"_L1].toArray();
            clauses.append(clauses.takeAt(0));
            json["clauses"_L1] = clauses;
        }) << invalid << u"/documents"_s;
        QTest::newRow("other clause id") << withClause(1, u"id"_s, u"zz"_s) << invalid << u"/documents"_s;
        for (const auto &[name, member, text] : {std::tuple("separator in a text", u"text"_s,
                                                            u"a\x1E"
                                                            "b"_s),
                                                 {"separator in a heading", u"heading"_s,
                                                  u"a\x1F"
                                                  "b"_s},
                                                 {"NUL in a text", u"text"_s, u"a\0b"_s},
                                                 {"tab in a text", u"text"_s, u"a\tb"_s},
                                                 {"CR in a text", u"text"_s, u"a\r\nb"_s},
                                                 {"LF in a heading", u"heading"_s, u"a\nb"_s},
                                                 {"C1 control in a text", u"text"_s, u"a\u0085b"_s}}) {
            QTest::newRow(name) << withClause(0, member, text) << invalid
                                << QString(u"/documents/0/clauses/0/"_s + member);
        }
        QTest::newRow("LF in the title") << with(0, [](QJsonObject &json) { json["title"_L1] = u"a\nb"_s; }) << invalid
                                         << u"/documents/0/title"_s;
        QTest::newRow("a word changed in the text")
            << withClause(0, u"text"_s, u"other"_s, false) << u"TRM-002"_s << u"ja"_s;
        QTest::newRow("a word changed in the translation")
            << withClause(1, u"heading"_s, u"other"_s, false) << u"TRM-002"_s << u"en"_s;
        QTest::newRow("title changed") << with(
            1, [](QJsonObject &json) { json["title"_L1] = u"Other"_s; }, false)
                                       << u"TRM-002"_s << u"en"_s;
    }

    void broken()
    {
        QFETCH(QJsonObject, json);
        QFETCH(QString, code);
        QFETCH(QString, path);
        const auto terms = read(json);
        QCOMPARE(codeOf(terms), code);
        QVERIFY2(terms.error().facts.contains(path), qPrintable(terms.error().facts));
    }

    void unknownMembersAreIgnored() { QCOMPARE(codeOf(read(withMember(u"later"_s, 1))), u"done"_s); }

    void noJson()
    {
        for (const QByteArray &bytes :
             {""_ba, "[]"_ba, bundledBytes().chopped(3), "\xEF\xBB\xBF"_ba + bundledBytes()}) {
            QCOMPARE(codeOf(readTerms(bytes)), u"TRM-001"_s);
        }
    }

    void signature_data()
    {
        QTest::addColumn<QString>("signature");
        QTest::addColumn<SignedBy>("signedBy");
        const QJsonObject good = payload();
        const auto changed = [&good](const QString &key, const QJsonValue &value) {
            QJsonObject json = good;
            json[key] = value;
            return json;
        };
        QTest::newRow("pinned") << m_pinned.sign(good) << SignedBy::PinnedKey;
        QTest::newRow("announced") << m_announced.sign(good) << SignedBy::AnnouncedKey;
        QTest::newRow("stranger") << OpensslKey(u"pinned"_s).sign(good) << SignedBy::Nobody;
        QTest::newRow("none") << QString() << SignedBy::Nobody;
        QTest::newRow("rubbish") << u"a.b.c"_s << SignedBy::Nobody;
        QTest::newRow("other service") << m_pinned.sign(changed(u"service_id"_s, u"other.example"_s))
                                       << SignedBy::Nobody;
        QTest::newRow("other version") << m_pinned.sign(changed(u"version"_s, u"2000-01"_s)) << SignedBy::Nobody;
        QTest::newRow("other date") << m_pinned.sign(changed(u"effective_from"_s, u"2000-01-01T00:00:00Z"_s))
                                    << SignedBy::Nobody;
        QTest::newRow("other language") << m_pinned.sign(changed(u"authoritative_language"_s, u"en"_s))
                                        << SignedBy::Nobody;
        QTest::newRow("more than that") << m_pinned.sign(changed(u"more"_s, 1)) << SignedBy::Nobody;
        QTest::newRow("one document only")
            << m_pinned.sign(changed(u"documents"_s, QJsonArray{good["documents"_L1][0]})) << SignedBy::Nobody;
        QJsonObject first = good["documents"_L1][0].toObject();
        for (const auto &[key, value] : {std::pair(u"provenance"_s, u"original"_s),
                                         {u"role"_s, u"translation"_s},
                                         {u"sha256"_s, QString(64, u'0')}}) {
            QJsonObject other = first;
            other[key] = value;
            QTest::addRow("other %s", qUtf8Printable(key))
                << m_pinned.sign(changed(u"documents"_s, QJsonArray{other, good["documents"_L1][1]}))
                << SignedBy::Nobody;
        }
    }

    void signature()
    {
        QFETCH(QString, signature);
        QFETCH(SignedBy, signedBy);
        const KeySet pinned = KeySet::read(m_pinned.jwks()).value_or(KeySet());
        const KeySet announced = KeySet::read(m_announced.jwks()).value_or(KeySet());
        const auto terms = read(withMember(u"signature"_s, signature));
        QVERIFY2(terms, qPrintable(codeOf(terms)));
        QCOMPARE(verifySignature(*terms, u"service.example"_s, pinned, announced), signedBy);
        // Without keys in the profile nothing is pinned.
        QVERIFY(verifySignature(*terms, u"service.example"_s, KeySet(), announced) != SignedBy::PinnedKey);
    }

    void binding_data()
    {
        QTest::addColumn<bool>("practice");
        QTest::addColumn<QString>("language");
        QTest::addColumn<Provenance>("provenance");
        QTest::addColumn<SignedBy>("signedBy");
        QTest::addColumn<QString>("code");
        const QString ja = u"ja"_s;
        const auto row = [](const char *name, bool practice, const QString &language, Provenance provenance,
                            SignedBy by, const char *code) {
            QTest::newRow(name) << practice << language << provenance << by << QString::fromLatin1(code);
        };
        row("practice, reconstruction, unsigned", true, ja, Provenance::Reconstruction, SignedBy::Nobody, "done");
        row("original, pinned", false, ja, Provenance::Original, SignedBy::PinnedKey, "done");
        row("original, announced", false, ja, Provenance::Original, SignedBy::AnnouncedKey, "TRM-003");
        row("original, unsigned", false, ja, Provenance::Original, SignedBy::Nobody, "TRM-003");
        row("reconstruction, pinned", false, ja, Provenance::Reconstruction, SignedBy::PinnedKey, "TRM-004");
        row("translation, pinned", false, ja, Provenance::Translation, SignedBy::PinnedKey, "TRM-004");
        row("original in English, pinned", false, u"en"_s, Provenance::Original, SignedBy::PinnedKey, "TRM-004");
    }

    void binding()
    {
        QFETCH(bool, practice);
        QFETCH(QString, language);
        QFETCH(Provenance, provenance);
        QFETCH(SignedBy, signedBy);
        QFETCH(QString, code);
        Terms terms;
        terms.documents.emplace_back();
        terms.documents.front().language = language;
        terms.documents.front().role = Role::Authoritative;
        terms.documents.front().provenance = provenance;
        QCOMPARE(codeOf(checkBinding(terms, practice, signedBy)), code);
    }

    /// This project's own reconstruction binds nobody, whatever it calls itself and whoever signs it.
    void knownReconstruction()
    {
        auto terms = read(with(0, [](QJsonObject &json) { json["provenance"_L1] = u"original"_s; }));
        QVERIFY(terms);
        QCOMPARE(codeOf(checkBinding(*terms, false, SignedBy::PinnedKey)), u"TRM-005"_s);
        QCOMPARE(codeOf(checkBinding(*terms, true, SignedBy::Nobody)), u"done"_s);
    }

    void consent()
    {
        const auto terms = readTerms(bundledBytes());
        QVERIFY(terms);
        const QDateTime now({2026, 11, 23}, {12, 0}, Qt::OffsetFromUTC, 9 * 3600);
        const Consent consent = giveConsent(*terms, {u"ja"_s, u"en"_s}, Channel::Window, now);
        const QJsonObject json = consent.toJson();
        QCOMPARE(json["terms_version"_L1].toString(), terms->version);
        QCOMPARE(json["authoritative_language"_L1].toString(), u"ja"_s);
        QCOMPARE(json["accepted_at"_L1].toString(), u"2026-11-23T03:00:00Z"_s);
        QCOMPARE(json["languages_shown"_L1].toArray(), QJsonArray({u"ja"_s, u"en"_s}));
        QCOMPARE(json["channel"_L1].toString(), u"window"_s);
        QCOMPARE(json["documents"_L1].toArray().size(), 2);
        QCOMPARE(json["documents"_L1][0]["sha256"_L1], m_good["documents"_L1][0]["sha256"_L1]);
        QCOMPARE(giveConsent(*terms, {}, Channel::CommandLine, now).toJson()["channel"_L1].toString(),
                 u"command-line"_s);
        QCOMPARE(giveConsent(*terms, {}, Channel::Kiosk, now).toJson()["channel"_L1].toString(), u"kiosk"_s);
        QVERIFY(consent.covers(*terms));
        JsonErrors errors;
        JsonObject kept(parseJsonObject(toCompactJson(consent.toKept())).value(), {}, errors);
        QVERIFY(Consent::readKept(kept) == consent);
        QVERIFY2(errors.isEmpty(), qPrintable(errors.first()));
        for (const QString &member : consent.toKept().keys()) {
            QJsonObject without = consent.toKept();
            without.remove(member);
            JsonErrors found;
            JsonObject less(without, {}, found);
            (void)Consent::readKept(less);
            QVERIFY2(!found.isEmpty(), qPrintable(member));
        }
        for (const QJsonObject &changed : {withMember(u"version"_s, u"2000-01"_s), withClause(0, u"text"_s, u"other"_s),
                                           withClause(1, u"heading"_s, u"other"_s),
                                           with(1, [](QJsonObject &one) { one["language"_L1] = u"fr"_s; })}) {
            const auto other = read(changed);
            QVERIFY2(other, qPrintable(codeOf(other)));
            QVERIFY(!consent.covers(*other));
        }
    }
};

QTEST_GUILESS_MAIN(TermsTest)
#include "test_terms.moc"
