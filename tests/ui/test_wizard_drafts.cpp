// SPDX-License-Identifier: GPL-3.0-or-later
// Drafts as the person meets them: they come back, at their place, for their owner, and are never sent twice.

#include "breaking_vault.h"
#include "pages/form_page.h"
#include "pages/precheck_page.h"
#include "pages/kept_list.h"
#include "pages/passphrase_dialog.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "pages/send_page.h"
#include "pages/sign_in_page.h"
#include "pages/start_page.h"
#include "pages/terms_page.h"
#include "submission/outbox.h"
#include "vault/drafts.h"
#include "vault/receipts.h"
#include "wizard_driver.h"
#include "wizard_liar.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMessageBox>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;
using vault_test::BreakingVault;

namespace {

const QString ExamplePath = u"resources/examples/application.json"_s;

/// The system's time, moved.
class MovedClock final : public Clock {
public:
    explicit MovedClock(std::chrono::seconds by) : m_by(by) {}
    [[nodiscard]] QDateTime utcNow() const override { return QDateTime::currentDateTimeUtc().addDuration(m_by); }

private:
    std::chrono::seconds m_by;
};

vault::Draft onlyDraft(const std::shared_ptr<BreakingVault> &kept)
{
    const auto listed = vault::Drafts(kept).list();
    return listed && listed->size() == 1 && listed->front().draft ? *listed->front().draft : vault::Draft();
}

qsizetype countOf(const std::shared_ptr<BreakingVault> &kept)
{
    const auto listed = vault::Drafts(kept).list();
    return listed ? qsizetype(listed->size()) : -1;
}

bool waitForSaved(Wizard &wizard)
{
    return wizard.waitUntil([&] { return !wizard.textWith(u"Saved "_s).isEmpty(); }, "the words that it is saved");
}

bool waitForList(Wizard &wizard)
{
    return wizard.waitUntil([&] { return wizard.page<StartPage>() && !wizard.page<StartPage>()->keptList()->isEmpty(); },
                            "the list of what is kept");
}

/// Signs in by hand as at a service of one's own.
bool signIn(Wizard &wizard, const QString &user = u"PRACTICE01"_s, const QString &password = u"Practice-2026"_s)
{
    const auto fields = wizard.page<SignInPage>()->findChildren<QLineEdit *>();
    return wizard.type(fields.value(0), user) && wizard.type(fields.value(1), password) && wizard.goOn();
}

bool reachReview(Wizard &wizard)
{
    return wizard.passStart() && wizard.passTerms() && signIn(wizard) && wizard.waitFor<FormPage>()
        && wizard.fillForm(readExample(ExamplePath));
}

} // namespace

class WizardDraftsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() { m_kept = std::make_shared<BreakingVault>(); }
    void comesBackAtItsPlace();
    void closedWhileTyping();
    void backToTheStartPageAndAnother();
    void sentWithFilesThatAreGone();
    void secondWindowReads();
    void renamedCopiedDeleted();
    void discarded();
    void discardedWhileALineHasTheFocus();
    void ownedByOneUser();
    void otherTermsAskAgain();
    void otherForm();
    void otherService();
    void killedAfterThePost();
    void neverArrived();
    void markedBeforeThePost();
    void fullDiskIsToldAtOnce();
    void fullDiskSendsNothing();
    void notOpened();
    void handedOver();
    void underAPassphrase();
    void vaultOpenedAfterSending();
    void goneOnWhileMarking();
    void fileThatIsStillRead();

private:
    std::shared_ptr<BreakingVault> m_kept;
};

void WizardDraftsTest::comesBackAtItsPlace()
{
    const Service service;
    QString step;
    {
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
        QVERIFY(wizard.reachForm());
        QCOMPARE(countOf(m_kept), 0); // nothing is kept of somebody who only looks
        QVERIFY(wizard.fillStep(readExample(ExamplePath)) && wizard.goOn());
        auto *page = wizard.page<FormPage>();
        step = page->step().id;
        QVERIFY(wizard.type(wizard.editor(page->step().fields[1].id)->findChild<QLineEdit *>(), u"ERIKA MARIA"_s));
        QVERIFY(waitForSaved(wizard));
    }
    const vault::Draft kept = onlyDraft(m_kept);
    QCOMPARE(kept.place.page, u"form"_s);
    QCOMPARE(kept.place.step, step);
    QVERIFY(kept.ownerId.isEmpty()); // the embedded service has a new account at each start
    {
        const Service later;
        Wizard wizard({.openOrigin = [&] { return later.origin(); }, .vault = m_kept});
        QVERIFY(waitForList(wizard));
        QVERIFY(!wizard.textWith(u"complete, last changed"_s).isEmpty());
        QVERIFY(wizard.clickButton(u"Continue"_s));
        QVERIFY(wizard.waitFor<SignInPage>()); // agreed already, to the same terms
        QVERIFY(wizard.passSignIn());
        auto *page = wizard.page<FormPage>();
        QVERIFY(page);
        QCOMPARE(page->step().id, step);
        QVERIFY(wizard.waitUntil([&] { return page->focusedField() == kept.place.field; }, "the focus on its field"));
        QCOMPARE(wizard.journey().answers.json(), kept.answers);
        QCOMPARE(wizard.editor(page->step().fields[1].id)->findChild<QLineEdit *>()->text(), u"ERIKA MARIA"_s);
        QCOMPARE(countOf(m_kept), 1);
    }
}

/// The last key is still on its way to the disk.
void WizardDraftsTest::closedWhileTyping()
{
    const Service service;
    {
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
        QVERIFY(wizard.reachForm() && wizard.fillStep(readExample(ExamplePath)) && wizard.goOn());
        auto *page = wizard.page<FormPage>();
        QVERIFY(wizard.type(wizard.editor(page->step().fields[1].id)->findChild<QLineEdit *>(), u"LAST"_s));
        wizard.window().close();
        QVERIFY(wizard.question().isEmpty()); // nothing is lost
        QVERIFY(!wizard.window().isVisible());
    }
    const vault::Draft kept = onlyDraft(m_kept);
    QVERIFY(QJsonDocument(kept.answers).toJson().contains("LAST"));
}

void WizardDraftsTest::backToTheStartPageAndAnother()
{
    const Service service;
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
    QVERIFY(wizard.reachForm() && wizard.fillStep(readExample(ExamplePath)) && wizard.goOn());
    Q_EMIT wizard.window().startPageRequested();
    QVERIFY(wizard.waitFor<StartPage>());
    QVERIFY(wizard.button(u"Continue the application"_s));
    QVERIFY(wizard.clickButton(u"Begin another application"_s));
    QVERIFY(wizard.waitFor<PrecheckPage>());
    QVERIFY(wizard.journey().answers.json().isEmpty());
    QVERIFY(wizard.waitUntil([&] { return countOf(m_kept) == 1; }, "the one that was left"));
    QVERIFY(wizard.goBack());
    QVERIFY(waitForList(wizard));
    QVERIFY(wizard.button(u"Continue"_s));
}

/// A draft is complete on its own; the receipt is there before it goes.
void WizardDraftsTest::sentWithFilesThatAreGone()
{
    const Service service{practice::Options()};
    QTemporaryDir outboxFolder;
    const submission::Outbox outbox(outboxFolder.path());
    QTemporaryDir folder;
    Example example = readExample(ExamplePath);
    for (auto &[field, path] : example.files) {
        const QString copy = folder.filePath(QFileInfo(path).fileName());
        QVERIFY(QFile::copy(path, copy));
        path = copy;
    }
    {
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .outbox = &outbox, .vault = m_kept});
        QVERIFY(wizard.passStart() && wizard.passTerms() && signIn(wizard) && wizard.waitFor<FormPage>());
        QVERIFY(wizard.fillForm(example));
        QVERIFY(waitForSaved(wizard));
        QVERIFY(wizard.waitUntil([&] { return onlyDraft(m_kept).place.page == "review"_L1; }, "the place"));
    }
    QCOMPARE(onlyDraft(m_kept).files.size(), example.files.size());
    QVERIFY(folder.remove());
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .outbox = &outbox, .vault = m_kept});
    QVERIFY(waitForList(wizard));
    QVERIFY(wizard.clickButton(u"Continue"_s));
    QVERIFY(wizard.waitFor<SignInPage>() && signIn(wizard) && wizard.waitFor<ReviewPage>());
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitFor<ReceiptPage>(40'000));
    QCOMPARE(service.applications().size(), std::size_t(1));
    QVERIFY(wizard.waitUntil([&] { return countOf(m_kept) == 0; }, "the end of the draft"));
    int unreadable = 0;
    const auto receipts = vault::Receipts(m_kept).list(unreadable);
    QVERIFY(receipts && receipts->size() == 1);
    QCOMPARE(receipts->front().number, service.applications()[0].applicationNumber);
    const QStringList done = m_kept->done();
    const qsizetype receiptWritten = done.indexOf(u"write receipts/"_s + receipts->front().id);
    QVERIFY(receiptWritten >= 0 && receiptWritten < done.lastIndexOf(QRegularExpression(u"remove drafts/.*"_s)));
    wizard.window().close();
    QVERIFY(wizard.question().isEmpty()); // the receipt is kept
}

void WizardDraftsTest::secondWindowReads()
{
    const Service service;
    Wizard first({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
    QVERIFY(first.reachForm() && first.fillStep(readExample(ExamplePath)) && first.goOn());
    QVERIFY(waitForSaved(first));
    const QJsonObject answers = onlyDraft(m_kept).answers;
    Wizard second({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
    QVERIFY(waitForList(second));
    QVERIFY(second.clickButton(u"Continue"_s));
    QVERIFY(second.waitFor<ReviewPage>());
    QVERIFY(!second.textWith(u"DRF-001"_s).isEmpty());
    QVERIFY(!second.seenRows().empty());
    for (const SeenRow &row : second.seenRows()) {
        QVERIFY(!row.change);
    }
    QVERIFY(!second.primary());
    QVERIFY(second.goBack() && second.waitFor<StartPage>());
    QCOMPARE(onlyDraft(m_kept).answers, answers);
    QVERIFY(second.journey().answers.json().isEmpty());
}

void WizardDraftsTest::renamedCopiedDeleted()
{
    const Service service;
    {
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
        QVERIFY(wizard.reachForm() && wizard.fillForm(readExample(ExamplePath)));
        QVERIFY(waitForSaved(wizard));
        QVERIFY(wizard.waitUntil([&] { return !onlyDraft(m_kept).files.empty(); }, "the files"));
    }
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
    QVERIFY(waitForList(wizard));
    QVERIFY(wizard.clickButton(u"Rename"_s));
    auto *dialog = wizard.window().findChild<QInputDialog *>();
    QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
    dialog->setTextValue(u"  For the   summer "_s);
    dialog->accept();
    QVERIFY(wizard.waitUntil([&] { return !wizard.textWith(u"For the summer"_s).isEmpty(); }, "the new name"));

    QVERIFY(wizard.clickButton(u"Copy For the summer for another application"_s));
    QVERIFY(wizard.waitUntil([&] { return countOf(m_kept) == 2; }, "the copy"));
    QVERIFY(wizard.waitUntil([&] { return !wizard.textWith(u"For the summer (another application)"_s).isEmpty(); }, "it"));
    QVERIFY(wizard.clickButton(u"Delete For the summer"_s));
    QVERIFY(wizard.answerQuestion(u"Delete"_s));
    QVERIFY(wizard.waitUntil([&] { return countOf(m_kept) == 1; }, "the end of the first one"));
    const vault::Draft copy = onlyDraft(m_kept);
    QVERIFY(copy.consent.isEmpty()); // asked again, and the declarations, too
    QVERIFY(!copy.files.empty());
    QVERIFY(wizard.waitUntil([&] { return wizard.button(u"Continue For the summer (another application)"_s); }, "the list"));
    QVERIFY(wizard.clickButton(u"Continue For the summer (another application)"_s));
    QVERIFY(wizard.waitFor<TermsPage>());
    QVERIFY(wizard.passTerms() && wizard.passSignIn());
    QVERIFY(wizard.page<FormPage>()); // the declarations are not complete
    for (const form::Step &step : wizard.journey().definition().steps) {
        for (const form::Field &field : step.fields) {
            QVERIFY(field.type != form::FieldType::Statement || !wizard.journey().answers.has(field.id));
        }
    }
}

void WizardDraftsTest::discarded()
{
    const Service service;
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
    QVERIFY(wizard.reachForm() && wizard.fillStep(readExample(ExamplePath)) && wizard.goOn());
    QVERIFY(waitForSaved(wizard));
    Q_EMIT wizard.window().abandonRequested();
    QVERIFY(wizard.answerQuestion(u"Discard"_s));
    QVERIFY(wizard.waitFor<StartPage>());
    QVERIFY(wizard.waitUntil([&] { return countOf(m_kept) == 0; }, "the end of the draft"));
}

/// A line makes its answer of what was typed when it loses the focus, and a menu or a screen reader takes none from it.
void WizardDraftsTest::discardedWhileALineHasTheFocus()
{
    const Service service;
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
    QVERIFY(wizard.reachForm() && wizard.fillStep(readExample(ExamplePath)) && wizard.goOn());
    auto *line = wizard.editor(u"passport.surname"_s)->findChild<QLineEdit *>();
    QVERIFY(wizard.type(line, u"muster"_s)); // to be stored in capitals
    QVERIFY(line->hasFocus());
    Q_EMIT wizard.window().abandonRequested();
    for (QWidget *question : QApplication::topLevelWidgets()) { // answered without the mouse, which would take the focus
        if (auto *box = qobject_cast<QMessageBox *>(question)) {
            for (QAbstractButton *button : box->buttons()) {
                if (button->text().contains(u"Discard"_s)) {
                    button->click();
                }
            }
        }
    }
    QVERIFY(wizard.waitFor<StartPage>());
    wizard.settle();
    QVERIFY2(wizard.journey().answers.json().isEmpty(), QJsonDocument(wizard.journey().answers.json()).toJson().constData());
    QVERIFY(wizard.waitUntil([&] { return countOf(m_kept) == 0; }, "the end of the draft"));
}

/// Clause 3(6): what one person has entered is not sent under another's account.
void WizardDraftsTest::ownedByOneUser()
{
    const Service service{practice::Options()};
    const QString other = service.registerUser(u"second@example.jp"_s, u"Second-2026"_s);
    {
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
        QVERIFY(wizard.passStart() && wizard.passTerms() && signIn(wizard) && wizard.waitFor<FormPage>());
        QVERIFY(wizard.fillStep(readExample(ExamplePath)) && wizard.goOn());
        QVERIFY(waitForSaved(wizard));
    }
    QCOMPARE(onlyDraft(m_kept).ownerId, u"PRACTICE01"_s);
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
    QVERIFY(waitForList(wizard));
    QVERIFY(wizard.clickButton(u"Continue"_s));
    QVERIFY(wizard.waitFor<SignInPage>() && signIn(wizard, other, u"Second-2026"_s));
    QVERIFY(wizard.waitUntil([&] { return wizard.window().page()->hasError(); }, "the refusal"));
    QVERIFY(wizard.page<SignInPage>());
    QVERIFY(signIn(wizard) && wizard.waitFor<FormPage>());
}

/// What was agreed to is no longer what is in force.
void WizardDraftsTest::otherTermsAskAgain()
{
    const Service service;
    {
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
        QVERIFY(wizard.reachForm() && wizard.fillStep(readExample(ExamplePath)) && wizard.goOn());
        QVERIFY(waitForSaved(wizard));
    }
    vault::Draft kept = *vault::Drafts(m_kept).open(onlyDraft(m_kept).id);
    kept.consent[u"terms_version"_s] = u"2020-01-01"_s;
    QVERIFY(vault::Drafts(m_kept).save(kept));
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
    QVERIFY(waitForList(wizard));
    QVERIFY(wizard.clickButton(u"Continue"_s));
    QVERIFY(wizard.waitFor<TermsPage>());
    QVERIFY(!wizard.journey().consent);
    QCOMPARE(wizard.journey().answers.json(), kept.answers);
    QVERIFY(wizard.passTerms() && wizard.passSignIn() && wizard.page<FormPage>());
    QCOMPARE(wizard.page<FormPage>()->step().id, kept.place.step);
}

/// What an older form asked for and the new one does not is named; so is what the new one asks in addition.
void WizardDraftsTest::otherForm()
{
    const Service service;
    {
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
        QVERIFY(wizard.reachForm() && wizard.fillStep(readExample(ExamplePath)) && wizard.goOn());
        QVERIFY(waitForSaved(wizard));
    }
    vault::Draft kept = *vault::Drafts(m_kept).open(onlyDraft(m_kept).id);
    QJsonObject form = QJsonDocument::fromJson(kept.form).object();
    QJsonArray steps = form[u"steps"_s].toArray();
    QJsonObject first = steps[0].toObject();
    QJsonArray fields = first[u"fields"_s].toArray();
    fields.append(QJsonObject{{u"id"_s, u"old_question"_s}, {u"type"_s, u"text"_s},
                              {u"label"_s, QJsonObject{{u"ja"_s, u"以前の質問"_s}, {u"en"_s, u"An old question"_s}}}});
    first[u"fields"_s] = fields;
    steps[0] = first;
    form[u"steps"_s] = steps;
    kept.form = QJsonDocument(form).toJson(QJsonDocument::Compact);
    const QJsonObject before = kept.answers;
    kept.answers[u"old_question"_s] = u"an old answer"_s;
    QVERIFY(vault::Drafts(m_kept).save(kept));

    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
    QVERIFY(waitForList(wizard));
    QVERIFY(wizard.clickButton(u"Continue"_s));
    QVERIFY(wizard.waitFor<SignInPage>());
    QVERIFY(!wizard.textWith(u"An old question"_s).isEmpty());
    QCOMPARE(wizard.journey().answers.json(), before);
    QVERIFY(wizard.passSignIn());
    QVERIFY(!wizard.textWith(u"An old question"_s).isEmpty()); // and once more where it can be acted on
}

void WizardDraftsTest::otherService()
{
    {
        const Service service;
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
        QVERIFY(wizard.reachForm() && wizard.fillStep(readExample(ExamplePath)) && wizard.goOn());
        QVERIFY(waitForSaved(wizard));
    }
    const Service other{practice::Options()};
    Wizard wizard({.openOrigin = [&] { return other.origin(); }, .vault = m_kept});
    QVERIFY(waitForList(wizard));
    QVERIFY(!wizard.textWith(u"Made with another service"_s).isEmpty());
    QVERIFY(!wizard.button(u"Continue"_s));
    QVERIFY(wizard.button(u"Delete"_s));
}

/// It arrived, its answer did not, and the program ended before it could ask. The next one asks, and sends nothing.
void WizardDraftsTest::killedAfterThePost()
{
    Line line;
    const Service service(practice::Options(), line);
    line.leadTo(service.port());
    QTemporaryDir folder;
    const submission::Outbox outbox(folder.path());
    {
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .patience = 1s, .outbox = &outbox, .vault = m_kept});
        QVERIFY(reachReview(wizard));
        QVERIFY(wizard.goOn());
        QVERIFY(wizard.waitFor<SendPage>());
        bool losing = false;
        Page *page = wizard.window().page();
        connect(page, &Page::changed, page, [&] {
            if (!losing && !wizard.textWith(u"Sending the application"_s).isEmpty()) {
                losing = true;
                line.loseNextAnswer();
            }
        });
        QVERIFY(wizard.waitUntil([&] { return wizard.page<SendPage>()->hasError(); }, "the end of the sending", 40'000));
    }
    QCOMPARE(service.applications().size(), std::size_t(1));
    QCOMPARE(onlyDraft(m_kept).sending.key, outbox.contents()->entries.at(0).key);
    line.leadTo(service.port());
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .outbox = &outbox, .vault = m_kept});
    QVERIFY(waitForList(wizard));
    QVERIFY(!wizard.textWith(u"It was being sent"_s).isEmpty());
    QVERIFY(wizard.clickButton(u"Continue"_s));
    QVERIFY(wizard.waitFor<SignInPage>() && signIn(wizard) && wizard.waitFor<ReceiptPage>());
    QCOMPARE(service.applications().size(), std::size_t(1));
    QCOMPARE(wizard.page<ReceiptPage>()->sent().receipt.acknowledgement.applicationNumber,
             service.applications()[0].applicationNumber);
    QVERIFY(!wizard.page<ReceiptPage>()->sent().receipt.body.isEmpty());
    QVERIFY(wizard.waitUntil([&] { return countOf(m_kept) == 0; }, "the end of the draft"));
    QVERIFY(outbox.contents()->entries.empty());
}

/// Old enough to be believed: it can be sent, once, under another key.
void WizardDraftsTest::neverArrived()
{
    const Service service{practice::Options()};
    QTemporaryDir folder;
    const submission::Outbox outbox(folder.path());
    {
        Liar liar(service);
        liar.answerPost("/applications", {});
        Wizard wizard({.openOrigin = [&] { return liar.origin(); }, .patience = 1s, .outbox = &outbox, .vault = m_kept});
        QVERIFY(reachReview(wizard));
        QVERIFY(wizard.goOn());
        QVERIFY(wizard.waitUntil([&] { return wizard.page<SendPage>() && wizard.page<SendPage>()->hasError(); },
                                 "the end of the sending", 40'000));
        vault::Draft kept = *vault::Drafts(m_kept).open(onlyDraft(m_kept).id);
        QVERIFY(!kept.sending.key.isEmpty());
    }
    // The liar's port is gone with it: the same draft, as if it had been made with the service itself.
    vault::Draft kept = *vault::Drafts(m_kept).open(onlyDraft(m_kept).id);
    {
        const auto other = std::make_shared<BreakingVault>();
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = other});
        QVERIFY(wizard.passStart() && wizard.passTerms() && signIn(wizard) && wizard.waitFor<FormPage>());
        QVERIFY(wizard.fillStep(readExample(ExamplePath)) && wizard.goOn() && waitForSaved(wizard));
        kept.service = onlyDraft(other).service;
    }
    QVERIFY(vault::Drafts(m_kept).save(kept));
    const QString key = kept.sending.key;
    {
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .outbox = &outbox, .vault = m_kept});
        QVERIFY(waitForList(wizard) && wizard.clickButton(u"Continue"_s));
        QVERIFY(wizard.waitFor<SignInPage>() && signIn(wizard) && wizard.waitFor<SendPage>());
        QVERIFY(wizard.waitUntil([&] { return wizard.page<SendPage>()->hasError(); }, "the answer"));
        QVERIFY(!wizard.textWith(u"UNK-001"_s).isEmpty()); // too fresh: it may still be on its way
        QVERIFY(!wizard.back() && !wizard.button(u"Send again"_s));
    }
    QVERIFY(service.applications().empty());
    Wizard wizard({.openOrigin = [&] { return service.origin(); },
                   .outbox = &outbox,
                   .vault = m_kept,
                   .clock = std::make_shared<MovedClock>(6min)});
    QVERIFY(waitForList(wizard) && wizard.clickButton(u"Continue"_s));
    QVERIFY(wizard.waitFor<SignInPage>() && signIn(wizard) && wizard.waitFor<ReviewPage>());
    QVERIFY(!wizard.textWith(u"UNK-003"_s).isEmpty());
    QVERIFY(outbox.contents()->entries.empty());
    QVERIFY(wizard.goOn() && wizard.waitFor<ReceiptPage>(40'000));
    QCOMPARE(service.applications().size(), std::size_t(1));
    QVERIFY(service.numberOf(key).isEmpty());
}

/// A program that is killed between the acknowledgement and the end of the draft leaves a draft that knows its key.
void WizardDraftsTest::markedBeforeThePost()
{
    const Service service{practice::Options()};
    QTemporaryDir folder;
    const submission::Outbox outbox(folder.path());
    {
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .outbox = &outbox, .vault = m_kept});
        QVERIFY(reachReview(wizard));
        QVERIFY(waitForSaved(wizard));
        QVERIFY(wizard.goOn());
        QVERIFY(wizard.waitFor<SendPage>());
        QVERIFY(!onlyDraft(m_kept).sending.key.isEmpty()); // already, and nothing has left yet
        m_kept->breakWith(FailureCode::VaultUnwritable); // as if it ended here: neither receipt nor removal succeeds
        QVERIFY(wizard.waitFor<ReceiptPage>(40'000));
        QVERIFY(wizard.waitUntil([&] { return wizard.window().page()->hasError(); }, "that it could not be kept"));
    }
    m_kept->breakWith(std::nullopt);
    QVERIFY(outbox.contents()->entries.empty()); // settled, as far as the outbox knows
    QCOMPARE(service.applications().size(), std::size_t(1));
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .outbox = &outbox, .vault = m_kept});
    QVERIFY(waitForList(wizard) && wizard.clickButton(u"Continue"_s));
    QVERIFY(wizard.waitFor<SignInPage>() && signIn(wizard) && wizard.waitFor<ReceiptPage>());
    QCOMPARE(service.applications().size(), std::size_t(1));
    QVERIFY(wizard.waitUntil([&] { return countOf(m_kept) == 0; }, "the end of the draft"));
    QVERIFY(outbox.contents()->entries.empty());
}

void WizardDraftsTest::fullDiskIsToldAtOnce()
{
    const Service service;
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
    QVERIFY(wizard.reachForm() && wizard.fillStep(readExample(ExamplePath)) && wizard.goOn());
    QVERIFY(waitForSaved(wizard));
    const QJsonObject before = onlyDraft(m_kept).answers;
    m_kept->breakWith(FailureCode::VaultUnwritable);
    auto *page = wizard.page<FormPage>();
    QVERIFY(wizard.type(wizard.editor(page->step().fields[1].id)->findChild<QLineEdit *>(), u"NOT YET"_s));
    QVERIFY(wizard.waitUntil([&] { return page->hasError(); }, "that it cannot be saved"));
    QVERIFY(!wizard.textWith(u"VAU-001"_s).isEmpty() && !wizard.textWith(u"Not saved."_s).isEmpty());
    QCOMPARE(onlyDraft(m_kept).answers, before);
    wizard.window().close();
    QVERIFY(!wizard.question().isEmpty()); // now closing would lose something
    QVERIFY(wizard.answerQuestion(u"Stay here"_s));
    m_kept->breakWith(std::nullopt);
    QVERIFY(waitForSaved(wizard)); // by itself
    QVERIFY(!page->hasError());
    QVERIFY(QJsonDocument(onlyDraft(m_kept).answers).toJson().contains("NOT YET"));
}

void WizardDraftsTest::fullDiskSendsNothing()
{
    const Service service{practice::Options()};
    QTemporaryDir folder;
    const submission::Outbox outbox(folder.path());
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .outbox = &outbox, .vault = m_kept});
    QVERIFY(reachReview(wizard));
    QVERIFY(waitForSaved(wizard));
    m_kept->breakWith(FailureCode::VaultUnwritable);
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.waitUntil([&] { return wizard.window().page()->hasError(); }, "that nothing is sent"));
    QVERIFY(wizard.page<ReviewPage>());
    QVERIFY(service.applications().empty());
    m_kept->breakWith(std::nullopt);
    QVERIFY(waitForSaved(wizard));
    QVERIFY(onlyDraft(m_kept).sending.key.isEmpty());
    QVERIFY(wizard.goOn() && wizard.waitFor<ReceiptPage>(40'000));
    QCOMPARE(service.applications().size(), std::size_t(1));
}

void WizardDraftsTest::notOpened()
{
    const Service service;
    Wizard::Setup setup{.openOrigin = [&] { return service.origin(); }};
    setup.openVault = [](const VaultWish &, QObject *context, const auto &then) {
        QTimer::singleShot(0, context, [then] { then(failed(FailureCode::KeychainLocked)); });
    };
    Wizard wizard(std::move(setup));
    QVERIFY(wizard.waitUntil([&] { return wizard.window().page()->hasError(); }, "why drafts are not shown"));
    QVERIFY(!wizard.textWith(u"DRF-002"_s).isEmpty());
    QVERIFY(wizard.reachForm() && wizard.fillStep(readExample(ExamplePath)) && wizard.goOn());
    QVERIFY(!wizard.textWith(u"Kept only while this window is open"_s).isEmpty());
    wizard.window().close();
    QVERIFY(!wizard.question().isEmpty());
    QVERIFY(wizard.answerQuestion(u"Stay here"_s));
}

/// One encrypted file goes to another computer; its six words are shown once.
void WizardDraftsTest::handedOver()
{
    const Service service;
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"application.ttp-draft"_s);
    QString code;
    {
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
        QVERIFY(wizard.reachForm() && wizard.fillForm(readExample(ExamplePath)) && waitForSaved(wizard));
    }
    const vault::Draft draft = onlyDraft(m_kept);
    {
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
        QVERIFY(waitForList(wizard) && wizard.clickButton(u"Hand over…"_s));
        auto *dialog = wizard.window().findChild<QFileDialog *>();
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QVERIFY(wizard.waitUntil([&] { return !wizard.question().isEmpty(); }, "the code", 40'000));
        code = wizard.question();
        QCOMPARE(code.split(u' ').size(), 6);
        QVERIFY(wizard.answerQuestion(u"I have written them down"_s));
    }
    m_kept = std::make_shared<BreakingVault>(); // the other computer
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
    QVERIFY(wizard.waitUntil([&] { return wizard.button(u"Open a hand-over file from another computer…"_s); }, "the vault"));
    QVERIFY(wizard.clickButton(u"Open a hand-over file from another computer…"_s));
    auto *dialog = wizard.window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    auto *ask = wizard.window().findChild<PassphraseDialog *>();
    QVERIFY(ask && QTest::qWaitForWindowActive(ask));
    const auto enter = [&](const QString &text) {
        ask->findChild<QLineEdit *>()->setText(text);
        QTest::keyClick(ask->findChild<QLineEdit *>(), Qt::Key_Return);
    };
    enter(u"not these words"_s);
    QVERIFY(wizard.waitUntil([&] { return !wizard.textWith(u"BUN-001"_s).isEmpty(); }, "that it is wrong", 40'000));
    QCOMPARE(countOf(m_kept), 0);
    enter(code);
    QVERIFY(wizard.waitUntil([&] { return countOf(m_kept) == 1; }, "the draft", 40'000));
    QVERIFY(waitForList(wizard));
    const vault::Draft taken = onlyDraft(m_kept);
    QVERIFY(taken.id != draft.id);
    QCOMPARE(taken.answers, draft.answers);
    QCOMPARE(taken.files.size(), draft.files.size());
}

/// Without a keychain the person may choose a passphrase; it is asked for at the next start.
void WizardDraftsTest::underAPassphrase()
{
    const Service service;
    QByteArray set; // no vault yet
    const auto openVault = [&](const VaultWish &wish, QObject *context, const auto &then) {
        Result<std::shared_ptr<vault::Vault>> answer = std::shared_ptr<vault::Vault>();
        if (set.isEmpty() && wish.passphrase) {
            set = wish.passphrase->reveal().toByteArray();
            answer = m_kept;
        } else if (set.isEmpty() && wish.make) {
            answer = failed(FailureCode::KeychainUnavailable);
        } else if (!set.isEmpty()) {
            if (!wish.passphrase) {
                answer = failed(FailureCode::VaultPassphraseNeeded);
            } else if (wish.passphrase->reveal() != set) {
                answer = failed(FailureCode::VaultWrongKey);
            } else {
                answer = m_kept;
            }
        }
        QTimer::singleShot(0, context, [then, answer] { then(answer); });
    };
    const auto dialogOf = [](Wizard &wizard) { return wizard.window().findChild<PassphraseDialog *>(); };
    {
        Wizard wizard({.openOrigin = [&] { return service.origin(); }, .openVault = openVault});
        QVERIFY(wizard.reachForm() && wizard.fillStep(readExample(ExamplePath)) && wizard.goOn());
        QVERIFY(!wizard.textWith(u"Kept only while this window is open"_s).isEmpty());
        Q_EMIT wizard.window().passphraseRequested();
        auto *ask = dialogOf(wizard);
        QVERIFY(ask && QTest::qWaitForWindowActive(ask));
        const auto fields = ask->findChildren<QLineEdit *>();
        QCOMPARE(fields.size(), 2);
        fields[0]->setText(u"short"_s);
        fields[1]->setText(u"short"_s);
        QTest::keyClick(fields[0], Qt::Key_Return);
        QVERIFY(!wizard.textWith(u"Please choose a longer one"_s).isEmpty());
        fields[0]->setText(u"correct horse battery"_s);
        QTest::keyClick(fields[0], Qt::Key_Return);
        QVERIFY(!wizard.textWith(u"not the same"_s).isEmpty());
        QVERIFY(set.isEmpty());
        fields[1]->setText(u"correct horse battery"_s);
        QTest::keyClick(fields[0], Qt::Key_Return);
        QVERIFY(waitForSaved(wizard));
    }
    QCOMPARE(countOf(m_kept), 1); // also what was entered before
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .openVault = openVault});
    QVERIFY(wizard.waitUntil([&] { return wizard.button(u"Enter the passphrase…"_s); }, "the button"));
    QVERIFY(wizard.clickButton(u"Enter the passphrase…"_s));
    auto *ask = dialogOf(wizard);
    QVERIFY(ask && QTest::qWaitForWindowActive(ask));
    auto *field = ask->findChild<QLineEdit *>();
    field->setText(u"another one, wrong"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(wizard.waitUntil([&] { return !wizard.textWith(u"VAU-007"_s).isEmpty(); }, "that it is wrong"));
    field->setText(u"correct horse battery"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(waitForList(wizard));
    QVERIFY(!wizard.button(u"Enter the passphrase…"_s));
}

/// What has been sent does not become a draft because there is somewhere to keep it now.
void WizardDraftsTest::vaultOpenedAfterSending()
{
    const Service service;
    Wizard::Setup setup{.openOrigin = [&] { return service.origin(); }};
    setup.openVault = [this](const VaultWish &wish, QObject *context, const auto &then) {
        Result<std::shared_ptr<vault::Vault>> answer = std::shared_ptr<vault::Vault>();
        if (wish.passphrase) {
            answer = m_kept;
        } else if (wish.make) {
            answer = failed(FailureCode::KeychainUnavailable);
        }
        QTimer::singleShot(0, context, [then, answer] { then(answer); });
    };
    Wizard wizard(std::move(setup));
    QVERIFY(wizard.reachForm() && wizard.fillForm(readExample(ExamplePath)));
    QVERIFY(wizard.goOn() && wizard.waitFor<ReceiptPage>(40'000));
    Q_EMIT wizard.window().passphraseRequested();
    auto *ask = wizard.window().findChild<PassphraseDialog *>();
    QVERIFY(ask && QTest::qWaitForWindowActive(ask));
    for (QLineEdit *field : ask->findChildren<QLineEdit *>()) {
        field->setText(u"correct horse battery"_s);
    }
    QTest::keyClick(ask->findChild<QLineEdit *>(), Qt::Key_Return);
    QVERIFY(wizard.waitUntil([&] { return wizard.journey().kept; }, "the vault"));
    QVERIFY(wizard.clickButton(u"Make another application"_s));
    if (!wizard.question().isEmpty()) {
        QVERIFY(wizard.answerQuestion(u"Go on"_s));
    }
    QVERIFY(wizard.waitFor<StartPage>());
    QCOMPARE(countOf(m_kept), 0);
    QVERIFY(m_kept->done().filter(u"write drafts/"_s).isEmpty());
}

/// Between "Send" and the note in the draft the person turns to another page: nothing is sent, and nothing says so.
void WizardDraftsTest::goneOnWhileMarking()
{
    const Service service{practice::Options()};
    QTemporaryDir folder;
    const submission::Outbox outbox(folder.path());
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .outbox = &outbox, .vault = m_kept});
    QVERIFY(reachReview(wizard) && waitForSaved(wizard));
    m_kept->hang();
    QVERIFY(wizard.goOn());
    QVERIFY(wizard.clickButton(u"Passport, done"_s));
    QVERIFY(wizard.waitFor<FormPage>());
    m_kept->release();
    QVERIFY(waitForSaved(wizard));
    QVERIFY(wizard.waitUntil([&] { return onlyDraft(m_kept).sending.key.isEmpty() && onlyDraft(m_kept).place.page == "form"_L1; },
                             "the draft without the mark"));
    QVERIFY(service.applications().empty());
    QVERIFY(outbox.contents()->entries.empty());
}

/// An application is not put aside before all of its files are in the draft.
void WizardDraftsTest::fileThatIsStillRead()
{
    const Service service;
    const QTemporaryDir folder;
    QFile large(folder.filePath(u"large.pdf"_s));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.write("%PDF-1.4\n") > 0 && large.resize(20 * 1024 * 1024));
    large.close();
    Wizard wizard({.openOrigin = [&] { return service.origin(); }, .vault = m_kept});
    const Example example = readExample(ExamplePath);
    QVERIFY(wizard.reachForm() && wizard.fillForm(example) && wizard.goBack() && wizard.waitFor<FormPage>());
    auto *document = wizard.editor(u"documents.passport_copy"_s)->findChild<QWidget *>() ? wizard.page<FormPage>() : nullptr;
    QVERIFY(document);
    Q_EMIT document->filesChosen(u"documents.passport_copy"_s, {large.fileName()});
    Q_EMIT wizard.window().startPageRequested(); // in the same turn: nothing has been read yet
    auto *start = wizard.page<StartPage>();
    QVERIFY(start);
    Q_EMIT start->anotherRequested();
    QVERIFY(wizard.page<StartPage>() && start->isBusy());
    QVERIFY(!wizard.journey().answers.json().isEmpty());
    QVERIFY(wizard.waitUntil([&] { return !start->isBusy(); }, "the file to be read"));
    QVERIFY(wizard.clickButton(u"Begin another application"_s) && wizard.waitFor<PrecheckPage>());
    QVERIFY(wizard.waitUntil([&] { return onlyDraft(m_kept).files.size() == example.files.size() + 1; }, "all files"));
}

QTEST_MAIN(WizardDraftsTest)
#include "test_wizard_drafts.moc"
