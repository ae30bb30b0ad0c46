// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong on the way to the service: nothing is lost, nothing is sent twice, and the person hears the truth.

#include "pages/form_page.h"
#include "pages/precheck_page.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "pages/send_page.h"
#include "pages/sign_in_page.h"
#include "pages/start_page.h"
#include "pages/terms_page.h"
#include "wizard_driver.h"
#include "wizard_liar.h"

#include <QCheckBox>
#include <QCryptographicHash>
#include <QProgressBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

practice::Options withFaults(int dropAnswers, int slowMilliseconds)
{
    practice::Options options;
    options.embedded = true;
    options.faults.dropAnswers = dropAnswers;
    options.faults.slowMilliseconds = slowMilliseconds;
    return options;
}

const Example &example()
{
    static const Example read = readExample(u"resources/examples/application.json"_s);
    return read;
}

/// Another version of the same length.
QByteArray changed(const QString &version)
{
    QByteArray other = version.toUtf8();
    other.back() = other.back() == '1' ? '2' : '1';
    return other;
}

bool reachReview(Wizard &wizard, const Example &filled = example())
{
    return wizard.reachForm() && wizard.fillForm(filled);
}

/// Does something at the very moment when the page says `words`.
void whenItSays(Wizard &wizard, const QString &words, const std::function<void()> &act)
{
    auto done = std::make_shared<bool>(false);
    Page *page = wizard.window().page();
    QObject::connect(page, &Page::changed, page, [&wizard, words, act, done] {
        if (!*done && !wizard.textWith(words).isEmpty()) {
            *done = true;
            act();
        }
    });
}

} // namespace

class WizardLineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void aServiceThatIsDownAtFirst();
    void theExampleIsOfferedOnceTheServiceIsThere();
    void aLostAnswerIsOneApplication_data();
    void aLostAnswerIsOneApplication();
    void anUnknownOutcomeIsSettledByAsking();
    void cancelledUploadsAreRemoved();
    void termsThatChangeBeforeSignIn();
    void termsThatChangeBeforeSending();
    void aFalseAcknowledgementIsNeverSentAnew_data();
    void aFalseAcknowledgementIsNeverSentAnew();
    void theWindowNeverWaits();
    void whatIsDoneStaysDoneWhileItIsSent();
};

void WizardLineTest::aServiceThatIsDownAtFirst()
{
    Line line;
    const Service service(withFaults(0, 0), line);
    Wizard wizard(service);
    QVERIFY(wizard.waitUntil([&] { return wizard.page<StartPage>()->hasError(); }, "the failure"));
    QVERIFY(!wizard.textWith(u"NET-001"_s).isEmpty());
    QVERIFY(wizard.window().windowTitle().startsWith("Error: "_L1));

    // The pre-check needs no service. On from there it tries again, and says so again.
    QVERIFY(wizard.goOn() && wizard.waitFor<PrecheckPage>());
    QVERIFY(!wizard.page<PrecheckPage>()->hasError());
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.textWith(u"NET-001"_s).isEmpty());
    QVERIFY(wizard.page<PrecheckPage>()->isBusy());
    QVERIFY(wizard.primary()->hasFocus()); // waiting takes the focus from nobody
    QVERIFY(wizard.waitUntil([&] { return wizard.page<PrecheckPage>()->hasError(); }, "the second failure"));
    QVERIFY(!wizard.page<PrecheckPage>()->isBusy());

    line.leadTo(service.port());
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<TermsPage>());
}

void WizardLineTest::theExampleIsOfferedOnceTheServiceIsThere()
{
    const QString words = u"Try it with example data"_s;
    Line line;
    const Service service(withFaults(0, 0), line);
    Wizard wizard(service);
    QVERIFY(wizard.waitUntil([&] { return wizard.page<StartPage>()->hasError(); }, "the failure"));
    QVERIFY(!wizard.button(words)); // without a service nothing is known that could be filled in
    line.leadTo(service.port());
    QVERIFY(wizard.goOn() && wizard.waitFor<PrecheckPage>() && wizard.goOn());
    QVERIFY(wizard.waitFor<TermsPage>());
    QVERIFY(wizard.goBack() && wizard.waitFor<PrecheckPage>() && wizard.goBack());
    QVERIFY(wizard.clickButton(words));
    QVERIFY(wizard.waitFor<TermsPage>());
    QVERIFY(wizard.passTerms() && wizard.passSignIn());
    QVERIFY(wizard.page<ReviewPage>()); // everything is filled in
    QVERIFY(wizard.waitUntil([&] { return !wizard.page<ReviewPage>()->isBusy(); }, "the files to be read"));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>());
    QCOMPARE(service.applications().size(), std::size_t(1));
}

void WizardLineTest::aLostAnswerIsOneApplication_data()
{
    QTest::addColumn<int>("drops");
    QTest::newRow("one answer") << 1;
    QTest::newRow("two answers: Qt repeats one by itself") << 2;
    QTest::newRow("five answers") << 5;
}

void WizardLineTest::aLostAnswerIsOneApplication()
{
    QFETCH(int, drops);
    const Service service(withFaults(drops, 0));
    Wizard wizard(service);
    QVERIFY(reachReview(wizard));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>(50'000));
    const auto known = service.applications();
    QCOMPARE(known.size(), std::size_t(1));
    const QByteArray body = wizard.page<ReceiptPage>()->sent().receipt.body;
    QCOMPARE(known[0].bodySha256, QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex());
}

void WizardLineTest::anUnknownOutcomeIsSettledByAsking()
{
    Line line;
    const Service service(withFaults(0, 0), line);
    line.leadTo(service.port());
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .patience = 1s});
    QVERIFY(reachReview(wizard));
    // The whole application leaves, the service takes it, and then there is silence.
    bool lost = false;
    QObject::connect(&line, &Line::answerLost, &line, [&] { lost = true; });
    QVERIFY(wizard.goOn());
    whenItSays(wizard, u"Sending the application"_s, [&] { line.loseNextAnswer(); });
    QVERIFY(wizard.waitUntil([&] { return wizard.page<SendPage>() && wizard.page<SendPage>()->hasError(); },
                             "the end of the sending", 40'000));
    QVERIFY(lost);
    QCOMPARE(service.applications().size(), std::size_t(1)); // it did arrive

    // The page knows that it does not know: no way back to change and send a second one.
    QVERIFY(wizard.textWith(u"Not sent"_s).isEmpty());
    QCOMPARE(shownText(wizard.primary()), u"Ask again"_s);
    QVERIFY(!wizard.back());
    QVERIFY(!wizard.button(u"Send again"_s));
    for (const char *step : {"Category", "Documents", "Terms", "Sign in"}) {
        QAbstractButton *rail = wizard.button(QString::fromLatin1(step));
        QVERIFY2(rail && !rail->isEnabled(), qPrintable(rail ? rail->accessibleName() : wizard.texts().join(u'\n')));
    }

    // Asked while it is still dark: still unknown.
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitUntil([&] { return wizard.page<SendPage>()->hasError(); }, "the second end", 40'000));
    line.leadTo(service.port());
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>());
    QCOMPARE(service.applications().size(), std::size_t(1));
    QVERIFY(!wizard.textWith(service.applications()[0].applicationNumber).isEmpty());
}

void WizardLineTest::cancelledUploadsAreRemoved()
{
    QTemporaryDir folder;
    Example large = example();
    // A face photo of some megabytes: a JPEG with much after its end.
    QFile photo(large.files[0].second);
    QVERIFY(photo.open(QIODevice::ReadOnly));
    QFile grown(folder.filePath(u"large.jpg"_s));
    QVERIFY(grown.open(QIODevice::WriteOnly));
    grown.write(photo.readAll() + QByteArray(4 * 1024 * 1024, 'x'));
    grown.close();
    large.files[0].second = grown.fileName();

    Line line;
    const Service service(withFaults(0, 0), line);
    line.leadTo(service.port());
    Wizard wizard(service);
    QVERIFY(reachReview(wizard, large));
    QVERIFY(wizard.goOn());
    whenItSays(wizard, u"Sending file 1 of 2"_s, [&] { line.hold(); });
    QVERIFY(wizard.waitUntil([&] { return !wizard.textWith(u"Sending file 1 of 2"_s).isEmpty(); }, "the upload"));
    QVERIFY(wizard.button(u"Cancel sending"_s)->isEnabled());
    line.resume();
    QVERIFY(wizard.clickButton(u"Cancel sending"_s));
    QVERIFY(wizard.waitFor<ReviewPage>());
    QVERIFY(!wizard.textWith(u"CAN-001"_s).isEmpty());
    QCOMPARE(service.applications().size(), std::size_t(0));
    QCOMPARE(wizard.journey().files.size(), std::size_t(2));
    QCOMPARE(wizard.journey().answers.json(), large.answers);

    // And then it can be sent after all.
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>());
    QCOMPARE(service.applications().size(), std::size_t(1));
}

void WizardLineTest::theWindowNeverWaits()
{
    const Service service(withFaults(0, 400));
    Wizard wizard(service);
    QVERIFY(wizard.passStart() && wizard.passTerms());

    int ticks = 0;
    QTimer clock;
    clock.setInterval(0);
    QObject::connect(&clock, &QTimer::timeout, this, [&] { ++ticks; });
    clock.start();
    QVERIFY(wizard.goOn());
    QVERIFY(!wizard.textWith(u"Signing in…"_s).isEmpty());
    QVERIFY(wizard.page<SignInPage>()->isBusy());
    const int before = ticks;
    QVERIFY(wizard.waitFor<FormPage>());
    QVERIFY(ticks - before > 20);
    clock.stop();

    QVERIFY(wizard.fillForm(example()));
    clock.start();
    QVERIFY(wizard.goOn());
    // Language, and so the whole page, can be changed while it is being sent.
    QVERIFY(wizard.page<SendPage>());
    QVERIFY(wizard.chooseLanguage(u"ja"_s));
    QVERIFY(wizard.chooseLanguage(u"en"_s));
    ticks = 0;
    QVERIFY(wizard.waitFor<ReceiptPage>());
    QVERIFY(ticks > 50);
}

/// The rail must not look as if the answers were gone; and the Enter that sent must not cancel.
void WizardLineTest::whatIsDoneStaysDoneWhileItIsSent()
{
    const Service service(withFaults(0, 400));
    Wizard wizard(service);
    QVERIFY(reachReview(wizard, example()));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.page<SendPage>());
    wizard.settle();
    for (const char *step : {"Terms", "Sign in", "Category", "Passport", "Documents"}) {
        const QAbstractButton *button = wizard.button(QString::fromLatin1(step) + u", done"_s);
        QVERIFY2(button, step);
        QVERIFY(!button->isEnabled() && button->focusPolicy() == Qt::NoFocus);
    }
    QVERIFY(wizard.button(u"Review and send, current step"_s));
    QVERIFY2(qobject_cast<QProgressBar *>(QApplication::focusWidget()), qPrintable(wizard.focused()));
    QVERIFY(wizard.waitFor<ReceiptPage>());
}

void WizardLineTest::termsThatChangeBeforeSignIn()
{
    const Service service;
    Liar liar(service);
    Wizard wizard({.openOrigin = [&] { return liar.origin(); }});
    QVERIFY(wizard.passStart() && wizard.passTerms());
    const QString first = wizard.journey().consent->termsVersion;
    liar.say(first.toUtf8(), changed(first));
    QVERIFY(wizard.goOn());
    // No password has left; the terms are shown again, nothing is agreed to, and the box is empty.
    QVERIFY(wizard.waitFor<TermsPage>());
    QVERIFY(!wizard.textWith(u"TRM-007"_s).isEmpty());
    QVERIFY(!wizard.journey().consent && !wizard.journey().signedIn);
    QVERIFY(!wizard.page<TermsPage>()->findChild<QCheckBox *>()->isChecked());
    QVERIFY(wizard.passTerms());
    QCOMPARE(wizard.journey().consent->termsVersion.toUtf8(), changed(first));
    QVERIFY(wizard.passSignIn());
    QVERIFY(wizard.page<FormPage>());
}

void WizardLineTest::termsThatChangeBeforeSending()
{
    const Service service;
    Liar liar(service);
    Wizard wizard({.openOrigin = [&] { return liar.origin(); }});
    QVERIFY(reachReview(wizard));
    const QString first = wizard.journey().consent->termsVersion;
    liar.say(first.toUtf8(), changed(first));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<TermsPage>());
    QVERIFY(!wizard.textWith(u"TRM-007"_s).isEmpty());
    QVERIFY(service.applications().empty());
    QCOMPARE(wizard.journey().answers.json(), example().answers);

    // The way back to the review is short: nothing is asked for a second time.
    QVERIFY(wizard.passTerms() && wizard.passSignIn());
    QVERIFY(wizard.page<ReviewPage>());
    liar.beHonest(); // and back they are: agreed to once more, then it goes out
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<TermsPage>());
    QVERIFY(wizard.passTerms() && wizard.passSignIn() && wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>());
    QCOMPARE(service.applications().size(), std::size_t(1));
}

void WizardLineTest::aFalseAcknowledgementIsNeverSentAnew_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("instead");
    QTest::addColumn<QString>("code");
    QTest::newRow("signature") << QByteArray("\"receipt\":\"eyJ") << QByteArray("\"receipt\":\"eyK") << u"ACK-002"_s;
    QTest::newRow("field") << QByteArray("\"field\":\"documents.face_photo") << QByteArray("\"field\":\"documents.fake_photo")
                           << u"ACK-001"_s;
}

void WizardLineTest::aFalseAcknowledgementIsNeverSentAnew()
{
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, instead);
    QFETCH(QString, code);
    const Service service;
    Liar liar(service);
    Wizard wizard({.openOrigin = [&] { return liar.origin(); }, .patience = 1s});
    QVERIFY(reachReview(wizard));
    liar.say(word, instead);
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitUntil([&] { return wizard.page<SendPage>() && wizard.page<SendPage>()->hasError(); }, "the end"));
    QVERIFY(!wizard.textWith(code).isEmpty());
    // It has arrived: sent anew it would be a second one. It can only be asked about.
    QVERIFY(wizard.textWith(u"Not sent"_s).isEmpty());
    QVERIFY(!wizard.button(u"Send again"_s));
    QVERIFY(!wizard.back());
    liar.beHonest();
    QVERIFY(wizard.clickButton(u"Ask again"_s));
    QVERIFY(wizard.waitFor<ReceiptPage>());
    QCOMPARE(service.applications().size(), std::size_t(1));
}

QTEST_MAIN(WizardLineTest)
#include "test_wizard_line.moc"
