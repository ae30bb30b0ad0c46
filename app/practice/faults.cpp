// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/faults.h"

#include "base/json.h"

#include <QRegularExpression>

#include <algorithm>
#include <functional>
#include <vector>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr int MaxSlowMilliseconds = 10 * 60 * 1000;
constexpr int MaxTimes = 1000;
constexpr int MaxRetryAfter = 24 * 60 * 60;

/// What one entry of the control file says.
struct Setting {
    QJsonValue value;
    QString at;
    QJsonObject object; ///< empty if the value is none
};
using Error = std::optional<QString>;

std::optional<int> wholeNumber(const QJsonValue &value, int most)
{
    const qint64 number = value.toInteger(-1);
    return value.isDouble() && number >= 0 && number <= most ? std::optional(int(number)) : std::nullopt;
}

Error readTimes(const QJsonValue &value, int &times)
{
    if (value.isBool()) {
        times = value.toBool() ? 1 : 0;
        return {};
    }
    const auto number = wholeNumber(value, MaxTimes);
    if (!number) {
        return u"takes a whole number from 0 to %1"_s.arg(MaxTimes);
    }
    times = *number;
    return {};
}

Error readTimesAt(const Setting &setting, Faults::Times &times)
{
    times.at = setting.object.value(u"at"_s).toString(setting.at);
    const QJsonValue given = setting.object.isEmpty() ? setting.value : setting.object.value(u"times"_s);
    return readTimes(given.isUndefined() ? QJsonValue(true) : given, times.left);
}

Error readSwitch(const QJsonValue &value, bool &on)
{
    int times = 0;
    const Error error = readTimes(value, times);
    on = times > 0;
    return error;
}

/// Seconds, `date` or `date:SECONDS`.
Error readRetryAfter(const QJsonValue &value, Faults::RetryAfter &retryAfter)
{
    if (const auto seconds = wholeNumber(value, MaxRetryAfter)) {
        retryAfter = {*seconds, false};
        return {};
    }
    static const QRegularExpression date(u"\\Adate(:[0-9]{1,4})?\\z"_s);
    const auto match = date.match(value.toString());
    if (!match.hasMatch()) {
        return u"takes seconds, \"date\" or \"date:SECONDS\""_s;
    }
    retryAfter.asDate = true;
    if (match.hasCaptured(1)) {
        retryAfter.seconds = match.captured(1).sliced(1).toInt();
    }
    return {};
}

Error readTime(const QJsonObject &object, const QString &name, QDateTime &time)
{
    if (!object.contains(name)) {
        return {};
    }
    const auto read = parseTimestamp(object.value(name).toString());
    if (!read) {
        return u"%1 must be a timestamp (RFC 3339)"_s.arg(name);
    }
    time = *read;
    return {};
}

Error readMaintenance(const Setting &setting, std::optional<Faults::Maintenance> &maintenance)
{
    if (setting.value.isBool() && !setting.value.toBool()) {
        maintenance.reset();
        return {};
    }
    maintenance = Faults::Maintenance{};
    if (setting.value.isBool()) {
        return {};
    }
    if (setting.object.isEmpty()) {
        return readRetryAfter(setting.value, maintenance->retryAfter);
    }
    Error error;
    if (setting.object.contains(u"retry_after"_s)) {
        error = readRetryAfter(setting.object.value(u"retry_after"_s), maintenance->retryAfter);
    }
    error = error ? error : readTime(setting.object, u"from"_s, maintenance->from);
    return error ? error : readTime(setting.object, u"until"_s, maintenance->until);
}

Error readTooMany(const Setting &setting, Faults &faults)
{
    if (setting.value.isString()) {
        faults.tooManyRequests = {1, setting.at};
        return readRetryAfter(setting.value, faults.tooManyRetryAfter);
    }
    Error error = readTimesAt(setting, faults.tooManyRequests);
    if (!error && setting.object.contains(u"retry_after"_s)) {
        error = readRetryAfter(setting.object.value(u"retry_after"_s), faults.tooManyRetryAfter);
    }
    return error;
}

Error readCorruptAck(const QJsonValue &value, Faults::CorruptAck &corrupt)
{
    const QStringList names{u"no"_s, u"digest"_s, u"attachment"_s, u"signature"_s};
    const qsizetype found = names.indexOf(value.toString());
    if (found < 0) {
        return u"takes digest, attachment or signature"_s;
    }
    corrupt = Faults::CorruptAck(found);
    return {};
}

Error readSlow(const QJsonValue &value, int &milliseconds)
{
    const auto number = wholeNumber(value, MaxSlowMilliseconds);
    if (!number) {
        return u"takes a whole number from 0 to %1"_s.arg(MaxSlowMilliseconds);
    }
    milliseconds = *number;
    return {};
}

struct Kind {
    QString name;
    QStringList members; ///< that an object may have; none: no object
    std::function<Error(const Setting &, Faults &)> read;
};

const std::vector<Kind> &kinds()
{
    const auto counted = [](int Faults::*times) {
        return [times](const Setting &setting, Faults &faults) { return readTimes(setting.value, faults.*times); };
    };
    const auto countedAt = [](Faults::Times Faults::*times) {
        return [times](const Setting &setting, Faults &faults) { return readTimesAt(setting, faults.*times); };
    };
    static const std::vector<Kind> all{
        {u"slow"_s, {}, [](const Setting &s, Faults &faults) { return readSlow(s.value, faults.slowMilliseconds); }},
        {u"drop-answer"_s, {}, counted(&Faults::dropAnswers)},
        {u"maintenance"_s,
         {u"retry_after"_s, u"from"_s, u"until"_s},
         [](const Setting &s, Faults &faults) { return readMaintenance(s, faults.maintenance); }},
        {u"too-many-requests"_s, {u"times"_s, u"at"_s, u"retry_after"_s}, readTooMany},
        {u"html-502"_s, {u"times"_s, u"at"_s}, countedAt(&Faults::html502)},
        {u"expire-session"_s, {u"times"_s, u"at"_s}, countedAt(&Faults::expireSession)},
        {u"terms-outdated"_s,
         {},
         [](const Setting &s, Faults &faults) { return readSwitch(s.value, faults.termsOutdated); }},
        {u"form-outdated"_s,
         {},
         [](const Setting &s, Faults &faults) { return readSwitch(s.value, faults.formOutdated); }},
        {u"malware"_s, {}, counted(&Faults::malware)},
        {u"corrupt-ack"_s,
         {},
         [](const Setting &s, Faults &faults) { return readCorruptAck(s.value, faults.corruptAck); }},
        {u"forget-key"_s, {}, counted(&Faults::forgetKey)},
        {u"forget-upload"_s, {}, counted(&Faults::forgetUpload)},
        {u"gone-upload"_s, {}, counted(&Faults::goneUpload)},
        {u"wrong-offset"_s, {}, counted(&Faults::wrongOffset)},
    };
    return all;
}

QString knownNames()
{
    QStringList names;
    for (const Kind &kind : kinds()) {
        names.append(kind.name);
    }
    return names.join(u", "_s);
}

Error apply(const QString &name, const QJsonValue &value, const QString &at, Faults &faults)
{
    const auto kind = std::ranges::find(kinds(), name, &Kind::name);
    if (kind == kinds().end()) {
        return u"is unknown; known are "_s + knownNames();
    }
    if (!at.isEmpty() && !kind->members.contains(u"at"_s)) {
        return u"takes no @METHOD /PATH"_s;
    }
    const Setting setting{value, at, value.toObject()};
    if (value.isObject()) {
        for (const QString &member : setting.object.keys()) {
            if (!kind->members.contains(member)) {
                return u"takes no member "_s + member;
            }
        }
        if (setting.object.isEmpty()) {
            return u"takes no empty object"_s;
        }
    }
    return kind->read(setting, faults);
}

} // namespace

Result<void> Faults::set(const QString &fault)
{
    const qsizetype place = fault.indexOf(u'@');
    const QString at = place < 0 ? QString() : fault.sliced(place + 1);
    const QString rest = place < 0 ? fault : fault.first(place);
    const qsizetype split = rest.indexOf(u'=');
    const QString name = split < 0 ? rest : rest.first(split);
    QJsonValue value(true);
    if (split >= 0) {
        static const QRegularExpression digits(u"\\A[0-9]{1,9}\\z"_s);
        const QString text = rest.sliced(split + 1);
        value = digits.match(text).hasMatch() ? QJsonValue(text.toInt()) : QJsonValue(text);
    }
    if (const Error error = apply(name, value, at, *this)) {
        return failed(FailureCode::UsageUnknown, u"fault %1 %2"_s.arg(name, *error));
    }
    return {};
}

Result<Faults> Faults::read(const QByteArray &json)
{
    const auto document = parseJsonObject(json);
    if (!document) {
        return failed(FailureCode::UsageUnknown, document.error());
    }
    Faults faults;
    for (auto it = document->begin(); it != document->end(); ++it) {
        if (const Error error = apply(it.key(), it.value(), {}, faults)) {
            return failed(FailureCode::UsageUnknown, u"%1: %2"_s.arg(pointerStep(it.key()), *error));
        }
    }
    return faults;
}

} // namespace ttp::practice
