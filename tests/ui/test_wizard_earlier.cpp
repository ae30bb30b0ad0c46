// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing is asked twice: the answers of the last application are offered for the next one of the same person.

#include "breaking_vault.h"
#include "fields/field_editor.h"
#include "pages/form_page.h"
#include "pages/precheck_page.h"
#include "pages/receipt_page.h"
#include "pages/sign_in_page.h"
#include "pages/start_page.h"
#include "vault/receipts.h"
#include "wizard_driver.h"

#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;
using vault_test::BreakingVault;

namespace {

const QString ExamplePath = u"resources/examples/application.json"_s;
const QString Take = u"Fill in the same answers"_s;
const QString TakeBack = u"Take them out again"_s;

/// Signs in by hand: of the embedded service's own account nothing is kept.
bool reachForm(Wizard &wizard, const QString &user = u"PRACTICE01"_s, const QString &password = u"Practice-2026"_s)
{
    if (!wizard.passStart() || !wizard.passTerms() || !wizard.waitFor<SignInPage>()) {
        return false;
    }
    const auto fields = wizard.page<SignInPage>()->findChildren<QLineEdit *>();
    return wizard.type(fields.value(0), user) && wizard.type(fields.value(1), password) && wizard.goOn()
        && wizard.waitFor<FormPage>();
}

bool sendExample(const Service &service, const std::shared_ptr<BreakingVault> &kept)
{
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = kept});
    const auto isKept = [&] {
        int unreadable = 0;
        const auto receipts = vault::Receipts(kept).list(unreadable);
        return receipts && receipts->size() == 1;
    };
    return reachForm(wizard) && wizard.fillForm(readExample(ExamplePath)) && wizard.goOn()
        && wizard.waitFor<ReceiptPage>(60'000) && wizard.waitUntil(isKept, "the receipt in the vault");
}

bool goToPassport(Wizard &wizard)
{
    while (wizard.page<FormPage>() && wizard.page<FormPage>()->step().id != u"passport"_s) {
        const QString step = wizard.page<FormPage>()->step().id;
        if (!wizard.fillStep(readExample(ExamplePath)) || !wizard.goOn()
            || !wizard.waitUntil([&] { return wizard.page<FormPage>() && wizard.page<FormPage>()->step().id != step; }, "the next step")) {
            return false;
        }
    }
    return wizard.page<FormPage>() != nullptr;
}

} // namespace

class WizardEarlierTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void takenAndTakenBack();
    void notWithoutAnEarlierOne();
    void notToSomebodyElse();
};

void WizardEarlierTest::takenAndTakenBack()
{
    const Service service{practice::Options()};
    const auto kept = std::make_shared<BreakingVault>();
    QVERIFY(sendExample(service, kept));

    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = kept});
    QVERIFY(reachForm(wizard));
    QVERIFY(goToPassport(wizard));
    QVERIFY(wizard.waitUntil([&] { return wizard.button(Take) != nullptr; }, "the offer"));
    QVERIFY(wizard.type(wizard.editor(u"passport.given_names"_s)->findChild<QLineEdit *>(), u"EVA"_s));
    QVERIFY(!wizard.journey().answers.has(u"passport.number"_s)); // nothing by itself

    QVERIFY(wizard.clickButton(Take));
    QCOMPARE(wizard.journey().answers.value(u"passport.number"_s).toString(), u"L898902C3"_s);
    QCOMPARE(wizard.editor(u"passport.surname"_s)->findChild<QLineEdit *>()->text(), u"ERIKSSON"_s);
    QCOMPARE(wizard.journey().answers.value(u"passport.given_names"_s).toString(), u"EVA"_s); // what was typed stays
    QVERIFY(!wizard.textWith(u"answers were filled in"_s).isEmpty());

    // What is changed now is the person's and stays when the others go.
    auto *surname = wizard.editor(u"passport.surname"_s)->findChild<QLineEdit *>();
    surname->selectAll();
    QVERIFY(wizard.type(surname, u"SVENSSON"_s));
    QVERIFY(wizard.chooseLanguage(u"ja"_s) && wizard.chooseLanguage(u"en"_s)); // the offer stays as it is
    QVERIFY(wizard.clickButton(TakeBack));
    QVERIFY(!wizard.journey().answers.has(u"passport.number"_s));
    QCOMPARE(wizard.journey().answers.value(u"passport.surname"_s).toString(), u"SVENSSON"_s);
    QCOMPARE(wizard.editor(u"passport.number"_s)->findChild<QLineEdit *>()->text(), QString());
    QVERIFY(wizard.button(Take)); // and are offered again

    QVERIFY(wizard.clickButton(Take));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitUntil([&] { return wizard.page<FormPage>()->step().id == u"contact"_s; }, "the next step"));
    // Somebody else at this computer sees nothing of it.
    Q_EMIT wizard.window().startPageRequested();
    QVERIFY(wizard.waitFor<StartPage>());
    QVERIFY(wizard.clickButton(u"Begin another application"_s));
    QVERIFY(wizard.waitFor<PrecheckPage>());
    QVERIFY(!wizard.journey().earlier);
}

void WizardEarlierTest::notWithoutAnEarlierOne()
{
    const Service service{practice::Options()};
    const auto kept = std::make_shared<BreakingVault>();
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = kept});
    QVERIFY(reachForm(wizard) && goToPassport(wizard));
    QVERIFY(!wizard.button(Take));
}

/// Clause 3(6): the receipts of everybody who uses this computer account lie in one vault.
void WizardEarlierTest::notToSomebodyElse()
{
    const Service service{practice::Options()};
    const QString other = service.registerUser(u"second@example.jp"_s, u"Second-2026"_s);
    const auto kept = std::make_shared<BreakingVault>();
    QVERIFY(sendExample(service, kept));
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = kept});
    QVERIFY(reachForm(wizard, other, u"Second-2026"_s) && goToPassport(wizard));
    QVERIFY(!wizard.button(Take));
    QVERIFY(!wizard.journey().earlier);
}

QTEST_MAIN(WizardEarlierTest)
#include "test_wizard_earlier.moc"
