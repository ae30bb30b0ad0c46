// SPDX-License-Identifier: GPL-3.0-or-later
#include "answer_sections.h"

#include "bilingual.h"
#include "form/display.h"
#include "form/visibility.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace ttp::paper {

namespace {

class RowMaker {
public:
    RowMaker(const form::Visibility &visibility, const form::Answers &answers,
             const std::vector<form::Attachment> &files)
        : m_visibility(visibility), m_answers(answers), m_files(files)
    {
    }

    std::vector<Row> rows(const form::Step &step)
    {
        m_rows.clear();
        for (const form::Field &field : step.fields) {
            if (m_visibility.isVisible(field)) {
                add(field, m_answers.value(field.id), {});
            }
        }
        return std::move(m_rows);
    }

private:
    using Entries = std::vector<QJsonObject>;

    void add(const form::Field &field, const QJsonValue &value, const Entries &entries)
    {
        const int depth = int(entries.size());
        switch (field.type) {
        case form::FieldType::Group: addGroup(field, value.toArray(), entries); break;
        case form::FieldType::Document: push(field, documents(field.id), depth); break;
        default:
            push(field, inBoth([&](const QString &language) { return form::displayText(field, value, language); }),
                 depth);
        }
    }

    void push(const form::Field &field, const LocalizedText &value, int depth)
    {
        const bool missing = value.in(u"ja"_s).isEmpty();
        m_rows.push_back({harmless(field.label), missing ? LocalizedText(u"未入力"_s, u"Not provided"_s) : value,
                          Row::Kind::Text, depth, missing});
    }

    void addGroup(const form::Field &group, const QJsonArray &array, const Entries &outer)
    {
        if (array.isEmpty()) {
            push(group, LocalizedText(QString(), QString()), int(outer.size()));
        }
        for (qsizetype i = 0; i < array.size(); ++i) {
            Entries entries(outer);
            entries.push_back(array.at(i).toObject());
            const QString number = QString::number(i + 1);
            m_rows.push_back({harmless(group.label), {number + u"件目"_s, u"No. "_s + number}, Row::Kind::Entry,
                              int(outer.size()), false});
            for (const form::Field &member : group.fields) {
                if (m_visibility.isVisible(member, entries)) {
                    add(member, entries.back().value(member.key()), entries);
                }
            }
        }
    }

    LocalizedText documents(const QString &fieldId) const
    {
        QStringList japanese;
        QStringList english;
        for (const form::Attachment &file : m_files) {
            if (file.field == fieldId) {
                const QString name = harmless(file.filename);
                japanese += u"%1（%2）"_s.arg(name, exactSize(file.size).in(u"ja"_s));
                english += u"%1 (%2)"_s.arg(name, exactSize(file.size).in(u"en"_s));
            }
        }
        return {japanese.join(u'\n'), english.join(u'\n')};
    }

    const form::Visibility &m_visibility;
    const form::Answers &m_answers;
    const std::vector<form::Attachment> &m_files;
    std::vector<Row> m_rows;
};

} // namespace

std::vector<Section> answerSections(const form::Definition &definition, const form::Answers &answers,
                                    const std::vector<form::Attachment> &files)
{
    const form::Visibility visibility(definition, answers, files);
    RowMaker maker(visibility, answers, files);
    std::vector<Section> sections;
    for (const form::Step &step : definition.steps) {
        if (visibility.isVisible(step)) {
            sections.push_back({harmless(step.title), maker.rows(step)});
        }
    }
    return sections;
}

} // namespace ttp::paper
