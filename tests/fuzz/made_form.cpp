// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_form.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace ttp::form;

namespace ttp::fuzz {

namespace {

constexpr std::array Types{"text",    "yes_no", "integer", "choice",   "choices",   "date",    "partial_date",
                           "country", "email",  "phone",   "multiline", "statement", "document", "group"};
constexpr int Members = 12; // of those, the ones that stand in a group for certain

struct Sample {
    const char *charset;
    const char *pattern;
    const char16_t *value;
};
constexpr std::array Samples{
    Sample{"any", "", u"Berth 7"},          Sample{"any", "", u"髙﨑 花子"},
    Sample{"ascii", "", u"Quay No. 4"},     Sample{"latin_upper", "", u"O'NEIL, A.-B."},
    Sample{"digits", "\\d{4,8}", u"00421"}, Sample{"alphanumeric", "[A-Z]{2}\\d{4}", u"AB1234"},
    Sample{"fullwidth", "", u"タロウ　一"}, Sample{"any", "(?:ab|c){1,4}", u"abcab"},
};

QJsonObject words(const QString &text)
{
    return {{u"ja"_s, u"問 "_s + text}, {u"en"_s, u"Q "_s + text}};
}

class Maker {
public:
    Maker(Chooser &choose, bool everyType) : m_choose(choose), m_everyType(everyType) {}

    QJsonObject form()
    {
        QJsonArray steps;
        const int count = 1 + m_choose.below(m_everyType ? 2 : 4);
        for (int i = 0; i < count; ++i) {
            steps.append(step(i, i + 1 == count));
        }
        return {{u"format"_s, 1}, {u"id"_s, u"made"_s}, {u"version"_s, u"1"_s}, {u"title"_s, words(u"form"_s)}, {u"steps"_s, steps}};
    }

private:
    struct Seen {
        QJsonObject field;
        int level; // how many groups stand around it
    };

    QJsonObject step(int index, bool last)
    {
        const QString id = u"step%1"_s.arg(index);
        QJsonObject step{{u"id"_s, id}, {u"title"_s, words(id)}};
        if (index > 0 && m_choose.once(4)) {
            step.insert(u"visible_when"_s, condition(0));
        }
        QJsonArray fields;
        const int count = 1 + m_choose.below(6);
        for (int i = 0; i < count; ++i) {
            fields.append(field(m_choose.below(int(Types.size())), QString(), true));
        }
        for (int type = 0; last && m_everyType && type < int(Types.size()); ++type) {
            fields.append(field(type, QString(), type > 6)); // the first ones are there for certain
        }
        step.insert(u"fields"_s, fields);
        return step;
    }

    QJsonObject field(int typeIndex, const QString &group, bool conditional)
    {
        QString type = QString::fromLatin1(Types[std::size_t(typeIndex)]);
        if ((m_level > 0 && type == "document"_L1) || (m_level == 2 && type == "group"_L1)) {
            type = u"integer"_s;
        }
        // Members of different groups share their last segments: a condition has to find the right one.
        const int number = group.isEmpty() ? m_number++ : m_inGroup++;
        const QString id = group.isEmpty() ? u"f%1"_s.arg(number) : u"%1.m%2"_s.arg(group).arg(number);
        QJsonObject field{{u"id"_s, id}, {u"type"_s, type}, {u"label"_s, words(id)}};
        if (m_choose.once(3)) {
            field.insert(u"required"_s, false);
            if (conditional && !m_seen.empty() && m_choose.once(2)) {
                field.insert(u"required_when"_s, condition(0));
            }
        }
        if (conditional && !m_seen.empty() && m_choose.once(3)) {
            field.insert(u"visible_when"_s, condition(0));
        }
        addRules(field, type);
        m_seen.push_back({field, m_level});
        return field;
    }

    void addRules(QJsonObject &field, const QString &type)
    {
        if (type == "text"_L1) {
            addTextRules(field);
        } else if (type == "integer"_L1) {
            field.insert(u"minimum"_s, m_choose.once(2) ? -5 : 0);
            field.insert(u"maximum"_s, m_choose.once(2) ? 100 : 9);
        } else if (type == "choice"_L1 || type == "choices"_L1) {
            QJsonArray choices;
            const int count = 1 + m_choose.below(4);
            for (int i = 0; i < count; ++i) {
                choices.append(QJsonObject{{u"value"_s, u"v%1"_s.arg(i)}, {u"label"_s, words(u"v%1"_s.arg(i))}});
            }
            field.insert(u"choices"_s, choices);
        } else if (type == "date"_L1 || type == "partial_date"_L1) {
            if (m_choose.once(2)) {
                field.insert(u"not_before"_s, u"1900-01-01"_s);
                field.insert(u"not_after"_s, u"today-P1D"_s);
            }
        } else if (type == "document"_L1) {
            field.insert(u"accept"_s, QJsonArray{m_choose.once(2) ? u"image/jpeg"_s : u"application/pdf"_s});
            field.insert(u"max_count"_s, 1 + m_choose.below(2));
        } else if (type == "group"_L1) {
            addMembers(field);
        }
    }

    void addTextRules(QJsonObject &field)
    {
        const Sample &sample = Samples[std::size_t(m_choose.below(int(Samples.size())))];
        field.insert(u"charset"_s, QString::fromLatin1(sample.charset));
        if (*sample.pattern) {
            field.insert(u"pattern"_s, QString::fromLatin1(sample.pattern));
        }
        if (m_choose.once(2)) {
            field.insert(u"min_length"_s, 2);
            field.insert(u"max_length"_s, 20);
        }
        const auto twin = std::ranges::find_if(m_seen, [&](const Seen &seen) {
            return seen.level == m_level && seen.field.value("charset"_L1) == field.value("charset"_L1)
                && seen.field.value("type"_L1) == "text"_L1 && !seen.field.contains("pattern"_L1)
                && !seen.field.contains("must_equal"_L1);
        });
        if (m_level == 0 && !*sample.pattern && twin != m_seen.end() && m_choose.once(2)) {
            field.insert(u"must_equal"_s, twin->field.value("id"_L1));
        }
    }

    void addMembers(QJsonObject &field)
    {
        const QString id = field.value("id"_L1).toString();
        const std::size_t before = m_seen.size();
        const int outer = std::exchange(m_inGroup, 0);
        ++m_level;
        QJsonArray members{this->field(m_choose.below(Members), id, false)}; // an entry that shows nothing would be none
        if (m_everyType && m_level == 1) {
            members.append(this->field(int(Types.size()) - 1, id, true)); // a group in the group
        }
        const int count = m_choose.below(4);
        for (int i = 0; i < count; ++i) {
            members.append(this->field(m_choose.below(int(Types.size())), id, true));
        }
        --m_level;
        m_inGroup = outer;
        m_seen.erase(m_seen.begin() + std::ptrdiff_t(before), m_seen.end()); // not to be named from outside
        field.insert(u"fields"_s, members);
        field.insert(u"min_count"_s, m_choose.below(2));
        field.insert(u"max_count"_s, 1 + m_choose.below(3));
    }

    QJsonObject condition(int depth)
    {
        const int kind = depth < 3 ? m_choose.below(6) : 0;
        if (kind < 3) {
            return test();
        }
        if (kind == 5) {
            return {{u"not"_s, condition(depth + 1)}};
        }
        QJsonArray parts;
        const int count = m_choose.below(4);
        for (int i = 0; i < count; ++i) {
            parts.append(condition(depth + 1));
        }
        return {{kind == 3 ? u"all"_s : u"any"_s, parts}};
    }

    QJsonObject test()
    {
        const Seen &seen = m_seen[std::size_t(m_choose.below(int(std::min<std::size_t>(m_seen.size(), 256))))];
        const QString id = seen.field.value("id"_L1).toString();
        QJsonObject test{{u"field"_s, id}};
        if (seen.level > 0 && seen.level == m_level && m_choose.once(2)) {
            test.insert(u"field"_s, id.section(u'.', -1));
        }
        const QString type = seen.field.value("type"_L1).toString();
        const bool countable = type == "integer"_L1 || type == "group"_L1 || type == "choices"_L1 || type == "document"_L1;
        if (countable && m_choose.once(2)) {
            test.insert(u"at_least"_s, m_choose.below(4));
        } else if (type == "group"_L1 || type == "document"_L1 || m_choose.once(3)) {
            test.insert(u"answered"_s, m_choose.below(2) == 0);
        } else if (m_choose.once(2)) {
            test.insert(u"in"_s, QJsonArray{operand(seen.field), operand(seen.field)});
        } else {
            test.insert(u"equals"_s, operand(seen.field));
        }
        return test;
    }

    QJsonValue operand(const QJsonObject &field)
    {
        const QString type = field.value("type"_L1).toString();
        if (type == "yes_no"_L1 || type == "statement"_L1) {
            return m_choose.below(2) == 0;
        }
        if (type == "integer"_L1) {
            return m_choose.below(10);
        }
        const qsizetype count = field.value("choices"_L1).toArray().size();
        if (type == "choice"_L1) {
            return u"v%1"_s.arg(m_choose.below(int(count)));
        }
        if (type == "choices"_L1) {
            return QJsonArray{u"v%1"_s.arg(m_choose.below(int(count)))};
        }
        constexpr std::array Texts{u"JPN", u"Berth 7", u"1990-05-17", u"AB1234"};
        return QString::fromUtf16(Texts[std::size_t(m_choose.below(int(Texts.size())))]);
    }

    Chooser &m_choose;
    bool m_everyType;
    std::vector<Seen> m_seen;
    int m_number = 0;
    int m_inGroup = 0;
    int m_level = 0;
};

QString charsetName(Charset charset)
{
    constexpr std::array Names{"any", "ascii", "latin_upper", "digits", "alphanumeric", "fullwidth"};
    return QString::fromLatin1(Names[std::size_t(charset)]);
}

QString goodText(const Field &field)
{
    const QString pattern = field.pattern.value_or(QString());
    for (const Sample &sample : Samples) {
        if (charsetName(field.charset) == QLatin1String(sample.charset) && pattern == QLatin1String(sample.pattern)) {
            return QString::fromUtf16(sample.value);
        }
    }
    return u"text"_s;
}

template <std::size_t Size>
QString oneOf(const std::array<const char *, Size> &values, Chooser &choose)
{
    return QString::fromLatin1(values[std::size_t(choose.below(int(Size)))]);
}

QJsonObject goodMembers(const std::vector<Field> &fields, bool inGroup, Chooser &choose);

QJsonValue goodValue(const Field &field, Chooser &choose)
{
    switch (field.type) {
    case FieldType::Text: return goodText(field);
    case FieldType::Multiline: return choose.once(2) ? u"one\ntwo"_s : u"三"_s;
    case FieldType::Date: return oneOf(std::array{"1990-05-17", "2020-02-29", "2001-12-31"}, choose);
    case FieldType::PartialDate: return oneOf(std::array{"1990-05-17", "2001-12", "1964"}, choose);
    case FieldType::Country: return oneOf(std::array{"JPN", "D", "FRA"}, choose);
    case FieldType::Choice: return field.choices[std::size_t(choose.below(int(field.choices.size())))].value;
    case FieldType::Choices: {
        QJsonArray values{field.choices.front().value};
        for (std::size_t i = 1; i < field.choices.size(); ++i) {
            if (choose.once(2)) {
                values.append(field.choices[i].value);
            }
        }
        return values;
    }
    case FieldType::YesNo: return choose.once(2);
    case FieldType::Statement: return true;
    case FieldType::Integer: return choose.below(10);
    case FieldType::Email: return u"aya@example.jp"_s;
    case FieldType::Phone: return u"+81312345678"_s;
    case FieldType::Document: return QJsonValue::Undefined;
    case FieldType::Group: break;
    }
    QJsonArray entries;
    const int most = std::min(2, field.maxCount.value_or(2));
    const int count = 1 + choose.below(most);
    for (int i = 0; i < count; ++i) {
        entries.append(goodMembers(field.fields, true, choose));
    }
    return entries;
}

QJsonObject goodMembers(const std::vector<Field> &fields, bool inGroup, Chooser &choose)
{
    QJsonObject values;
    for (const Field &field : fields) {
        const QJsonValue value = goodValue(field, choose);
        if (!value.isUndefined()) {
            values.insert(inGroup ? field.key() : field.id, value);
        }
    }
    return values;
}

QJsonValue strangeValue(Chooser &choose)
{
    switch (choose.below(12)) {
    case 0: return QJsonValue::Null;
    case 1: return choose.once(2);
    case 2: return choose.below(256) - 128;
    case 3: return 1e300;
    case 4: return 0.5;
    case 5: return QString();
    case 6: return QString(QChar(0xD800));
    case 7: return u"ＤＥＵ　ﾀﾛｳ"_s;
    case 8: return QJsonArray{};
    case 9: return QJsonArray{QJsonObject{}, 1, QJsonObject{{u"m0"_s, strangeValue(choose)}, {u"zz"_s, true}}};
    case 10: return QJsonObject{{u"a"_s, 1}};
    default: return QString(choose.below(256), QChar(char16_t(0x300 + choose.below(64))));
    }
}

QJsonObject disturbed(QJsonObject values, Chooser &choose)
{
    const QStringList keys = values.keys();
    for (const QString &key : keys) {
        const int act = choose.below(6);
        if (act == 4) {
            values.remove(key);
        } else if (act == 5) {
            values.insert(key, strangeValue(choose));
        } else if (values.value(key).isArray()) {
            QJsonArray entries = values.value(key).toArray();
            for (qsizetype i = 0; i < entries.size(); ++i) {
                if (entries.at(i).isObject()) {
                    entries.replace(i, disturbed(entries.at(i).toObject(), choose));
                }
            }
            values.insert(key, entries);
        }
    }
    if (choose.once(6)) {
        values.insert(choose.once(2) ? u"nobody~/asked"_s : u"f0"_s, strangeValue(choose));
    }
    return values;
}

} // namespace

int Chooser::below(int count)
{
    if (m_left == 0 || count < 2) {
        return 0;
    }
    --m_left;
    return *m_at++ % count;
}

QJsonObject madeForm(Chooser &choose, bool everyType)
{
    return Maker(choose, everyType).form();
}

Made goodAnswers(const Definition &definition, Chooser &choose)
{
    Made made;
    QJsonObject answers;
    for (const Step &step : definition.steps) {
        const QJsonObject values = goodMembers(step.fields, false, choose);
        for (auto value = values.begin(); value != values.end(); ++value) {
            answers.insert(value.key(), value.value());
        }
        for (const Field &field : step.fields) {
            if (field.type == FieldType::Document) {
                const QString type = field.accept.first();
                made.files.push_back({field.id, type == "image/jpeg"_L1 ? u"a.jpg"_s : u"a.pdf"_s, type, 1000, {}});
            }
        }
    }
    // What has to equal another answer does.
    for (const Step &step : definition.steps) {
        for (const Field &field : step.fields) {
            if (field.mustEqual) {
                answers.insert(field.id, answers.value(*field.mustEqual));
            }
        }
    }
    made.answers = Answers(answers);
    return made;
}

Made anyAnswers(const Definition &definition, Chooser &choose)
{
    Made made = goodAnswers(definition, choose);
    made.answers = Answers(disturbed(made.answers.json(), choose));
    std::erase_if(made.files, [&choose](const Attachment &) { return choose.once(4); });
    for (Attachment &file : made.files) {
        switch (choose.below(8)) {
        case 5: file.field = u"f0"_s; break;
        case 6: file.size = 0; break;
        case 7: file.mediaType = u"text/plain"_s; break;
        default: break;
        }
    }
    return made;
}

} // namespace ttp::fuzz
