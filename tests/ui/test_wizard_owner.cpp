// SPDX-License-Identifier: GPL-3.0-or-later
// Nobody applies as somebody else: what was entered under one account is not sent under another (clause 3(6)).

#include "pages/form_page.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "pages/sign_in_page.h"
#include "wizard_driver.h"

#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

bool enter(Wizard &wizard, const QString &userId, const QString &password)
{
    const auto fields = wizard.page<SignInPage>()->findChildren<QLineEdit *>();
    return wizard.type(fields.value(0), userId) && wizard.type(fields.value(1), password) && wizard.goOn();
}

} // namespace

class WizardOwnerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void anotherAccountIsRefused();
    void anotherAccountBeginsAnew();
};

void WizardOwnerTest::anotherAccountIsRefused()
{
    const Service service{practice::Options()};
    const QString other = service.registerUser(u"b@example.com"_s, u"Another-2027"_s);
    QVERIFY(other != "PRACTICE01"_L1);
    const Example example = readExample(u"resources/examples/application.json"_s);
    Wizard wizard(service);
    QVERIFY(wizard.passStart() && wizard.passTerms());
    QVERIFY(enter(wizard, u"PRACTICE01"_s, u"Practice-2026"_s));
    QVERIFY(wizard.waitFor<FormPage>());
    QVERIFY(wizard.fillForm(example));

    QVERIFY(wizard.clickButton(u"Sign in, done"_s));
    QVERIFY(wizard.waitFor<SignInPage>());
    QVERIFY(enter(wizard, other, u"Another-2027"_s));
    QVERIFY(wizard.waitUntil([&] { return wizard.page<SignInPage>() && wizard.page<SignInPage>()->hasError(); },
                             "the refusal"));
    QVERIFY2(!wizard.textWith(u"WHO-001"_s).isEmpty(), qPrintable(wizard.texts().join(u'\n')));
    QVERIFY(!wizard.journey().signedIn);
    const QAbstractButton *review = wizard.button(u"Review and send"_s);
    QVERIFY(!review || !review->isEnabled());
    QCOMPARE(wizard.journey().answers.json(), example.answers); // nothing is lost by it
    QCOMPARE(wizard.journey().files.size(), example.files.size());
    QVERIFY(service.applications().empty());

    // Whose answers they are goes on where they were.
    QVERIFY(enter(wizard, u"PRACTICE01"_s, u"Practice-2026"_s));
    QVERIFY(wizard.waitFor<ReviewPage>());
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>());
    QCOMPARE(service.applications().size(), std::size_t(1));
}

/// The answers belonged to the first account, not the window: once they are gone anybody may begin.
void WizardOwnerTest::anotherAccountBeginsAnew()
{
    const Service service{practice::Options()};
    const QString other = service.registerUser(u"b@example.com"_s, u"Another-2027"_s);
    Wizard wizard(service);
    QVERIFY(wizard.passStart() && wizard.passTerms());
    QVERIFY(enter(wizard, u"PRACTICE01"_s, u"Practice-2026"_s));
    QVERIFY(wizard.waitFor<FormPage>());
    QVERIFY(wizard.fillStep(readExample(u"resources/examples/application.json"_s)));
    Q_EMIT wizard.window().abandonRequested();
    wizard.settle();
    QVERIFY(wizard.answerQuestion(u"Discard"_s));
    QVERIFY(wizard.passStart() && wizard.passTerms());
    QVERIFY(enter(wizard, other, u"Another-2027"_s));
    QVERIFY(wizard.waitFor<FormPage>());
    QVERIFY(wizard.journey().answers.json().isEmpty());
}

QTEST_MAIN(WizardOwnerTest)
#include "test_wizard_owner.moc"
