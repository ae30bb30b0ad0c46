// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/calendar.h"

#include "base/digest.h"
#include "base/text.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::paper {

namespace {

constexpr qsizetype LineOctets = 75; ///< of a content line without its break (RFC 5545 section 3.1)
constexpr int ReminderHour = 9;
constexpr int HoursOfDay = 24;

/// A value of type TEXT (section 3.3.11).
QString escaped(const QString &text)
{
    QString result;
    for (const QChar character : harmless(text)) {
        switch (character.unicode()) {
        case u'\\': result += u"\\\\"_s; break;
        case u';': result += u"\\;"_s; break;
        case u',': result += u"\\,"_s; break;
        case u'\n': result += u"\\n"_s; break;
        default: result += character;
        }
    }
    return result;
}

bool continues(char octet)
{
    return (static_cast<unsigned char>(octet) & 0xC0U) == 0x80U;
}

/// Broken at octets, but never inside of a character.
QByteArray folded(const QByteArray &line)
{
    QByteArray result;
    qsizetype start = 0;
    while (start < line.size()) {
        const qsizetype room = start == 0 ? LineOctets : LineOctets - 1; // the blank that begins the next line
        qsizetype end = std::min(start + room, line.size());
        while (end < line.size() && continues(line.at(end))) {
            --end;
        }
        result += (start == 0 ? QByteArray() : QByteArray(" ")) + line.mid(start, end - start) + "\r\n";
        start = end;
    }
    return result;
}

class CalendarWriter {
public:
    explicit CalendarWriter(const CalendarSource &source) : m_source(source) {}

    QByteArray write()
    {
        line(u"BEGIN:VCALENDAR"_s);
        line(u"VERSION:2.0"_s);
        line(u"PRODID:-//TTP Apply//TTP Apply " TTP_VERSION "//EN"_s);
        line(u"CALSCALE:GREGORIAN"_s);
        for (const form::PlanDate &date : m_source.plan.dates) {
            if (date.inCalendar) {
                event(date);
            }
        }
        line(u"END:VCALENDAR"_s);
        return std::move(m_bytes);
    }

private:
    [[nodiscard]] QString in(const LocalizedText &text) const { return text.in(m_source.language); }
    [[nodiscard]] bool isJapanese() const { return m_source.language == "ja"_L1; }
    void line(const QString &text) { m_bytes += folded(text.toUtf8()); }
    void text(const QString &property, const QString &value)
    {
        line(property + u";LANGUAGE="_s + m_source.language + u':' + escaped(value));
    }

    /// A UUID of version 8 (RFC 9562): RFC 7986 asks for one in a UID.
    [[nodiscard]] QString uid(const QString &id) const
    {
        QByteArray octets = sha256((m_source.seed + u'\n' + id).toUtf8()).first(16);
        octets[6] = char((octets.at(6) & 0x0F) | 0x80);
        octets[8] = char((octets.at(8) & 0x3F) | 0x80);
        return QUuid::fromRfc4122(octets).toString(QUuid::WithoutBraces);
    }

    [[nodiscard]] QString summary(const form::PlanDate &date) const
    {
        const QString practice = isJapanese() ? u"【練習】"_s : u"[Practice] "_s;
        return (m_source.practice ? practice : QString()) + in(date.line.title);
    }

    [[nodiscard]] QString description(const form::PlanDate &date) const
    {
        QStringList parts;
        if (m_source.practice) {
            parts += u"練習です。申請は行われていません。 / Practice. No application was made."_s;
        }
        parts += in(date.line.text);
        if (isVisit(date)) {
            parts += visitWords();
        }
        parts += isJapanese()
            ? u"日付は日本の日付です。TTP Applyが作成した目安で、役所の通知ではありません。"_s
            : u"The day is the day in Japan. Worked out by TTP Apply as a guide; not a notice of an office."_s;
        return parts.join(u"\n\n"_s);
    }

    static bool isVisit(const form::PlanDate &date) { return date.line.id.startsWith("visit"_L1); }

    /// What is needed on the way.
    [[nodiscard]] QStringList visitWords() const
    {
        QStringList parts;
        for (const form::PlanLine &warning : m_source.plan.warnings) {
            parts += in(warning.title) + u'\n' + in(warning.text);
        }
        QStringList things{isJapanese() ? u"持参するもの"_s : u"What to bring"_s};
        for (const form::PlanLine &thing : m_source.plan.bring) {
            things += u"- "_s + in(thing.text);
        }
        parts += things.join(u'\n');
        return parts;
    }

    void event(const form::PlanDate &date)
    {
        const QString day = u"yyyyMMdd"_s;
        line(u"BEGIN:VEVENT"_s);
        line(u"UID:"_s + uid(date.line.id));
        line(u"DTSTAMP:"_s + m_source.made.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s));
        line(u"DTSTART;VALUE=DATE:"_s + date.from.toString(day));
        line(u"DTEND;VALUE=DATE:"_s + date.to.addDays(1).toString(day)); // the first day after it
        text(u"SUMMARY"_s, summary(date));
        text(u"DESCRIPTION"_s, description(date));
        if (isVisit(date) && m_source.plan.counter) {
            text(u"LOCATION"_s, in(m_source.plan.counter->fullName()));
        }
        line(u"CLASS:PRIVATE"_s);
        line(u"TRANSP:TRANSPARENT"_s);
        for (const int days : date.remindDaysBefore) {
            reminder(date, days);
        }
        line(u"END:VEVENT"_s);
    }

    void reminder(const form::PlanDate &date, int days)
    {
        line(u"BEGIN:VALARM"_s);
        line(u"ACTION:DISPLAY"_s);
        line(u"TRIGGER:-P%1DT%2H"_s.arg(days - 1).arg(HoursOfDay - ReminderHour));
        text(u"DESCRIPTION"_s, summary(date));
        line(u"END:VALARM"_s);
    }

    const CalendarSource &m_source;
    QByteArray m_bytes;
};

} // namespace

QByteArray toCalendar(const CalendarSource &source)
{
    return CalendarWriter(source).write();
}

bool hasCalendarEntries(const form::Plan &plan)
{
    return std::ranges::any_of(plan.dates, &form::PlanDate::inCalendar);
}

} // namespace ttp::paper
