// SPDX-License-Identifier: GPL-3.0-or-later
// calendar_of: reads one JSON object a line, the facts of a plan, and writes its calendar file after its length in octets, for
// a judge that is not the program. With a year instead it prints the days off of that year, one ISO date a line.
#include "base/json.h"
#include "form/holidays.h"
#include "paper/calendar.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ttp;

namespace {

std::optional<QDate> day(const QJsonObject &facts, const QString &name)
{
    const QDate date = QDate::fromString(facts.value(name).toString(), Qt::ISODate);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

QByteArray calendar(const QJsonObject &json)
{
    form::PlanFacts facts;
    facts.today = day(json, u"today"_s).value_or(QDate());
    facts.received = day(json, u"received"_s);
    facts.notice = day(json, u"notice"_s);
    facts.photoTaken = day(json, u"photo_taken"_s);
    facts.passportExpiry = day(json, u"passport_expiry"_s);
    facts.visit = day(json, u"visit"_s);
    facts.counter = json.value("counter"_L1).toString();
    facts.category = json.value("category"_L1).toString();
    return paper::toCalendar({form::makePlan(form::bundledPlannerData(), facts), json.value("language"_L1).toString(),
                              json.value("practice"_L1).toBool(), json.value("seed"_L1).toString(),
                              QDateTime::fromString(json.value("made"_L1).toString(), Qt::ISODate)});
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QFile input;
    QFile output;
    if (!input.open(stdin, QIODevice::ReadOnly) || !output.open(stdout, QIODevice::WriteOnly)) {
        return 2;
    }
    if (argc == 2) {
        for (const form::Holiday &holiday : form::holidays(QByteArray(argv[1]).toInt())) {
            output.write(holiday.date.toString(Qt::ISODate).toLatin1() + '\n');
        }
        return 0;
    }
    for (QByteArray line = input.readLine(); !line.isEmpty(); line = input.readLine()) {
        const auto facts = parseJsonObject(line.trimmed());
        if (!facts) {
            return 2;
        }
        const QByteArray bytes = calendar(*facts);
        output.write(QByteArray::number(bytes.size()) + '\n' + bytes);
        output.flush();
    }
    return 0;
}
