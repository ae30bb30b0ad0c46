// SPDX-License-Identifier: GPL-3.0-or-later
// Every problem of the contract is told on a page, in the service's words too, and nothing that was entered is lost.

#include "pages/review_page.h"
#include "pages/send_page.h"
#include "pages/sign_in_page.h"
#include "pages/terms_page.h"
#include "wizard_driver.h"
#include "wizard_liar.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

class WizardProblemsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void problem_data();
    void problem();
};

void WizardProblemsTest::problem_data()
{
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, int status) { QTest::newRow(name) << status; };
    row("malformed-request", 400);
    row("idempotency-key-missing", 400);
    row("digest-mismatch", 400);
    row("not-authenticated", 401);
    row("invalid-credentials", 401);
    row("session-expired", 401);
    row("password-change-required", 403);
    row("account-locked", 403);
    row("not-permitted", 403);
    row("not-found", 404);
    row("method-not-allowed", 405);
    row("duplicate-application", 409);
    row("upload-offset", 409);
    row("upload-gone", 410);
    row("tus-version", 412);
    row("payload-too-large", 413);
    row("unsupported-media-type", 415);
    row("upload-missing", 422);
    row("validation-failed", 422);
    row("idempotency-key-reused", 422);
    row("malware-detected", 422);
    row("too-many-requests", 429);
    row("checksum-mismatch", 460);
    row("internal-error", 500);
    row("maintenance", 503);
}

void WizardProblemsTest::problem()
{
    QFETCH(int, status);
    const QByteArray name = QTest::currentDataTag();
    const Service service;
    Liar liar(service);
    Wizard wizard(Wizard::Setup{.openOrigin = [&liar] { return liar.origin(); }, .patience = 0ms});
    const Example example = readExample(u"resources/examples/application.json"_s);
    QVERIFY(wizard.reachForm() && wizard.fillForm(example));

    const QByteArray words = "In words of the service: " + name + '.';
    const QByteArray body = R"({"type":"urn:ttp:problem:)" + name + R"(","title":"t","status":)"
        + QByteArray::number(status) + R"(,"message":{"ja":"x","en":")" + words + "\"}}";
    liar.answerPost("/applications", "HTTP/1.1 " + QByteArray::number(status)
                        + " No\r\nContent-Type: application/problem+json\r\nConnection: close\r\nRetry-After: 1\r\n"
                          "WWW-Authenticate: Bearer\r\nContent-Length: "
                        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QVERIFY(wizard.goOn());
    const auto areSeen = [&] { return !wizard.textWith(QString::fromUtf8(words)).isEmpty(); };
    QVERIFY(wizard.waitUntil(areSeen, "the service's words"));
    QVERIFY(wizard.window().page()->hasError());
    QCOMPARE(wizard.journey().answers.json(), example.answers);
    QCOMPARE(wizard.journey().files.size(), example.files.size());
    QCOMPARE(service.applications().size(), std::size_t(0));
}

QTEST_MAIN(WizardProblemsTest)
#include "test_wizard_problems.moc"
