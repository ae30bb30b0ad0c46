// SPDX-License-Identifier: GPL-3.0-or-later
#include "applicant.h"
#include "calls.h"
#include "submission/holder.h"
#include "judges.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace service_test;
using namespace submission_test;
using namespace ttp;
using namespace ttp::submission;

/// What is fixed before the first byte leaves, and who may send it.
class ManifestTest : public QObject {
    Q_OBJECT

private:
    terms::Terms m_terms = bundledTerms();
    form::Definition m_form = bundledForm();

private Q_SLOTS:
    void bodyNamesEveryFile()
    {
        const Application application = exampleApplication(m_terms, m_form);
        const auto manifest = freeze(application);
        QVERIFY(manifest);
        QCOMPARE(manifest->bodySha256, sha256sum(manifest->body));
        QCOMPARE(manifest->termsVersion, m_terms.version);
        const QJsonObject body = QJsonDocument::fromJson(manifest->body).object();
        const QJsonArray attachments = body["attachments"_L1].toArray();
        QCOMPARE(attachments.size(), qsizetype(application.files.size()));
        for (qsizetype i = 0; i < attachments.size(); ++i) {
            const QByteArray content = contentOf(application.files[std::size_t(i)]);
            QCOMPARE(attachments[i]["sha256"_L1].toString().toLatin1(), sha256sum(content));
            QCOMPARE(attachments[i]["size"_L1].toInteger(), content.size());
        }
        QVERIFY(!manifest->body.contains(m_terms.version.toUtf8() + "x"));
        QVERIFY(!manifest->body.contains(TTP_SOURCE_DIR)); // no folders
    }

    void keyIsNewEachTime()
    {
        const Application application = exampleApplication(m_terms, m_form);
        const auto one = freeze(application);
        const auto other = freeze(application);
        QVERIFY(one && other);
        QCOMPARE(one->body, other->body);
        QVERIFY(one->key != other->key);
        QCOMPARE(QUuid(one->key).version(), QUuid::Random);
    }

    void fieldsOfAttachmentsAreNamed()
    {
        const auto manifest = freeze(exampleApplication(m_terms, m_form));
        QVERIFY(manifest);
        const auto fieldOf = [&manifest](const QString &pointer) {
            std::vector<Problem> problems{{u"as it was"_s, u"too-large"_s, pointer, {}}};
            nameFields(problems, *manifest);
            return problems.front().field;
        };
        QCOMPARE(fieldOf(u"/attachments/0"_s), manifest->files[0].facts.field);
        QCOMPARE(fieldOf(u"/attachments/1"_s), manifest->files[1].facts.field);
        for (const QString &pointer :
             {u"/attachments/99"_s, u"/attachments/-1"_s, u"/attachments/"_s, u"/attachments/x"_s,
              u"/attachments/99999999999999999999"_s, u"/answers/category"_s, u""_s}) {
            QCOMPARE(fieldOf(pointer), u"as it was"_s);
        }
    }

    void holder_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("birthDate");
        QTest::addColumn<bool>("same");
        const QString birth = u"1974-08-12"_s;
        QTest::newRow("as in the passport") << u"ERIKSSON ANNA MARIA"_s << birth << true;
        QTest::newRow("given names first") << u"Anna Maria Eriksson"_s << birth << true;
        QTest::newRow("hyphen") << u"Eriksson, Anna-Maria"_s << birth << true;
        QTest::newRow("no name known") << QString() << birth << true;
        QTest::newRow("no birth date known") << u"ERIKSSON ANNA MARIA"_s << QString() << true;
        QTest::newRow("nothing known") << QString() << QString() << true;
        QTest::newRow("other name") << u"ERIKSSON ANNE MARIA"_s << birth << false;
        QTest::newRow("surname only") << u"ERIKSSON"_s << birth << false;
        QTest::newRow("names mixed") << u"ANNA ERIKSSON MARIA"_s << birth << false;
        QTest::newRow("other birth date") << u"ERIKSSON ANNA MARIA"_s << u"1974-08-13"_s << false;
        QTest::newRow("birth date less exact") << u"ERIKSSON ANNA MARIA"_s << u"1974"_s << false;
        QTest::newRow("name of nothing but digits") << u"123"_s << birth << false;
    }

    void holder()
    {
        QFETCH(QString, name);
        QFETCH(QString, birthDate);
        QFETCH(bool, same);
        const Application application = exampleApplication(m_terms, m_form);
        const auto judged =
            checkHolder(application.definition, application.answers, service::Session::Holder{name, birthDate});
        QCOMPARE(codeOf(judged), same ? u"done"_s : u"WHO-001"_s);
    }

    void noHolderNoCheck()
    {
        const Application application = exampleApplication(m_terms, m_form);
        QVERIFY(checkHolder(application.definition, application.answers, std::nullopt));
        QVERIFY(
            checkHolder(application.definition, form::Answers(), service::Session::Holder{u"X"_s, u"2000-01-01"_s}));
    }

    void fullNameIsCompared()
    {
        form::Definition definition;
        definition.steps.emplace_back();
        definition.steps.front().fields.emplace_back();
        form::Field &field = definition.steps.front().fields.front();
        field.id = u"name"_s;
        field.mrz = form::MrzElement::FullName;
        const form::Answers answers(QJsonObject{{u"name"_s, u"Løkke Ærø"_s}});
        QVERIFY(checkHolder(definition, answers, service::Session::Holder{u"LOEKKE AEROE"_s, {}}));
        QVERIFY(!checkHolder(definition, answers, service::Session::Holder{u"LOEKKE AERO"_s, {}}));
    }
};

QTEST_GUILESS_MAIN(ManifestTest)
#include "test_manifest.moc"
