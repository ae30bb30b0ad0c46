// SPDX-License-Identifier: GPL-3.0-or-later
// What the menu does to this computer: everything that is kept goes, and the window starts anew; the check shows what it
// finds. Runs itself again with a keyring of its own.

#include "base/digest.h"
#include "breaking_vault.h"
#include "pages/check_dialog.h"
#include "pages/erase_dialog.h"
#include "pages/form_page.h"
#include "pages/kept_list.h"
#include "pages/start_page.h"
#include "vault/secret_store_keeper.h"
#include "vault/vault_kind.h"
#include "wizard_driver.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

constexpr auto Inside = "TTP_TEST_INSIDE_KEYRING";

QAction *entry(Wizard &wizard, const QString &part)
{
    for (QMenu *menu : wizard.window().findChildren<QMenu *>()) {
        for (QAction *action : menu->actions()) {
            if (action->text().contains(part)) {
                return action;
            }
        }
    }
    return nullptr;
}

template <typename Dialog>
Dialog *shown(Wizard &wizard)
{
    auto *dialog = wizard.window().findChild<Dialog *>();
    return dialog && dialog->isVisible() ? dialog : nullptr;
}

QPushButton *buttonOf(const QDialog *dialog, const QString &text)
{
    for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
        if (button->text() == text && button->isVisible()) {
            return button;
        }
    }
    return nullptr;
}

QString textsOf(const QDialog *dialog)
{
    QStringList texts;
    for (const QWidget *widget : dialog->findChildren<QWidget *>()) {
        if (widget->isVisible() && !shownText(widget).isEmpty()) {
            texts += shownText(widget);
        }
    }
    return texts.join(u'\n');
}

} // namespace

class WizardUpkeepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init();
    void cleanup();
    void entriesOfTheMenu();
    void whoCancelsKeepsEverything();
    void everythingGoes();
    void aSendingWhoseOutcomeIsUnknown();
    void anotherProgramAtTheLastMoment();
    void aDiskThatIsFull();
    void whatIsLeftIsNamed();
    void theCheck();

private:
    [[nodiscard]] Wizard::Setup setup();
    bool fillInSomething(Wizard &wizard);
    bool openErase(Wizard &wizard);
    bool press(Wizard &wizard, const QString &text);
    [[nodiscard]] QString vaultFolder() const { return vault::vaultFolder(m_folder, vault::VaultKind::Practice); }

    QString m_folder;
    // The only one: QtKeychain's queue belongs to the thread that first used it.
    QTemporaryDir m_stay;
    std::unique_ptr<credentials::SecretStore> m_secrets;
    practice::Options m_options;
    Service m_service{m_options};
};

void WizardUpkeepTest::init()
{
    m_folder = m_stay.filePath(u"data"_s);
    if (!m_secrets) {
        m_secrets =
            std::make_unique<credentials::SecretStore>(credentials::SecretStore::Settings{.dataFolder = m_folder});
    }
}

void WizardUpkeepTest::cleanup()
{
    QDir(m_folder).removeRecursively();
}

Wizard::Setup WizardUpkeepTest::setup()
{
    Wizard::Setup setup{.openOrigin = [this] { return m_service.origin(); }, .secrets = m_secrets.get()};
    setup.openVault = [this](const VaultWish &wish, QObject *context, const auto &then) {
        if (wish.make || QDir(vaultFolder()).exists()) {
            vault::openVault(vaultFolder(), {vault::keeperIn(*m_secrets), {}}, context, then);
        } else {
            QMetaObject::invokeMethod(context, [then] { then(std::shared_ptr<vault::Vault>()); }, Qt::QueuedConnection);
        }
    };
    setup.upkeep = upkeepOf(m_folder, *m_secrets);
    return setup;
}

/// A draft is on disk.
bool WizardUpkeepTest::fillInSomething(Wizard &wizard)
{
    const auto fields = [&wizard] { return wizard.window().page()->findChildren<QLineEdit *>(); };
    return wizard.passStart() && wizard.passTerms() && wizard.type(fields().value(0), u"PRACTICE01"_s)
        && wizard.type(fields().value(1), u"Practice-2026"_s) && wizard.passSignIn() && wizard.waitFor<FormPage>()
        && wizard.fillStep(readExample(u"resources/examples/application.json"_s))
        && wizard.waitUntil([&] { return !wizard.textWith(u"Saved "_s).isEmpty(); }, "the words that it is saved");
}

bool WizardUpkeepTest::openErase(Wizard &wizard)
{
    QAction *erase = entry(wizard, u"Erase everything"_s);
    if (!erase || !erase->isEnabled()) {
        return false;
    }
    erase->trigger();
    return wizard.waitUntil([&] { return shown<EraseDialog>(wizard) != nullptr; }, "the question");
}

bool WizardUpkeepTest::press(Wizard &wizard, const QString &text)
{
    auto *button = buttonOf(shown<EraseDialog>(wizard), text);
    if (!button || !button->isEnabled()) {
        return false;
    }
    QTest::mouseClick(button, Qt::LeftButton);
    return wizard.waitUntil([&] { return !shown<EraseDialog>(wizard) || !shown<EraseDialog>(wizard)->isBusy(); },
                            "the end");
}

void WizardUpkeepTest::entriesOfTheMenu()
{
    {
        Wizard wizard(setup());
        QVERIFY(entry(wizard, u"Erase everything"_s) && entry(wizard, u"Check this computer"_s));
        QVERIFY(wizard.chooseLanguage(u"ja"_s));
        QVERIFY(entry(wizard, u"すべて消去"_s) && entry(wizard, u"この端末を確認"_s));
        wizard.window().setAbandonPossible(false); // an application is being sent
        QVERIFY(!entry(wizard, u"すべて消去"_s)->isEnabled());
    }
    Wizard without({.openOrigin = [this] { return m_service.origin(); }, .secrets = m_secrets.get()});
    QVERIFY(!entry(without, u"Erase"_s) && !entry(without, u"Check"_s));
    WizardWindow window;
    Languages languages(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    Surroundings shared{std::make_shared<SystemClock>(), [this] { return m_service.origin(); }, nullptr};
    shared.shared = true;
    shared.upkeep = upkeepOf(m_folder, *m_secrets);
    window.setShared(true);
    const Controller controller(std::move(shared), languages, window);
    for (const QMenu *menu : window.findChildren<QMenu *>()) {
        for (const QAction *action : menu->actions()) {
            QVERIFY2(!action->text().contains(u"Erase"_s) && !action->text().contains(u"Check"_s),
                     qPrintable(action->text()));
        }
    }
}

void WizardUpkeepTest::whoCancelsKeepsEverything()
{
    Wizard wizard(setup());
    QVERIFY(fillInSomething(wizard));
    const QJsonObject answers = wizard.journey().answers.json();
    QVERIFY(openErase(wizard));
    QVERIFY(buttonOf(shown<EraseDialog>(wizard), u"Cancel"_s)->hasFocus()); // Enter must not erase
    QVERIFY(press(wizard, u"Cancel"_s));
    QVERIFY(wizard.page<FormPage>());
    QCOMPARE(wizard.journey().answers.json(), answers);
    QVERIFY(QDir(vaultFolder()).exists());
}

void WizardUpkeepTest::everythingGoes()
{
    Wizard wizard(setup());
    QVERIFY(fillInSomething(wizard));
    QVERIFY(openErase(wizard));
    QVERIFY(press(wizard, u"Erase everything"_s));
    QVERIFY2(textsOf(shown<EraseDialog>(wizard)).contains(u"Everything was erased"_s),
             qPrintable(textsOf(shown<EraseDialog>(wizard))));
    QVERIFY(!QDir(m_folder).exists());
    QVERIFY(wizard.page<StartPage>() && wizard.page<StartPage>()->keptList()->isEmpty());
    QVERIFY(wizard.journey().answers.json().isEmpty() && wizard.journey().files.empty() && !wizard.journey().consent);
    QVERIFY(!wizard.journey().signedIn && !wizard.journey().credentials);
    QVERIFY(press(wizard, u"Close"_s));
    QVERIFY(wizard.waitUntil([&] { return !shown<EraseDialog>(wizard); }, "the end of the dialog"));
    QVERIFY(!QDir(m_folder).exists()); // nothing that was still to be saved comes back
    QVERIFY(fillInSomething(wizard));  // and it can be used again
    QVERIFY(QDir(vaultFolder()).exists());
}

void WizardUpkeepTest::aSendingWhoseOutcomeIsUnknown()
{
    const submission::Outbox outbox(m_folder);
    const QString key = randomUuid();
    QVERIFY(outbox.add({key, QByteArray(64, 'a'), u"raw.example"_s, u"USER0001"_s, QDateTime::currentDateTimeUtc()}));
    Wizard wizard(setup());
    QVERIFY(fillInSomething(wizard));
    QVERIFY(openErase(wizard));
    QVERIFY(press(wizard, u"Erase everything"_s));
    QVERIFY(textsOf(shown<EraseDialog>(wizard)).contains(u"ERA-002"_s));
    QVERIFY(wizard.page<FormPage>() && !wizard.journey().answers.json().isEmpty()); // nothing has happened
    QVERIFY(outbox.take(key));
    QVERIFY(press(wizard, u"Erase those notes as well"_s));
    QVERIFY(textsOf(shown<EraseDialog>(wizard)).contains(u"Everything was erased"_s));
    QVERIFY(!QDir(m_folder).exists());
}

/// It has opened the vault as we have: that is seen only once we have let go of it.
void WizardUpkeepTest::anotherProgramAtTheLastMoment()
{
    Wizard wizard(setup());
    QVERIFY(fillInSomething(wizard));
    std::optional<Result<std::shared_ptr<vault::Vault>>> other;
    vault::openVault(vaultFolder(), {vault::keeperIn(*m_secrets), {}}, this,
                     [&other](auto opened) { other = std::move(opened); });
    QVERIFY(QTest::qWaitFor([&other] { return other.has_value(); }) && *other);
    QVERIFY(openErase(wizard));
    QVERIFY(press(wizard, u"Erase everything"_s));
    QVERIFY(textsOf(shown<EraseDialog>(wizard)).contains(u"ERA-003"_s));
    QVERIFY(
        wizard.waitUntil([&] { return wizard.page<StartPage>() && !wizard.page<StartPage>()->keptList()->isEmpty(); },
                         "the draft in the list"));
    other.reset();
    QVERIFY(press(wizard, u"Erase everything"_s));
    QVERIFY(textsOf(shown<EraseDialog>(wizard)).contains(u"Everything was erased"_s));
}

/// What cannot be saved must not stand in the way of erasing it.
void WizardUpkeepTest::aDiskThatIsFull()
{
    auto kept = std::make_shared<vault_test::BreakingVault>();
    const std::weak_ptr<vault::Vault> watched = kept;
    Wizard::Setup changed = setup();
    changed.openVault = [&kept](const VaultWish &, QObject *context, const auto &then) {
        QMetaObject::invokeMethod(
            context, [then, vault = std::exchange(kept, {})] { then(vault); }, Qt::QueuedConnection);
    };
    bool wasLetGo = false;
    changed.upkeep.erase = [&](erasure::Unsettled, QObject *context, const auto &then) {
        wasLetGo = watched.expired();
        QMetaObject::invokeMethod(context, [then] { then(erasure::Outcome()); }, Qt::QueuedConnection);
    };
    kept->breakWith(FailureCode::VaultUnwritable);
    Wizard wizard(std::move(changed));
    const auto fields = [&wizard] { return wizard.window().page()->findChildren<QLineEdit *>(); };
    QVERIFY(wizard.passStart() && wizard.passTerms() && wizard.type(fields().value(0), u"PRACTICE01"_s)
            && wizard.type(fields().value(1), u"Practice-2026"_s) && wizard.passSignIn() && wizard.waitFor<FormPage>());
    QVERIFY(wizard.fillStep(readExample(u"resources/examples/application.json"_s)));
    QVERIFY(
        wizard.waitUntil([&] { return !wizard.textWith(u"Not saved"_s).isEmpty(); }, "the words that it is not saved"));
    QVERIFY(openErase(wizard));
    QVERIFY(press(wizard, u"Erase everything"_s));
    QVERIFY(wasLetGo);
    QVERIFY(textsOf(shown<EraseDialog>(wizard)).contains(u"Everything was erased"_s));
}

void WizardUpkeepTest::whatIsLeftIsNamed()
{
    Wizard::Setup changed = setup();
    changed.upkeep.erase = [](erasure::Unsettled, QObject *context, const auto &then) {
        erasure::Outcome outcome;
        outcome.failure = Failure(FailureCode::EraseIncomplete);
        outcome.left = {
            {u"keychain: account/raw.example"_s, LocalizedText(u"ロックされています。"_s, u"It is locked."_s)}};
        outcome.foreign = QStringList{u"diary.txt"_s};
        QMetaObject::invokeMethod(context, [then, outcome] { then(outcome); }, Qt::QueuedConnection);
    };
    Wizard wizard(std::move(changed));
    QVERIFY(openErase(wizard));
    QVERIFY(press(wizard, u"Erase everything"_s));
    const QString texts = textsOf(shown<EraseDialog>(wizard));
    for (const QString &part : {u"ERA-001"_s, u"account/raw.example"_s, u"It is locked."_s, u"diary.txt"_s}) {
        QVERIFY2(texts.contains(part), qPrintable(texts));
    }
    QVERIFY(!texts.contains(u"Everything was erased"_s));
}

void WizardUpkeepTest::theCheck()
{
    using diagnostics::Verdict;
    Wizard::Setup changed = setup();
    const auto findingOf = [](const QString &id, Verdict verdict) {
        return diagnostics::Finding{id,
                                    {u"題"_s + id, u"Title "_s + id},
                                    verdict,
                                    {u"状態"_s + id, u"State of "_s + id},
                                    verdict == Verdict::Ok ? LocalizedText()
                                                           : LocalizedText(u"対処"_s + id, u"Mend "_s + id),
                                    {{u"fact"_s, u"value of "_s + id}}};
    };
    bool hadService = false;
    changed.upkeep.examine = [&](const std::optional<service::Profile> &profile, QObject *context, const auto &then) {
        hadService = profile.has_value();
        const diagnostics::Report report{QDateTime({2026, 11, 26}, {2, 15}, Qt::UTC),
                                         u"9.9"_s,
                                         {findingOf(u"one"_s, Verdict::Ok), findingOf(u"two"_s, Verdict::Warning),
                                          findingOf(u"three"_s, Verdict::Problem)}};
        QMetaObject::invokeMethod(context, [then, report] { then(report); }, Qt::QueuedConnection);
    };
    Wizard wizard(std::move(changed));
    QVERIFY(wizard.waitUntil([&] { return wizard.journey().greeting.has_value(); }, "the service"));
    entry(wizard, u"Check this computer"_s)->trigger();
    QVERIFY(wizard.waitUntil([&] { return shown<CheckDialog>(wizard) && shown<CheckDialog>(wizard)->report(); },
                             "the report"));
    auto *dialog = shown<CheckDialog>(wizard);
    QVERIFY(hadService);
    const QString texts = textsOf(dialog);
    for (const QString &part : {u"Problem: Title three"_s, u"Mend three"_s, u"Warning: Title two"_s, u"OK: Title one"_s,
                                u"Problems: 1, warnings: 1"_s}) {
        QVERIFY2(texts.contains(part), qPrintable(texts));
    }
    const auto topOf = [dialog](const QString &part) {
        for (const QWidget *widget : dialog->findChildren<QWidget *>()) {
            if (shownText(widget).contains(part)) {
                return widget->mapTo(dialog, QPoint()).y();
            }
        }
        return -1;
    };
    QVERIFY(topOf(u"Title three"_s) < topOf(u"Title two"_s) && topOf(u"Title two"_s) < topOf(u"Title one"_s));
    QTest::mouseClick(buttonOf(dialog, u"Copy"_s), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"fact: value of three"_s));
    QVERIFY(textsOf(dialog).contains(u"The report was copied."_s));
    for (const QString &place : {u"nowhere/desk.zip"_s, u"desk.zip"_s}) {
        QTest::mouseClick(buttonOf(dialog, u"Save for the help desk…"_s), Qt::LeftButton);
        auto *chooser = dialog->findChild<QFileDialog *>();
        QVERIFY(chooser && chooser->isVisible());
        QCOMPARE(chooser->selectedFiles().value(0).section(u'/', -1), u"ttp-apply-20261126-0215.zip"_s);
        const bool isBad = place.startsWith(u"nowhere"_s);
        if (isBad) { // gone since it was chosen
            Q_EMIT chooser->fileSelected(m_stay.filePath(place));
            chooser->close();
        } else {
            chooser->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(m_stay.filePath(place));
            QVERIFY(QMetaObject::invokeMethod(chooser, "accept"));
        }
        const QString told = isBad ? u"FIL-007"_s : m_stay.filePath(place);
        QVERIFY(wizard.waitUntil([&] { return textsOf(dialog).contains(told); }, "what came of it"));
        QVERIFY(wizard.waitUntil([&] { return !dialog->findChild<QFileDialog *>(); }, "the end of the file dialog"));
    }
    QVERIFY(QFileInfo(m_stay.filePath(u"desk.zip"_s)).size() > 500);
    QVERIFY(!textsOf(dialog).contains(u"FIL-007"_s));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(wizard.waitUntil([&] { return !shown<CheckDialog>(wizard); }, "the end of the dialog"));
}

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet(Inside)) {
        qputenv(Inside, "1");
        std::vector<char *> command{const_cast<char *>(TTP_SOURCE_DIR "/tests/tools/with_keyring.sh")};
        command.insert(command.end(), argv, argv + argc);
        command.push_back(nullptr);
        ::execv(command.front(), command.data());
        qFatal("cannot start %s", command.front());
    }
    QApplication application(argc, argv);
    WizardUpkeepTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_wizard_upkeep.moc"
