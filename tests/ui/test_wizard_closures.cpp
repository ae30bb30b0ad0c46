// SPDX-License-Identifier: GPL-3.0-or-later
// When the service is closed is known before anybody begins.

#include "pages/start_page.h"
#include "wizard_driver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

class WizardClosuresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "America/St_Johns"); // half an hour from every full one, so that no other zone looks the same
        prepareApplication();
    }
    void toldBeforeOneBegins();
    void nothingToTell();
};

void WizardClosuresTest::toldBeforeOneBegins()
{
    practice::Options options;
    options.faults.maintenance.emplace();
    options.faults.maintenance->from = QDateTime({2098, 1, 31}, {20, 0}, Qt::UTC);
    options.faults.maintenance->until = QDateTime({2098, 1, 31}, {23, 15}, Qt::UTC);
    const Service service(options);
    Wizard wizard(service);
    QVERIFY(wizard.waitUntil([&] { return !wizard.textWith(u"The service will be closed"_s).isEmpty(); }, "the notice"));
    QVERIFY(wizard.page<StartPage>());
    const QString english = wizard.textWith(u"1 February 2098, 05:00"_s);
    QVERIFY2(english.contains(u"to 1 February 2098, 08:15 Japan time"_s), qPrintable(english));
    QVERIFY2(english.contains(u"31 January 2098, 16:30 to 31 January 2098, 19:45 your time (UTC-03:30)"_s),
             qPrintable(english));
    QVERIFY(english.contains(u"Closed for maintenance (practice)."_s));
    QVERIFY(english.contains(u"please send your application before"_s));

    QVERIFY(wizard.chooseLanguage(u"ja"_s));
    const QString japanese = wizard.textWith(u"2098年2月1日 05:00から2098年2月1日 08:15まで（日本時間）"_s);
    QVERIFY2(japanese.contains(u"保守のため停止します（練習）。"_s), qPrintable(wizard.texts().join(u'\n')));
    QVERIFY(wizard.passStart()); // it is open now
}

void WizardClosuresTest::nothingToTell()
{
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.waitUntil([&] { return wizard.journey().greeting.has_value(); }, "the service"));
    QVERIFY(wizard.textWith(u"closed"_s).isEmpty());
}

QTEST_MAIN(WizardClosuresTest)
#include "test_wizard_closures.moc"
