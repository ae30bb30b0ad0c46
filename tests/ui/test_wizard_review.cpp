// SPDX-License-Identifier: GPL-3.0-or-later
// Between the last step of the form and the sending: what is sent was on the review page, and its links lead somewhere.

#include "pages/form_page.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "pages/send_page.h"
#include "style/paragraph.h"
#include "wizard_driver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

class WizardReviewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void whatWasNotSeenIsNotSent();
    void aDoubleClickDoesNotSend();
    void linksShowTheProblemAtItsField();
    void aFormThatChangesKeepsTheAnswers();
};

namespace {

Example example()
{
    return readExample(u"resources/examples/application.json"_s);
}

/// Up to the last step of the form, complete.
bool reachLastStep(Wizard &wizard)
{
    return wizard.reachForm() && wizard.fillForm(example()) && wizard.goBack() && wizard.waitFor<FormPage>();
}

} // namespace

/// The key that went on is still going down when the review appears.
void WizardReviewTest::whatWasNotSeenIsNotSent()
{
    const Service service;
    Wizard wizard(service);
    QVERIFY(reachLastStep(wizard));
    QApplication::setDoubleClickInterval(600'000);
    QTest::keyClick(wizard.primary(), Qt::Key_Space);
    QTest::keyClick(wizard.primary(), Qt::Key_Space);
    QTest::keyClick(&wizard.window(), Qt::Key_Return, Qt::ControlModifier);
    QTest::keyClick(&wizard.window(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(wizard.waitFor<ReviewPage>());
    QVERIFY2(qobject_cast<style::Paragraph *>(QApplication::focusWidget()), qPrintable(wizard.focused()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(wizard.page<ReviewPage>());
    QCOMPARE(service.applications().size(), std::size_t(0));
    QApplication::setDoubleClickInterval(0);
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>());
}

void WizardReviewTest::aDoubleClickDoesNotSend()
{
    const Service service;
    Wizard wizard(service);
    QVERIFY(reachLastStep(wizard));
    QApplication::setDoubleClickInterval(600'000);
    QTest::mouseClick(wizard.primary(), Qt::LeftButton);
    QTest::mouseDClick(wizard.primary(), Qt::LeftButton);
    QVERIFY(wizard.waitFor<ReviewPage>());
    QCOMPARE(service.applications().size(), std::size_t(0));
}

void WizardReviewTest::linksShowTheProblemAtItsField()
{
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm() && wizard.fillForm(example()));
    QVERIFY(wizard.waitFor<ReviewPage>());
    QVERIFY(wizard.clickButton(u"Change E-mail address"_s));
    QVERIFY(wizard.waitFor<FormPage>());
    QVERIFY(wizard.fill(wizard.editor(u"contact.email"_s), u"nobody"_s));
    QVERIFY(wizard.goBack());
    QVERIFY(wizard.waitFor<ReviewPage>());
    QVERIFY(wizard.goOn());
    auto *link = qobject_cast<QAbstractButton *>(QApplication::focusWidget());
    QVERIFY2(link && wizard.page<ReviewPage>(), qPrintable(wizard.focused()));
    const QString words = link->text().section(u": "_s, 1);
    QVERIFY(wizard.click(link));
    QVERIFY(wizard.waitFor<FormPage>());
    QCOMPARE(wizard.page<FormPage>()->step().id, u"contact"_s);
    QVERIFY(wizard.page<FormPage>()->hasError());
    FieldEditor *editor = wizard.editor(u"contact.email"_s);
    QVERIFY(!editor->problems().empty());
    QCOMPARE(wordsOf(editor->problems().front()).in(u"en"_s), words);
    QVERIFY(editor->isAncestorOf(QApplication::focusWidget()));
}

/// The service changes its form between the first page and the sending.
void WizardReviewTest::aFormThatChangesKeepsTheAnswers()
{
    QTemporaryDir folder;
    practice::Options options;
    options.embedded = true;
    options.controlFile = folder.filePath(u"control.json"_s);
    const auto control = [&options](const QByteArray &json) {
        QFile file(options.controlFile);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(json);
    };
    control("{}");
    const Service service(options);
    Wizard wizard(service);
    QVERIFY(wizard.reachForm() && wizard.fillForm(example()));
    const QString before = wizard.journey().definition().version;
    control(R"({"form-outdated": true})");
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReviewPage>());
    QVERIFY(wizard.waitUntil([&] { return !wizard.textWith(u"FRM-002"_s).isEmpty(); }, "the notice"));
    QVERIFY(wizard.journey().definition().version != before);
    QCOMPARE(wizard.journey().answers.json(), example().answers);
    QCOMPARE(wizard.journey().files.size(), example().files.size());
    QVERIFY(wizard.waitUntil([&] { return !wizard.page<ReviewPage>()->isBusy(); }, "the files"));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>());
    QCOMPARE(service.applications().size(), std::size_t(1));
}

QTEST_MAIN(WizardReviewTest)
#include "test_wizard_review.moc"
