// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does wrong, and what becomes of it: said where it is, with a way there, and nothing lost.

#include "fields/document_editor.h"
#include "pages/error_summary.h"
#include "pages/form_page.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "pages/send_page.h"
#include "pages/sign_in_page.h"
#include "pages/start_page.h"
#include "style/link_button.h"
#include "wizard_driver.h"

#include <QAction>
#include <QApplication>
#include <QFileInfo>
#include <QLineEdit>
#include <QMessageBox>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

QList<style::LinkButton *> summaryLinks(const Wizard &wizard)
{
    auto *summary = wizard.page<Page>()->findChild<ErrorSummary *>();
    QList<style::LinkButton *> shown;
    for (auto *link : summary ? summary->findChildren<style::LinkButton *>() : QList<style::LinkButton *>()) {
        if (link->isVisible()) {
            shown += link;
        }
    }
    return shown;
}

/// The example with files of its own, which may vanish.
Example ownExample(const QTemporaryDir &folder)
{
    Example example = readExample(u"resources/examples/application.json"_s);
    for (auto &[field, path] : example.files) {
        const QString copy = folder.filePath(QFileInfo(path).fileName());
        if (!QFile::copy(path, copy)) {
            qFatal("cannot copy %s", qPrintable(path));
        }
        path = copy;
    }
    return example;
}

} // namespace

class WizardErrorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void missingAnswersAreNamedAndLinked();
    void leavingAFieldExaminesNothing();
    void anEntryWithAProblemIsOpened();
    void aWrongPasswordLosesNothing();
    void nothingTypedIsASentence();
    void aVanishedAttachment();
    void anotherFileUnderTheSameName();
    void aFileThatIsNone();
    void aFileThatIsStillBeingRead();
    void theExampleReplacesNothingUnasked();
    void closingAsks();
    void discardingAsksAndClears();
};

void WizardErrorsTest::missingAnswersAreNamedAndLinked()
{
    const Example example = readExample(u"resources/examples/application.json"_s);
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm());
    while (auto *page = wizard.page<FormPage>()) {
        const QString title = page->title();
        const bool asksNothing = page->step().id == u"visit"_s; // all of it may be left open
        QVERIFY(wizard.goOn());
        if (asksNothing) {
            continue;
        }
        QCOMPARE(wizard.page<FormPage>(), page);
        const auto links = summaryLinks(wizard);
        QVERIFY(!links.isEmpty());
        QVERIFY(!wizard.textWith(u"There is a problem"_s).isEmpty());
        QCOMPARE(wizard.window().windowTitle(), u"Error: %1 – TTP Apply"_s.arg(title));
        QCOMPARE(QApplication::focusWidget(), links.first());
        for (style::LinkButton *link : links) {
            QVERIFY(wizard.click(link));
            wizard.settle();
            // In the field that is named, whose words are the same as here, and which is seen.
            FieldEditor *led = nullptr;
            for (FieldEditor *editor : page->findChildren<FieldEditor *>()) {
                led = editor->isAncestorOf(QApplication::focusWidget()) ? editor : led;
            }
            QVERIFY2(led, qPrintable(link->text() + u" leads to "_s + wizard.focused()));
            QVERIFY2(link->text().startsWith(led->field().label.in(u"en"_s)), qPrintable(link->text()));
            QVERIFY(!led->problems().empty());
            const QString words = led->problems().front().message.in(u"en"_s);
            QVERIFY2(link->text().endsWith(words), qPrintable(link->text() + u" / "_s + words));
            QVERIFY(QApplication::focusWidget()->accessibleDescription().contains(words)
                    || led->accessibleDescription().contains(words));
            QVERIFY(!QApplication::focusWidget()->visibleRegion().isEmpty());
        }
        QVERIFY(wizard.fillStep(example));
        QVERIFY(wizard.goOn());
        QVERIFY(wizard.page<Page>() != page);
        QVERIFY(!wizard.window().windowTitle().startsWith("Error: "_L1));
    }
    QVERIFY(wizard.page<ReviewPage>());
}

/// It is checked when the person moves on, not when a field is left.
void WizardErrorsTest::leavingAFieldExaminesNothing()
{
    const Example example = readExample(u"resources/examples/application.json"_s);
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm());
    while (wizard.page<FormPage>()->step().id != "contact"_L1) {
        QVERIFY(wizard.fillStep(example) && wizard.goOn());
    }
    FieldEditor *email = wizard.editor(u"contact.email"_s);
    QVERIFY(wizard.type(email->findChild<QLineEdit *>(), u"no address"_s));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(!email->isAncestorOf(QApplication::focusWidget()));
    QVERIFY(email->problems().empty());
    QVERIFY(summaryLinks(wizard).isEmpty());
    QVERIFY(wizard.goOn());
    QVERIFY(!email->problems().empty());
    QCOMPARE(email->value().toString(), u"no address"_s); // and stays as it was typed
}

void WizardErrorsTest::anEntryWithAProblemIsOpened()
{
    Example example = readExample(u"resources/examples/application.json"_s);
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm());
    while (wizard.page<FormPage>()->step().id != "landings"_L1) {
        QVERIFY(wizard.fillStep(example) && wizard.goOn());
    }
    QVERIFY(wizard.fillStep(example));
    // A second look at the first entry: its date is cleared, and the card closed all the same.
    QVERIFY(wizard.clickButton(u"Edit: %1 1"_s.arg(wizard.editor(u"landings.list"_s)->field().label.in(u"en"_s))));
    const auto boxes = wizard.editor(u"landings.list.date"_s)->findChildren<QLineEdit *>();
    for (QLineEdit *box : boxes) {
        QVERIFY(wizard.type(box, {}));
    }
    QVERIFY(wizard.goOn());
    const auto links = summaryLinks(wizard);
    QCOMPARE(links.size(), 1);
    QVERIFY(wizard.click(links.first()));
    FieldEditor *date = wizard.editor(u"landings.list.date"_s);
    QVERIFY(date);
    QVERIFY2(date->isAncestorOf(QApplication::focusWidget()), qPrintable(wizard.focused()));
    QVERIFY(wizard.fill(date, u"2026-03-02"_s));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.page<FormPage>()->step().id != "landings"_L1);
}

void WizardErrorsTest::aWrongPasswordLosesNothing()
{
    const Example example = readExample(u"resources/examples/application.json"_s);
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm());
    QVERIFY(wizard.fillStep(example));
    QVERIFY(wizard.goBack());
    QVERIFY(wizard.waitFor<SignInPage>());
    const auto fields = wizard.page<SignInPage>()->findChildren<QLineEdit *>();
    const QString user = fields[0]->text();
    QVERIFY(wizard.type(fields[1], u"Wrong-2026"_s));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitUntil([&] { return wizard.page<SignInPage>() && wizard.page<SignInPage>()->hasError(); },
                             "the failure"));
    QVERIFY(!wizard.textWith(u"SGN-001"_s).isEmpty());
    QVERIFY(wizard.window().windowTitle().startsWith("Error: "_L1));
    QCOMPARE(fields[0]->text(), user);
    QVERIFY(!wizard.button(u"Passport"_s)->isEnabled());
    QCOMPARE(wizard.journey().answers.value(u"category"_s).toString(), u"D"_s);

    QVERIFY(wizard.type(fields[1], QString::fromUtf8(service.origin()->practiceAccount->password->reveal())));
    QVERIFY(wizard.passSignIn());
    QCOMPARE(wizard.page<FormPage>()->step().id, u"passport"_s); // where the person was
    QVERIFY(wizard.goBack());
    QCOMPARE(wizard.editor(u"category"_s)->value().toString(), u"D"_s);
}

void WizardErrorsTest::nothingTypedIsASentence()
{
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.passStart() && wizard.passTerms());
    const auto fields = wizard.page<SignInPage>()->findChildren<QLineEdit *>();
    QVERIFY(wizard.type(fields[1], {}));
    QVERIFY(wizard.goOn());
    QVERIFY(!wizard.textWith(u"Enter your user ID and your password"_s).isEmpty());
    QCOMPARE(QApplication::focusWidget(), fields[1]);
    QVERIFY(wizard.window().windowTitle().startsWith("Error: "_L1));
    QVERIFY(fields[1]->accessibleDescription().contains("Enter your user ID"_L1));
}

void WizardErrorsTest::aVanishedAttachment()
{
    const QTemporaryDir folder;
    const Example example = ownExample(folder);
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm() && wizard.fillForm(example));
    QVERIFY(QFile::remove(example.files[0].second));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitUntil([&] { return wizard.page<ReviewPage>() && wizard.page<ReviewPage>()->hasError(); }, "the end"));
    QVERIFY(!wizard.textWith(u"Face photo: "_s).isEmpty()); // which one it was
    QVERIFY(service.applications().empty());
    QCOMPARE(wizard.journey().answers.json(), example.answers);

    // Chosen again, it goes out.
    QVERIFY(wizard.clickButton(u"Documents"_s));
    QVERIFY(wizard.clickButton(u"Remove: face-photo.jpg"_s));
    QVERIFY(QFile::copy(QStringLiteral(TTP_SOURCE_DIR "/resources/examples/face-photo.jpg"), example.files[0].second));
    QVERIFY(wizard.addFile(example.files[0].first, example.files[0].second));
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReviewPage>());
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>());
    QCOMPARE(service.applications().size(), std::size_t(1));
}

void WizardErrorsTest::anotherFileUnderTheSameName()
{
    const QTemporaryDir folder;
    const Example example = ownExample(folder);
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm() && wizard.fillForm(example));
    // Not the file that stands on the review page: it is not sent.
    QFile file(example.files[1].second);
    QVERIFY(file.open(QIODevice::Append));
    file.write("\n% another page");
    file.close();
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitUntil([&] { return wizard.page<ReviewPage>() && wizard.page<ReviewPage>()->hasError(); }, "the end"));
    QVERIFY(service.applications().empty());
}

void WizardErrorsTest::aFileThatIsNone()
{
    const QTemporaryDir folder;
    const Example example = readExample(u"resources/examples/application.json"_s);
    QFile wrong(folder.filePath(u"photo.jpg"_s));
    QVERIFY(wrong.open(QIODevice::WriteOnly));
    wrong.write("<html>not a photo</html>");
    wrong.close();
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm());
    while (wizard.page<FormPage>()->step().id != "documents"_L1) {
        QVERIFY(wizard.fillStep(example) && wizard.goOn());
    }
    QVERIFY(wizard.fillStep(example));
    QVERIFY(wizard.clickButton(u"Remove: face-photo.jpg"_s));
    for (const QString &path : {wrong.fileName(), folder.filePath(u"there-is-none.jpg"_s), folder.path()}) {
        QVERIFY(wizard.addFile(u"documents.face_photo"_s, path));
        auto *editor = qobject_cast<DocumentEditor *>(wizard.editor(u"documents.face_photo"_s));
        QCOMPARE(editor->files().back().state, DocumentFile::State::Refused);
        QVERIFY(!editor->files().back().message.in(u"en"_s).isEmpty());
        QVERIFY(wizard.goOn());
        QVERIFY(wizard.page<FormPage>() && wizard.page<FormPage>()->hasError());
        const QString name = editor->files().back().name;
        QVERIFY(wizard.clickButton(u"Remove: "_s + name));
        QVERIFY(editor->files().empty());
    }
}

void WizardErrorsTest::aFileThatIsStillBeingRead()
{
    const Example example = readExample(u"resources/examples/application.json"_s);
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm());
    while (wizard.page<FormPage>()->step().id != "documents"_L1) {
        QVERIFY(wizard.fillStep(example) && wizard.goOn());
    }
    QVERIFY(wizard.fillStep(example));
    // The disk is slow: nothing is read until it is let go.
    QSemaphore disk;
    QThreadPool &pool = *QThreadPool::globalInstance();
    const int threads = pool.maxThreadCount();
    for (int i = 0; i < threads; ++i) {
        pool.start([&disk] { disk.acquire(); });
    }
    const auto letGo = qScopeGuard([&] { disk.release(threads); });
    auto *other = qobject_cast<DocumentEditor *>(wizard.editor(u"documents.other"_s));
    const QString label = other->field().label.in(u"en"_s);
    Q_EMIT other->filesChosen({example.files[0].second});
    QVERIFY(wizard.clickButton(u"Review and send"_s));
    QVERIFY(wizard.waitFor<ReviewPage>());
    // What is sent is what stands here, so it waits until all of it is known.
    QVERIFY(wizard.page<ReviewPage>()->isBusy());
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.page<ReviewPage>());
    QVERIFY(!wizard.textWith(u"The files are still being read"_s).isEmpty());
    disk.release(threads);
    QVERIFY(wizard.waitUntil([&] { return !wizard.page<ReviewPage>()->isBusy(); }, "the file"));
    const auto rows = wizard.seenRows();
    QVERIFY(std::ranges::any_of(rows, [&](const SeenRow &row) {
        return row.question == label && row.answer.startsWith("face-photo.jpg ("_L1)
            && !row.answer.contains("(0 "_L1);
    }));
    QVERIFY(!wizard.textWith(u"and 3 files"_s).isEmpty());
}

void WizardErrorsTest::theExampleReplacesNothingUnasked()
{
    const Example example = readExample(u"resources/examples/application.json"_s);
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm());
    QVERIFY(wizard.fill(wizard.editor(u"category"_s), u"E"_s));
    QVERIFY(wizard.goBack() && wizard.goBack() && wizard.goBack() && wizard.goBack());
    QVERIFY(wizard.waitFor<StartPage>());
    QVERIFY(wizard.clickButton(u"Try it with example data"_s));
    QVERIFY(wizard.answerQuestion(u"Stay here"_s));
    QCOMPARE(wizard.journey().answers.value(u"category"_s).toString(), u"E"_s);
    QVERIFY(wizard.clickButton(u"Try it with example data"_s));
    QVERIFY(wizard.answerQuestion(u"Discard"_s));
    QCOMPARE(wizard.journey().answers.json(), example.answers);
}

void WizardErrorsTest::closingAsks()
{
    const Example example = readExample(u"resources/examples/application.json"_s);
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm());
    QVERIFY(wizard.fillStep(example));
    QVERIFY(!wizard.window().close());
    QVERIFY(wizard.question().startsWith("What you entered has not been sent"_L1));
    QVERIFY(!wizard.window().close()); // asked again: still one question
    QCOMPARE(wizard.window().findChildren<QMessageBox *>().size(), 1);
    QVERIFY(wizard.answerQuestion(u"Stay here"_s));
    QVERIFY(wizard.window().isVisible());
    QCOMPARE(wizard.editor(u"category"_s)->value().toString(), u"D"_s);
    QVERIFY(!wizard.window().close());
    QVERIFY(wizard.answerQuestion(u"Close and discard"_s));
    QVERIFY(!wizard.window().isVisible());
}

void WizardErrorsTest::discardingAsksAndClears()
{
    const QTemporaryDir folder;
    const Example example = ownExample(folder);
    const Service service;
    Wizard wizard(service);
    QVERIFY(wizard.reachForm() && wizard.fillForm(example));
    QAction *discard = nullptr;
    for (QAction *action : wizard.window().findChildren<QAction *>()) {
        discard = action->text() == "Discard and start again"_L1 ? action : discard;
    }
    QVERIFY(discard);
    discard->trigger();
    QVERIFY(!wizard.question().isEmpty());
    QVERIFY(wizard.answerQuestion(u"Stay here"_s));
    QVERIFY(wizard.page<ReviewPage>());
    QCOMPARE(wizard.journey().answers.json(), example.answers);

    discard->trigger();
    QVERIFY(wizard.answerQuestion(u"Discard"_s));
    QVERIFY(wizard.waitFor<StartPage>());
    QVERIFY(wizard.journey().answers.json().isEmpty());
    QVERIFY(wizard.journey().files.empty());
    QVERIFY(!wizard.journey().consent);
    QVERIFY(wizard.window().close()); // nothing left to ask about
    QCOMPARE(wizard.question(), QString());
}

QTEST_MAIN(WizardErrorsTest)
#include "test_wizard_errors.moc"
