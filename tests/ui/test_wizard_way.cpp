// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way with the bundled form and the bundled example: from the start page to a proved receipt, over real TLS.

#include "base/digest.h"
#include "form/countries.h"
#include "form/display.h"
#include "pages/form_page.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "pages/send_page.h"
#include "pages/sign_in_page.h"
#include "pages/start_page.h"
#include "pages/terms_page.h"
#include "wizard_driver.h"

#include <QCheckBox>
#include <QClipboard>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMessageBox>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

const QString NotProvided = u"Not provided"_s;

/// What a body says, as question and answer: judged by the form alone, not by what the review page is made from.
class Told {
public:
    Told(const form::Definition &form, const QJsonObject &body) : m_body(body)
    {
        const QJsonObject answers = body["answers"_L1].toObject();
        for (const form::Step &step : form.steps) {
            for (const form::Field &field : step.fields) {
                tell(field, answers.value(field.id));
            }
        }
    }

    QStringList lines; ///< `question: answer`

private:
    void tell(const form::Field &field, const QJsonValue &value)
    {
        const QString question = field.label.in(u"en"_s);
        if (field.type == form::FieldType::Document) {
            for (const QJsonValue &file : m_body["attachments"_L1].toArray()) {
                if (file["field"_L1] == field.id) {
                    lines += question + u": "_s + file["filename"_L1].toString();
                }
            }
        } else if (field.type == form::FieldType::Group) {
            const QJsonArray entries = value.toArray();
            for (qsizetype i = 0; i < entries.size(); ++i) {
                lines += u"%1: No. %2"_s.arg(question).arg(i + 1);
                for (const form::Field &member : field.fields) {
                    tell(member, entries[i].toObject().value(member.key()));
                }
            }
        } else if (!value.isUndefined()) {
            lines += question + u": "_s + form::displayText(field, value, u"en"_s);
        }
    }

    QJsonObject m_body;
};

QByteArray sha256Of(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly)
        ? QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256).toHex()
        : QByteArray();
}

} // namespace

class WizardWayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void fromTheTermsToTheReceipt();
    void termsAreAgreedToOnPurpose();
    void aChangeLinkLeadsToTheFieldAndBack();
    void theRailLeadsBackButNeverOverWhatIsMissing();
};

void WizardWayTest::fromTheTermsToTheReceipt()
{
    const Example example = readExample(u"resources/examples/application.json"_s);
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.page<StartPage>());
    QVERIFY(wizard.reachForm());
    QVERIFY(wizard.fillForm(example));

    // Every answer stands on the review page, and what has none says so.
    const auto rows = wizard.seenRows();
    QStringList seen;
    for (const SeenRow &row : rows) {
        if (row.answer != NotProvided) {
            // Files stand there with their size.
            const bool file = row.answer.contains(u".jpg ("_s) || row.answer.contains(u".pdf ("_s);
            seen += row.question + u": "_s + (file ? row.answer.section(u" ("_s, 0, 0) : row.answer);
        }
    }
    QVERIFY(seen.contains(u"Passport number: ••••02C3"_s));
    QVERIFY(!wizard.texts().join(u' ').contains("L898902C3"_L1));
    QVERIFY(rows.size() > std::size_t(seen.size()));
    QVERIFY(!wizard.textWith(service.profile().host()).isEmpty());

    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>());
    const auto &receipt = wizard.page<ReceiptPage>()->sent().receipt;
    const QJsonObject body = QJsonDocument::fromJson(receipt.body).object();

    // What was sent is what stood there: nothing more, nothing less.
    QCOMPARE(Told(wizard.journey().definition(), body).lines, seen);
    QCOMPARE(body["answers"_L1].toObject(), example.answers);
    const QJsonArray attachments = body["attachments"_L1].toArray();
    QCOMPARE(std::size_t(attachments.size()), example.files.size());
    for (qsizetype i = 0; i < attachments.size(); ++i) {
        QCOMPARE(attachments[i]["field"_L1].toString(), example.files[std::size_t(i)].first);
        QCOMPARE(attachments[i]["sha256"_L1].toString().toLatin1(), sha256Of(example.files[std::size_t(i)].second));
    }
    QCOMPARE(body["consent"_L1]["channel"_L1].toString(), u"window"_s);
    QCOMPARE(body["consent"_L1]["languages_shown"_L1].toArray(), QJsonArray({u"ja"_s, u"en"_s}));

    // The service has exactly this one.
    const auto known = service.applications();
    QCOMPARE(known.size(), std::size_t(1));
    QCOMPARE(known[0].bodySha256, QCryptographicHash::hash(receipt.body, QCryptographicHash::Sha256).toHex());
    const QString number = known[0].applicationNumber;
    QVERIFY(number.startsWith("PRACTICE-"_L1));
    QVERIFY(!wizard.textWith(number).isEmpty());
    QVERIFY(!wizard.textWith(u"2 files were compared digest by digest"_s).isEmpty());
    QVERIFY(wizard.clickButton(u"Copy"_s));
    QCOMPARE(QGuiApplication::clipboard()->text(), number);

    // Another one begins empty.
    QVERIFY(wizard.clickButton(u"Make another application"_s));
    QVERIFY(wizard.page<StartPage>());
    QVERIFY(wizard.journey().answers.json().isEmpty());
    QVERIFY(wizard.journey().files.empty());
    QVERIFY(!wizard.journey().consent);
}

void WizardWayTest::termsAreAgreedToOnPurpose()
{
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.passStart());
    auto *box = wizard.page<TermsPage>()->findChild<QCheckBox *>();
    QVERIFY(!box->isChecked());

    QVERIFY(wizard.goOn());
    QVERIFY(wizard.page<TermsPage>());
    QVERIFY(!wizard.textWith(u"Tick the box"_s).isEmpty());
    QVERIFY(wizard.window().windowTitle().startsWith("Error: "_L1));
    QCOMPARE(QApplication::focusWidget(), box);

    // Ticked without having seen the end: one more question, and reading on is the default.
    QVERIFY(wizard.click(box));
    QVERIFY(wizard.textWith(u"Tick the box"_s).isEmpty());
    QVERIFY(!wizard.window().windowTitle().startsWith("Error: "_L1));
    QVERIFY(wizard.goOn());
    QCOMPARE(wizard.question(), u"You have not seen the end of the terms."_s);
    QVERIFY(wizard.answerQuestion(u"Read on"_s));
    QVERIFY(wizard.page<TermsPage>());
    QVERIFY(!wizard.journey().consent);
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.answerQuestion(u"Agree to the whole text"_s));
    QVERIFY(wizard.waitFor<SignInPage>());
    QVERIFY(wizard.journey().consent);
    QCOMPARE(wizard.journey().consent->languagesShown, QStringList({u"ja"_s, u"en"_s}));

    // The account of the practice service is filled in.
    const auto fields = wizard.page<SignInPage>()->findChildren<QLineEdit *>();
    QCOMPARE(fields.size(), 2);
    QCOMPARE(fields[0]->text(), service.origin()->practiceAccount->userId);
    QVERIFY(!fields[1]->text().isEmpty());
    QCOMPARE(fields[1]->echoMode(), QLineEdit::Password);
}

void WizardWayTest::aChangeLinkLeadsToTheFieldAndBack()
{
    const Example example = readExample(u"resources/examples/application.json"_s);
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm() && wizard.fillForm(example));

    QVERIFY(wizard.clickButton(u"Change Passport number"_s));
    QVERIFY(wizard.waitFor<FormPage>());
    FieldEditor *number = wizard.editor(u"passport.number"_s);
    QVERIFY(number);
    QTRY_VERIFY2(number->isAncestorOf(QApplication::focusWidget()), qPrintable(wizard.focused()));
    QVERIFY(wizard.fill(number, u"XY1234567"_s));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReviewPage>());
    QVERIFY(!wizard.textWith(u"••••4567"_s).isEmpty());

    // Back returns as well, with what was typed.
    QVERIFY(wizard.clickButton(u"Change Passport number"_s));
    QVERIFY(wizard.waitFor<FormPage>());
    QVERIFY(wizard.goBack());
    QVERIFY(wizard.waitFor<ReviewPage>());

    // A change that opens new questions leads to them before it returns.
    QVERIFY(wizard.clickButton(u"Change "_s + wizard.seenRows().front().question));
    QVERIFY(wizard.waitFor<FormPage>());
    QVERIFY(wizard.fill(wizard.editor(u"category"_s), u"B"_s));
    QVERIFY(wizard.fill(wizard.editor(u"employer.kind"_s),
                        wizard.editor(u"employer.kind"_s)->field().choices.front().value));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<FormPage>());
    QCOMPARE(wizard.page<FormPage>()->step().id, u"details"_s);
}

void WizardWayTest::theRailLeadsBackButNeverOverWhatIsMissing()
{
    const Example example = readExample(u"resources/examples/application.json"_s);
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm());
    QVERIFY(wizard.button(u"Contact"_s));
    QVERIFY(!wizard.button(u"Contact"_s)->isEnabled());
    QVERIFY(!wizard.button(u"Review and send"_s)->isEnabled());
    QVERIFY(wizard.fillStep(example) && wizard.goOn());
    QCOMPARE(wizard.page<FormPage>()->step().id, u"passport"_s);
    QVERIFY(!wizard.button(u"Contact"_s)->isEnabled());
    QVERIFY(wizard.fillStep(example));
    QVERIFY(wizard.button(u"Contact"_s)->isEnabled());
    QVERIFY(wizard.clickButton(u"Contact"_s));
    QCOMPARE(wizard.page<FormPage>()->step().id, u"contact"_s);
    QVERIFY(wizard.clickButton(u"Passport"_s));
    QCOMPARE(wizard.page<FormPage>()->step().id, u"passport"_s);
    QCOMPARE(wizard.editor(u"passport.surname"_s)->value().toString(), u"ERIKSSON"_s);
}

QTEST_MAIN(WizardWayTest)
#include "test_wizard_way.moc"
