// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/planner_data.h"

#include "base/json.h"
#include "dates.h"
#include "planner_lines.h"

#include <QFile>
#include <QRegularExpression>
#include <QTime>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr int LongestPeriod = 1200; ///< months

const QString OfficeHolidays = u"office_holidays"_s;
const QStringList AnswerNames{u"photo_taken"_s, u"visit_day"_s, u"counter"_s, u"category"_s};

/// The places `%1` … that a text names in that language, each once, in order: `12`.
QString placesIn(const QString &text)
{
    static const QRegularExpression place(u"%([1-9])"_s);
    QStringList found;
    auto matches = place.globalMatch(text);
    while (matches.hasNext()) {
        found += matches.next().captured(1);
    }
    found.removeDuplicates();
    found.sort();
    return found.join(QString());
}

class PlannerReader {
public:
    Result<PlannerData> read(const QByteArray &json)
    {
        const auto document = parseJsonObject(json);
        if (!document) {
            return failed(FailureCode::Defect, u"planner: "_s + document.error());
        }
        JsonObject root(*document, {}, m_errors);
        if (root.integer(u"format"_s) != 1) {
            root.report(u"format"_s, u"must be 1"_s);
        }
        readSources(root);
        readNumbers(root);
        readCounters(root);
        readTexts(root);
        root.refuseUnknown();
        if (!m_errors.isEmpty()) {
            return failed(FailureCode::Defect, u"planner: "_s + m_errors.first());
        }
        return std::move(m_data);
    }

private:
    void readSources(JsonObject &root)
    {
        root.forEach(u"sources"_s, [this](JsonObject &entry) {
            PlanSource source{entry.string(u"id"_s), entry.text(u"title"_s),
                              entry.optionalString(u"address"_s).value_or(QString())};
            if (m_data.source(source.id)) {
                entry.report(u"id"_s, u"stands twice"_s);
            }
            entry.refuseUnknown();
            m_data.sources.push_back(std::move(source));
        });
    }

    int positive(JsonObject &object, const QString &key, int most)
    {
        const qint64 number = object.integer(key);
        if (number < 1 || number > most) {
            object.report(key, u"must be 1 to %1"_s.arg(most));
            return 1;
        }
        return int(number);
    }

    void readNumbers(JsonObject &root)
    {
        const auto checked = parseDate(root.string(u"checked"_s));
        if (!checked) {
            root.report(u"checked"_s, u"must be a date"_s);
        }
        m_data.checked = checked.value_or(QDate());
        m_data.photoMonths = positive(root, u"photo_months"_s, LongestPeriod);
        m_data.windowMonths = positive(root, u"window_months"_s, LongestPeriod);
        m_data.cardMonths = positive(root, u"card_months"_s, LongestPeriod);
        m_data.feeYen = positive(root, u"fee_yen"_s, 10'000'000);
        JsonObject answers = root.object(u"answers"_s);
        for (const QString &name : AnswerNames) {
            m_data.answers.insert(name, answers.strings(name));
        }
        answers.refuseUnknown();
        root.forEach(u"waits"_s, [this](JsonObject &entry) {
            m_data.waits.push_back(
                {entry.string(u"reported"_s), positive(entry, u"days"_s, 3650), entry.string(u"source"_s)});
            checkSource(entry, u"source"_s, m_data.waits.back().source);
            if (!parsePartialDate(m_data.waits.back().reported)) {
                entry.report(u"reported"_s, u"must be a year, month or day"_s);
            }
            entry.refuseUnknown();
        });
        if (m_data.waits.empty()) {
            root.report(u"waits"_s, u"must not be empty"_s);
        }
    }

    QString time(JsonObject &entry, const QString &key)
    {
        const QString text = entry.optionalString(key).value_or(QString());
        if (!text.isEmpty() && QTime::fromString(text, u"HH:mm"_s).toString(u"HH:mm"_s) != text) {
            entry.report(key, u"must be a time, 08:00"_s);
        }
        return text;
    }

    void readCounters(JsonObject &root)
    {
        readTrust(root, u"counter_sources"_s, u"counter_confidence"_s, m_data.aboutCounters);
        root.forEach(u"counters"_s, [this](JsonObject &entry) {
            Counter counter{entry.string(u"id"_s),
                            entry.text(u"place"_s),
                            entry.text(u"name"_s),
                            area(entry),
                            time(entry, u"opens"_s),
                            time(entry, u"closes"_s),
                            false};
            if (counter.opens.isEmpty() != counter.closes.isEmpty() || counter.opens > counter.closes) {
                entry.report(u"closes"_s, u"must be a time after opens, or both be absent"_s);
            }
            if (const auto closed = entry.optionalString(u"closed"_s)) {
                counter.officeDays = true;
                if (*closed != OfficeHolidays) {
                    entry.report(u"closed"_s, u"must be "_s + OfficeHolidays);
                }
            }
            if (m_data.counter(counter.id)) {
                entry.report(u"id"_s, u"stands twice"_s);
            }
            entry.refuseUnknown();
            m_data.counters.push_back(std::move(counter));
        });
    }

    static Counter::Area area(JsonObject &entry)
    {
        const QString name = entry.string(u"area"_s);
        if (name != "landside"_L1 && name != "airside"_L1 && name != "office"_L1) {
            entry.report(u"area"_s, u"must be landside, airside or office"_s);
        }
        return name == "airside"_L1 ? Counter::Area::Airside
            : name == "office"_L1   ? Counter::Area::Office
                                    : Counter::Area::Landside;
    }

    void checkSource(JsonObject &entry, const QString &key, const QString &id)
    {
        if (!m_data.source(id)) {
            entry.report(key, u"unknown source "_s + id);
        }
    }

    void readTrust(JsonObject &entry, const QString &sources, const QString &key, PlanText &text)
    {
        text.sources = entry.strings(sources);
        for (const QString &id : std::as_const(text.sources)) {
            checkSource(entry, sources, id);
        }
        const auto confidence = entry.optionalString(key);
        if (confidence.has_value() == text.sources.isEmpty()) {
            entry.report(key, u"stands where there are sources, and only there"_s);
        }
        const QStringList names{u"official"_s, u"quoted"_s, u"reported"_s, u"unsure"_s};
        const qsizetype found = names.indexOf(confidence.value_or(u"unsure"_s));
        if (found < 0) {
            entry.report(key, u"must be official, quoted, reported or unsure"_s);
        }
        text.confidence = Confidence(qMax(qsizetype(0), found));
    }

    /// `places`: how many of the text's are filled, or fewer if `orFewer`.
    PlanText text(JsonObject &entry, int places, bool orFewer = false)
    {
        PlanText text{entry.optionalText(u"title"_s).value_or(LocalizedText()), entry.text(u"text"_s), {}, {}, {}};
        readTrust(entry, u"sources"_s, u"confidence"_s, text);
        const QString all = u"123456789"_s.first(places);
        const QMap<QString, QString> &languages = text.text.texts();
        for (auto each = languages.cbegin(); each != languages.cend(); ++each) {
            const QString named = placesIn(each.value());
            if (orFewer ? !all.startsWith(named) : named != all) {
                entry.report(u"text"_s, u"must fill %1 place(s) in %2"_s.arg(places).arg(each.key()));
            }
        }
        return text;
    }

    void readTexts(JsonObject &root)
    {
        root.forEach(u"bring"_s, [this](JsonObject &entry) {
            ThingToBring thing{entry.string(u"id"_s), entry.optionalStrings(u"categories"_s), text(entry, 1, true)};
            entry.refuseUnknown();
            m_data.bring.push_back(std::move(thing));
        });
        root.forEach(u"notes"_s, [this](JsonObject &entry) {
            const QString id = entry.string(u"id"_s);
            m_data.notes.push_back(text(entry, 0));
            m_data.notes.back().id = id;
            entry.refuseUnknown();
        });
        JsonObject lines = root.object(u"lines"_s);
        for (const PlanLineKind &kind : PlanLineKinds) {
            const QString id = QString::fromLatin1(kind.id);
            JsonObject entry = lines.object(id);
            PlanText line = text(entry, kind.places);
            line.id = id;
            if (line.title.isEmpty()) {
                entry.report(u"title"_s, u"is missing"_s);
            }
            entry.refuseUnknown();
            m_data.lines.insert(id, std::move(line));
        }
        lines.refuseUnknown();
    }

    PlannerData m_data;
    JsonErrors m_errors;
};

} // namespace

LocalizedText describe(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Official: return {u"法令又は公表資料"_s, u"law or official page"_s};
    case Confidence::Quoted: return {u"公表資料の引用"_s, u"official page, quoted by others"_s};
    case Confidence::Reported: return {u"申請者の報告"_s, u"reported by applicants"_s};
    case Confidence::Unsure: break;
    }
    return {u"不確実"_s, u"uncertain"_s};
}

const Counter *PlannerData::counter(const QString &id) const
{
    const auto found = std::ranges::find(counters, id, &Counter::id);
    return found == counters.end() ? nullptr : &*found;
}

const PlanSource *PlannerData::source(const QString &id) const
{
    const auto found = std::ranges::find(sources, id, &PlanSource::id);
    return found == sources.end() ? nullptr : &*found;
}

int PlannerData::shortestWait() const
{
    return std::ranges::min(waits, {}, &ReportedWait::days).days;
}

int PlannerData::longestWait() const
{
    return std::ranges::max(waits, {}, &ReportedWait::days).days;
}

Result<PlannerData> readPlannerData(const QByteArray &json)
{
    return PlannerReader().read(json);
}

const PlannerData &bundledPlannerData()
{
    static const PlannerData data = [] {
        QFile file(u":/planner/planner.json"_s);
        auto read = file.open(QIODevice::ReadOnly) ? readPlannerData(file.readAll())
                                                   : failed(FailureCode::Defect, u"planner data is not compiled in"_s);
        if (!read) {
            qFatal("%s", qUtf8Printable(read.error().facts));
        }
        return *std::move(read);
    }();
    return data;
}

} // namespace ttp::form
