// SPDX-License-Identifier: GPL-3.0-or-later
#include "report.h"

#include "base/json.h"
#include "base/text.h"

#include <QIODevice>

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

/// Texts come from services, too.
void writeLines(QIODevice &device, const QStringList &lines)
{
    if (!lines.isEmpty()) {
        device.write(harmless(lines.join(u'\n')).toUtf8() + '\n');
    }
}

} // namespace

OutcomeState Report::state() const
{
    return failure ? FailureBook::bundled().stateOf(*failure) : OutcomeState::Done;
}

QJsonObject Report::toJson() const
{
    QJsonObject json(more);
    json.insert(u"state"_s, nameOf(state()));
    if (kept) {
        json.insert(u"kept"_s, *kept);
    }
    if (!applicationNumber.isEmpty()) {
        json.insert(u"application_number"_s, applicationNumber);
    }
    if (receivedAt.isValid()) {
        json.insert(u"received_at"_s, formatTimestamp(receivedAt));
    }
    if (!receiptPath.isEmpty()) {
        json.insert(u"receipt"_s, receiptPath);
    }
    if (failure) {
        json.insert(u"failure"_s,
                    QJsonObject{{u"code"_s, nameOf(failure->code)},
                                {u"message"_s, FailureBook::bundled().message(*failure).toJson()}});
    }
    QJsonArray list;
    for (const Problem &problem : problems) {
        list.append(QJsonObject{{u"field"_s, problem.field},
                                {u"code"_s, problem.code},
                                {u"pointer"_s, problem.pointer},
                                {u"message"_s, wordsOf(problem).toJson()}});
    }
    if (!list.isEmpty()) {
        json.insert(u"problems"_s, list);
    }
    return json;
}

QStringList Report::complaints(const QString &language) const
{
    QStringList text;
    if (failure) {
        text += nameOf(failure->code) + u": "_s + FailureBook::bundled().message(*failure).in(language);
        if (!failure->facts.isEmpty()) {
            text += u"  ("_s + failure->facts + u')';
        }
    }
    for (const Problem &problem : problems) {
        text += u"  %1: %2 [%3]"_s.arg(problem.field.isEmpty() ? problem.pointer : problem.field,
                                        wordsOf(problem).in(language), problem.code);
    }
    return text;
}

int Report::print(bool json, const Surroundings &surroundings) const
{
    writeLines(*surroundings.errors, complaints(surroundings.language));
    if (json) {
        surroundings.output->write(toCompactJson(toJson()) + '\n');
    } else {
        writeLines(*surroundings.output, lines);
    }
    return exitCodeOf(state());
}

} // namespace ttp::command
