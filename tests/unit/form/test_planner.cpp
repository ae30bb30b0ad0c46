// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of a visit: what is said for which days, on the boundaries above all.
#include "form/planner.h"
#include "form_examples.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

namespace {

std::optional<QDate> on(const char *iso)
{
    return QDate::fromString(QString::fromLatin1(iso), Qt::ISODate);
}

/// Sent on 1 September 2026, with everything in order: counter open, photo and passport good for long.
PlanFacts inOrder()
{
    PlanFacts facts;
    facts.today = *on("2026-09-01");
    facts.received = on("2026-09-01");
    facts.photoTaken = on("2026-08-31");
    facts.passportExpiry = on("2040-04-15");
    facts.visit = on("2026-12-04");
    facts.counter = u"narita_t1"_s;
    facts.category = u"D"_s;
    return facts;
}

QString warnings(const PlanFacts &facts)
{
    QStringList ids;
    for (const PlanLine &line : makePlan(bundledPlannerData(), facts).warnings) {
        ids += line.id;
    }
    return ids.join(u' ');
}

QStringList idsOf(const std::vector<PlanLine> &lines)
{
    QStringList ids;
    for (const PlanLine &line : lines) {
        ids += line.id;
    }
    return ids;
}

const PlanDate *dateNamed(const Plan &plan, const QString &id)
{
    const auto found = std::ranges::find_if(plan.dates, [&id](const PlanDate &date) { return date.line.id == id; });
    return found == plan.dates.end() ? nullptr : &*found;
}

/// `line from` of every date, or `line from/to`.
QString dates(const Plan &plan)
{
    QStringList texts;
    for (const PlanDate &date : plan.dates) {
        texts += date.line.id + u' ' + date.from.toString(Qt::ISODate)
            + (date.to == date.from ? QString() : u'/' + date.to.toString(Qt::ISODate));
    }
    return texts.join(u", "_s);
}

const PlanLine &lineNamed(const std::vector<PlanLine> &lines, const QString &id)
{
    static const PlanLine none;
    const auto found = std::ranges::find(lines, id, &PlanLine::id);
    return found == lines.end() ? none : *found;
}

QByteArray bundled()
{
    return bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/planner/planner.json"));
}

} // namespace

class TestPlanner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void warnings_data();
    void warnings();
    void datesInOrder();
    void datesByTheNotice();
    void lastOpenDay();
    void beforeSending();
    void nothingKnown();
    void words();
    void whatToBring_data();
    void whatToBring();
    void whatGoesIntoACalendar();
    void counters();
    void readsTheAnswers();
    void everyLineIsWhole();
    void agreesWithTheForm();
    void refusesBrokenData_data();
    void refusesBrokenData();
};

void TestPlanner::warnings_data()
{
    QTest::addColumn<PlanFacts>("facts");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &expected, const std::function<void(PlanFacts &)> &change) {
        PlanFacts facts = inOrder();
        change(facts);
        QTest::newRow(name) << facts << expected;
    };
    row("in order", {}, [](PlanFacts &) {});

    // Six months from 31 August end with February.
    row("photo: last day, when sent", {}, [](PlanFacts &facts) {
        facts.received = facts.today = *on("2027-02-28");
        facts.visit = on("2027-05-14");
        facts.photoTaken = on("2026-11-30");
    });
    row("photo: six months old when sent", {}, [](PlanFacts &facts) {
        facts.photoTaken = on("2026-03-01");
        facts.visit = {};
    });
    row("photo: a day more", u"photo_old_when_sent"_s, [](PlanFacts &facts) { facts.photoTaken = on("2026-02-27"); });
    row("photo: of 28 February, counted from 1 March", {}, [](PlanFacts &facts) {
        facts.photoTaken = on("2026-02-28");
        facts.received = facts.today = *on("2026-08-31");
        facts.visit = {};
    });
    row("photo: not sent yet", u"photo_old_now"_s, [](PlanFacts &facts) {
        facts.received = {};
        facts.photoTaken = on("2026-02-27");
        facts.visit = on("2026-12-04");
    });
    row("photo: last day is the visit", {}, [](PlanFacts &facts) {
        facts.photoTaken = on("2026-06-04");
        facts.visit = on("2026-12-04");
    });
    row("photo: last day is the day before", u"photo_old_at_visit"_s, [](PlanFacts &facts) {
        facts.photoTaken = on("2026-06-03");
        facts.visit = on("2026-12-04");
    });

    row("passport: expires on the day of the visit", {},
        [](PlanFacts &facts) { facts.passportExpiry = on("2026-12-04"); });
    row("passport: the day before", u"passport_before_visit"_s,
        [](PlanFacts &facts) { facts.passportExpiry = on("2026-12-03"); });
    row("passport: today", {}, [](PlanFacts &facts) {
        facts.passportExpiry = facts.today;
        facts.visit = {};
    });
    row("passport: yesterday", u"passport_expired"_s,
        [](PlanFacts &facts) { facts.passportExpiry = on("2026-08-31"); });
    row("passport: before the six months end", u"passport_before_window"_s, [](PlanFacts &facts) {
        facts.notice = on("2026-10-15");
        facts.visit = {};
        facts.passportExpiry = on("2027-04-14");
    });
    row("passport: on their last day", {}, [](PlanFacts &facts) {
        facts.notice = on("2026-10-15");
        facts.visit = {};
        facts.passportExpiry = on("2027-04-15");
    });

    row("visit: on the last day of the six months", {}, [](PlanFacts &facts) {
        facts.notice = on("2026-08-31");
        facts.visit = on("2027-02-28");
    });
    row("visit: a day later", u"visit_after_window"_s, [](PlanFacts &facts) {
        facts.notice = on("2026-08-31");
        facts.visit = on("2027-03-01");
        facts.photoTaken = on("2026-12-01");
    });
    row("visit: on the day of the notice", {}, [](PlanFacts &facts) {
        facts.notice = on("2026-10-15");
        facts.visit = on("2026-10-15");
    });
    row("visit: before the notice", u"visit_before_notice"_s, [](PlanFacts &facts) {
        facts.notice = on("2026-10-15");
        facts.visit = on("2026-10-14");
    });
    row("visit: the longest wait", {}, [](PlanFacts &facts) { facts.visit = on("2026-11-15"); });
    row("visit: a day less", u"visit_before_result"_s, [](PlanFacts &facts) { facts.visit = on("2026-11-14"); });
    // The fastest result on 6 September: six months until 6 March.
    row("visit: the shortest wait and six months", {}, [](PlanFacts &facts) {
        facts.visit = on("2027-03-06");
        facts.photoTaken = on("2026-12-01");
    });
    row("visit: a day more", u"visit_maybe_after_window"_s, [](PlanFacts &facts) {
        facts.visit = on("2027-03-07");
        facts.photoTaken = on("2026-12-01");
    });
    row("visit: gone by", u"visit_past"_s, [](PlanFacts &facts) { facts.visit = on("2026-08-31"); });
    row("visit: today", u"visit_before_result"_s, [](PlanFacts &facts) { facts.visit = facts.today; });

    row("the six months are over", u"window_over visit_past"_s, [](PlanFacts &facts) {
        facts.today = *on("2027-04-16");
        facts.notice = on("2026-10-15");
    });
    row("their last day", u"visit_past"_s, [](PlanFacts &facts) {
        facts.today = *on("2027-04-15");
        facts.notice = on("2026-10-15");
    });
    row("no result after the longest wait", {}, [](PlanFacts &facts) { facts.today = *on("2026-11-15"); });
    row("a day later", u"result_overdue"_s, [](PlanFacts &facts) { facts.today = *on("2026-11-16"); });

    row("counter: an airport on Sunday", {}, [](PlanFacts &facts) { facts.visit = on("2026-12-06"); });
    row("counter: an office on Friday", {}, [](PlanFacts &facts) { facts.counter = u"tokyo"_s; });
    row("counter: an office on Saturday", u"counter_closed"_s, [](PlanFacts &facts) {
        facts.counter = u"osaka"_s;
        facts.visit = on("2026-12-05");
    });
    row("counter: Chubu landside on a holiday", u"counter_closed"_s, [](PlanFacts &facts) {
        facts.counter = u"chubu_t1"_s;
        facts.visit = on("2026-11-23");
    });
    row("counter: Chubu on 28 December", {}, [](PlanFacts &facts) {
        facts.counter = u"chubu_t1"_s;
        facts.visit = on("2026-12-28");
    });
    row("counter: an office on 29 December", u"counter_closed"_s, [](PlanFacts &facts) {
        facts.counter = u"nagoya"_s;
        facts.visit = on("2026-12-29");
    });
    row("counter: airside at the turn of the year", u"stamp_beforehand"_s, [](PlanFacts &facts) {
        facts.counter = u"chubu_t1_departure"_s;
        facts.visit = on("2026-12-31");
    });
    row("counter: none chosen, Saturday", u"counters_closed"_s, [](PlanFacts &facts) {
        facts.counter.clear();
        facts.visit = on("2026-12-05");
    });
    row("counter: none chosen, Friday", {}, [](PlanFacts &facts) { facts.counter.clear(); });
    row("counter: one that nobody knows", {}, [](PlanFacts &facts) { facts.counter = u"mars"_s; });
}

void TestPlanner::warnings()
{
    QFETCH(PlanFacts, facts);
    QTEST(::warnings(facts), "expected");
}

void TestPlanner::datesInOrder()
{
    const Plan plan = makePlan(bundledPlannerData(), inOrder());
    QCOMPARE(dates(plan),
             u"result_expected 2026-09-06/2026-11-15, visit 2026-12-04, photo_until 2027-02-28, "
             "card_until 2029-12-03"_s);
    QCOMPARE(idsOf(plan.unknown), QStringList{u"need_notice"_s});
    QCOMPARE(plan.counter->id, u"narita_t1"_s);
}

void TestPlanner::datesByTheNotice()
{
    PlanFacts facts = inOrder();
    facts.notice = on("2026-10-31");
    facts.passportExpiry = on("2029-12-02");
    const Plan plan = makePlan(bundledPlannerData(), facts);
    // 31 October is not counted: six months from 1 November end with April.
    QCOMPARE(dates(plan),
             u"visit 2026-12-04, photo_until 2027-02-28, window_end 2027-04-30, card_until_passport 2029-12-02"_s);
    QVERIFY(plan.unknown.empty());
    facts.passportExpiry = on("2029-12-03"); // the last day of the three years
    QVERIFY(dateNamed(makePlan(bundledPlannerData(), facts), u"card_until"_s));
}

// The six months end in Golden Week, on a substitute holiday.
void TestPlanner::lastOpenDay()
{
    PlanFacts facts = inOrder();
    facts.notice = on("2029-10-30"); // 2030-04-30, a Tuesday
    facts.counter = u"tokyo"_s;
    facts.visit = {};
    QVERIFY(!dateNamed(makePlan(bundledPlannerData(), facts), u"window_last_open"_s));
    facts.notice = on("2029-11-06"); // 2030-05-06
    const Plan plan = makePlan(bundledPlannerData(), facts);
    QCOMPARE(dateNamed(plan, u"window_end"_s)->from, *on("2030-05-06"));
    QCOMPARE(dateNamed(plan, u"window_last_open"_s)->from, *on("2030-05-02"));
    QVERIFY(dateNamed(plan, u"window_last_open"_s)->line.text.in(u"ja"_s).contains(u"2030年5月6日（月）、振替休日"_s));
    facts.counter = u"narita_t1"_s;
    QVERIFY(!dateNamed(makePlan(bundledPlannerData(), facts), u"window_last_open"_s));
}

void TestPlanner::beforeSending()
{
    PlanFacts facts = inOrder();
    facts.received = {};
    const Plan plan = makePlan(bundledPlannerData(), facts);
    QVERIFY(dateNamed(plan, u"result_if_sent_today"_s));
    QVERIFY(!dateNamed(plan, u"result_if_sent_today"_s)->inCalendar);
    QVERIFY(!idsOf(plan.unknown).contains(u"need_notice"_s));
}

void TestPlanner::nothingKnown()
{
    PlanFacts facts;
    facts.today = *on("2026-09-01");
    const Plan plan = makePlan(bundledPlannerData(), facts);
    QVERIFY(plan.warnings.empty());
    QCOMPARE(dates(plan), u"result_if_sent_today 2026-09-06/2026-11-15"_s);
    QCOMPARE(idsOf(plan.unknown),
             (QStringList{u"need_photo_date"_s, u"need_visit"_s, u"need_counter"_s, u"need_passport"_s}));
    QVERIFY(!plan.counter);
    QVERIFY(!plan.bring.empty() && !plan.notes.empty());
}

void TestPlanner::words()
{
    PlanFacts facts = inOrder();
    facts.counter = u"chubu_t1"_s;
    facts.visit = on("2026-09-22"); // between two holidays, in the middle of five days off
    const PlannerData &data = bundledPlannerData();
    const Plan plan = makePlan(data, facts);
    const PlanLine &closed = lineNamed(plan.warnings, u"counter_closed"_s);
    QCOMPARE(
        closed.text.in(u"en"_s),
        u"On Tuesday, 22 September 2026 (day between two national holidays) this counter is closed: Chubu Airport, "
        "Terminal 1, 3rd floor, near check-in counter A. It is open before on Thursday, 17 September 2026; Friday, "
        "18 September 2026, and after on Thursday, 24 September 2026; Friday, 25 September 2026."_s);
    QVERIFY(closed.text.in(u"ja"_s).startsWith(u"2026年9月22日（火）（国民の休日）は、中部空港 "_s));
    QVERIFY(closed.text.in(u"ja"_s).endsWith(
        u"前は2026年9月17日（木）、2026年9月18日（金）、後は2026年9月24日（木）、2026年9月25日（金）。"_s));
    QVERIFY(
        sourcesOf(data, closed.sources, closed.confidence).in(u"en"_s).contains(u"official page, quoted by others"_s));
    QVERIFY(sourcesOf(data, closed.sources, closed.confidence).in(u"ja"_s).contains(u"国民の祝日に関する法律"_s));
    QVERIFY(lineNamed(plan.bring, u"stamp"_s).text.in(u"en"_s).contains(u"4,000 yen"_s));
    QVERIFY(dateNamed(plan, u"visit"_s)->line.text.in(u"en"_s).contains(u"08:30 to 11:30 Japan time"_s));
    QCOMPARE(planDays(*on("2026-09-06"), *on("2026-11-15")).in(u"ja"_s),
             u"2026年9月6日（日）から2026年11月15日（日）まで"_s);
}

void TestPlanner::whatToBring_data()
{
    QTest::addColumn<QString>("category");
    QTest::addColumn<QString>("own");
    QTest::newRow("A") << u"A"_s << u"global_entry"_s;
    QTest::newRow("B") << u"B"_s << u"employment"_s;
    QTest::newRow("C") << u"C"_s << u"request"_s;
    QTest::newRow("D") << u"D"_s << u"card"_s;
    QTest::newRow("E") << u"E"_s << u"family"_s;
    QTest::newRow("of another form") << u"7"_s << QString();
    QTest::newRow("not known") << QString() << QString();
}

void TestPlanner::whatToBring()
{
    QFETCH(QString, category);
    QFETCH(QString, own);
    PlanFacts facts = inOrder();
    facts.category = category;
    QStringList expected{u"passport"_s, u"originals"_s, u"number"_s, u"stamp"_s, u"photo"_s, own};
    expected.removeAll(QString());
    QCOMPARE(idsOf(makePlan(bundledPlannerData(), facts).bring), expected);
}

// What has gone by is no help there; nor is what nobody has decided, or the day on which a passport expires.
void TestPlanner::whatGoesIntoACalendar()
{
    PlanFacts facts = inOrder();
    facts.notice = on("2026-10-31");
    const auto inCalendar = [&facts] {
        QStringList ids;
        for (const PlanDate &date : makePlan(bundledPlannerData(), facts).dates) {
            if (date.inCalendar) {
                ids += date.line.id;
            }
        }
        return ids.join(u' ');
    };
    QCOMPARE(inCalendar(), u"visit photo_until window_end"_s);
    facts.today = *on("2026-12-04");
    QCOMPARE(inCalendar(), u"visit photo_until window_end"_s);
    facts.today = *on("2026-12-05");
    QCOMPARE(inCalendar(), u"photo_until window_end"_s);
    facts.notice = {};
    facts.today = *on("2026-11-15");
    QCOMPARE(inCalendar(), u"result_expected visit photo_until"_s);
    facts.today = *on("2026-11-16");
    QCOMPARE(inCalendar(), u"visit photo_until"_s);
}

void TestPlanner::counters()
{
    const PlannerData &data = bundledPlannerData();
    QStringList closed;
    QStringList airside;
    for (const Counter &counter : data.counters) {
        if (counter.whyClosed(*on("2026-12-05"))) {
            closed += counter.id;
        }
        if (counter.area == Counter::Area::Airside) {
            airside += counter.id;
            QVERIFY2(counter.opens.isEmpty(), qPrintable(counter.id));
        } else {
            QVERIFY2(!counter.opens.isEmpty(), qPrintable(counter.id));
        }
        QVERIFY(!counter.whyClosed(*on("2026-12-04")));
    }
    QCOMPARE(data.counters.size(), 15U);
    QCOMPARE(closed, (QStringList{u"chubu_t1"_s, u"tokyo"_s, u"nagoya"_s, u"osaka"_s}));
    QCOMPARE(airside.size(), 6);
}

void TestPlanner::readsTheAnswers()
{
    const PlannerData &data = bundledPlannerData();
    const QByteArray step =
        formAround(field("visit.day", "date") + ',' + field("visit.counter", "choice", choices()) + ','
                   + field("documents.face_photo_taken", "date") + ',' + field("category", "choice", choices()) + ','
                   + field("pass.until", "date", R"(,"mrz":"expiry_date")"));
    const Answers answers = answersOf(R"({"visit.day":"2026-12-04","visit.counter":"a","category":"b",
        "documents.face_photo_taken":"2026-08-31","pass.until":"2030-01-02"})");
    const PlanFacts facts = readPlanFacts(data, understood(step), answers);
    QCOMPARE(facts.visit, on("2026-12-04"));
    QCOMPARE(facts.counter, u"a"_s);
    QCOMPARE(facts.category, u"b"_s);
    QCOMPARE(facts.photoTaken, on("2026-08-31"));
    QCOMPARE(facts.passportExpiry, on("2030-01-02"));

    // A form that asks for none of it, or otherwise: nothing is known, whatever lies in the answers.
    const PlanFacts nothing = readPlanFacts(data, understood(formAround(field("a", "text"))), answers);
    QVERIFY(!nothing.visit && !nothing.photoTaken && !nothing.passportExpiry);
    QVERIFY(nothing.counter.isEmpty() && nothing.category.isEmpty());
    const PlanFacts odd = readPlanFacts(data, understood(step), answersOf(R"({"visit.day":"soon","visit.counter":7,
        "documents.face_photo_taken":["2026-08-31"],"pass.until":"2030-02-30"})"));
    QVERIFY(!odd.visit && !odd.photoTaken && !odd.passportExpiry && odd.counter.isEmpty());
}

void TestPlanner::everyLineIsWhole()
{
    const PlannerData &data = bundledPlannerData();
    static const QRegularExpression place(u"%[0-9]"_s);
    for (const char *counter : {"narita_t1", "tokyo", "kansai_t2_departure", ""}) {
        for (const char *visit : {"2026-09-02", "2026-12-29", "2027-12-29"}) {
            PlanFacts facts = inOrder();
            facts.counter = QString::fromLatin1(counter);
            facts.visit = on(visit);
            for (const auto &notice : {std::optional<QDate>(), on("2026-10-31")}) {
                facts.notice = notice;
                const Plan plan = makePlan(data, facts);
                std::vector<PlanLine> lines = plan.warnings;
                std::ranges::copy(plan.bring, std::back_inserter(lines));
                std::ranges::transform(plan.dates, std::back_inserter(lines), &PlanDate::line);
                for (const PlanLine &line : lines) {
                    for (const QString &language : {u"ja"_s, u"en"_s}) {
                        QVERIFY2(!line.text.in(language).contains(place), qPrintable(line.text.in(language)));
                        QVERIFY2(!line.text.in(language).isEmpty(), qPrintable(line.id));
                    }
                }
            }
        }
    }
}

// Whoever chooses a counter in the form has to find it in the plan.
void TestPlanner::agreesWithTheForm()
{
    const Definition form = understood(bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/forms/ttp.json")));
    const PlannerData &data = bundledPlannerData();
    for (auto each = data.answers.cbegin(); each != data.answers.cend(); ++each) {
        QVERIFY2(std::ranges::any_of(*each, [&form](const QString &id) { return form.field(id) != nullptr; }),
                 qPrintable(each.key()));
    }
    const Field *chosen = form.field(data.answers.value(u"counter"_s).first());
    QVERIFY(chosen);
    QStringList choices;
    for (const ChoiceOption &option : chosen->choices) {
        if (option.value == "undecided"_L1) {
            continue;
        }
        choices += option.value;
        const Counter *counter = data.counter(option.value);
        QVERIFY2(counter, qPrintable(option.value));
        for (const QString &language : {u"ja"_s, u"en"_s}) {
            QCOMPARE(option.label.in(language), counter->fullName().in(language));
        }
    }
    QCOMPARE(choices.size(), qsizetype(data.counters.size()));
    const Field *category = form.field(data.answers.value(u"category"_s).first());
    for (const ThingToBring &thing : data.bring) {
        for (const QString &value : thing.categories) {
            QVERIFY2(std::ranges::count(category->choices, value, &ChoiceOption::value) == 1, qPrintable(value));
        }
    }
}

void TestPlanner::refusesBrokenData_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("facts");
    QTest::newRow("no JSON") << "\"format\": 1,"_ba << "\"format\": 1,,"_ba << QString();
    QTest::newRow("format") << "\"format\": 1"_ba << "\"format\": 2"_ba << u"/format: "_s;
    QTest::newRow("date") << "\"checked\": \"2026"_ba << "\"checked\": \"2x26"_ba << u"/checked: "_s;
    QTest::newRow("unknown member") << "\"photo_months\""_ba << "\"foto\": 1, \"photo_months\""_ba << u"foto"_s;
    QTest::newRow("no months") << "\"photo_months\": 6"_ba << "\"photo_months\": 0"_ba << u"/photo_months: "_s;
    QTest::newRow("unknown source") << "\"source\": \"report_2022\""_ba << "\"source\": \"x\""_ba
                                    << u"/waits/0/source: "_s;
    QTest::newRow("source twice") << "\"id\": \"ordinance\""_ba << "\"id\": \"act\""_ba << u"/sources/1/id: "_s;
    QTest::newRow("time") << "\"opens\": \"08:00\""_ba << "\"opens\": \"8:00\""_ba << u"/counters/0/opens: "_s;
    QTest::newRow("closes first") << "\"opens\": \"08:00\""_ba << "\"opens\": \"18:00\""_ba
                                  << u"/counters/0/closes: "_s;
    QTest::newRow("area") << "\"area\": \"landside\""_ba << "\"area\": \"roof\""_ba << u"/counters/0/area: "_s;
    QTest::newRow("closed") << "\"closed\": \"office_holidays\""_ba << "\"closed\": \"often\""_ba
                            << u"/counters/6/closed: "_s;
    QTest::newRow("counter twice") << "\"id\": \"narita_t2\""_ba << "\"id\": \"narita_t1\""_ba << u"/counters/2/id: "_s;
    QTest::newRow("confidence") << "\"confidence\": \"quoted\""_ba << "\"confidence\": \"sure\""_ba
                                << u"confidence: "_s;
    QTest::newRow("a line is missing") << "\"window_end\":"_ba << "\"window_ends\":"_ba << u"/lines/window_end: "_s;
    QTest::newRow("a place is missing") << "It expired on %1."_ba << "It expired."_ba
                                        << u"/lines/passport_expired/text: "_s;
    QTest::newRow("a place too many") << "It expired on %1."_ba << "It %2 on %1."_ba
                                      << u"/lines/passport_expired/text: "_s;
    QTest::newRow("a place in a note") << "There is no renewal"_ba << "There is no %1"_ba << u"/notes/3/text: "_s;
}

void TestPlanner::refusesBrokenData()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, facts);
    const QByteArray good = bundled();
    QVERIFY(readPlannerData(good));
    QVERIFY2(good.contains(from), from.constData());
    QByteArray broken = good;
    broken.replace(broken.indexOf(from), from.size(), to);
    const auto read = readPlannerData(broken);
    QVERIFY(!read);
    QCOMPARE(read.error().code, FailureCode::Defect);
    QVERIFY2(read.error().facts.contains(facts), qPrintable(read.error().facts));
}

QTEST_GUILESS_MAIN(TestPlanner)
#include "test_planner.moc"
