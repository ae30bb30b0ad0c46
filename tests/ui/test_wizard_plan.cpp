// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of the visit: from the review, the receipt and the menu, in both languages, and its calendar file.

#include "fields/field_editor.h"
#include "fields/file_chooser.h"
#include "pages/form_page.h"
#include "pages/kept_list.h"
#include "pages/plan_page.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "pages/sign_in_page.h"
#include "pages/start_page.h"
#include "pages/terms_page.h"
#include "vault/vault.h"
#include "wizard_driver.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

const QString Planned = u"Plan of your visit"_s;

/// The first Saturday that is later than any wait that was reported, and well within the six months.
QDate saturday()
{
    QDate day = SystemClock().todayInJapan().addDays(100);
    while (day.dayOfWeek() != Qt::Saturday) {
        day = day.addDays(1);
    }
    return day;
}

QString iso(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

/// The example, with a plan: an office on a Saturday.
Example planned()
{
    Example example = readExample(u"resources/examples/application.json"_s);
    example.answers.insert(u"visit.day"_s, iso(saturday()));
    example.answers.insert(u"visit.counter"_s, u"tokyo"_s);
    example.answers.insert(u"documents.face_photo_taken"_s, iso(SystemClock().todayInJapan().addDays(-10)));
    return example;
}

QAction *entry(Wizard &wizard)
{
    for (QMenu *menu : wizard.window().findChildren<QMenu *>()) {
        for (QAction *action : menu->actions()) {
            if (action->text() == Planned) {
                return action;
            }
        }
    }
    return nullptr;
}

bool hasWarning(const Wizard &wizard, const QString &id)
{
    return std::ranges::count(wizard.page<PlanPage>()->plan().warnings, id, &form::PlanLine::id) == 1;
}

/// What the pane of a shared machine would do, without a stick.
class Pane final : public FileChooser {
public:
    explicit Pane(QString path) : m_path(std::move(path)) {}
    void chooseFiles(QWidget *, const Wish &, std::function<void(const QStringList &)>) override {}
    void choosePlace(QWidget *, const QString &, const std::vector<Form> &forms,
                     std::function<void(const QString &)> then) override
    {
        for (const Form &form : forms) {
            names += form.fileName;
        }
        then(m_path);
    }

    QStringList names;

private:
    QString m_path;
};

/// Saves what the page offers; gives the file.
QByteArray save(Wizard &wizard, const QString &path, const QString &told = u"The calendar file was saved"_s)
{
    QFileDialog *dialog = nullptr;
    const auto isOpen = [&] {
        dialog = wizard.window().findChild<QFileDialog *>();
        return dialog && dialog->isVisible();
    };
    if (!wizard.goOn() || !wizard.waitUntil(isOpen, "the file dialog")) {
        return {};
    }
    dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(path);
    QMetaObject::invokeMethod(dialog, "accept");
    QFile file(path);
    const bool saved = wizard.waitUntil([&] { return !wizard.textWith(told).isEmpty(); }, "the notice");
    return saved && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class WizardPlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void fromReviewAndReceipt();
    void fromTheMenuWithoutAnything();
    void onlyWhereNothingIsLost();
    void afterTheLanguageChanged();
    void ofTheApplicationSentLast();
    void onASharedMachine();
    void placeThatCannotBeWritten();
};

void WizardPlanTest::initTestCase()
{
    prepareApplication();
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
}

void WizardPlanTest::fromReviewAndReceipt()
{
    const QTemporaryDir folder;
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm());
    QVERIFY(wizard.fillForm(planned()));
    QVERIFY(wizard.clickButton(u"See the plan of your visit"_s));
    QVERIFY(wizard.waitFor<PlanPage>());
    QVERIFY(hasWarning(wizard, u"counter_closed"_s));
    QVERIFY(!wizard.textWith(u"The counter is closed on that day"_s).isEmpty());
    QVERIFY(
        !wizard.textWith(form::planDay(saturday()).in(u"en"_s) + u" (Saturday) this counter is closed"_s).isEmpty());
    QVERIFY(!wizard.textWith(u"Last day of the face photo"_s).isEmpty());
    QVERIFY(!wizard.textWith(u"The credit card that you named"_s).isEmpty()); // what category D brings
    QVERIFY(wizard.goBack());
    QVERIFY(wizard.waitFor<ReviewPage>());

    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>());
    const QString number = wizard.page<ReceiptPage>()->sent().receipt.acknowledgement.applicationNumber;
    QVERIFY(wizard.clickButton(u"Plan your visit"_s));
    QVERIFY(wizard.waitFor<PlanPage>());
    QVERIFY(hasWarning(wizard, u"counter_closed"_s));
    QVERIFY(!wizard.textWith(number).isEmpty());
    const QByteArray calendar = save(wizard, folder.filePath(u"plan.ics"_s)).replace("\r\n ", "");
    QVERIFY(calendar.startsWith("BEGIN:VCALENDAR\r\n"));
    QVERIFY(calendar.contains("SUMMARY;LANGUAGE=en:[Practice] Your visit: secondary inspection\r\n"));
    QVERIFY(calendar.contains("DTSTART;VALUE=DATE:" + saturday().toString(u"yyyyMMdd"_s).toLatin1()));
    for (const QByteArray &secret : {number.toUtf8(), "ERIKSSON"_ba, "L898902C3"_ba, "2040"_ba}) {
        QVERIFY2(!calendar.contains(secret), secret.constData());
    }

    // Trying another counter changes neither the answers nor the receipt, and what was saved is not what is shown.
    QVERIFY(wizard.clickButton(u"Enter or try other days"_s));
    QVERIFY(wizard.fill(wizard.editor(u"plan.need_counter"_s), u"haneda_t3_departure"_s));
    QVERIFY(!hasWarning(wizard, u"counter_closed"_s));
    QVERIFY(!wizard.textWith(u"Buy the revenue stamp beforehand"_s).isEmpty());
    QVERIFY(wizard.textWith(u"The calendar file was saved"_s).isEmpty());
    QVERIFY(save(wizard, folder.filePath(u"other.ics"_s)).contains("LOCATION;LANGUAGE=en:Haneda Airport"));
    QVERIFY(wizard.goBack());
    QVERIFY(wizard.waitFor<ReceiptPage>());
    QCOMPARE(wizard.page<ReceiptPage>()->sent().receipt.acknowledgement.applicationNumber, number);
    QCOMPARE(wizard.journey().answers.value(u"visit.counter"_s), QJsonValue(u"tokyo"_s));
    QVERIFY(wizard.clickButton(u"Plan your visit"_s)); // and again: the page below was made anew
    QVERIFY(wizard.waitFor<PlanPage>());
    QVERIFY(hasWarning(wizard, u"counter_closed"_s));
}

void WizardPlanTest::fromTheMenuWithoutAnything()
{
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.waitFor<StartPage>());
    QVERIFY(entry(wizard) && entry(wizard)->isEnabled());
    entry(wizard)->trigger();
    QVERIFY(wizard.waitFor<PlanPage>());
    QVERIFY(!wizard.primary() || !wizard.primary()->isVisible()); // nothing for a calendar yet
    FieldEditor *visit = wizard.editor(u"plan.need_visit"_s);     // open, since nothing is known
    QVERIFY(visit);
    QVERIFY(wizard.fill(visit, iso(saturday())));
    QVERIFY(!wizard.textWith(u"Some counters are closed on that day"_s).isEmpty());
    QVERIFY(wizard.primary() && wizard.primary()->isVisible());
    QVERIFY(wizard.fill(visit, u"2027-02-30"_s));
    QVERIFY(!wizard.textWith(u"There is no such day."_s).isEmpty());
    QVERIFY(!wizard.page<PlanPage>()->plan().counter && wizard.page<PlanPage>()->plan().warnings.empty());
    QVERIFY(wizard.fill(visit, iso(saturday())));
    QVERIFY(wizard.textWith(u"There is no such day."_s).isEmpty());

    const QDate today = SystemClock().todayInJapan();
    QVERIFY(wizard.fill(wizard.editor(u"plan.need_notice"_s), iso(today)));
    QVERIFY(!wizard.textWith(u"Last day for the secondary inspection"_s).isEmpty());
    QVERIFY(wizard.clickButton(u"Show all counters"_s));
    QVERIFY(!wizard.textWith(u"Nagoya Regional Immigration Services Bureau"_s).isEmpty());
    QVERIFY(!wizard.textWith(u"closed (Saturday)"_s).isEmpty());
    QVERIFY(!entry(wizard)->isEnabled());
    QVERIFY(wizard.goBack());
    QVERIFY(wizard.waitFor<StartPage>());
    QVERIFY(wizard.journey().answers.json().isEmpty());
}

// A tick, a password, a sending: nothing of these may be lost by looking at the plan.
void WizardPlanTest::onlyWhereNothingIsLost()
{
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.passStart());
    QVERIFY(wizard.page<TermsPage>());
    QVERIFY(!entry(wizard)->isEnabled());
    QVERIFY(wizard.passTerms());
    QVERIFY(wizard.page<SignInPage>());
    QVERIFY(!entry(wizard)->isEnabled());
    entry(wizard)->trigger();
    Q_EMIT wizard.window().planRequested(); // however it came
    QVERIFY(wizard.page<SignInPage>());
    QVERIFY(wizard.passSignIn());
    QVERIFY(entry(wizard)->isEnabled());
    const QString title = wizard.window().windowTitle();
    entry(wizard)->trigger();
    QVERIFY(wizard.waitFor<PlanPage>());
    QVERIFY(wizard.goBack());
    QVERIFY(wizard.waitUntil([&] { return wizard.window().windowTitle() == title; }, "the same step of the form"));
}

void WizardPlanTest::afterTheLanguageChanged()
{
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.waitFor<StartPage>());
    entry(wizard)->trigger();
    QVERIFY(wizard.waitFor<PlanPage>());
    QVERIFY(wizard.fill(wizard.editor(u"plan.need_visit"_s), iso(saturday())));
    QVERIFY(wizard.fill(wizard.editor(u"plan.need_counter"_s), u"osaka"_s));
    QVERIFY(!wizard.textWith(u"The counter is closed on that day"_s).isEmpty());
    QVERIFY(wizard.chooseLanguage(u"ja"_s));
    QVERIFY(!wizard.textWith(u"窓口が休みの日です"_s).isEmpty());
    QVERIFY(!wizard.textWith(form::planDay(saturday()).in(u"ja"_s)).isEmpty());
    QVERIFY(!wizard.textWith(u"大阪出入国在留管理局 3階 審査管理部門"_s).isEmpty());
    QVERIFY(wizard.textWith(u"The counter is closed"_s).isEmpty());
    QCOMPARE(wizard.editor(u"plan.need_counter"_s)->value(), QJsonValue(u"osaka"_s));
}

// Back from a journey, with the notice in the mail: the program is opened, and the plan is that of the last
// application.
void WizardPlanTest::ofTheApplicationSentLast()
{
    const Service service{practice::Options()};
    const std::shared_ptr<vault::Vault> kept = vault::memoryVault();
    QString number;
    {
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = kept});
        QVERIFY(wizard.passStart() && wizard.passTerms());
        const auto fields = wizard.page<SignInPage>()->findChildren<QLineEdit *>();
        QVERIFY(wizard.type(fields.value(0), u"PRACTICE01"_s) && wizard.type(fields.value(1), u"Practice-2026"_s));
        QVERIFY(wizard.goOn() && wizard.waitFor<FormPage>() && wizard.fillForm(planned()) && wizard.goOn());
        QVERIFY(wizard.waitFor<ReceiptPage>(60'000));
        number = wizard.page<ReceiptPage>()->sent().receipt.acknowledgement.applicationNumber;
        wizard.settle();
    }
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = kept});
    QVERIFY(
        wizard.waitUntil([&] { return wizard.page<StartPage>() && !wizard.page<StartPage>()->keptList()->isEmpty(); },
                         "the receipt on the start page"));
    entry(wizard)->trigger();
    QVERIFY(wizard.waitFor<PlanPage>());
    QVERIFY(!wizard.textWith(number).isEmpty());
    QVERIFY(hasWarning(wizard, u"counter_closed"_s));
    const auto &dates = wizard.page<PlanPage>()->plan().dates;
    QCOMPARE(
        std::ranges::count_if(dates, [](const form::PlanDate &date) { return date.line.id == u"result_expected"_s; }),
        1);
}

void WizardPlanTest::onASharedMachine()
{
    const QTemporaryDir folder;
    const Service service;
    Pane pane(folder.filePath(u"stick.ics"_s));
    WizardWindow window;
    Languages languages(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    languages.choose(u"en"_s);
    Surroundings shared{std::make_shared<SystemClock>(), [&service] { return service.origin(); }, nullptr};
    shared.shared = true;
    shared.chooser = &pane;
    window.setShared(true);
    Controller controller(std::move(shared), languages, window);
    controller.start();
    Q_EMIT window.planRequested();
    auto *page = qobject_cast<PlanPage *>(window.page());
    QVERIFY(page);
    auto *visit = page->findChild<FieldEditor *>(u"plan.need_visit"_s);
    visit->setValue(iso(saturday()));
    Q_EMIT visit->valueChanged();
    page->advance();
    QCOMPARE(pane.names, QStringList{u"ttp-plan.ics"_s});
    QTRY_VERIFY(QFile::exists(folder.filePath(u"stick.ics"_s)));
    QVERIFY(!window.findChild<QFileDialog *>());
    QTRY_VERIFY(!page->isBusy());
}

void WizardPlanTest::placeThatCannotBeWritten()
{
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.waitFor<StartPage>());
    entry(wizard)->trigger();
    QVERIFY(wizard.waitFor<PlanPage>());
    QVERIFY(wizard.fill(wizard.editor(u"plan.need_visit"_s), iso(saturday())));
    QVERIFY(save(wizard, u"/proc/no-such-folder/plan.ics"_s, u"A file cannot be written at the place you named"_s)
                .isEmpty());
    QVERIFY(wizard.page<PlanPage>()->hasError());
    QVERIFY(wizard.textWith(u"The calendar file was saved"_s).isEmpty());
}

QTEST_MAIN(WizardPlanTest)
#include "test_wizard_plan.moc"
