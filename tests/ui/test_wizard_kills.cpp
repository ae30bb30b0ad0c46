// SPDX-License-Identifier: GPL-3.0-or-later
// The window is killed at random moments while somebody fills in applications and sends them, and started again. What was
// on the screen a second before is there, nothing is torn, and every application is received exactly once.

#include "pages/form_page.h"
#include "pages/kept_list.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "pages/send_page.h"
#include "pages/sign_in_page.h"
#include "pages/start_page.h"
#include "pages/terms_page.h"
#include "base/background.h"
#include "base/digest.h"
#include "base/json.h"
#include "submission/outbox.h"
#include "vault/drafts.h"
#include "vault/receipts.h"
#include "wizard_driver.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMutex>
#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cstdio>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

constexpr auto Beat = 20ms;
constexpr int BeatsOfASecond = 50; ///< where the machine stands still there are none, and that time does not count
constexpr auto BetweenStarts = std::chrono::minutes(6); ///< a lost POST is believed in after five
constexpr int KillsOfASeries = 50;

Secret keyOfVault()
{
    return Secret::fromUtf8(QByteArray(32, 'k'));
}

std::shared_ptr<vault::Vault> openVaultIn(const QString &folder)
{
    auto vault = vault::folderVault(folder + u"/vault"_s, keyOfVault());
    if (!vault) {
        qFatal("no vault: %s", qPrintable(nameOf(vault.error().code) + vault.error().facts));
    }
    return *std::move(vault);
}

class MovedClock final : public Clock {
public:
    explicit MovedClock(std::chrono::seconds by) : m_by(by) {}
    [[nodiscard]] QDateTime utcNow() const override { return QDateTime::currentDateTimeUtc().addDuration(m_by); }

private:
    std::chrono::seconds m_by;
};

// ---------------------------------------------------------------------------------------------------------------------
// The child: a person at the window, who says what is on it.

/// One line on standard output, at once.
void say(const QByteArray &line)
{
    static QMutex mutex;
    const QMutexLocker locker(&mutex);
    std::fwrite((line + '\n').constData(), 1, std::size_t(line.size() + 1), stdout);
    std::fflush(stdout);
}

class Person : public QObject {
    Q_OBJECT
public:
    Person(const QString &folder, std::chrono::seconds clock, bool finishes)
        : m_folder(folder), m_finishes(finishes), m_outbox(folder), m_kept(openVaultIn(folder)),
          m_wizard({.openOrigin = [folder] { return origin(folder); },
                    .outbox = &m_outbox,
                    .vault = m_kept,
                    .clock = std::make_shared<MovedClock>(clock)})
    {
        connect(&m_wizard.window(), &QWidget::windowTitleChanged, this, &Person::look);
        look();
    }

    /// Until there is nothing left to do, or something that cannot be.
    bool work()
    {
        while (true) {
            if (m_wizard.page<StartPage>() ? !begin()
                : m_wizard.page<TermsPage>() ? !m_wizard.passTerms()
                : m_wizard.page<SignInPage>() ? !signIn()
                : m_wizard.page<FormPage>() ? !fillIn()
                : m_wizard.page<ReviewPage>() ? !send()
                : m_wizard.page<ReceiptPage>() ? !again()
                                               : !wait()) {
                return m_done;
            }
        }
    }

private:
    static Result<Origin> origin(const QString &folder)
    {
        QFile file(folder + u"/profile.json"_s);
        if (!file.open(QIODevice::ReadOnly)) {
            qFatal("no profile");
        }
        auto profile = service::readProfile(file.readAll(), {});
        return profile ? Result<Origin>(Origin{*std::move(profile), std::nullopt}) : failed(profile.error());
    }

    /// The controller heard of the change before: what is said here can be in the next saving.
    void look()
    {
        if (auto *page = m_wizard.page<FormPage>()) {
            connect(page, &FormPage::answersChanged, this, &Person::tell, Qt::UniqueConnection);
        }
        tell();
    }

    void tell()
    {
        const auto *form = m_wizard.page<FormPage>();
        const Journey &journey = m_wizard.journey();
        if (m_wizard.page<ReceiptPage>()) {
            say("state null");
        } else if (form || m_wizard.page<ReviewPage>()) {
            say("state " + toCompactJson({{u"answers"_s, journey.answers.json()},
                                          {u"step"_s, form ? form->step().id : QString()}}));
        } else if (m_wizard.page<SendPage>()) {
            say("sending");
        }
    }

    bool begin()
    {
        if (!m_wizard.waitUntil([this] { return m_wizard.journey().greeting.has_value(); }, "the service")) {
            return false;
        }
        const auto drafts = vault::Drafts(m_kept).list();
        if (!drafts || drafts->empty()) {
            m_done = m_finishes;
            return !m_finishes && m_wizard.passStart();
        }
        if (!drafts->front().draft) {
            say("bad unreadable draft");
            return false;
        }
        m_resumed = *drafts->front().draft;
        return m_wizard.waitUntil([this] { return m_wizard.button(u"Continue"_s); }, "the draft in the list")
            && m_wizard.clickButton(u"Continue"_s)
            && m_wizard.waitUntil([this] { return !m_wizard.page<StartPage>(); }, "the next page");
    }

    bool signIn()
    {
        const auto fields = m_wizard.page<SignInPage>()->findChildren<QLineEdit *>();
        if (!m_wizard.type(fields.value(0), u"PRACTICE01"_s) || !m_wizard.type(fields.value(1), u"Practice-2026"_s)
            || !m_wizard.goOn()
            || !m_wizard.waitUntil([this] { return !m_wizard.page<SignInPage>(); }, "the page after the sign-in")) {
            return false;
        }
        const auto resumed = std::exchange(m_resumed, std::nullopt);
        const auto *form = m_wizard.page<FormPage>();
        if (resumed && resumed->sending.key.isEmpty()
            && (m_wizard.journey().answers.json() != resumed->answers
                || resumed->place.step != (form ? form->step().id : QString()))) {
            say("bad not on its page");
            return false;
        }
        return true;
    }

    bool fillIn()
    {
        Example left = readExample(u"resources/examples/application.json"_s);
        left.answers[u"landings.any"_s] = false;
        left.answers[u"visit.day"_s] = QDate::currentDate().addDays(60).toString(Qt::ISODate);
        left.answers.remove(u"landings.count"_s);
        left.answers.remove(u"landings.list"_s);
        const Journey &journey = m_wizard.journey();
        if (!journey.answers.has(u"documents.remarks"_s)) { // each application is another one
            left.answers[u"documents.remarks"_s] = randomUuid();
        } else {
            left.answers.remove(u"documents.remarks"_s);
        }
        for (const QString &id : left.answers.keys()) {
            if (journey.answers.value(id) == left.answers.value(id)) {
                left.answers.remove(id);
            }
        }
        std::erase_if(left.files, [&journey](const auto &file) {
            return std::ranges::any_of(journey.files,
                                       [&file](const AttachedFile &each) { return each.file.facts.field == file.first; });
        });
        const QString step = m_wizard.page<FormPage>()->step().id;
        return m_wizard.fillStep(left) && m_wizard.goOn()
            && m_wizard.waitUntil(
                [this, step] {
                    const auto *now = m_wizard.page<FormPage>();
                    return now ? now->step().id != step : m_wizard.page<ReviewPage>() != nullptr;
                },
                "the next step");
    }

    bool send()
    {
        return m_wizard.goOn() && m_wizard.waitUntil([this] { return !m_wizard.page<ReviewPage>(); }, "the sending");
    }

    bool wait()
    {
        return m_wizard.waitUntil([this] { return !m_wizard.page<SendPage>() || m_wizard.page<SendPage>()->hasError(); },
                                  "the end of the sending", 60'000)
            && !m_wizard.page<SendPage>();
    }

    bool again()
    {
        return m_wizard.waitUntil([this] { return vault::Drafts(m_kept).list()->empty(); }, "the end of the draft")
            && m_wizard.clickButton(u"Make another application"_s) && m_wizard.waitFor<StartPage>();
    }

    QString m_folder;
    bool m_finishes;
    bool m_done = false;
    submission::Outbox m_outbox;
    std::shared_ptr<vault::Vault> m_kept;
    Wizard m_wizard;
    std::optional<vault::Draft> m_resumed;
};

int runChild(const QStringList &arguments)
{
    prepareApplication();
    std::atomic_bool beating = true;
    std::thread heart([&beating] {
        while (beating) {
            say("beat");
            std::this_thread::sleep_for(Beat);
        }
    });
    bool worked = false;
    {
        Person person(arguments.at(2), std::chrono::minutes(arguments.at(3).toInt()), arguments.at(4) == u"finish"_s);
        worked = person.work();
    }
    beating = false;
    heart.join();
    say(worked ? "finished" : "bad stuck");
    return worked ? 0 : 1;
}

// ---------------------------------------------------------------------------------------------------------------------
// The parent: kills, and compares.

struct Run {
    QList<QByteArray> lines;
    int exitCode = -1;

    [[nodiscard]] QByteArray complaint() const
    {
        for (const QByteArray &line : lines) {
            if (line.startsWith("bad ")) {
                return line;
            }
        }
        return {};
    }
};

/// What the child said of its state, in order, and from which of them on one must have been kept.
struct Told {
    QList<QJsonObject> states; ///< empty: there is nothing to keep
    qsizetype oldestAllowed = -1; ///< -1: also what was there before
};

Told toldBy(const Run &run)
{
    Told told;
    const qsizetype beats = run.lines.count("beat");
    qsizetype beat = 0;
    for (const QByteArray &line : run.lines) {
        if (line == "beat") {
            ++beat;
        } else if (line.startsWith("state ")) {
            told.states += QJsonDocument::fromJson(line.sliced(6)).object();
            if (beat <= beats - BeatsOfASecond) {
                told.oldestAllowed = told.states.size() - 1;
            }
        }
    }
    return told;
}

} // namespace

class WizardKillsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killed();

private:
    void series(int kills);
    [[nodiscard]] Run run(int number, std::optional<std::chrono::milliseconds> life, bool whileSending);
    void compare(const Told &told);

    QString m_folder;
    QRandomGenerator m_random;
    QJsonObject m_keptBefore; ///< state of the draft after the kill before; empty: none
    int m_checked = 0;        ///< kills after which something had to be there
    int m_whileSending = 0;
};

Run WizardKillsTest::run(int number, std::optional<std::chrono::milliseconds> life, bool whileSending)
{
    Run run;
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                {u"--child"_s, m_folder, QString::number(number * BetweenStarts.count()), life ? u"go-on"_s : u"finish"_s});
    bool killing = false;
    QElapsedTimer living;
    living.start();
    const auto isTime = [&] {
        return whileSending ? run.lines.contains("sending") : living.elapsed() > life->count();
    };
    while (child.state() != QProcess::NotRunning || child.bytesAvailable() > 0) {
        (void)child.waitForReadyRead(5);
        while (child.canReadLine()) {
            run.lines += child.readLine().chopped(1);
        }
        if (life && !killing && (isTime() || living.elapsed() > 15'000)) {
            if (whileSending) {
                QTest::qSleep(int(m_random.bounded(300)));
                ++m_whileSending;
            }
            killing = true;
            child.kill(); // SIGKILL
        }
    }
    run.exitCode = child.exitStatus() == QProcess::NormalExit ? child.exitCode() : -1;
    return run;
}

void WizardKillsTest::compare(const Told &told)
{
    const auto kept = openVaultIn(m_folder);
    const vault::Drafts drafts(kept);
    const auto listed = drafts.list();
    QVERIFY2(listed, "the drafts cannot be listed");
    QVERIFY(listed->size() <= 1);
    QJsonObject state;
    if (!listed->empty()) {
        QVERIFY2(listed->front().draft, "a torn draft");
        const auto draft = drafts.open(listed->front().id);
        QVERIFY2(draft, "a draft without its form");
        for (const vault::DraftFile &file : draft->files) {
            const auto opened = drafts.file(draft->id, file.id)->open();
            QVERIFY2(opened && sha256Hex((*opened)->readAll()) == file.sha256, "a torn file");
        }
        state = {{u"answers"_s, draft->answers}, {u"step"_s, draft->place.step}};
    }
    QList<QJsonObject> allowed = told.states.sliced(qMax(qsizetype(0), told.oldestAllowed));
    if (told.oldestAllowed < 0) {
        allowed += m_keptBefore;
    } else {
        ++m_checked;
    }
    // Nothing to keep and a form that nobody has written in yet are the same.
    const auto same = [&state](const QJsonObject &each) {
        return each == state || (state.isEmpty() && each[u"answers"_s].toObject().isEmpty());
    };
    if (std::ranges::none_of(allowed, same)) {
        for (const QJsonObject &each : std::as_const(allowed)) {
            qWarning().noquote() << "allowed" << toCompactJson(each);
        }
        qWarning().noquote() << "kept" << toCompactJson(state);
        QFAIL("older than a second, or never on the screen");
    }
    m_keptBefore = state;
}

void WizardKillsTest::series(int kills)
{
    const QTemporaryDir folder;
    m_folder = folder.path();
    m_keptBefore = {};
    Service service{practice::Options()};
    QFile profile(m_folder + u"/profile.json"_s);
    QVERIFY(profile.open(QIODevice::WriteOnly));
    profile.write(toCompactJson(service.practice().profile()));
    profile.close();
    for (int i = 0; i < kills; ++i) {
        const auto life = std::chrono::milliseconds(500 + m_random.bounded(3500));
        const Run killed = run(i, life, i % 5 == 4);
        QVERIFY2(killed.complaint().isEmpty(), killed.complaint().constData());
        compare(toldBy(killed));
        if (QTest::currentTestFailed()) {
            return;
        }
    }
    const Run last = run(kills, std::nullopt, false);
    QVERIFY2(last.exitCode == 0, last.complaint().constData());
    int unreadable = 0;
    const auto receipts = vault::Receipts(openVaultIn(m_folder)).list(unreadable);
    QVERIFY(receipts && unreadable == 0);
    QSet<QString> kept;
    QSet<QString> remarks;
    for (const vault::KeptReceipt &receipt : *receipts) {
        kept += receipt.number;
        const QJsonObject json = QJsonDocument::fromJson(receipt.receipt).object();
        remarks += QJsonDocument::fromJson(json[u"body"_s].toString().toUtf8())[u"answers"_s][u"documents.remarks"_s].toString();
    }
    QSet<QString> received;
    for (const auto &application : service.applications()) {
        received += application.applicationNumber;
    }
    qInfo("%lld applications were received", static_cast<long long>(received.size()));
    QVERIFY(!received.isEmpty());
    QCOMPARE(kept, received);                      // each has its receipt
    QCOMPARE(remarks.size(), received.size());     // none was sent twice
    QVERIFY(submission::Outbox(m_folder).contents()->entries.empty());
}

void WizardKillsTest::killed()
{
    const QByteArray seedText = qgetenv("TTP_SEED");
    const quint32 seed = seedText.isEmpty() ? QRandomGenerator::global()->generate() : seedText.toUInt();
    qInfo("seed %u", seed);
    m_random.seed(seed);
    const int kills = qMax(1, qEnvironmentVariableIsSet("TTP_KILLS") ? qEnvironmentVariableIntValue("TTP_KILLS") : KillsOfASeries);
    for (int done = 0; done < kills && !QTest::currentTestFailed(); done += KillsOfASeries) {
        series(qMin(KillsOfASeries, kills - done));
    }
    qInfo("%d kills, %d of them after a second or more, %d while sending", kills, m_checked, m_whileSending);
    QVERIFY(m_checked > kills / 4); // else nothing was tested
    QVERIFY(m_whileSending > 0);
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--child"_s) {
        return runChild(arguments);
    }
    WizardKillsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_wizard_kills.moc"
