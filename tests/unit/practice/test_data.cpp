// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/applicant.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace practice_test;

/// What `--data` keeps: a service that was started again is the same service.
class DataTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_parent;

    /// Options with a data folder of this name below the test's own.
    ttp::practice::Options options(const QString &name, std::optional<int> pace = {})
    {
        ttp::practice::Options made;
        made.dataFolder = m_parent.filePath(name);
        made.paceSeconds = pace;
        return made;
    }
    static Reply put(const TestService &service, const QByteArray &current, const QByteArray &wanted)
    {
        return service.ask(u"PUT"_s, u"/users/me/password"_s, {u"Content-Type: application/json"_s},
                           toBytes({{u"current_password"_s, QString::fromUtf8(current)},
                                    {u"new_password"_s, QString::fromUtf8(wanted)}}));
    }

private Q_SLOTS:
    void identityStays()
    {
        QJsonObject profile;
        {
            TestService first(options(u"identity"_s));
            QVERIFY(first.isRunning());
            profile = first.service().profile();
        }
        TestService second(options(u"identity"_s));
        QCOMPARE(second.service().profile()[u"ca_pem"_s], profile[u"ca_pem"_s]);
        QCOMPARE(second.service().profile()[u"keys"_s], profile[u"keys"_s]);
        QCOMPARE(second.service().profile()[u"id"_s], profile[u"id"_s]);
        QCOMPARE(second.get(u"/service"_s).status, 200); // curl trusts it by that authority
        const Finished until = run(u"openssl"_s, {u"x509"_s, u"-noout"_s, u"-checkend"_s, u"31536000"_s},
                                   profile[u"ca_pem"_s].toString().toLatin1());
        QCOMPARE(until.exitCode, 0); // still valid in a year
    }

    void isForItsOwnerOnly()
    {
        TestService service(options(u"modes"_s));
        service.signIn();
        const File file = service.exampleFiles().first();
        const QString location = QString::fromLatin1(service.createUpload(file).header("location"));
        QCOMPARE(service.append(location, 0, file.bytes.first(10)).status, 204);
        const QString folder = m_parent.filePath(u"modes"_s);
        QDirIterator all(folder, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        int files = 0;
        while (all.hasNext()) {
            const QFileInfo info(all.next());
            const QFile::Permissions others = info.permissions()
                & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther
                   | QFile::ExeOther);
            if (info.fileName() != "lock"_L1) { // holds no more than a process number
                QVERIFY2(!others, qUtf8Printable(info.filePath()));
            }
            files += info.isFile() ? 1 : 0;
        }
        QVERIFY(files >= 4);
        QCOMPARE(run(u"stat"_s, {u"-c"_s, u"%a"_s, folder}).output, "700\n");
        QCOMPARE(run(u"grep"_s, {u"-rq"_s, u"Practice-2026"_s, folder}).exitCode, 1); // hashes only
        QCOMPARE(run(u"grep"_s, {u"-rq"_s, u"scrypt_hash"_s, folder}).exitCode, 0);
    }

    void accountsStay()
    {
        QString registered;
        QByteArray temporary;
        {
            TestService first(options(u"accounts"_s));
            first.signIn();
            QCOMPARE(put(first, "Practice-2026", "Brand-new-1").status, 204);
            const Reply reply = first.post(u"/users"_s,
                                           {{u"email"_s, u"alex@example.org"_s},
                                            {u"name"_s, u"EXAMPLE ALEX"_s},
                                            {u"birth_date"_s, u"1990"_s},
                                            {u"sex"_s, u"M"_s},
                                            {u"nationality"_s, u"UTO"_s}},
                                           newKey());
            registered = reply.json()[u"user_id"_s].toString();
            static const QRegularExpression line(u"Temporary password: (\\S+)"_s);
            temporary = line.match(first.service().mails().back().text).captured(1).toUtf8();
        }
        TestService second(options(u"accounts"_s));
        QCOMPARE(second.signIn(u"PRACTICE01"_s, "Practice-2026").problem(), "invalid-credentials");
        QCOMPARE(second.signIn(u"PRACTICE01"_s, "Brand-new-1").status, 201);
        const Reply session = second.signIn(registered, temporary);
        QCOMPARE(session.json()[u"password_change_required"_s], true);
        second.clock().advance(24 * 60 * 60);
        QCOMPARE(second.signIn(registered, temporary).problem(), "invalid-credentials");
    }

    void applicationsStay()
    {
        QByteArray body;
        const QString key = newKey();
        const QString withdrawalKey = newKey();
        Reply sent;
        Reply withdrawn;
        QString other;
        {
            Applicant first(options(u"applications"_s, 60));
            QVERIFY(first.isReady());
            body = first.newBody();
            sent = first.service.submit(body, key);
            QCOMPARE(sent.status, 201);
            const Reply second = first.service.submit(first.newBody(), newKey());
            other = second.json()[u"application_number"_s].toString();
            withdrawn = first.service.post(u"/applications/%1/withdrawal"_s.arg(other), QJsonObject(), withdrawalKey);
            first.service.clock().advance(120);
            QCOMPARE(countApplications(first.service), 2); // moves them on
        }
        TestService again(options(u"applications"_s)); // another pace does not change what has happened
        again.signIn();
        const QString number = sent.json()[u"application_number"_s].toString();
        const QJsonObject status = again.get(u"/applications/"_s + number).json();
        QCOMPARE(status[u"status"_s], u"documents_requested"_s);
        QCOMPARE(status[u"history"_s].toArray().size(), 3);
        QCOMPARE(status[u"requested_documents"_s].toArray().size(), 1);
        QCOMPARE(again.get(u"/submissions/"_s + key).body, sent.body);
        const Reply replayed = again.submit(body, key);
        QCOMPARE(replayed.body, sent.body);
        QCOMPARE(replayed.header("idempotency-replayed"), "true");
        QCOMPARE(again.submit(body, newKey()).problem(), "duplicate-application");
        const Reply twice = again.post(u"/applications/%1/withdrawal"_s.arg(other), QJsonObject(), withdrawalKey);
        QCOMPARE(twice.body, withdrawn.body);
        QCOMPARE(twice.header("idempotency-replayed"), "true");
        const QJsonObject keys = again.get(u"/service"_s).json()[u"receipt_keys"_s].toObject();
        QVERIFY(!verifiedPayload(sent.json()[u"receipt"_s].toString(), keys).isEmpty());
    }

    /// Documents and their acknowledgement are kept by one write: a service that ended before it had saved the key
    /// still knows what became of them.
    void addedDocumentsStay()
    {
        QString key = newKey();
        QJsonObject body;
        QString path;
        Reply added;
        {
            Applicant first(options(u"documents"_s, 60));
            const Reply sent = first.service.submit(first.newBody(), newKey());
            path = u"/applications/%1/documents"_s.arg(sent.json()[u"application_number"_s].toString());
            first.service.clock().advance(120);
            const QJsonObject status = first.service.get(path.chopped(qsizetype(sizeof("/documents") - 1))).json();
            const QJsonValue field = status[u"requested_documents"_s][0][u"field"_s];
            for (const QJsonValue &attachment : first.application[u"attachments"_s].toArray()) {
                if (attachment[u"field"_s] == field) {
                    body[u"attachments"_s] = QJsonArray{attachment};
                }
            }
            added = first.service.post(path, body, key);
            QCOMPARE(added.status, 201);
        }
        QVERIFY(QFile::remove(m_parent.filePath(u"documents/keys.json"_s)));
        TestService again(options(u"documents"_s));
        again.signIn();
        QCOMPARE(again.get(u"/submissions/"_s + key).body, added.body);
        const Reply replayed = again.post(path, body, key);
        QCOMPARE(replayed.status, 201);
        QCOMPARE(replayed.body, added.body);
        QCOMPARE(replayed.header("idempotency-replayed"), "true");
        QCOMPARE(again.post(path, body, newKey()).problem(), "not-permitted");
    }

    void uploadsGoOn()
    {
        QString half;
        QString gone;
        File whole;
        File parted;
        {
            TestService first(options(u"uploads"_s));
            first.signIn();
            const QList<File> files = first.exampleFiles(100'000);
            whole = files[0];
            parted = files[1];
            QCOMPARE(first.upload(whole).status, 204);
            half = QUrl(QString::fromLatin1(first.createUpload(parted).header("location"))).path();
            QCOMPARE(first
                         .append(QString::fromLatin1("https://127.0.0.1:")
                                     + QString::number(QUrl(first.service().baseUrl()).port()) + half,
                                 0, parted.bytes.first(60'000))
                         .status,
                     204);
            gone = QUrl(QString::fromLatin1(first.createUpload(files[1]).header("location"))).path();
            const QString base = QUrl(first.service().baseUrl()).path();
            QCOMPARE(first.ask(u"DELETE"_s, gone.sliced(base.size()), {u"Tus-Resumable: 1.0.0"_s}).status, 204);
        }
        TestService second(options(u"uploads"_s));
        second.signIn();
        const QString base = QUrl(second.service().baseUrl()).path();
        const auto head = [&](const QString &path) {
            return second.ask(u"HEAD"_s, path.sliced(base.size()), {u"Tus-Resumable: 1.0.0"_s});
        };
        QCOMPARE(head(half).header("upload-offset"), "60000");
        QCOMPARE(head(gone).status, 410);
        QCOMPARE(second.append(half.sliced(base.size()), 60'000, parted.bytes.sliced(60'000)).status, 204);
        for (const File &file : {whole, parted}) { // both are there as a whole
            QCOMPARE(second.createUpload(file).header("upload-offset"), QByteArray::number(file.bytes.size()));
        }
        QCOMPARE(QDir(m_parent.filePath(u"uploads/uploads"_s)).entryList(QDir::Files), QStringList());
    }

    void oneServiceAtATime()
    {
        TestService first(options(u"lock"_s));
        QVERIFY(first.isRunning());
        QVERIFY(!TestService(options(u"lock"_s)).isRunning());
        first.stop();
        QVERIFY(TestService(options(u"lock"_s)).isRunning());
    }

    /// What cannot be understood is never overwritten.
    void refusesDamagedData_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("cut") << u"accounts.json"_s << QByteArray("{\"accounts\":[");
        QTest::newRow("member missing") << u"applications.json"_s << QByteArray("{\"applications\":[{}],\"keys\":[]}");
        QTest::newRow("key of nothing")
            << u"applications.json"_s
            << QByteArray(R"({"applications":[],"keys":[{"user_id":"a","key":"b","application_number":"c"}]})");
        QTest::newRow("no certificate") << u"identity.json"_s << QByteArray("{}");
        QTest::newRow("no key") << u"receipt_key.json"_s << QByteArray("{}");
        QTest::newRow("uploads") << u"uploads.json"_s << QByteArray("[]");
        QTest::newRow("keys") << u"keys.json"_s << QByteArray("{\"keys\":1}");
    }

    void refusesDamagedData()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        const QString folder = QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-');
        QVERIFY(TestService(options(folder)).isRunning());
        const QString path = m_parent.filePath(folder + u'/' + name);
        writeFile(path, bytes);
        QVERIFY(!TestService(options(folder)).isRunning());
        QCOMPARE(fileBytes(path), bytes);
    }

    void refusesAFolderThatOthersMayRead()
    {
        const QString folder = m_parent.filePath(u"open"_s);
        QCOMPARE(run(u"mkdir"_s, {u"-m"_s, u"750"_s, folder}).exitCode, 0);
        QVERIFY(!TestService(options(u"open"_s)).isRunning());
    }
};

QTEST_GUILESS_MAIN(DataTest)
#include "test_data.moc"
