// SPDX-License-Identifier: GPL-3.0-or-later
// The pre-check in the window: without any service, told at every key press, carried into the form, never in the way.

#include "fields/option_row.h"
#include "form/precheck.h"
#include "pages/form_page.h"
#include "pages/kept_list.h"
#include "pages/precheck_page.h"
#include "pages/review_page.h"
#include "pages/sign_in_page.h"
#include "pages/start_page.h"
#include "pages/terms_page.h"
#include "style/metrics.h"
#include "vault/drafts.h"
#include "wizard_driver.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QScrollArea>
#include <QTest>

#include <atomic>
#include <semaphore>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

/// One second before midnight in Japan, 25 November 2026; `later` moves it.
class JapanClock final : public Clock {
public:
    [[nodiscard]] QDateTime utcNow() const override
    {
        return QDateTime(QDate(2026, 11, 25), QTime(14, 59, 59), Qt::UTC).addSecs(later);
    }
    std::atomic<int> later = 0;
};

/// Somebody with a platinum card and one landing, on 14 March 2026.
Example cardHolder()
{
    Example example = readExample(u"tests/data/precheck/unsure.json"_s);
    for (const auto &[id, value] : {std::pair(u"visit.day"_s, u"2027-03-14"_s), std::pair(u"card.rank"_s, u"platinum"_s),
                                    std::pair(u"landings.any"_s, u"some"_s)}) {
        example.answers.insert(id, value);
    }
    example.answers.insert(u"landings.list"_s, QJsonArray{QJsonObject{{u"date"_s, u"2026-03-14"_s}}});
    return example;
}

Result<Origin> nowhere()
{
    return failed(FailureCode::ProfileUnreadable);
}

/// What is seen and has this name for assistive technology.
QWidget *named(Wizard &wizard, const QString &name)
{
    for (QWidget *each : wizard.window().page()->findChildren<QWidget *>()) {
        if (each->isVisible() && each->accessibleName() == name) {
            return each;
        }
    }
    return nullptr;
}

bool reachPrecheck(Wizard &wizard)
{
    return wizard.goOn() && wizard.waitFor<PrecheckPage>();
}

QString verdict(Wizard &wizard)
{
    return wizard.page<PrecheckPage>()->spokenVerdict().section(u'.', 0, 0);
}

} // namespace

class WizardPrecheckTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void worksWithoutAnyService();
    void isNotDisturbedByAServiceThatCannotBeHad();
    void requiresNothing();
    void tellsAtOnce();
    void knowsTheDateInJapan();
    void isAnnounced();
    void leadsToTheQuestion();
    void saysWhatCannotBeUsed();
    void fitsTheWindow();
    void speaksBothLanguages();
    void isCarriedIntoTheForm();
    void isSkippedByTheExample();
    void asksBeforeItIsLost();
    void isClearedWithEverythingElse();
    void carriedAnswersAreInTheDraft();
};

void WizardPrecheckTest::worksWithoutAnyService()
{
    std::atomic<int> asked = 0;
    Wizard wizard({.openOrigin = [&] { ++asked; return nowhere(); }, .clock = std::make_shared<JapanClock>()});
    QVERIFY(wizard.waitUntil([&] { return wizard.page<StartPage>()->hasError(); }, "the failure"));
    QCOMPARE(asked.load(), 1);
    QVERIFY(reachPrecheck(wizard));
    QVERIFY(!wizard.page<PrecheckPage>()->hasError());
    QVERIFY(wizard.fillPrecheck(cardHolder()));
    QCOMPARE(verdict(wizard), u"Pre-check: Likely"_s);
    QVERIFY(!wizard.textWith(u"Category D: platinum card – likely"_s).isEmpty());
    QCOMPARE(asked.load(), 1); // nobody was asked for anything
    // Going on needs the service. It says so, and keeps what was answered.
    const form::Answers answered = wizard.journey().precheck;
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitUntil([&] { return wizard.page<PrecheckPage>()->hasError(); }, "the failure"));
    QVERIFY(asked.load() > 1);
    QCOMPARE(wizard.journey().precheck, answered);
    QVERIFY(wizard.goBack() && wizard.waitFor<StartPage>());
    QVERIFY(reachPrecheck(wizard));
    QCOMPARE(verdict(wizard), u"Pre-check: Likely"_s);
    QVERIFY(!wizard.page<PrecheckPage>()->hasError());
}

void WizardPrecheckTest::isNotDisturbedByAServiceThatCannotBeHad()
{
    std::binary_semaphore slow(0);
    std::atomic<bool> ended = false;
    Wizard wizard({.openOrigin = [&] { slow.acquire(); ended = true; return nowhere(); }});
    QVERIFY(wizard.waitUntil([&] { return wizard.primary() != nullptr; }, "the start page") && reachPrecheck(wizard));
    QWidget *focused = QApplication::focusWidget();
    slow.release();
    QVERIFY(wizard.waitUntil([&] { return ended.load(); }, "the failure"));
    wizard.settle();
    QVERIFY(!wizard.page<PrecheckPage>()->hasError());
    QVERIFY(!wizard.page<PrecheckPage>()->isBusy());
    QCOMPARE(QApplication::focusWidget(), focused);
    slow.release(); // for the next time
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitUntil([&] { return wizard.page<PrecheckPage>()->hasError(); }, "the failure that was waited for"));
}

void WizardPrecheckTest::requiresNothing()
{
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.waitUntil([&] { return wizard.journey().greeting.has_value(); }, "the service") && reachPrecheck(wizard));
    for (const QString &text : wizard.texts()) {
        QVERIFY2(!text.contains("(required)"_L1) && !text.contains("(optional)"_L1), qPrintable(text));
    }
    QVERIFY(wizard.goOn() && wizard.waitFor<TermsPage>());
    QVERIFY(wizard.journey().answers.json().isEmpty());
    QVERIFY(wizard.goBack() && wizard.waitFor<PrecheckPage>());
    QVERIFY(wizard.goBack() && wizard.waitFor<StartPage>());
    QCOMPARE(shownText(wizard.primary()), u"New application"_s);
    // Also with answers that rule everything out.
    Example example = cardHolder();
    example.answers.insert(u"deported"_s, u"yes"_s);
    QVERIFY(reachPrecheck(wizard) && wizard.fillPrecheck(example));
    QCOMPARE(verdict(wizard), u"Pre-check: Not on these answers"_s);
    QVERIFY(wizard.goOn() && wizard.waitFor<TermsPage>());
}

void WizardPrecheckTest::tellsAtOnce()
{
    Wizard wizard({.openOrigin = nowhere, .clock = std::make_shared<JapanClock>()});
    QVERIFY(reachPrecheck(wizard) && wizard.fillPrecheck(cardHolder()));
    const auto choose = [&](const QString &question, const QString &value) {
        return wizard.fill(wizard.editor(question), value);
    };
    QCOMPARE(verdict(wizard), u"Pre-check: Likely"_s);
    QVERIFY(choose(u"card.rank"_s, u"unclear"_s));
    QCOMPARE(verdict(wizard), u"Pre-check: Ask the Agency"_s);
    QVERIFY(!wizard.textWith(u"There is no official list of the cards"_s).isEmpty());
    QVERIFY(choose(u"card.rank"_s, u"none"_s));
    QCOMPARE(verdict(wizard), u"Pre-check: Not on these answers"_s);
    QVERIFY(!wizard.editor(u"card.brand"_s)); // no longer asked
    QVERIFY(!wizard.textWith(u"What would change it: Holding a personal card"_s).isEmpty());
    QVERIFY(!wizard.textWith(u"Basis: Enforcement Ordinance, art. 7-2(3)(ii)(c)"_s).isEmpty());
    QVERIFY(choose(u"card.rank"_s, u"platinum"_s));
    QCOMPARE(verdict(wizard), u"Pre-check: Likely"_s); // the brand was kept while it was hidden
    // A day too late: the reason names the day that would do.
    QVERIFY(choose(u"visit.day"_s, u"2027-03-15"_s));
    QCOMPARE(verdict(wizard), u"Pre-check: Not on these answers"_s);
    QVERIFY(!wizard.textWith(u"Appearing on 14 March 2027 or before would make it two."_s).isEmpty());
}

void WizardPrecheckTest::knowsTheDateInJapan()
{
    const auto clock = std::make_shared<JapanClock>();
    Wizard wizard({.openOrigin = nowhere, .clock = clock});
    Example example = cardHolder();
    example.answers.insert(u"landings.list"_s, QJsonArray{QJsonObject{{u"date"_s, u"2026-11-26"_s}}});
    QVERIFY(reachPrecheck(wizard));
    const QDate visit(2026, 11, 27);
    QVERIFY(wizard.fill(wizard.editor(u"visit.day"_s), visit.toString(Qt::ISODate)));
    clock->later = 1; // midnight in Tokyo; in London it is the afternoon of the day before
    example.answers.insert(u"visit.day"_s, u"2026-11-27"_s);
    QVERIFY(wizard.fillPrecheck(example));
    QCOMPARE(verdict(wizard), u"Pre-check: Likely"_s);
    clock->later = 0; // and back: the landing of today would be one of tomorrow
    QVERIFY(wizard.fill(wizard.editor(u"gate"_s), u"yes"_s) && wizard.fill(wizard.editor(u"gate"_s), u"no"_s));
    QVERIFY2(verdict(wizard).startsWith("Pre-check: 1 question"_L1), qPrintable(verdict(wizard)));
}

void WizardPrecheckTest::isAnnounced()
{
    Wizard wizard({.openOrigin = nowhere, .clock = std::make_shared<JapanClock>()});
    QVERIFY(reachPrecheck(wizard) && wizard.fillPrecheck(cardHolder()));
    QWidget *told = named(wizard, u"Pre-check: Likely"_s);
    QVERIFY(told);
    QVERIFY(wizard.fill(wizard.editor(u"resident"_s), u"yes"_s));
    // The changed name of a label that stays is what Qt 6.4 tells assistive technology without the focus.
    QCOMPARE(QAccessible::queryAccessibleInterface(told)->text(QAccessible::Name), u"Pre-check: Not on these answers"_s);
    QVERIFY(wizard.editor(u"resident"_s)->isAncestorOf(QApplication::focusWidget())); // politely: the focus stays
}

void WizardPrecheckTest::leadsToTheQuestion()
{
    Wizard wizard({.openOrigin = nowhere, .clock = std::make_shared<JapanClock>()});
    QVERIFY(reachPrecheck(wizard));
    for (const int width : {1040, 600}) {
        wizard.window().resize(style::px(&wizard.window(), width), style::px(&wizard.window(), 760));
        wizard.settle();
        QVERIFY(wizard.fill(wizard.editor(u"fingerprints"_s), u"yes"_s));
        QVERIFY(wizard.clickButton(u"Next question: Day you plan to appear for the secondary inspection"_s));
        QVERIFY(wizard.editor(u"visit.day"_s)->isAncestorOf(QApplication::focusWidget()));
        QVERIFY(wizard.fill(wizard.editor(u"fingerprints"_s), u"no"_s));
        wizard.editor(u"visit.day"_s)->findChild<QLineEdit *>()->setFocus(Qt::TabFocusReason); // and scrolled away from it
        wizard.settle();
        const QString link = u"To the question: Can you give fingerprints of both hands?"_s;
        QVERIFY(wizard.clickButton(link));
        QTRY_VERIFY(wizard.editor(u"fingerprints"_s)->isAncestorOf(QApplication::focusWidget()));
        const QWidget *focused = QApplication::focusWidget();
        QTRY_VERIFY(!focused->visibleRegion().isEmpty()); // scrolled into view
    }
}

void WizardPrecheckTest::saysWhatCannotBeUsed()
{
    Wizard wizard({.openOrigin = nowhere, .clock = std::make_shared<JapanClock>()});
    Example example = cardHolder();
    example.answers.insert(u"visit.day"_s, u"2026-11-24"_s);
    QVERIFY(reachPrecheck(wizard) && wizard.fillPrecheck(example));
    QVERIFY2(verdict(wizard).startsWith("Pre-check: 1 question"_L1), qPrintable(verdict(wizard)));
    QVERIFY(wizard.button(u"Next question: Day you plan to appear for the secondary inspection"_s));
    QVERIFY(!wizard.textWith(u"25 November 2026"_s).isEmpty());
}

void WizardPrecheckTest::fitsTheWindow()
{
    Wizard wizard({.openOrigin = nowhere, .clock = std::make_shared<JapanClock>()});
    QVERIFY(reachPrecheck(wizard) && wizard.fillPrecheck(cardHolder()));
    QWidget *questions = wizard.editor(u"visit.day"_s);
    const QWidget *said = named(wizard, u"Pre-check: Likely"_s);
    QVERIFY(said);
    const auto left = [&](const QWidget *widget) { return widget->mapTo(&wizard.window(), QPoint()).x(); };
    // Beside the questions the verdict is seen wherever they are scrolled to.
    wizard.editor(u"gate"_s)->findChild<RadioRow *>()->setFocus(Qt::TabFocusReason);
    wizard.settle();
    QVERIFY(left(said) > left(questions) + questions->width());
    QVERIFY(!said->visibleRegion().isEmpty());
    const QWidget *focused = QApplication::focusWidget();
    QVERIFY(!focused->visibleRegion().isEmpty());
    for (const QSize size : {QSize(600, 760), QSize(1040, 400)}) { // narrow, low
        wizard.window().resize(style::px(&wizard.window(), size.width()), style::px(&wizard.window(), size.height()));
        wizard.settle();
        QVERIFY(qAbs(left(said) - left(questions)) < style::px(said, 40)); // below them
        QCOMPARE(QApplication::focusWidget(), focused);
    }
    wizard.window().resize(style::px(&wizard.window(), 1040), style::px(&wizard.window(), 760));
    wizard.settle();
    QVERIFY(left(said) > left(questions) + questions->width());
    QCOMPARE(verdict(wizard), u"Pre-check: Likely"_s);
}

void WizardPrecheckTest::speaksBothLanguages()
{
    Wizard wizard({.openOrigin = nowhere, .clock = std::make_shared<JapanClock>()});
    QVERIFY(reachPrecheck(wizard) && wizard.fillPrecheck(cardHolder()));
    const form::Answers answered = wizard.journey().precheck;
    QVERIFY(wizard.chooseLanguage(u"ja"_s));
    QVERIFY(!wizard.textWith(u"区分D　プラチナ以上のカード"_s).isEmpty());
    QVERIFY(!wizard.textWith(u"根拠"_s).isEmpty() || !wizard.textWith(u"施行規則第7条の2第3項"_s).isEmpty());
    QVERIFY(!wizard.textWith(u"2027年3月14日の前1年以内の上陸は2回です"_s).isEmpty());
    QCOMPARE(wizard.journey().precheck, answered);
    QVERIFY(wizard.chooseLanguage(u"en"_s));
    QCOMPARE(verdict(wizard), u"Pre-check: Likely"_s);
}

void WizardPrecheckTest::isCarriedIntoTheForm()
{
    const Service service;
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .clock = std::make_shared<JapanClock>()});
    QVERIFY(reachPrecheck(wizard)); // before the service is there
    QVERIFY(wizard.fillPrecheck(cardHolder()) && wizard.goOn() && wizard.waitFor<TermsPage>());
    QVERIFY(wizard.passTerms() && wizard.passSignIn() && wizard.page<FormPage>());
    QCOMPARE(wizard.journey().answers.value(u"category"_s), u"D"_s);
    QCOMPARE(wizard.editor(u"category"_s)->value(), u"D"_s);
    QCOMPARE(wizard.editor(u"card.brand"_s)->value(), u"jcb"_s);
    QCOMPARE(wizard.journey().answers.value(u"passport.issuing_state"_s), u"HKG"_s);
    QCOMPARE(wizard.journey().answers.value(u"landings.list"_s),
             QJsonValue(QJsonArray{QJsonObject{{u"date"_s, u"2026-03-14"_s}}}));
    for (const QString &id : wizard.journey().answers.json().keys()) {
        QVERIFY2(!id.startsWith("declarations."_L1), qPrintable(id)); // nothing is declared in the person's name
    }
    // What the person says in the form stands; what was only carried follows the pre-check.
    QVERIFY(wizard.fill(wizard.editor(u"card.brand"_s), u"visa"_s));
    QVERIFY(wizard.clickButton(u"Pre-check, done"_s) && wizard.waitFor<PrecheckPage>());
    QCOMPARE(shownText(wizard.primary()), u"Continue to the application"_s);
    QVERIFY(wizard.fill(wizard.editor(u"passport.nationality"_s), u"MAC"_s));
    QVERIFY(wizard.fill(wizard.editor(u"card.brand"_s), u"amex"_s));
    QVERIFY(wizard.goOn() && wizard.waitFor<FormPage>());
    QCOMPARE(wizard.journey().answers.value(u"passport.nationality"_s), u"MAC"_s);
    QCOMPARE(wizard.journey().answers.value(u"card.brand"_s), u"visa"_s);
}

void WizardPrecheckTest::isSkippedByTheExample()
{
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.waitUntil([&] { return wizard.journey().greeting.has_value(); }, "the service"));
    QVERIFY(wizard.clickButton(u"Try it with example data"_s) && wizard.waitFor<TermsPage>());
    QVERIFY(wizard.passTerms() && wizard.passSignIn() && wizard.waitFor<ReviewPage>());
    // Its answers are not those of whoever used the pre-check before.
    QVERIFY(wizard.journey().precheck.json().isEmpty());
}

void WizardPrecheckTest::asksBeforeItIsLost()
{
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.waitUntil([&] { return wizard.journey().greeting.has_value(); }, "the service") && reachPrecheck(wizard));
    QVERIFY(!wizard.window().losesSomething());
    QVERIFY(wizard.fill(wizard.editor(u"resident"_s), u"no"_s));
    QVERIFY(wizard.window().losesSomething());
    QVERIFY(wizard.goBack() && wizard.waitFor<StartPage>());
    QVERIFY(wizard.window().losesSomething());
    QVERIFY(wizard.clickButton(u"Try it with example data"_s));
    QVERIFY(wizard.answerQuestion(u"Stay here"_s));
    QCOMPARE(wizard.journey().precheck.value(u"resident"_s), u"no"_s);
    QVERIFY(wizard.journey().answers.json().isEmpty());
}

void WizardPrecheckTest::isClearedWithEverythingElse()
{
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.waitUntil([&] { return wizard.journey().greeting.has_value(); }, "the service") && reachPrecheck(wizard));
    QVERIFY(wizard.fill(wizard.editor(u"requester"_s), u"public"_s) && wizard.fill(wizard.editor(u"card.rank"_s), u"none"_s));
    QVERIFY(wizard.fill(wizard.editor(u"passport.nationality"_s), u"KOR"_s));
    QVERIFY(wizard.goOn() && wizard.waitFor<TermsPage>());
    QVERIFY(!wizard.journey().carried.isEmpty());
    Q_EMIT wizard.window().abandonRequested();
    QVERIFY(wizard.answerQuestion(u"Discard"_s) && wizard.waitFor<StartPage>());
    QVERIFY(wizard.journey().precheck.json().isEmpty() && wizard.journey().carried.isEmpty());
    QVERIFY(wizard.journey().answers.json().isEmpty());
}

void WizardPrecheckTest::carriedAnswersAreInTheDraft()
{
    const Service service;
    const auto kept = vault::memoryVault();
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = kept, .clock = std::make_shared<JapanClock>()});
    QVERIFY(wizard.waitUntil([&] { return wizard.journey().greeting.has_value(); }, "the service") && reachPrecheck(wizard));
    QVERIFY(wizard.fillPrecheck(cardHolder()) && wizard.goOn() && wizard.waitFor<TermsPage>());
    const auto draft = [&] {
        const auto listed = vault::Drafts(kept).list();
        return listed && listed->size() == 1 && listed->front().draft ? *listed->front().draft : vault::Draft();
    };
    QVERIFY(wizard.waitUntil([&] { return draft().answers.value("category"_L1) == "D"_L1; }, "the draft"));

    // Another person's pre-check begins empty, and is not thrown away for the draft without a question.
    Q_EMIT wizard.window().startPageRequested();
    QVERIFY(wizard.page<StartPage>());
    Q_EMIT wizard.page<StartPage>()->anotherRequested();
    QVERIFY(wizard.waitFor<PrecheckPage>() && wizard.journey().precheck.json().isEmpty());
    QVERIFY(wizard.fill(wizard.editor(u"resident"_s), u"no"_s));
    QVERIFY(wizard.goBack() && wizard.waitFor<StartPage>());
    const auto open = [&] {
        for (auto *each : wizard.page<StartPage>()->keptList()->findChildren<QAbstractButton *>()) {
            if (each->isVisible() && shownText(each) == "Continue"_L1) {
                return wizard.click(each);
            }
        }
        return false;
    };
    QVERIFY(wizard.waitUntil([&] { return !wizard.page<StartPage>()->keptList()->isEmpty(); }, "the list") && open());
    QVERIFY(wizard.answerQuestion(u"Stay here"_s));
    QCOMPARE(wizard.journey().precheck.value(u"resident"_s), u"no"_s);
    QVERIFY(open() && wizard.answerQuestion(u"Open the draft"_s) && wizard.waitFor<TermsPage>());
    QVERIFY(wizard.journey().precheck.json().isEmpty());
    QCOMPARE(wizard.journey().answers.value(u"category"_s), u"D"_s);
}

QTEST_MAIN(WizardPrecheckTest)
#include "test_wizard_precheck.moc"
