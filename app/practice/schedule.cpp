// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr int JapanOffset = 9 * 60 * 60;
constexpr int DaysForDocuments = 14;
/// As the programme gives them from the notification to the visit.
constexpr int MonthsToAppear = 6;

QDate dateInJapan(const QDateTime &time)
{
    return time.toOffsetFromUtc(JapanOffset).date();
}

QDateTime endOfDayInJapan(const QDate &day)
{
    return QDateTime(day.addDays(1), QTime(0, 0), Qt::OffsetFromUTC, JapanOffset).toUTC();
}

LocalizedText noteOf(const QString &status)
{
    static const QMap<QString, LocalizedText> notes{
        {u"received"_s,
         {u"練習用サービスが受け付けました。申請は行われていません。審査も行われません。"_s,
          u"The practice service has received this. No application was made, and nobody will inspect it."_s}},
        {u"preliminary_inspection"_s,
         {u"一次審査中です（練習）。"_s, u"The preliminary inspection is under way (practice)."_s}},
        {u"documents_requested"_s, {u"追加の書類が必要です（練習）。"_s, u"More documents are needed (practice)."_s}},
        {u"registrable"_s,
         {u"一次審査が終わりました。期限までに来庁してください（練習。実際には来庁しないでください。）"_s,
          u"The preliminary inspection is finished. Appear by the day named (practice: do not really go there)."_s}},
        {u"registered"_s, {u"登録されました（練習）。"_s, u"You are registered (practice)."_s}},
        {u"withdrawn"_s, {u"申請を取り下げました（練習）。"_s, u"The application was withdrawn (practice)."_s}},
        {u"lapsed"_s,
         {u"期限が過ぎたため、手続は終了しました（練習）。"_s,
          u"The last day has passed; the procedure has ended (practice)."_s}},
    };
    return notes.value(status);
}

StatusEvent event(const QString &status, const QDateTime &at)
{
    return {status, at, noteOf(status)};
}

const form::Field *firstDocumentField(const form::Definition &form)
{
    for (const form::Step &step : form.steps) {
        const auto found = std::ranges::find(step.fields, form::FieldType::Document, &form::Field::type);
        if (found != step.fields.end()) {
            return &*found;
        }
    }
    return nullptr;
}

} // namespace

Schedule::Schedule(std::optional<int> paceSeconds, const form::Definition &form) : m_pace(paceSeconds)
{
    if (const form::Field *field = firstDocumentField(form)) {
        const LocalizedText message(u"「%1」をもう一度提出してください（練習）。"_s,
                                    u"Please submit “%1” once more (practice)."_s);
        m_request = RequestedDocument{
            field->id,
            {message.in(u"ja"_s).arg(field->label.in(u"ja"_s)), message.in(u"en"_s).arg(field->label.in(u"en"_s))},
            {}};
    }
}

StatusEvent Schedule::received(const QDateTime &at)
{
    return event(u"received"_s, at);
}

void Schedule::advance(Application &application, const QDateTime &now) const
{
    for (auto coming = next(application); coming && coming->at <= now; coming = next(application)) {
        enter(application, *coming);
    }
}

std::optional<StatusEvent> Schedule::next(const Application &application) const
{
    const QString &status = application.status();
    if (status == "documents_requested"_L1) {
        QDate last;
        for (const RequestedDocument &document : application.requested) {
            last = last.isValid() ? std::min(last, document.due) : document.due;
        }
        return last.isValid() ? std::optional(event(u"lapsed"_s, endOfDayInJapan(last))) : std::nullopt;
    }
    std::optional<StatusEvent> coming;
    if (m_pace) {
        const QDateTime then = application.history.back().at.addSecs(*m_pace);
        if (status == "received"_L1) {
            coming = event(u"preliminary_inspection"_s, then);
        } else if (status == "preliminary_inspection"_L1) {
            const bool asks = m_request && !application.hasAddedDocuments;
            coming = event(asks ? u"documents_requested"_s : u"registrable"_s, then);
        } else if (status == "registrable"_L1) {
            coming = event(u"registered"_s, then);
        }
    }
    if (status == "registrable"_L1) {
        const QDateTime end = endOfDayInJapan(application.appearBy);
        if (!coming || end < coming->at) {
            coming = event(u"lapsed"_s, end);
        }
    }
    return coming;
}

void Schedule::enter(Application &application, const StatusEvent &event) const
{
    application.history.push_back(event);
    application.requested.clear();
    application.appearBy = {};
    if (event.status == "documents_requested"_L1) {
        RequestedDocument request = *m_request;
        request.due = dateInJapan(event.at).addDays(DaysForDocuments);
        application.requested.push_back(request);
    } else if (event.status == "registrable"_L1) {
        application.appearBy = dateInJapan(event.at).addMonths(MonthsToAppear);
    }
}

void Schedule::addDocuments(Application &application, const QStringList &fields, const QDateTime &now)
{
    std::erase_if(application.requested,
                  [&](const RequestedDocument &document) { return fields.contains(document.field); });
    if (application.requested.empty()) {
        application.hasAddedDocuments = true;
        application.history.push_back(event(u"preliminary_inspection"_s, now));
    }
}

void Schedule::withdraw(Application &application, const QDateTime &now)
{
    application.requested.clear();
    application.appearBy = {};
    application.history.push_back(event(u"withdrawn"_s, now));
}

} // namespace ttp::practice
