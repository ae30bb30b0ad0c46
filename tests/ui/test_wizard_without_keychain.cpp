// SPDX-License-Identifier: GPL-3.0-or-later
// A password that is to be remembered where there is no keychain, or where the policy keeps nothing; and a keychain that has
// taken over. Each is said in its place, and the person can go on.

#include "base/digest.h"
#include "fields/option_row.h"
#include "pages/form_page.h"
#include "pages/sign_in_page.h"
#include "wizard_driver.h"

#include <QApplication>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

class WizardWithoutKeychainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void fallsBackToTheSession();
    void whatMayStillBeInTheKeychainIsNotSaidToBeGone();
    void policyKeepsNothing();

private:
    [[nodiscard]] Wizard::Setup setup(credentials::SecretStore &store)
    {
        return {.openOrigin = [this] { return m_service.origin(); }, .secrets = &store};
    }
    [[nodiscard]] QString entry() const;
    /// Signs in with "remember my password" ticked.
    [[nodiscard]] bool signIn(Wizard &wizard) const;
    [[nodiscard]] bool shows(Wizard &wizard, const QString &part) const;

    QTemporaryDir m_data;
    Service m_service{practice::Options()};                          ///< nothing filled in
    credentials::SecretStore m_store{{.dataFolder = m_data.path()}}; ///< the only one that asks for a keychain
};

QString WizardWithoutKeychainTest::entry() const
{
    const service::Profile profile = m_service.profile();
    const QByteArray place = sha256Hex(profile.baseUrl.toEncoded() + '\n' + profile.caPem);
    return u"account/"_s + profile.id + u'/' + QString::fromLatin1(place.first(16));
}

bool WizardWithoutKeychainTest::signIn(Wizard &wizard) const
{
    const auto fields = wizard.page<SignInPage>()->findChildren<QLineEdit *>();
    return wizard.type(fields.value(0), u"PRACTICE01"_s) && wizard.type(fields.value(1), u"Practice-2026"_s)
        && wizard.click(wizard.page<SignInPage>()->findChild<CheckRow *>()) && wizard.passSignIn();
}

bool WizardWithoutKeychainTest::shows(Wizard &wizard, const QString &part) const
{
    return wizard.waitUntil([&] { return !wizard.textWith(part).isEmpty(); }, qPrintable(part));
}

/// Signed in all the same; the reason stands on the next page, and the password is offered until the window is closed.
void WizardWithoutKeychainTest::fallsBackToTheSession()
{
    Wizard wizard(setup(m_store));
    QVERIFY(wizard.passStart() && wizard.passTerms());
    QVERIFY(signIn(wizard));
    QVERIFY(wizard.waitFor<FormPage>());
    QVERIFY(shows(wizard, u"KEY-001"_s));
    QVERIFY(wizard.goBack());
    QVERIFY(shows(wizard, u"The password for this service is kept only until"_s));
    QVERIFY(!wizard.page<SignInPage>()->hasError());
    const auto fields = wizard.page<SignInPage>()->findChildren<QLineEdit *>();
    QCOMPARE(fields.value(0)->text(), u"PRACTICE01"_s);
    QCOMPARE(fields.value(1)->text(), u"Practice-2026"_s);
    // Nothing was ever in a keychain, so it is gone without one.
    QVERIFY(wizard.clickButton(u"Forget the stored password"_s));
    QVERIFY(shows(wizard, u"The password is no longer kept"_s));
    QVERIFY(!wizard.page<SignInPage>()->hasError());
    QVERIFY(fields.value(1)->text().isEmpty());
    QCOMPARE(m_store.rememberForSession(u"other"_s, Secret::fromString(u"x"_s)), credentials::Kept::Session);
}

void WizardWithoutKeychainTest::whatMayStillBeInTheKeychainIsNotSaidToBeGone()
{
    QFile list(m_data.filePath(u"keychain.json"_s)); // as it is after an earlier session that had a keychain
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("{\"entries\":[\"" + entry().toUtf8() + "\"],\"format\":1,\"had_other\":false,\"unwanted\":[]}");
    list.close();
    QCOMPARE(
        m_store.rememberForSession(entry(), Secret::fromUtf8(R"({"user_id":"PRACTICE01","password":"Practice-2026"})")),
        credentials::Kept::Session);
    Wizard wizard(setup(m_store));
    QVERIFY(wizard.passStart() && wizard.passTerms());
    QVERIFY(wizard.waitUntil([&] { return wizard.button(u"Forget the stored password"_s) != nullptr; }, "the offer"));
    QVERIFY(wizard.clickButton(u"Forget the stored password"_s));
    QVERIFY(shows(wizard, u"KEY-004"_s));
    QVERIFY(wizard.button(u"Forget the stored password"_s)); // to be tried again
}

void WizardWithoutKeychainTest::policyKeepsNothing()
{
    credentials::SecretStore refusing({.keeping = credentials::Keeping::Refused, .dataFolder = {}});
    Wizard wizard(setup(refusing));
    QVERIFY(wizard.passStart() && wizard.passTerms());
    QVERIFY(signIn(wizard));
    QVERIFY(wizard.waitFor<FormPage>());
    QVERIFY(shows(wizard, u"KEY-008"_s));
    QVERIFY(wizard.goBack());
    QVERIFY(wizard.waitFor<SignInPage>());
    wizard.settle();
    QVERIFY(!wizard.button(u"Forget the stored password"_s));
    QVERIFY(wizard.page<SignInPage>()->findChildren<QLineEdit *>().value(1)->text().isEmpty());
}

int main(int argc, char *argv[])
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    QApplication application(argc, argv);
    WizardWithoutKeychainTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_wizard_without_keychain.moc"
