// SPDX-License-Identifier: GPL-3.0-or-later
// The service refuses the answers and says where (errors[].pointer): each lands on its field, also inside groups of groups,
// in the service's words, and none is lost.

#include "pages/error_summary.h"
#include "pages/form_page.h"
#include "pages/review_page.h"
#include "style/link_button.h"
#include "wizard_driver.h"
#include "wizard_liar.h"

#include <QApplication>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

struct Place {
    QString pointer;
    QString field; ///< empty: the form knows no such place
};

const std::vector<Place> &places()
{
    static const std::vector<Place> all{
        {u"/answers/radio.call_sign"_s, u"radio.call_sign"_s}, // beside a field `radio`
        {u"/answers/legs"_s, u"legs"_s},
        {u"/answers/legs/1/port"_s, u"legs.port"_s},
        {u"/answers/legs/0/crew/1/name"_s, u"legs.crew.name"_s},
        {u"/answers/cargo/1"_s, u"cargo"_s},
        {u"/attachments/0"_s, u"fuel.safety"_s}, // in the order in which they are sent
        {u"/attachments/1"_s, u"papers.photo"_s},
        {u"/answers/nobody~1asked"_s, {}},
        {u"/consent/documents"_s, {}},
        {u""_s, {}},
    };
    return all;
}

QString wordsFor(std::size_t index)
{
    return u"The service dislikes place %1."_s.arg(index);
}

QByteArray refusal()
{
    QJsonArray errors;
    for (std::size_t i = 0; i < places().size(); ++i) {
        errors.append(QJsonObject{{u"pointer"_s, places()[i].pointer}, {u"code"_s, u"pattern"_s},
                                  {u"message"_s, QJsonObject{{u"ja"_s, u"x"_s}, {u"en"_s, wordsFor(i)}}}});
    }
    const QByteArray body = QJsonDocument(QJsonObject{{u"type"_s, u"urn:ttp:problem:validation-failed"_s}, {u"title"_s, u"t"_s},
                                                      {u"status"_s, 422}, {u"errors"_s, errors}}).toJson(QJsonDocument::Compact);
    return "HTTP/1.1 422 No\r\nContent-Type: application/problem+json\r\nConnection: close\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QList<style::LinkButton *> linksOf(Wizard &wizard)
{
    QList<style::LinkButton *> links;
    for (auto *link : wizard.window().page()->findChild<ErrorSummary *>()->findChildren<style::LinkButton *>()) {
        if (link->isVisible()) {
            links += link;
        }
    }
    return links;
}

} // namespace

class WizardPointersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void eachLandsOnItsField();
};

void WizardPointersTest::eachLandsOnItsField()
{
    const Example example = readExample(u"tests/data/forms/every_type_answers.json"_s);
    practice::Options options;
    options.embedded = true;
    options.formPath = QStringLiteral(TTP_SOURCE_DIR "/tests/data/forms/every_type.json");
    const Service service(options);
    Liar liar(service);
    Wizard wizard(Wizard::Setup{.openOrigin = [&liar] { return liar.origin(); }});
    QVERIFY(wizard.reachForm() && wizard.fillForm(example));
    const QJsonObject typed = wizard.journey().answers.json();
    liar.answerPost("/applications", refusal());
    for (std::size_t i = 0; i < places().size(); ++i) {
        const Place &place = places()[i];
        const QByteArray pointer = place.pointer.toUtf8();
        const char *name = pointer.constData();
        QVERIFY(wizard.page<ReviewPage>() && wizard.goOn());
        QVERIFY(wizard.waitUntil([&] { return wizard.page<ReviewPage>() && wizard.page<ReviewPage>()->hasError(); }, "the refusal"));
        const auto links = linksOf(wizard);
        QCOMPARE(std::size_t(links.size()), places().size()); // none is lost
        style::LinkButton *link = links.at(qsizetype(i));
        const QString text = link->text();
        QVERIFY2(text.endsWith(wordsFor(i)), name);
        QVERIFY(wizard.click(link));
        wizard.settle();
        QVERIFY2(wizard.page<FormPage>(), name);
        if (!place.field.isEmpty()) {
            FieldEditor *led = nullptr; // the innermost around the focus
            for (QWidget *around = QApplication::focusWidget(); around && !led; around = around->parentWidget()) {
                led = qobject_cast<FieldEditor *>(around);
            }
            QVERIFY2(led, qPrintable(place.pointer + u" leads to "_s + wizard.focused()));
            QCOMPARE(led->field().id, place.field);
            QVERIFY2(text.startsWith(led->field().label.in(u"en"_s)), name);
            const auto says = [&](const Problem &problem) { return problem.message.in(u"en"_s) == wordsFor(i); };
            QVERIFY2(std::ranges::any_of(led->problems(), says), name);
            const auto said = led->findChildren<QLabel *>();
            const bool seen = std::ranges::any_of(said, [&](const QLabel *label) {
                return label->isVisible() && shownText(label).contains(wordsFor(i));
            });
            QVERIFY2(seen, name); // the same words at the field
        }
        QCOMPARE(wizard.journey().answers.json(), typed); // what was typed stays
        QVERIFY(wizard.goBack());
        QVERIFY(wizard.waitFor<ReviewPage>());
    }
    QCOMPARE(service.applications().size(), std::size_t(0));
}

QTEST_MAIN(WizardPointersTest)
#include "test_wizard_pointers.moc"
