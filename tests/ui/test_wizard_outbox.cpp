// SPDX-License-Identifier: GPL-3.0-or-later
// What the window notes of a sending: on disk from before it is posted until its outcome is known.

#include "pages/receipt_page.h"
#include "pages/send_page.h"
#include "pages/sign_in_page.h"
#include "submission/outbox.h"
#include "service/door.h"
#include "wizard_driver.h"
#include "wizard_liar.h"

#include <QDir>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

std::vector<submission::OutboxEntry> entriesOf(const submission::Outbox &outbox)
{
    const auto contents = outbox.contents();
    return contents ? contents->entries : std::vector<submission::OutboxEntry>();
}

/// To the review, signed in by hand as at a service of one's own.
bool reachReview(Wizard &wizard)
{
    if (!wizard.passStart() || !wizard.passTerms()) {
        return false;
    }
    const auto fields = wizard.page<SignInPage>()->findChildren<QLineEdit *>();
    return wizard.type(fields.value(0), u"PRACTICE01"_s) && wizard.type(fields.value(1), u"Practice-2026"_s)
        && wizard.passSignIn() && wizard.fillForm(readExample(u"resources/examples/application.json"_s));
}

} // namespace

class WizardOutboxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void notedUntilItIsKnown();
    void askingAgainKeepsTheKey();
    void theEmbeddedServiceIsNotNoted();

private:
    QTemporaryDir m_folder;
    submission::Outbox m_outbox{m_folder.filePath(QStringLiteral("data"))};
};

void WizardOutboxTest::notedUntilItIsKnown()
{
    Line line;
    const Service service(practice::Options(), line);
    line.leadTo(service.port());
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .patience = 1s, .outbox = &m_outbox});
    QVERIFY(reachReview(wizard));
    QVERIFY(entriesOf(m_outbox).empty());
    QVERIFY(wizard.goOn());
    bool losing = false;
    Page *page = wizard.window().page();
    connect(page, &Page::changed, page, [&] {
        if (!losing && !wizard.textWith(u"Sending the application"_s).isEmpty()) {
            losing = true;
            line.loseNextAnswer();
        }
    });
    QVERIFY(wizard.waitUntil([&] { return wizard.page<SendPage>() && wizard.page<SendPage>()->hasError(); },
                             "the end of the sending", 40'000));
    const auto known = service.applications();
    QCOMPARE(known.size(), std::size_t(1)); // it did arrive
    const auto noted = entriesOf(m_outbox);
    QCOMPARE(noted.size(), std::size_t(1));
    QCOMPARE(noted[0].bodySha256, known[0].bodySha256);
    QCOMPARE(noted[0].userId, u"PRACTICE01"_s);
    QCOMPARE(noted[0].serviceId, service.profile().id);
    QVERIFY(!m_outbox.take(noted[0].key)); // the window still holds it

    line.leadTo(service.port());
    QVERIFY(wizard.goOn()); // Ask again
    QVERIFY(wizard.waitFor<ReceiptPage>());
    QVERIFY(entriesOf(m_outbox).empty());
}

/// Lost on its way, and the service has never heard of it: it may still be held back somewhere, so the window does not
/// offer to send another one. What it does send is the same, under the key that it had.
void WizardOutboxTest::askingAgainKeepsTheKey()
{
    const Service service{practice::Options()};
    Liar liar(service);
    liar.answerPost("/applications", {});
    Wizard wizard({.openOrigin = [&] { return liar.origin(); }, .patience = 1s, .outbox = &m_outbox});
    QVERIFY(reachReview(wizard));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitUntil([&] { return wizard.page<SendPage>() && wizard.page<SendPage>()->hasError(); },
                             "the end of the sending", 40'000));
    QVERIFY(service.applications().empty());
    QVERIFY(!wizard.textWith(u"UNK-001"_s).isEmpty());
    QVERIFY(!wizard.button(u"Send again"_s) && !wizard.back());
    const auto noted = entriesOf(m_outbox);
    QCOMPARE(noted.size(), std::size_t(1));
    QVERIFY(noted[0].postedAt.isValid());

    liar.answerPost({}, {}); // from now on the line is well
    QVERIFY(wizard.clickButton(u"Ask again"_s));
    QVERIFY(wizard.waitFor<ReceiptPage>());
    const auto known = service.applications();
    QCOMPARE(known.size(), std::size_t(1));
    QCOMPARE(known[0].bodySha256, noted[0].bodySha256);
    QCOMPARE(service.numberOf(noted[0].key), known[0].applicationNumber);
    QVERIFY(entriesOf(m_outbox).empty());
}

void WizardOutboxTest::theEmbeddedServiceIsNotNoted()
{
    const QTemporaryDir folder;
    const submission::Outbox outbox(folder.filePath(u"data"_s));
    const Service service;
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .outbox = &outbox});
    QVERIFY(wizard.reachForm() && wizard.fillForm(readExample(u"resources/examples/application.json"_s)));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>());
    QVERIFY(!QDir(folder.filePath(u"data"_s)).exists()); // it ends with the program: nobody could ask it
}

QTEST_MAIN(WizardOutboxTest)
#include "test_wizard_outbox.moc"
