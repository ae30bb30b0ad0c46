// SPDX-License-Identifier: GPL-3.0-or-later
// What an earlier application offers for a new one.
#include "form/earlier_answers.h"
#include "form/normalize.h"
#include "form_examples.h"

#include <QFile>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

namespace {

const QByteArray Fields = field("name", "text", R"(,"max_length":10)") + ","
    + field("kind", "choice", choices()) + ","
    + field("more", "text", R"(,"visible_when":{"field":"kind","equals":"a"})") + ","
    + field("most", "text", R"(,"visible_when":{"field":"more","answered":true})") + ","
    + field("day", "date", R"(,"not_before":"today")") + ","
    + field("born", "date") + ","
    + field("punished", "yes_no") + ","
    + field("truth", "statement") + ","
    + field("trips", "group", R"(,"fields":[)" + field("trips.port", "text") + "]") + ","
    + field("deeds", "group", R"(,"fields":[)" + field("deeds.ever", "yes_no") + "]");

const char *const Earlier = R"({"name":"ANNA","kind":"a","more":"x","most":"y","day":"2026-05-01","born":"1974-08-12",
    "punished":false,"truth":true,"trips":[{"port":"HND"}],"deeds":[{"ever":false}],"gone":"z"})";

QString taken(const QByteArray &now, const QByteArray &earlier, const char *today = "2026-11-22")
{
    const Definition form = understood(formAround(Fields));
    const Answers answers = earlierAnswers(form, form.steps[0], answersOf(now), {}, answersOf(earlier), onDay(today));
    return answers.json().keys().join(u' ');
}

} // namespace

class TestEarlierAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void offersWhatIsOpen();
    void whatStandsThereStays();
    void onlyWhatTheRulesTake();
    void ofTheBundledForm();
};

void TestEarlierAnswers::offersWhatIsOpen()
{
    // Fields that the answers open are in it; the day has passed; declarations are made anew.
    QCOMPARE(taken("{}", Earlier), u"born kind more most name trips"_s);
    QCOMPARE(taken("{}", Earlier, "2026-04-30"), u"born day kind more most name trips"_s);
    QCOMPARE(taken("{}", "{}"), QString());
}

void TestEarlierAnswers::whatStandsThereStays()
{
    QCOMPARE(taken(R"({"kind":"b","name":"EVA"})", Earlier), u"born trips"_s);
    QCOMPARE(taken(R"({"kind":"a","more":"other"})", Earlier), u"born most name trips"_s);
}

void TestEarlierAnswers::onlyWhatTheRulesTake()
{
    QCOMPARE(taken("{}", R"({"name":"FAR TOO LONG A NAME","born":"1974-02-30","trips":"two"})"), QString());
    QCOMPARE(taken("{}", R"({"trips":[{"port":""},{"port":"HND"}]})"), u"trips"_s);
    QCOMPARE(taken("{}", R"({"trips":[{"port":"HND","shoe":1}]})"), u"trips"_s); // as a draft of an older form is taken over
    QCOMPARE(taken("{}", R"({"kind":"gone","more":"x"})"), QString());
}

void TestEarlierAnswers::ofTheBundledForm()
{
    QFile file(u":/forms/ttp.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Definition form = understood(file.readAll());
    QFile example(u":/examples/application.json"_s);
    QVERIFY(example.open(QIODevice::ReadOnly));
    const Answers earlier(QJsonDocument::fromJson(example.readAll()).object().value("answers"_L1).toObject());
    CheckContext context = onDay("2026-11-22");
    context.practice = true;
    QStringList all;
    for (const Step &step : form.steps) {
        all += earlierAnswers(form, step, {}, {}, earlier, context).json().keys();
    }
    QVERIFY(all.contains(u"passport.number"_s) && all.contains(u"contact.address"_s) && all.contains(u"card.brand"_s));
    for (const QString &id : std::as_const(all)) {
        QVERIFY2(!id.startsWith(u"declarations."_s) && id != u"card.personal"_s, qPrintable(id));
    }
}

QTEST_GUILESS_MAIN(TestEarlierAnswers)
#include "test_earlier_answers.moc"
