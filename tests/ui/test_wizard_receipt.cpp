// SPDX-License-Identifier: GPL-3.0-or-later
// Keeping the receipt: as PDF first, as a web page or as data, from the window.

#include "paper/receipt_files.h"
#include "pages/receipt_page.h"
#include "submission/receipt.h"
#include "wizard_driver.h"

#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

class WizardReceiptTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void isKeptInEveryFormat();
};

namespace {

QFileDialog *openDialog(Wizard &wizard)
{
    QFileDialog *dialog = nullptr;
    const bool opened = wizard.waitUntil(
        [&] {
            dialog = wizard.window().findChild<QFileDialog *>();
            return dialog && dialog->isVisible();
        },
        "the file dialog");
    return opened ? dialog : nullptr;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void WizardReceiptTest::initTestCase()
{
    prepareApplication();
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
}

void WizardReceiptTest::isKeptInEveryFormat()
{
    const QTemporaryDir folder;
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm());
    QVERIFY(wizard.fillForm(readExample(u"resources/examples/application.json"_s)));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>());
    const submission::Receipt receipt = wizard.page<ReceiptPage>()->sent().receipt;
    for (const QString &suffix : {u"pdf"_s, u"html"_s, u"json"_s}) {
        QVERIFY(wizard.goOn());
        QFileDialog *dialog = openDialog(wizard);
        QVERIFY(dialog);
        if (suffix == "pdf"_L1) { // paper is what is offered
            QCOMPARE(dialog->selectedFiles().value(0).section(u'/', -1),
                     receipt.acknowledgement.applicationNumber + u".pdf"_s);
            QVERIFY(dialog->selectedNameFilter().contains(u"*.pdf"_s));
        }
        for (const QString &filter : dialog->nameFilters()) {
            if (filter.contains(u"*."_s + suffix)) {
                dialog->selectNameFilter(filter);
                Q_EMIT dialog->filterSelected(filter);
            }
        }
        QCOMPARE(dialog->defaultSuffix(), suffix);
        const QString path = folder.filePath(u"receipt."_s + suffix);
        auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
        QVERIFY(name);
        name->setText(path);
        QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
        QVERIFY(wizard.waitUntil([&] { return !wizard.page<ReceiptPage>()->isBusy() && QFile::exists(path); }, "the file"));
        QVERIFY(wizard.waitUntil([&] { return !wizard.textWith(u"receipt."_s + suffix).isEmpty(); }, "the notice"));
        QVERIFY(wizard.waitUntil([&] { return !wizard.window().findChild<QFileDialog *>(); }, "the end of the dialog"));
    }
    QCOMPARE(contentOf(folder.filePath(u"receipt.json"_s)), receipt.toJson());
    const auto inside = paper::receiptInPdf(contentOf(folder.filePath(u"receipt.pdf"_s)), submission::MaxReceiptBytes);
    QCOMPARE(inside.value_or("nothing"), receipt.toJson());
    QVERIFY(contentOf(folder.filePath(u"receipt.html"_s)).contains(receipt.acknowledgement.applicationNumber.toUtf8()));
}

QTEST_MAIN(WizardReceiptTest)
#include "test_wizard_receipt.moc"
