// SPDX-License-Identifier: GPL-3.0-or-later
// The wizard in Japanese and English, on every page, and the switch between them on the way.

#include "pages/form_page.h"
#include "pages/precheck_page.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "pages/sign_in_page.h"
#include "pages/start_page.h"
#include "pages/terms_page.h"
#include "terms_view/terms_view.h"
#include "wizard_driver.h"

#include <QApplication>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

/// Every word that a person or a screen reader gets, but not what somebody typed and not the terms themselves.
QStringList words(Wizard &wizard)
{
    QStringList all;
    for (QWidget *widget : wizard.window().findChildren<QWidget *>()) {
        const auto *terms = wizard.window().findChild<TermsView *>();
        if (!widget->isVisible() || (terms && terms->isAncestorOf(widget))) {
            continue;
        }
        all << shownText(widget) << widget->accessibleName() << widget->accessibleDescription() << widget->toolTip();
        if (const auto *edit = qobject_cast<const QLineEdit *>(widget)) {
            all << edit->placeholderText();
        }
    }
    all << wizard.window().windowTitle();
    all.removeAll(QString());
    all.removeDuplicates();
    return all;
}

/// What has the same letters in every language: names, codes, what was typed.
QString withoutNames(QString text, const Wizard &wizard)
{
    const Journey &journey = wizard.journey();
    QStringList names{u"練習です。申請は行われていません。"_s, u"Practice. No application was made."_s, u"TTP Apply"_s,
                      u"English"_s, u"日本語"_s, journey.profile.host(), u"PDF"_s, u"JPEG"_s, u"PNG"_s, u"isa.go.jp"_s};
    for (const AttachedFile &file : journey.files) {
        names += file.file.facts.filename;
    }
    if (journey.greeting) { // badges say it in both languages, always
        for (const terms::Document &document : journey.greeting->terms.documents) {
            names += document.badge();
        }
    }
    text.remove(QChar(0x200b)); // stands in file names, so that they wrap
    for (const QString &name : names) {
        text.remove(name);
    }
    static const QRegularExpression facts(u"[A-Z]{3}-\\d{3} · .*"_s); // for support
    return text.remove(facts);
}

bool hasJapanese(const QString &text)
{
    static const QRegularExpression japanese(u"[\\p{Hiragana}\\p{Katakana}\\p{Han}]"_s);
    return text.contains(japanese);
}

/// A word alone, or two beside each other in the middle of Japanese.
bool looksEnglish(const QString &text)
{
    static const QRegularExpression word(u"[A-Za-z][a-z]{2,}"_s);
    static const QRegularExpression words(u"[A-Za-z][a-z]+ [a-z]{2,}"_s);
    return text.contains(hasJapanese(text) ? words : word);
}

QStringList foreign(Wizard &wizard, const QString &language, const QSet<QString> &allowed)
{
    QStringList found;
    for (const QString &each : words(wizard)) {
        const QString rest = withoutNames(each, wizard);
        const bool bad = language == "ja"_L1 ? looksEnglish(rest) : hasJapanese(rest);
        if (bad && !allowed.contains(each)) {
            found += each;
        }
    }
    return found;
}

} // namespace

class WizardLanguagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void everyPageIsInOneLanguage_data();
    void everyPageIsInOneLanguage();
    void aSwitchKeepsEveryAnswer();
    void aSwitchTranslatesEveryPage();
};

void WizardLanguagesTest::everyPageIsInOneLanguage_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Japanese") << u"ja"_s;
}

void WizardLanguagesTest::everyPageIsInOneLanguage()
{
    QFETCH(QString, language);
    const Example example = readExample(u"resources/examples/application.json"_s);
    QSet<QString> typed;
    const auto takeIn = [&typed](auto &self, const QJsonValue &value) -> void {
        for (const QJsonValue &each : value.toArray()) {
            self(self, each);
        }
        for (const QJsonValue &each : value.toObject()) {
            self(self, each);
        }
        typed << value.toString();
    };
    takeIn(takeIn, example.answers);

    const Service service;
    Wizard wizard(service, language);
    const auto found = [&] { return foreign(wizard, language, typed).join(u"\n"_s); };
    QVERIFY(wizard.waitUntil([&] { return wizard.journey().greeting.has_value(); }, "the service"));
    QCOMPARE(found(), QString());
    QVERIFY(wizard.goOn() && wizard.waitFor<PrecheckPage>());
    QCOMPARE(found(), QString());
    QVERIFY(wizard.fillPrecheck(readExample(u"tests/data/precheck/unsure.json"_s)));
    QVERIFY(wizard.clickButton(QCoreApplication::translate("ttp::ui::PrecheckPanel", "Show everything that was checked")));
    QCOMPARE(found(), QString());
    QVERIFY(wizard.goOn() && wizard.waitFor<TermsPage>());
    QVERIFY(wizard.goOn()); // with its error
    QCOMPARE(found(), QString());
    QVERIFY(wizard.passTerms());
    QCOMPARE(found(), QString());
    QVERIFY(wizard.passSignIn());
    while (wizard.page<FormPage>()) {
        QVERIFY(wizard.goOn()); // with everything that is missing
        QCOMPARE(found(), QString());
        QVERIFY(wizard.fillStep(example));
        QCOMPARE(found(), QString());
        QVERIFY(wizard.goOn());
    }
    QVERIFY(wizard.page<ReviewPage>());
    QCOMPARE(found(), QString());
    QVERIFY(wizard.goOn());
    QCOMPARE(found(), QString());
    QVERIFY(wizard.waitFor<ReceiptPage>());
    QCOMPARE(found(), QString());
    for (const QString &part : {u"PlanPage"_s, u"fields"_s, u"counters"_s}) { // the plan: closed, opened, with its list
        QVERIFY(wizard.click(wizard.page<Page>()->findChild<QAbstractButton *>(part)));
        QCOMPARE(found(), QString());
    }
}

void WizardLanguagesTest::aSwitchKeepsEveryAnswer()
{
    const Example example = readExample(u"resources/examples/application.json"_s);
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm());
    QString language = u"en"_s;
    while (wizard.page<FormPage>()) {
        QVERIFY(wizard.fillStep(example));
        const QJsonObject before = wizard.journey().answers.json();
        language = language == "en"_L1 ? u"ja"_s : u"en"_s;
        QVERIFY(wizard.chooseLanguage(language));
        QCOMPARE(wizard.journey().answers.json(), before);
        for (const FieldEditor *editor : wizard.page<FormPage>()->findChildren<FieldEditor *>()) {
            if (!editor->objectName().isEmpty()) {
                QCOMPARE(editor->value(), before.value(editor->objectName()).isUndefined()
                                              ? QJsonValue(QJsonValue::Undefined)
                                              : before.value(editor->objectName()));
            }
        }
        QVERIFY(wizard.goOn());
    }
    QVERIFY(wizard.page<ReviewPage>());
    QCOMPARE(wizard.journey().answers.json(), example.answers);
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>());
}

/// Switched to and fro a page reads as if it had been made in that language.
void WizardLanguagesTest::aSwitchTranslatesEveryPage()
{
    const Example example = readExample(u"resources/examples/application.json"_s);
    const Service service;
    Wizard wizard(service);
    const auto same = [&wizard] {
        const QStringList before = words(wizard);
        if (!wizard.chooseLanguage(u"ja"_s) || words(wizard) == before) {
            return u"not switched"_s;
        }
        const QStringList japanese = foreign(wizard, u"ja"_s, {});
        if (!wizard.chooseLanguage(u"en"_s)) {
            return u"not switched back"_s;
        }
        QStringList after = words(wizard);
        for (const QString &each : before) {
            after.removeOne(each);
        }
        return (japanese + after).join(u'\n');
    };
    QVERIFY(wizard.waitUntil([&] { return wizard.journey().greeting.has_value(); }, "the service"));
    QCOMPARE(same(), QString());
    QVERIFY(wizard.goOn() && wizard.waitFor<PrecheckPage>());
    QVERIFY(wizard.fillPrecheck(readExample(u"tests/data/precheck/unsure.json"_s)));
    QVERIFY(wizard.clickButton(u"Show everything that was checked"_s));
    QCOMPARE(same(), QString());
    QVERIFY(wizard.goOn() && wizard.waitFor<TermsPage>());
    QVERIFY(wizard.goOn());
    QCOMPARE(same(), QString());
    QVERIFY(wizard.passTerms());
    QVERIFY(wizard.type(wizard.page<SignInPage>()->findChildren<QLineEdit *>()[1], u"Wrong-2026"_s));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitUntil([&] { return wizard.page<SignInPage>()->hasError(); }, "the failure"));
    QCOMPARE(same(), QString());
    QVERIFY(wizard.type(wizard.page<SignInPage>()->findChildren<QLineEdit *>()[1],
                        QString::fromUtf8(service.origin()->practiceAccount->password->reveal())));
    QVERIFY(wizard.passSignIn());
    while (wizard.page<FormPage>()) {
        QVERIFY(wizard.goOn());
        QCOMPARE(same(), QString());
        QVERIFY(wizard.fillStep(example) && wizard.goOn());
    }
}

QTEST_MAIN(WizardLanguagesTest)
#include "test_wizard_languages.moc"
