// SPDX-License-Identifier: GPL-3.0-or-later
// Another keychain has taken over: that is told on the sign-in page, but never in place of what is told there already. Runs
// itself again beside a Secret Service that answers when it is told to.

#include "pages/sign_in_page.h"
#include "wizard_driver.h"

#include <QApplication>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

constexpr auto Inside = "TTP_TEST_INSIDE_SERVICE";
constexpr auto Tools = TTP_SOURCE_DIR "/tests/tools/with_secret_service.py";
constexpr auto Configuration = "--config-file=" TTP_SOURCE_DIR "/tests/unit/credentials/bus_without_keychain.conf";
/// The first question for the mark is held until this program prints the line.
constexpr auto Rules = R"({"hold":["SearchItems mark/00"],"release":"release","store":""})";

} // namespace

class WizardOtherKeychainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void doesNotReplaceAnotherReason();
    void isTold();

private:
    QTemporaryDir m_data;
    Service m_service{practice::Options()}; ///< nothing filled in
    credentials::SecretStore m_store{{.dataFolder = m_data.path(), .deadline = std::chrono::seconds(60)}};
    Wizard::Setup m_setup{.openOrigin = [this] { return m_service.origin(); }, .secrets = &m_store};
};

/// What is noted names a mark that is not in this keychain.
void WizardOtherKeychainTest::initTestCase()
{
    prepareApplication();
    QFile list(m_data.filePath(u"keychain.json"_s));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write(R"({"entries":[],"format":1,"had_other":false,"unwanted":[],"mark":"mark/00","mark_sha256":")"
               + QByteArray(64, '0') + R"("})");
}

void WizardOtherKeychainTest::doesNotReplaceAnotherReason()
{
    Wizard wizard(m_setup);
    QVERIFY(wizard.passStart() && wizard.passTerms());
    const auto fields = wizard.page<SignInPage>()->findChildren<QLineEdit *>();
    QVERIFY(wizard.type(fields.value(0), u"PRACTICE01"_s) && wizard.type(fields.value(1), u"Wrong-2026"_s));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitUntil([&] { return !wizard.textWith(u"SGN-001"_s).isEmpty(); }, "the refusal"));
    std::puts("release"); // now the keychain answers
    std::fflush(stdout);
    bool answered = false; // one after another: this one after the mark
    m_store.recall(u"another"_s, this, [&answered](const auto &) { answered = true; });
    QVERIFY(wizard.waitUntil([&answered] { return answered; }, "the keychain"));
    wizard.settle();
    QVERIFY(!wizard.textWith(u"SGN-001"_s).isEmpty());
    QVERIFY(wizard.textWith(u"KEY-005"_s).isEmpty());
}

void WizardOtherKeychainTest::isTold()
{
    Wizard wizard(m_setup);
    QVERIFY(wizard.passStart() && wizard.passTerms());
    QVERIFY(wizard.waitUntil([&] { return !wizard.textWith(u"KEY-005"_s).isEmpty(); }, "the other keychain"));
    const auto fields = wizard.page<SignInPage>()->findChildren<QLineEdit *>();
    QVERIFY(wizard.type(fields.value(0), u"PRACTICE01"_s) && wizard.type(fields.value(1), u"Practice-2026"_s));
    QVERIFY(wizard.passSignIn()); // one can go on
}

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet(Inside)) {
        qputenv(Inside, "1");
        std::vector<const char *> command{"env",         "-u", "XDG_CURRENT_DESKTOP", "dbus-run-session",
                                          Configuration, "--", "/usr/bin/python3",    Tools,
                                          Rules};
        command.insert(command.end(), argv, argv + argc);
        command.push_back(nullptr);
        ::execvp(command.front(), const_cast<char **>(command.data()));
        qFatal("cannot start %s", command.front());
    }
    QApplication application(argc, argv);
    WizardOtherKeychainTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_wizard_other_keychain.moc"
