// SPDX-License-Identifier: GPL-3.0-or-later
// Consent in the window: to which terms it cannot be given, what has changed since it was given, and its receipt.

#include "answers.h"
#include "judges.h"
#include "openssl_key.h"
#include "pages/form_page.h"
#include "pages/precheck_page.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "pages/sign_in_page.h"
#include "pages/start_page.h"
#include "pages/terms_page.h"
#include "style/link_button.h"
#include "terms/consent_receipt.h"
#include "vault/drafts.h"
#include "vault/receipts.h"
#include "vault/vault.h"
#include "wizard_driver.h"

#include <QAccessible>
#include <QFile>
#include <QFileDialog>
#include <QJsonDocument>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;
using base_test::OpensslKey;
using service_test::RawServer;

namespace {

const QString ServiceId = u"service.example"_s;

QJsonObject bundled(const QString &path)
{
    return QJsonDocument::fromJson(base_test::bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/") + path)).object();
}

/// The bundled terms, changed; digests and signature are right afterwards.
QJsonObject signedTerms(const OpensslKey &key, const std::function<void(QJsonArray &)> &change)
{
    QJsonObject terms = bundled(u"terms/terms.json"_s);
    QJsonArray documents = terms["documents"_L1].toArray();
    change(documents);
    QJsonArray signedDocuments;
    for (QJsonValueRef value : documents) {
        QJsonObject document = value.toObject();
        terms::Document read;
        read.title = document["title"_L1].toString();
        for (const QJsonValue &clause : document["clauses"_L1].toArray()) {
            read.clauses.push_back({clause["id"_L1].toString(), clause["heading"_L1].toString(), clause["text"_L1].toString()});
        }
        document["sha256"_L1] = QString::fromLatin1(read.computedSha256());
        value = document;
        QJsonObject part;
        for (const QString &member : {u"language"_s, u"role"_s, u"provenance"_s, u"sha256"_s}) {
            part[member] = document[member];
        }
        signedDocuments.append(part);
    }
    terms["documents"_L1] = documents;
    QJsonObject payload{{u"service_id"_s, ServiceId}, {u"documents"_s, signedDocuments}};
    for (const QString &member : {u"version"_s, u"effective_from"_s, u"authoritative_language"_s}) {
        payload[member] = terms[member];
    }
    terms["signature"_L1] = key.sign(payload);
    return terms;
}

/// In the document of that language.
void edit(QJsonArray &documents, int index, const std::function<void(QJsonObject &)> &change)
{
    QJsonObject document = documents[index].toObject();
    change(document);
    documents[index] = document;
}

void editText(QJsonArray &documents, int index, const QString &more)
{
    edit(documents, index, [&more](QJsonObject &document) {
        QJsonArray clauses = document["clauses"_L1].toArray();
        QJsonObject clause = clauses[2].toObject();
        clause["text"_L1] = QString(clause["text"_L1].toString() + more);
        clauses[2] = clause;
        document["clauses"_L1] = clauses;
    });
}

/// What a service of one's own says; it is not ours.
QJsonArray answersOf(const OpensslKey &key, const QString &kind, const QJsonObject &terms)
{
    const QJsonObject text{{u"ja"_s, u"試験用サービス"_s}, {u"en"_s, u"Service for tests"_s}};
    const QJsonObject service{
        {u"id"_s, ServiceId},
        {u"kind"_s, kind},
        {u"name"_s, text},
        {u"operator"_s, text},
        {u"terms_version"_s, terms["version"_L1]},
        {u"form_version"_s, bundled(u"forms/ttp.json"_s)["version"_L1]},
        {u"limits"_s, QJsonObject{{u"attachment_bytes"_s, 10'000'000},
                                  {u"total_bytes"_s, 50'000'000},
                                  {u"attachment_count"_s, 20},
                                  {u"media_types"_s, QJsonArray{u"application/pdf"_s, u"image/jpeg"_s}}}},
        {u"account_rules"_s,
         QJsonObject{{u"user_id_pattern"_s, u"^[A-Z0-9]{4,32}$"_s}, {u"password_min"_s, 8}, {u"password_max"_s, 128}}},
        {u"inquiries"_s, QJsonArray()},
        {u"receipt_keys"_s, key.jwks()}};
    using service_test::jsonAnswer;
    using service_test::on;
    return {on(u"^GET /v1/service$"_s, jsonAnswer(toCompactJson(service))),
            on(u"^GET /v1/terms$"_s, jsonAnswer(toCompactJson(terms))),
            on(u"^GET /v1/form$"_s, jsonAnswer(toCompactJson(bundled(u"forms/ttp.json"_s))))};
}

Origin originOf(const RawServer &server, const QString &kind, const OpensslKey &key)
{
    service::Profile profile = server.profile();
    profile.id = ServiceId;
    profile.kind = kind == "practice"_L1 ? service::Kind::Practice : service::Kind::Production;
    profile.keys = KeySet::read(key.jwks()).value_or(KeySet());
    return {profile, std::nullopt};
}

practice::Options practiceWith(const QString &controlFile = {}, bool newTerms = false)
{
    practice::Options options;
    options.embedded = true;
    options.controlFile = controlFile;
    options.faults.termsOutdated = newTerms;
    return options;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("%s", qPrintable(file.errorString()));
    }
}

/// All that a screen reader finds on the page.
QString readAloud(Wizard &wizard)
{
    QStringList read;
    const std::function<void(QAccessibleInterface *)> walk = [&](QAccessibleInterface *node) {
        if (node && !node->state().invisible) {
            read += node->text(QAccessible::Name);
            for (int i = 0; i < node->childCount(); ++i) {
                walk(node->child(i));
            }
        }
    };
    walk(QAccessible::queryAccessibleInterface(wizard.window().page()));
    return read.join(u'\n');
}

const QString ExampleButton = u"Try it with example data"_s;

/// To the review with the example that the program brings.
bool tryExample(Wizard &wizard)
{
    return wizard.waitUntil([&] { return wizard.button(ExampleButton); }, "the offer of an example")
        && wizard.clickButton(ExampleButton) && wizard.waitFor<TermsPage>() && wizard.passTerms() && wizard.passSignIn()
        && wizard.page<ReviewPage>();
}

qsizetype keptDrafts(const std::shared_ptr<vault::Vault> &vault)
{
    const auto drafts = vault::Drafts(vault).list();
    return drafts ? qsizetype(drafts->size()) : -1;
}

} // namespace

class WizardConsentTest : public QObject {
    Q_OBJECT

private:
    OpensslKey m_key{u"of-the-service"_s};
    OpensslKey m_stranger{u"of-a-stranger"_s};

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }

    void cannotBeGiven_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QJsonObject>("terms");
        QTest::addColumn<QString>("code");
        const QString production = u"production"_s;
        const auto nothing = [](QJsonArray &) {};
        const auto original = [](QJsonArray &documents) {
            edit(documents, 0, [](QJsonObject &document) { document["provenance"_L1] = u"original"_s; });
        };
        const auto otherOriginal = [&original](QJsonArray &documents) {
            original(documents);
            editText(documents, 0, u"追加。"_s);
        };
        for (const QString &kind : {production, u"practice"_s}) {
            QJsonObject wrong = signedTerms(m_key, otherOriginal);
            QJsonArray documents = wrong["documents"_L1].toArray();
            editText(documents, 0, u"後から"_s);
            wrong["documents"_L1] = documents;
            QTest::addRow("digest, %s", qPrintable(kind)) << kind << wrong << u"TRM-002"_s;
            QTest::addRow("missing clause, %s", qPrintable(kind)) << kind << signedTerms(m_key, [&](QJsonArray &all) {
                otherOriginal(all);
                edit(all, 1, [](QJsonObject &document) {
                    QJsonArray clauses = document["clauses"_L1].toArray();
                    clauses.removeAt(3);
                    document["clauses"_L1] = clauses;
                });
            }) << u"TRM-001"_s;
        }
        QJsonObject unsignedTerms = signedTerms(m_key, otherOriginal);
        unsignedTerms.remove("signature"_L1);
        QTest::newRow("unsigned") << production << unsignedTerms << u"TRM-003"_s;
        QTest::newRow("signed by another key") << production << signedTerms(m_stranger, otherOriginal) << u"TRM-003"_s;
        QJsonObject other = signedTerms(m_key, otherOriginal);
        other["signature"_L1] = signedTerms(m_key, original)["signature"_L1];
        QTest::newRow("signature of another text") << production << other << u"TRM-003"_s;
        QTest::newRow("a reconstruction that says so") << production << signedTerms(m_key, [](QJsonArray &documents) {
            editText(documents, 0, u"追加。"_s);
        }) << u"TRM-004"_s;
        QTest::newRow("a translation as the authoritative text") << production << signedTerms(m_key, [](QJsonArray &documents) {
            editText(documents, 0, u"追加。"_s);
            edit(documents, 0, [](QJsonObject &document) { document["provenance"_L1] = u"translation"_s; });
        }) << u"TRM-004"_s;
        QTest::newRow("a known reconstruction") << production << signedTerms(m_key, nothing) << u"TRM-005"_s;
        QTest::newRow("a known reconstruction relabelled") << production << signedTerms(m_key, original) << u"TRM-005"_s;
    }

    /// The page with the box to tick never appears; the reason stands there, and nothing was agreed to.
    void cannotBeGiven()
    {
        QFETCH(QString, kind);
        QFETCH(QJsonObject, terms);
        QFETCH(QString, code);
        RawServer server(answersOf(m_key, kind, terms));
        QVERIFY(server.isRunning());
        {
            Wizard wizard({.openOrigin = [&] { return originOf(server, kind, m_key); }});
            QVERIFY(wizard.waitUntil([&] { return !wizard.textWith(code).isEmpty(); }, "the reason"));
            // The pre-check needs no service; the reason stands there when the terms are wanted.
            QVERIFY(wizard.goOn() && wizard.waitFor<PrecheckPage>() && wizard.goOn());
            QVERIFY(wizard.waitUntil([&] { return !wizard.window().page()->isBusy(); }, "the answer"));
            QVERIFY2(!wizard.textWith(code).isEmpty(), qPrintable(wizard.texts().join(u'\n')));
            QVERIFY(wizard.page<PrecheckPage>() && !wizard.page<TermsPage>());
            QVERIFY(!wizard.journey().consent);
        }
        (void)server.end();
    }

    /// The same service with an original that its key signed: the reasons above are the only ones.
    void canBeGiven()
    {
        const QJsonObject terms = signedTerms(m_key, [](QJsonArray &documents) {
            editText(documents, 0, u"追加。"_s);
            edit(documents, 0, [](QJsonObject &document) { document["provenance"_L1] = u"original"_s; });
        });
        RawServer server(answersOf(m_key, u"production"_s, terms));
        {
            Wizard wizard({.openOrigin = [&] { return originOf(server, u"production"_s, m_key); }});
            QVERIFY(wizard.passStart());
            QVERIFY(readAloud(wizard).contains(u"正文 / Authoritative text"_s));
            QVERIFY(wizard.passTerms());
            QCOMPARE(wizard.journey().consent->documents.front().provenance, terms::Provenance::Original);
        }
        (void)server.end();
    }

    void withoutAJapaneseFont()
    {
        const Service service;
        bool installed = false;
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .canDrawJapanese = [&] { return installed; }});
        QVERIFY(wizard.waitUntil([&] { return wizard.journey().greeting.has_value(); }, "the service"));
        QVERIFY(wizard.goOn() && wizard.waitFor<PrecheckPage>() && wizard.goOn());
        QVERIFY(wizard.waitUntil([&] { return !wizard.textWith(u"TRM-008"_s).isEmpty(); }, "the reason"));
        QVERIFY(wizard.page<PrecheckPage>() && !wizard.page<TermsPage>() && !wizard.journey().consent);
        installed = true;
        QVERIFY(wizard.goOn() && wizard.waitFor<TermsPage>());
    }

    /// The terms change after they were agreed to: what was said before and what is said now, in both languages.
    void changesInThisSession()
    {
        const QTemporaryDir folder;
        const QString control = folder.filePath(u"control.json"_s);
        const Service service(practiceWith(control));
        Wizard wizard(service);
        QVERIFY(wizard.passStart() && wizard.passTerms());
        const terms::Consent first = *wizard.journey().consent;
        write(control, R"({"terms-outdated": true})");
        QVERIFY(wizard.goOn());
        QVERIFY(wizard.waitFor<TermsPage>());
        QVERIFY(!wizard.textWith(u"TRM-007"_s).isEmpty() && !wizard.journey().consent);
        QVERIFY(wizard.waitUntil([&] { return !wizard.page<TermsPage>()->isBusy(); }, "the changes"));
        const QString read = readAloud(wizard);
        for (const QString &part : {first.termsVersion, u"practice-2026-12-01"_s, u"Changed: 2. Copyright"_s,
                                    u"［追加：、又は貸与され］"_s, u"transferred [Added: or lent] to a third party"_s}) {
            QVERIFY2(read.contains(part), qPrintable(part + u" in:\n"_s + read));
        }
        QVERIFY(!read.contains(u"Changed: 1."_s));

        // Another language: the program's words change, the texts stay.
        QVERIFY(wizard.chooseLanguage(u"ja"_s));
        QVERIFY(readAloud(wizard).contains(u"［追加：、又は貸与され］"_s));
        QVERIFY(wizard.chooseLanguage(u"en"_s));
        // Away and back: the changes are still those since the last consent.
        QVERIFY(wizard.goBack() && wizard.waitFor<PrecheckPage>() && wizard.goOn() && wizard.waitFor<TermsPage>());
        QVERIFY(wizard.waitUntil([&] { return !wizard.page<TermsPage>()->isBusy(); }, "the changes again"));
        QVERIFY(readAloud(wizard).contains(u"[Added: or lent]"_s));
        QVERIFY(wizard.passTerms());
        QCOMPARE(wizard.journey().consent->termsVersion, u"practice-2026-12-01"_s);
        QVERIFY(!wizard.journey().agreedBefore);
        QVERIFY(wizard.goBack() && wizard.waitFor<TermsPage>());
        QVERIFY(!readAloud(wizard).contains(u"[Added: or lent]"_s));
    }

    void changesSinceADraft_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<bool>("rightDigest");
        QTest::addColumn<bool>("shown");
        QTest::newRow("the service still gives it out") << u"practice-2026-11-22"_s << true << true;
        QTest::newRow("it never had it") << u"practice-2001-01-01"_s << true << false;
        QTest::newRow("it gives out another text") << u"practice-2026-11-22"_s << false << false;
    }

    /// Only the text of the digests that were agreed to is shown as what was agreed to.
    void changesSinceADraft()
    {
        QFETCH(QString, version);
        QFETCH(bool, rightDigest);
        QFETCH(bool, shown);
        const auto vault = vault::memoryVault();
        {
            const Service service;
            Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = vault});
            QVERIFY(tryExample(wizard));
            QVERIFY(wizard.waitUntil([&] { return keptDrafts(vault) == 1; }, "the draft"));
        }
        vault::Draft kept = *vault::Drafts(vault).open(vault::Drafts(vault).list()->front().id);
        kept.consent["terms_version"_L1] = version;
        if (!rightDigest) {
            QJsonArray documents = kept.consent["documents"_L1].toArray();
            edit(documents, 1, [](QJsonObject &text) { text["sha256"_L1] = QString(64, u'0'); });
            kept.consent["documents"_L1] = documents;
        }
        QVERIFY(vault::Drafts(vault).save(kept));

        const Service service(practiceWith({}, true));
        for (int round = 0; round < 2; ++round) { // and once more, if the program is left before anything is agreed to
            Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = vault});
            QVERIFY(wizard.waitUntil([&] { return wizard.button(u"Continue PRACTICE TARO"_s) || wizard.button(u"Continue"_s)
                                                  || !wizard.textWith(u"steps complete"_s).isEmpty(); }, "the list"));
            QVERIFY(wizard.clickButton(u"Continue"_s));
            QVERIFY(wizard.waitFor<TermsPage>());
            QVERIFY(!wizard.textWith(u"TRM-007"_s).isEmpty() && !wizard.journey().consent);
            QVERIFY(wizard.waitUntil([&] { return !wizard.page<TermsPage>()->isBusy(); }, "the changes"));
            const QString read = readAloud(wizard);
            QVERIFY2(read.contains(u"You agreed to version "_s + version), qPrintable(read));
            QCOMPARE(read.contains(u"[Added: or lent]"_s), shown);
            QCOMPARE(read.contains(u"cannot be shown"_s), !shown);
            if (round == 1) {
                QVERIFY(wizard.passTerms());
                QCOMPARE(wizard.journey().consent->termsVersion, u"practice-2026-12-01"_s);
            }
        }
    }

    /// Made when the box was ticked, completed by the sign-in, kept with the draft, shown and saved with the receipt.
    void receipt()
    {
        const auto vault = vault::memoryVault();
        const Service service;
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = vault});
        QVERIFY(wizard.waitUntil([&] { return wizard.button(ExampleButton); }, "the offer of an example"));
        QVERIFY(wizard.clickButton(ExampleButton) && wizard.waitFor<TermsPage>() && wizard.passTerms());
        const QJsonObject made = wizard.journey().consent->receipt;
        QVERIFY(!made.contains("pii_principal_id"_L1));
        QVERIFY(wizard.passSignIn() && wizard.page<ReviewPage>());
        QVERIFY(wizard.waitUntil([&] {
            const auto drafts = vault::Drafts(vault).list();
            return drafts && drafts->size() == 1 && drafts->front().draft->consent["receipt"_L1].isObject();
        }, "the draft"));
        QVERIFY(wizard.goOn() && wizard.waitFor<ReceiptPage>());
        QVERIFY(!wizard.textWith(u"You agreed to version practice-2026-11-22"_s).isEmpty());
        QVERIFY(!wizard.textWith(u"日本語, English"_s).isEmpty());

        const QTemporaryDir folder;
        const QString name = u"consent-"_s + wizard.page<ReceiptPage>()->sent().receipt.acknowledgement.applicationNumber + u".json"_s;
        const QString path = folder.filePath(name);
        QVERIFY(wizard.clickButton(u"Save consent receipt…"_s));
        QFileDialog *dialog = nullptr;
        QVERIFY(wizard.waitUntil([&] {
            dialog = wizard.window().findChild<QFileDialog *>();
            return dialog && dialog->isVisible();
        }, "the dialog"));
        QVERIFY(dialog->selectedFiles().value(0).endsWith(name));
        dialog->setDirectory(folder.path());
        QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
        QVERIFY(wizard.waitUntil([&] { return QFile::exists(path) && !wizard.textWith(name).isEmpty(); }, "the file"));
        const auto read = terms::readConsentReceipt(base_test::bytesOf(path));
        QVERIFY2(read, qPrintable(read ? QString() : read.error().facts));
        QCOMPARE(read->principal, service.origin()->practiceAccount->userId);
        QCOMPARE(read->channel, terms::Channel::Window);
        QCOMPARE(read->languagesShown, (QStringList{u"ja"_s, u"en"_s}));
        QVERIFY(read->statement.startsWith(u"I have read the terms and agree to them"_s));
        QCOMPARE(read->party.kind, u"practice"_s);
        terms::SignedBy by = terms::SignedBy::Nobody;
        QVERIFY(terms::checkSignature(*read, service.profile().keys, by).holds);
        QCOMPARE(by, terms::SignedBy::PinnedKey);
        QJsonObject expected = made;
        expected["pii_principal_id"_L1] = read->principal;
        QCOMPARE(read->toJson(), expected);
        QJsonObject schema = bundled(u"api/consent-receipt.schema.json"_s);
        QVERIFY(!schema.isEmpty());
        QVERIFY2(judge(path), "the schema refuses it");
    }

    /// It stays with the receipt of the application, and can be had from the start page later.
    void keptWithTheReceipt()
    {
        const auto vault = vault::memoryVault();
        const Service service(practice::Options{});
        {
            Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = vault});
            QVERIFY(wizard.waitUntil([&] { return wizard.button(ExampleButton); }, "the offer of an example"));
            QVERIFY(wizard.clickButton(ExampleButton) && wizard.waitFor<TermsPage>() && wizard.passTerms());
            const auto fields = wizard.page<SignInPage>()->findChildren<QLineEdit *>();
            QVERIFY(wizard.type(fields.value(0), u"PRACTICE01"_s) && wizard.type(fields.value(1), u"Practice-2026"_s));
            QVERIFY(wizard.goOn() && wizard.waitFor<ReviewPage>() && wizard.goOn() && wizard.waitFor<ReceiptPage>());
            QVERIFY(wizard.waitUntil([&] { return keptDrafts(vault) == 0; }, "the end of the draft"));
        }
        int unreadable = 0;
        const auto kept = vault::Receipts(vault).list(unreadable);
        QVERIFY(kept && kept->size() == 1);
        QCOMPARE(kept->front().consent["receipt"_L1]["pii_principal_id"_L1].toString(), u"PRACTICE01"_s);

        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = vault});
        const QString button = u"Save the consent receipt of "_s + kept->front().number;
        QVERIFY(wizard.waitUntil([&] { return wizard.button(button); }, "the kept receipt"));
        QVERIFY(wizard.clickButton(button));
        QFileDialog *dialog = nullptr;
        QVERIFY(wizard.waitUntil([&] {
            dialog = wizard.window().findChild<QFileDialog *>();
            return dialog && dialog->isVisible();
        }, "the dialog"));
        const QTemporaryDir folder;
        dialog->setDirectory(folder.path());
        QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
        const QString path = folder.filePath(u"consent-"_s + kept->front().number + u".json"_s);
        QVERIFY(wizard.waitUntil([&] { return !wizard.textWith(u"The consent receipt was saved"_s).isEmpty(); }, "the notice"));
        const auto read = terms::readConsentReceipt(base_test::bytesOf(path));
        QVERIFY(read);
        QCOMPARE(read->toJson(), kept->front().consent["receipt"_L1].toObject());
    }

    /// What is on the screen of a machine for everybody says so; and nothing opens the printers of that machine.
    void onASharedMachine()
    {
        const Service service;
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .shared = true});
        QVERIFY(wizard.passStart());
        QVERIFY(!wizard.button(u"Print the terms…"_s));
        QVERIFY(wizard.passTerms());
        QCOMPARE(wizard.journey().consent->channel, terms::Channel::Kiosk);
        QCOMPARE(wizard.journey().consent->receipt["event"_L1]["channel"_L1].toString(), u"kiosk"_s);
    }

    void printIsOffered()
    {
        const Service service;
        Wizard wizard(service);
        QVERIFY(wizard.passStart());
        QVERIFY(wizard.button(u"Print the terms…"_s));
    }

private:
    /// By the published schema and another program.
    static bool judge(const QString &path)
    {
        const QString program = u"import sys, json, jsonschema\n"
                                "schema, receipt = (json.load(open(name)) for name in sys.argv[1:])\n"
                                "jsonschema.validate(receipt, schema, jsonschema.Draft202012Validator)\n"_s;
        return QProcess::execute(u"/usr/bin/python3"_s,
                                 {u"-c"_s, program, QStringLiteral(TTP_SOURCE_DIR "/resources/api/consent-receipt.schema.json"),
                                  path})
            == 0;
    }
};

QTEST_MAIN(WizardConsentTest)
#include "test_wizard_consent.moc"
