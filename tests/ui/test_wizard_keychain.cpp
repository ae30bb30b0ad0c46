// SPDX-License-Identifier: GPL-3.0-or-later
// The password in the keychain of the system: kept only if asked for, offered again, forgotten on request. Runs itself
// again with a keyring of its own.

#include "base/digest.h"
#include "base/json.h"
#include "fields/option_row.h"
#include "pages/form_page.h"
#include "pages/sign_in_page.h"
#include "wizard_driver.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

constexpr auto Inside = "TTP_TEST_INSIDE_KEYRING";

QLineEdit *userField(const Wizard &wizard)
{
    return wizard.page<SignInPage>()->findChildren<QLineEdit *>().value(0);
}

QLineEdit *passwordField(const Wizard &wizard)
{
    return wizard.page<SignInPage>()->findChildren<QLineEdit *>().value(1);
}

} // namespace

class WizardKeychainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void cleanup();
    void isOffAtFirst();
    void aWrongPasswordIsNotKept();
    void isRememberedOfferedAndForgotten();
    void whatIsTypedStays();

private:
    [[nodiscard]] Wizard::Setup setup()
    {
        return {.openOrigin = [this] { return m_service.origin(); }, .secrets = &m_secrets};
    }
    /// What the keychain holds for the service; empty if nothing.
    QJsonObject stored();
    /// Bound to the place of the service, not only to what it calls itself.
    QString entry() const;

    practice::Options m_options; ///< alone: PRACTICE01, nothing filled in
    Service m_service{m_options};
    credentials::SecretStore m_secrets{{}}; ///< the only one: QtKeychain's queue belongs to the thread that first used it
};

QString WizardKeychainTest::entry() const
{
    const service::Profile profile = m_service.profile();
    const QByteArray place = sha256Hex(profile.baseUrl.toEncoded() + '\n' + profile.caPem);
    return u"account/"_s + profile.id + u'/' + QString::fromLatin1(place.first(16));
}

QJsonObject WizardKeychainTest::stored()
{
    std::optional<credentials::SecretStore::Recalled> found;
    m_secrets.recall(entry(), this, [&](auto outcome) { found = std::move(outcome); });
    if (!QTest::qWaitFor([&] { return found.has_value(); }, 20'000) || !*found) {
        qFatal("the keychain does not answer");
    }
    const auto &secret = (*found)->secret;
    return secret ? *parseJsonObject(secret->reveal().toByteArray()) : QJsonObject();
}

void WizardKeychainTest::cleanup()
{
    bool gone = false;
    m_secrets.forget(entry(), this, [&](auto outcome) { gone = outcome.has_value(); });
    QTRY_VERIFY(gone);
}

void WizardKeychainTest::isOffAtFirst()
{
    Wizard wizard(setup());
    QVERIFY(wizard.passStart() && wizard.passTerms());
    auto *remember = wizard.page<SignInPage>()->findChild<CheckRow *>();
    QVERIFY(!remember->isChecked());
    QVERIFY(userField(wizard)->text().isEmpty() && passwordField(wizard)->text().isEmpty());
    QVERIFY(!wizard.button(u"Forget the stored password"_s));
    QVERIFY(wizard.type(userField(wizard), u"PRACTICE01"_s));
    QVERIFY(wizard.type(passwordField(wizard), u"Practice-2026"_s));
    QVERIFY(wizard.passSignIn());
    QVERIFY(wizard.page<FormPage>());
    QCOMPARE(stored(), QJsonObject());
}

void WizardKeychainTest::aWrongPasswordIsNotKept()
{
    Wizard wizard(setup());
    QVERIFY(wizard.passStart() && wizard.passTerms());
    QVERIFY(wizard.type(userField(wizard), u"PRACTICE01"_s));
    QVERIFY(wizard.type(passwordField(wizard), u"Wrong-2026"_s));
    QVERIFY(wizard.click(wizard.page<SignInPage>()->findChild<CheckRow *>()));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitUntil([&] { return wizard.page<SignInPage>()->hasError(); }, "the failure"));
    QCOMPARE(stored(), QJsonObject());
}

void WizardKeychainTest::isRememberedOfferedAndForgotten()
{
    {
        Wizard wizard(setup());
        QVERIFY(wizard.passStart() && wizard.passTerms());
        QVERIFY(wizard.type(userField(wizard), u"PRACTICE01"_s));
        QVERIFY(wizard.type(passwordField(wizard), u"Practice-2026"_s));
        QVERIFY(wizard.click(wizard.page<SignInPage>()->findChild<CheckRow *>()));
        QVERIFY(wizard.passSignIn());
        QVERIFY(wizard.page<FormPage>() && !wizard.page<FormPage>()->hasError());
        QCOMPARE(stored(), QJsonObject({{u"user_id"_s, u"PRACTICE01"_s}, {u"password"_s, u"Practice-2026"_s}}));
    }
    Wizard wizard(setup());
    QVERIFY(wizard.passStart() && wizard.passTerms());
    QVERIFY(wizard.waitUntil([&] { return !userField(wizard)->text().isEmpty(); }, "the stored account"));
    QCOMPARE(userField(wizard)->text(), u"PRACTICE01"_s);
    QCOMPARE(passwordField(wizard)->text(), u"Practice-2026"_s);
    QCOMPARE(passwordField(wizard)->echoMode(), QLineEdit::Password);
    QVERIFY(!wizard.textWith(u"A password for this service is stored"_s).isEmpty());
    QVERIFY(wizard.passSignIn());
    QVERIFY(wizard.page<FormPage>());

    QVERIFY(wizard.goBack());
    QVERIFY(wizard.waitUntil([&] { return wizard.button(u"Forget the stored password"_s) != nullptr; }, "the offer"));
    QVERIFY(wizard.clickButton(u"Forget the stored password"_s));
    QVERIFY(wizard.waitUntil([&] { return !wizard.textWith(u"was removed from the keychain"_s).isEmpty(); }, "the end"));
    QVERIFY(passwordField(wizard)->text().isEmpty());
    QVERIFY(!wizard.page<SignInPage>()->findChild<CheckRow *>()->isChecked());
    QVERIFY(!wizard.button(u"Forget the stored password"_s));
    QCOMPARE(stored(), QJsonObject());
}

void WizardKeychainTest::whatIsTypedStays()
{
    bool kept = false;
    m_secrets.remember(entry(),
                      Secret::fromUtf8(R"({"user_id":"SOMEBODY","password":"Else-2026"})"), this,
                      [&](auto outcome) { kept = outcome.has_value(); });
    QTRY_VERIFY(kept);
    Wizard wizard(setup());
    QVERIFY(wizard.passStart() && wizard.passTerms());
    QTest::keyClicks(userField(wizard), u"P"_s); // faster than the keychain, or just behind it
    const QString typed = userField(wizard)->text();
    QVERIFY(wizard.waitUntil([&] { return wizard.button(u"Forget the stored password"_s) != nullptr; }, "the offer"));
    QCOMPARE(userField(wizard)->text(), typed);
    QCOMPARE(passwordField(wizard)->text().isEmpty(), typed == "P"_L1);
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
    WizardKeychainTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_wizard_keychain.moc"
