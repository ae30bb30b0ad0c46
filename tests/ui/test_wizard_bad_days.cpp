// SPDX-License-Identifier: GPL-3.0-or-later
// Real disks that fill up, cannot be written any more or vanish while somebody types, and clocks that go back: it is told at
// once, work goes on, what was saved stays whole, and what was typed is saved as soon as it can be.

#include "pages/form_page.h"
#include "pages/kept_list.h"
#include "pages/receipt_page.h"
#include "pages/sign_in_page.h"
#include "pages/start_page.h"
#include "vault/drafts.h"
#include "wizard_driver.h"

#include <QDir>
#include <QJsonDocument>
#include <QLineEdit>
#include <QProcess>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#ifdef Q_OS_LINUX
#include <sys/mount.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

const QString ExamplePath = u"resources/examples/application.json"_s;

/// The system's time, moved by as much as the test says now.
class MovableClock final : public Clock {
public:
    std::chrono::seconds by{0};
    [[nodiscard]] QDateTime utcNow() const override { return QDateTime::currentDateTimeUtc().addDuration(by); }
};

std::shared_ptr<vault::Vault> openVaultIn(const QString &path)
{
    auto vault = vault::folderVault(path, Secret::fromUtf8(QByteArray(32, 'k')));
    return vault ? *std::move(vault) : nullptr;
}

/// The draft on the disk as another program would find it now.
vault::Draft onlyDraft(const QString &path)
{
    const auto vault = openVaultIn(path);
    const auto listed = vault ? vault::Drafts(vault).list() : Result<std::vector<vault::ListedDraft>>();
    return vault && listed && listed->size() == 1 && listed->front().draft ? *listed->front().draft : vault::Draft();
}

bool holds(const vault::Draft &draft, const QByteArray &text)
{
    return QJsonDocument(draft.answers).toJson().contains(text);
}

bool waitForSaved(Wizard &wizard)
{
    return wizard.waitUntil([&] { return !wizard.textWith(u"Saved "_s).isEmpty(); }, "the words that it is saved");
}

bool waitForNotSaved(Wizard &wizard)
{
    return wizard.waitUntil(
        [&] { return wizard.window().page()->hasError() && !wizard.textWith(u"Not saved."_s).isEmpty(); },
        "the words that it is not saved");
}

} // namespace

class WizardBadDaysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void fullDisk();
    void diskThatCannotBeWritten();
    void homeThatCannotBeWritten();
    void folderThatVanishes();
    void clockSetBack();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"disk/vault"_s); }
    [[nodiscard]] bool begin(Wizard &wizard);
    [[nodiscard]] bool type(Wizard &wizard, const QString &text);

    std::unique_ptr<QTemporaryDir> m_folder;
};

/// A draft with one step on the disk, and the next one on the screen.
bool WizardBadDaysTest::begin(Wizard &wizard)
{
    return wizard.reachForm() && wizard.fillStep(readExample(ExamplePath)) && wizard.goOn()
        && wizard.waitFor<FormPage>() && type(wizard, u"BEFORE"_s) && waitForSaved(wizard)
        && wizard.waitUntil([this] { return holds(onlyDraft(path()), "BEFORE"); }, "the draft on the disk");
}

bool WizardBadDaysTest::type(Wizard &wizard, const QString &text)
{
    const auto *page = wizard.page<FormPage>();
    return wizard.type(wizard.editor(page->step().fields[1].id)->findChild<QLineEdit *>(), text);
}

void WizardBadDaysTest::fullDisk()
{
#ifdef Q_OS_LINUX
    const QString disk = m_folder->filePath(u"disk"_s);
    QVERIFY(QDir().mkpath(disk));
    if (::mount("tmpfs", QFile::encodeName(disk).constData(), "tmpfs", 0, "size=400k,mode=700") != 0) {
        QSKIP("mounting a small disk needs the rights for it");
    }
    const auto unmount = qScopeGuard([&disk] { ::umount2(QFile::encodeName(disk).constData(), MNT_DETACH); });
    const Service service;
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = openVaultIn(path())});
    QVERIFY(begin(wizard));
    QFile filling(disk + u"/filling"_s);
    QVERIFY(filling.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    while (filling.write(QByteArray(1024, 'x')) > 0) { }
    QVERIFY(type(wizard, u"MEANWHILE"_s));
    QVERIFY(waitForNotSaved(wizard));
    QVERIFY(holds(onlyDraft(path()), "BEFORE")); // whole, and as it was
    QVERIFY(filling.remove());
    QVERIFY(waitForSaved(wizard));
    QVERIFY(holds(onlyDraft(path()), "MEANWHILE"));
    QVERIFY(!wizard.window().page()->hasError());
#else
    QSKIP("a disk of its own is made on Linux only");
#endif
}

void WizardBadDaysTest::diskThatCannotBeWritten()
{
#ifdef Q_OS_LINUX
    const QString disk = m_folder->filePath(u"disk"_s);
    QVERIFY(QDir().mkpath(disk));
    if (::mount("tmpfs", QFile::encodeName(disk).constData(), "tmpfs", 0, "size=4m,mode=700") != 0) {
        QSKIP("mounting a disk needs the rights for it");
    }
    const auto unmount = qScopeGuard([&disk] { ::umount2(QFile::encodeName(disk).constData(), MNT_DETACH); });
    const auto remount = [&disk](unsigned long flags) {
        return ::mount("tmpfs", QFile::encodeName(disk).constData(), "tmpfs", MS_REMOUNT | flags, "size=4m") == 0;
    };
    const Service service;
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = openVaultIn(path())});
    QVERIFY(begin(wizard));
    QVERIFY(remount(MS_RDONLY));
    QVERIFY(type(wizard, u"MEANWHILE"_s));
    QVERIFY(waitForNotSaved(wizard));
    wizard.window().close();
    QVERIFY(!wizard.question().isEmpty() && wizard.answerQuestion(u"Stay here"_s));
    QVERIFY(remount(0));
    QVERIFY(waitForSaved(wizard));
    QVERIFY(holds(onlyDraft(path()), "MEANWHILE"));
#else
    QSKIP("a disk of its own is made on Linux only");
#endif
}

/// From the beginning: there is not even a vault yet.
void WizardBadDaysTest::homeThatCannotBeWritten()
{
#ifdef Q_OS_LINUX
    const QString disk = m_folder->filePath(u"disk"_s);
    QVERIFY(QDir().mkpath(disk));
    if (::mount("tmpfs", QFile::encodeName(disk).constData(), "tmpfs", MS_RDONLY, "size=4m,mode=700") != 0) {
        QSKIP("mounting a disk needs the rights for it");
    }
    const auto unmount = qScopeGuard([&disk] { ::umount2(QFile::encodeName(disk).constData(), MNT_DETACH); });
    const Service service;
    Wizard::Setup setup{.openOrigin = [&] { return service.origin(); }};
    setup.openVault = [this](const VaultWish &wish, QObject *context, const auto &then) {
        auto answer = wish.make ? vault::folderVault(path(), Secret::fromUtf8(QByteArray(32, 'k')))
                                : Result<std::shared_ptr<vault::Vault>>();
        QTimer::singleShot(0, context, [then, answer] { then(answer); });
    };
    Wizard wizard(std::move(setup));
    QVERIFY(wizard.reachForm());
    QVERIFY(waitForNotSaved(wizard)); // before anything is typed
    QVERIFY(wizard.fillStep(readExample(ExamplePath)) && wizard.goOn() && wizard.waitFor<FormPage>());
    QVERIFY(type(wizard, u"MEANWHILE"_s));
    wizard.window().close();
    QVERIFY(!wizard.question().isEmpty() && wizard.answerQuestion(u"Stay here"_s));
    QVERIFY(::mount("tmpfs", QFile::encodeName(disk).constData(), "tmpfs", MS_REMOUNT, "size=4m") == 0);
    QVERIFY(waitForSaved(wizard)); // by itself
    QVERIFY(holds(onlyDraft(path()), "MEANWHILE"));
    wizard.window().close();
    QVERIFY(wizard.question().isEmpty());
#else
    QSKIP("a disk of its own is made on Linux only");
#endif
}

/// A stick that is pulled out, a home that is not mounted any more: it is as if somebody had moved the folder.
void WizardBadDaysTest::folderThatVanishes()
{
    QVERIFY(QDir().mkpath(m_folder->filePath(u"disk"_s)));
    const Service service;
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = openVaultIn(path())});
    QVERIFY(begin(wizard));
    const QString elsewhere = m_folder->filePath(u"elsewhere"_s);
    QVERIFY(QProcess::execute(u"cp"_s, {u"-a"_s, path(), elsewhere}) == 0);
    QVERIFY(QDir(path()).removeRecursively());
    QVERIFY(type(wizard, u"MEANWHILE"_s));
    QVERIFY(waitForNotSaved(wizard));
    QVERIFY(wizard.fillForm(readExample(ExamplePath))); // work goes on
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>(40'000)); // practice needs no disk
    QVERIFY(holds(onlyDraft(elsewhere), "BEFORE"));
}

void WizardBadDaysTest::clockSetBack()
{
    QVERIFY(QDir().mkpath(m_folder->filePath(u"disk"_s)));
    const auto clock = std::make_shared<MovableClock>();
    const Service service;
    {
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = openVaultIn(path()), .clock = clock});
        QVERIFY(begin(wizard));
        clock->by = -48h;
        QVERIFY(type(wizard, u"AFTERWARDS"_s));
        QVERIFY(wizard.waitUntil([this] { return holds(onlyDraft(path()), "AFTERWARDS"); }, "the later words"));
        QVERIFY(!wizard.window().page()->hasError());
    }
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = openVaultIn(path()), .clock = clock});
    QVERIFY(wizard.waitUntil([&] { return wizard.button(u"Continue"_s); }, "the draft"));
    QVERIFY(wizard.clickButton(u"Continue"_s) && wizard.waitFor<SignInPage>() && wizard.passSignIn());
    QVERIFY(holds(onlyDraft(path()), "AFTERWARDS"));
    QVERIFY(QJsonDocument(wizard.journey().answers.json()).toJson().contains("AFTERWARDS"));
}

QTEST_MAIN(WizardBadDaysTest)
#include "test_wizard_bad_days.moc"
