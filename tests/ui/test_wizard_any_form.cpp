// SPDX-License-Identifier: GPL-3.0-or-later
// A form that the program has never seen, with every type of field: drawn, filled in, checked, sent.

#include "pages/form_page.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "wizard_driver.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

class WizardAnyFormTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void isFilledInAndSent_data();
    void isFilledInAndSent();
};

void WizardAnyFormTest::isFilledInAndSent_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Japanese") << u"ja"_s;
}

void WizardAnyFormTest::isFilledInAndSent()
{
    QFETCH(QString, language);
    const Example example = readExample(u"tests/data/forms/every_type_answers.json"_s);
    practice::Options options;
    options.embedded = true;
    options.formPath = QStringLiteral(TTP_SOURCE_DIR "/tests/data/forms/every_type.json");
    const Service service(options);
    Wizard wizard(service, language);
    QVERIFY(wizard.reachForm());

    const form::Definition &form = wizard.journey().definition();
    QCOMPARE(form.id, u"harbour-berth"_s);
    std::set<form::FieldType> drawn;
    while (const auto *page = wizard.page<FormPage>()) {
        const QString step = page->step().id;
        // Nothing is filled in yet: a step that asks for something says what, and does not go on.
        const auto &editors = page->findChildren<FieldEditor *>();
        const bool asks = std::ranges::any_of(editors, [](const FieldEditor *each) {
            return each->isVisible() && each->isRequired();
        });
        if (asks) {
            QVERIFY(wizard.goOn());
            QVERIFY(wizard.page<FormPage>() && wizard.page<FormPage>()->step().id == step);
            QVERIFY(wizard.page<FormPage>()->hasError());
        }
        QVERIFY(wizard.fillStep(example));
        for (const FieldEditor *editor : wizard.page<FormPage>()->findChildren<FieldEditor *>()) {
            drawn.insert(editor->field().type);
        }
        QVERIFY(wizard.goOn());
        QVERIFY2(!wizard.page<FormPage>() || wizard.page<FormPage>()->step().id != step,
                 qPrintable(wizard.texts().join(u'\n')));
    }
    QCOMPARE(drawn.size(), std::size_t(14)); // every type of the contract
    QVERIFY(wizard.page<ReviewPage>());
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>());
    const QByteArray body = wizard.page<ReceiptPage>()->sent().receipt.body;
    QJsonObject expected = example.answers;
    expected.remove(u"papers.news"_s); // a box that is not ticked is no answer
    QCOMPARE(QJsonDocument::fromJson(body)["answers"_L1].toObject(), expected);
    QCOMPARE(QJsonDocument::fromJson(body)["form"_L1]["id"_L1].toString(), u"harbour-berth"_s);
    QCOMPARE(service.applications().size(), std::size_t(1));
}

QTEST_MAIN(WizardAnyFormTest)
#include "test_wizard_any_form.moc"
