// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_service.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace practice_test;

/// Service, terms, form, profile and problems.
class PublicationsTest : public QObject {
    Q_OBJECT

private:
    TestService m_service;

private Q_SLOTS:
    void isRunning() { QVERIFY(m_service.isRunning()); }

    void answersFitTheContract()
    {
        const QByteArray errors = schemaErrors({{u"Service"_s, m_service.get(u"/service"_s).body},
                                                {u"Terms"_s, m_service.get(u"/terms"_s).body},
                                                {u"Form"_s, m_service.get(u"/form"_s).body},
                                                {u"Problem"_s, m_service.get(u"/nowhere"_s).body}});
        QVERIFY2(errors.isEmpty(), errors.constData());
    }

    /// The judge itself: it must find what is wrong.
    void judgeFindsErrors()
    {
        QVERIFY(schemaErrors({{u"Service"_s, "{}"}}).contains("'id' is a required property"));
        QVERIFY(
            schemaErrors({{u"Problem"_s, R"({"type":"urn:ttp:problem:X","title":"","status":1})"}}).contains("/type"));
    }

    void serviceSaysWhatItIs()
    {
        const Reply reply = m_service.get(u"/service"_s);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.header("content-type"), "application/json");
        const QJsonObject service = reply.json();
        QCOMPARE(service[u"id"_s], u"ttp-apply-practice"_s);
        QCOMPARE(service[u"kind"_s], u"practice"_s);
        QCOMPARE(service[u"terms_version"_s], m_service.get(u"/terms"_s).json()[u"version"_s]);
        QCOMPARE(service[u"form_version"_s], m_service.get(u"/form"_s).json()[u"version"_s]);
        QVERIFY(service[u"limits"_s][u"attachment_bytes"_s].toInteger() >= 25 * 1024 * 1024);
        QCOMPARE(service[u"inquiries"_s].toArray().size(), 2);
    }

    /// Addresses and numbers of the desks stand in the terms just like that.
    void desksAreThoseOfTheTerms()
    {
        const QJsonObject terms = m_service.get(u"/terms"_s).json();
        const QString text = terms[u"documents"_s][0][u"clauses"_s][0][u"text"_s].toString();
        for (const QJsonValue &desk : m_service.get(u"/service"_s).json()[u"inquiries"_s].toArray()) {
            QVERIFY(text.contains(desk[u"email"_s].toString()));
            QVERIFY(text.contains(desk[u"desk"_s][u"ja"_s].toString()));
            for (const QJsonValue &phone : desk[u"phones"_s].toArray()) {
                QVERIFY(text.contains(phone[u"number"_s].toString()));
            }
        }
    }

    void ownAccountKeepsTheAccountRules_data()
    {
        QTest::addColumn<bool>("embedded");
        QTest::newRow("embedded") << true;
        QTest::newRow("alone") << false;
    }

    void ownAccountKeepsTheAccountRules()
    {
        QFETCH(bool, embedded);
        ttp::practice::Options options;
        options.embedded = embedded;
        TestService service(options);
        const QJsonValue rules = service.get(u"/service"_s).json()[u"account_rules"_s];
        const QString password = QString::fromUtf8(service.service().password().reveal());
        QVERIFY(
            QRegularExpression(rules[u"user_id_pattern"_s].toString()).match(service.service().userId()).hasMatch());
        QVERIFY(password.size() >= rules[u"password_min"_s].toInt());
        QVERIFY(password.size() <= rules[u"password_max"_s].toInt());
        QVERIFY(password.contains(QRegularExpression(u"[0-9]"_s)));
        QVERIFY(password.contains(QRegularExpression(u"[A-Za-z]"_s)));
        QVERIFY(!password.contains(service.service().userId(), Qt::CaseInsensitive));
    }

    void termsAreTheBundledOnesAndSigned()
    {
        const QByteArray bundledBytes = fileBytes(QStringLiteral(TTP_SOURCE_DIR "/resources/terms/terms.json"));
        QJsonObject terms = m_service.get(u"/terms"_s).json();
        const QJsonObject keys = m_service.get(u"/service"_s).json()[u"receipt_keys"_s].toObject();
        const QJsonObject payload = verifiedPayload(terms.take(u"signature"_s).toString(), keys);
        QCOMPARE(terms.take(u"previous_version"_s), u"practice-2026-04-01"_s);
        QCOMPARE(terms, QJsonDocument::fromJson(bundledBytes).object());

        QCOMPARE(payload.keys(),
                 QStringList({u"authoritative_language"_s, u"documents"_s, u"effective_from"_s, u"service_id"_s,
                              u"version"_s}));
        QCOMPARE(payload[u"service_id"_s], u"ttp-apply-practice"_s);
        QCOMPARE(payload[u"version"_s], terms[u"version"_s]);
        QCOMPARE(payload[u"effective_from"_s], terms[u"effective_from"_s]);
        QCOMPARE(payload[u"authoritative_language"_s], terms[u"authoritative_language"_s]);
        const QJsonArray documents = terms[u"documents"_s].toArray();
        QCOMPARE(payload[u"documents"_s].toArray().size(), documents.size());
        for (qsizetype i = 0; i < documents.size(); ++i) {
            const QJsonObject signedDocument = payload[u"documents"_s][i].toObject();
            QCOMPARE(signedDocument.size(), 4);
            for (auto member = signedDocument.begin(); member != signedDocument.end(); ++member) {
                QCOMPARE(member.value(), documents[i].toObject()[member.key()]);
            }
        }
    }

    void anotherVersionIsNotFound()
    {
        const QString version = m_service.get(u"/terms"_s).json()[u"version"_s].toString();
        QCOMPARE(m_service.get(u"/terms/"_s + version).body, m_service.get(u"/terms"_s).body);
        QCOMPARE(m_service.get(u"/terms/0"_s).problem(), "not-found");
        QCOMPARE(m_service.get(u"/terms/practice-2026-12-01"_s).problem(), "not-found"); // not in force yet
    }

    /// A change can be shown: the same clauses, one text differs in both languages, digests and signature are right.
    void earlierVersionDiffersInOneClause()
    {
        const QJsonObject now = m_service.get(u"/terms"_s).json();
        const Reply reply = m_service.get(u"/terms/"_s + now[u"previous_version"_s].toString());
        QCOMPARE(reply.status, 200);
        const QByteArray wrong = schemaErrors({{u"Terms"_s, reply.body}});
        QVERIFY2(wrong.isEmpty(), wrong.constData());
        const QJsonObject earlier = reply.json();
        QVERIFY(earlier[u"effective_from"_s].toString() < now[u"effective_from"_s].toString());
        QVERIFY(!earlier.contains(u"previous_version"_s));
        for (qsizetype i = 0; i < 2; ++i) {
            const QJsonArray before = earlier[u"documents"_s][i][u"clauses"_s].toArray();
            const QJsonArray after = now[u"documents"_s][i][u"clauses"_s].toArray();
            QCOMPARE(before.size(), after.size());
            QByteArray text = earlier[u"documents"_s][i][u"title"_s].toString().toUtf8() + '\x1e';
            QStringList changed;
            for (qsizetype c = 0; c < before.size(); ++c) {
                QCOMPARE(before[c][u"id"_s], after[c][u"id"_s]);
                text += (before[c][u"id"_s].toString() + u'\x1f' + before[c][u"heading"_s].toString() + u'\x1f'
                         + before[c][u"text"_s].toString() + u'\x1e')
                            .toUtf8();
                if (before[c] != after[c]) {
                    changed += before[c][u"id"_s].toString();
                }
            }
            QCOMPARE(changed, QStringList{u"service-hours"_s});
            QCOMPARE(earlier[u"documents"_s][i][u"sha256"_s].toString().toLatin1(),
                     QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
            QCOMPARE(earlier[u"documents"_s][i][u"provenance"_s], u"reconstruction"_s);
        }
        const QJsonObject keys = m_service.get(u"/service"_s).json()[u"receipt_keys"_s].toObject();
        const QJsonObject payload = verifiedPayload(earlier[u"signature"_s].toString(), keys);
        QCOMPARE(payload[u"version"_s], earlier[u"version"_s]);
    }

    void formIsTheBundledOne()
    {
        QCOMPARE(m_service.get(u"/form"_s).body, fileBytes(QStringLiteral(TTP_SOURCE_DIR "/resources/forms/ttp.json")));
    }

    void unchangedDocumentsAreNotSentAgain_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("terms") << u"/terms"_s;
        QTest::newRow("form") << u"/form"_s;
    }

    void unchangedDocumentsAreNotSentAgain()
    {
        QFETCH(QString, path);
        const QString tag = QString::fromLatin1(m_service.get(path).header("etag"));
        QVERIFY(tag.startsWith(u'"') && tag.endsWith(u'"') && tag.size() > 2);
        const auto status = [&](const QString &condition) {
            return m_service.ask(u"GET"_s, path, {u"If-None-Match: "_s + condition}).status;
        };
        QCOMPARE(status(tag), 304);
        QCOMPARE(status(u"W/"_s + tag), 304);
        QCOMPARE(status(u"\"x\", "_s + tag), 304);
        QCOMPARE(status(u"*"_s), 304);
        QCOMPARE(status(u"\"x\""_s), 200);
        QVERIFY(m_service.ask(u"GET"_s, path, {u"If-None-Match: "_s + tag}).body.isEmpty());
        const Reply head = m_service.ask(u"HEAD"_s, path);
        QCOMPARE(head.status, 200);
        QCOMPARE(QString::fromLatin1(head.header("etag")), tag);
    }

    void profileIsComplete()
    {
        const QJsonObject profile = m_service.service().profile();
        const QByteArray schema = fileBytes(QStringLiteral(TTP_SOURCE_DIR "/resources/api/profile.schema.json"));
        const QTemporaryDir folder;
        writeFile(folder.filePath(u"schema"_s), schema);
        writeFile(folder.filePath(u"profile"_s), toBytes(profile));
        const QString judge = u"import json, sys, jsonschema\n"
                              "jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))"
                              ".validate(json.load(open(sys.argv[2])))"_s;
        const Finished judged =
            run(u"/usr/bin/python3"_s, {u"-c"_s, judge, folder.filePath(u"schema"_s), folder.filePath(u"profile"_s)});
        QVERIFY2(judged.exitCode == 0, judged.errors.constData());
        QCOMPARE(profile[u"base_url"_s], m_service.service().baseUrl());
        QCOMPARE(profile[u"keys"_s], m_service.get(u"/service"_s).json()[u"receipt_keys"_s]);
        QCOMPARE(profile[u"proxy"_s], u"none"_s);
        QVERIFY(!profile.contains(u"password"_s));
    }

    void problems_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("nowhere") << u"GET"_s << u"/nowhere"_s << 404 << QByteArray("not-found");
        QTest::newRow("below something") << u"GET"_s << u"/service/x"_s << 404 << QByteArray("not-found");
        QTest::newRow("empty segment") << u"GET"_s << u"/terms/"_s << 404 << QByteArray("not-found");
        QTest::newRow("wrong method") << u"POST"_s << u"/terms"_s << 405 << QByteArray("method-not-allowed");
        QTest::newRow("options") << u"OPTIONS"_s << u"/terms"_s << 405 << QByteArray("method-not-allowed");
        QTest::newRow("trace") << u"TRACE"_s << u"/service"_s << 405 << QByteArray("method-not-allowed");
        QTest::newRow("not signed in") << u"GET"_s << u"/applications"_s << 401 << QByteArray("not-authenticated");
        QTest::newRow("sign-out without session")
            << u"DELETE"_s << u"/sessions/current"_s << 401 << QByteArray("not-authenticated");
    }

    void problems()
    {
        QFETCH(QString, method);
        QFETCH(QString, path);
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        const Reply reply = m_service.ask(method, path);
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.problem(), code);
        QCOMPARE(reply.json()[u"status"_s].toInt(), status);
        QVERIFY(!reply.json()[u"title"_s].toString().isEmpty());
        QVERIFY(!reply.json()[u"message"_s][u"ja"_s].toString().isEmpty());
        QVERIFY(!reply.json()[u"message"_s][u"en"_s].toString().isEmpty());
        QCOMPARE(reply.header("www-authenticate").startsWith("Bearer"), status == 401);
        QCOMPARE(reply.header("allow").isEmpty(), status != 405);
    }

    /// The book of problems has exactly the codes and status of the contract's table.
    void problemsAreThoseOfTheContract()
    {
        const QByteArray contract = fileBytes(QStringLiteral(TTP_SOURCE_DIR "/resources/api/openapi.yaml"));
        const QByteArray book = fileBytes(QStringLiteral(TTP_SOURCE_DIR "/app/practice/data/problems.json"));
        static const QRegularExpression row(u"^        ([a-z-]+) +([45][0-9]{2})  "_s,
                                            QRegularExpression::MultilineOption);
        QMap<QString, int> wanted;
        for (auto match = row.globalMatch(QString::fromUtf8(contract)); match.hasNext();) {
            const auto found = match.next();
            wanted.insert(found.captured(1), found.captured(2).toInt());
        }
        QMap<QString, int> present;
        const QJsonObject pages = QJsonDocument::fromJson(book).object();
        for (auto page = pages.begin(); page != pages.end(); ++page) {
            present.insert(page.key(), page.value()[u"status"_s].toInt());
        }
        QVERIFY(wanted.size() > 20);
        QCOMPARE(present, wanted);
    }

    void faults_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("slow");
        QTest::addColumn<int>("drop");
        QTest::newRow("slow") << u"slow=250"_s << 250 << 0;
        QTest::newRow("drop") << u"drop-answer=2"_s << 0 << 2;
        QTest::newRow("unknown") << u"burn=1"_s << -1 << -1;
        QTest::newRow("no number") << u"slow=soon"_s << -1 << -1;
        QTest::newRow("once") << u"drop-answer"_s << 0 << 1;
        QTest::newRow("no value") << u"slow"_s << -1 << -1;
        QTest::newRow("negative") << u"slow=-1"_s << -1 << -1;
        QTest::newRow("too much") << u"slow=99999999999"_s << -1 << -1;
        QTest::newRow("empty") << QString() << -1 << -1;
    }

    void faults()
    {
        QFETCH(QString, fault);
        QFETCH(int, slow);
        QFETCH(int, drop);
        ttp::practice::Faults faults;
        const auto set = faults.set(fault);
        QCOMPARE(set.has_value(), slow >= 0);
        if (set) {
            QCOMPARE(faults.slowMilliseconds, slow);
            QCOMPARE(faults.dropAnswers, drop);
        } else {
            QCOMPARE(set.error().code, ttp::FailureCode::UsageUnknown);
            QVERIFY(!set.error().facts.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(PublicationsTest)
#include "test_publications.moc"
