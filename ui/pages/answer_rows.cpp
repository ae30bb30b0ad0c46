// SPDX-License-Identifier: GPL-3.0-or-later
#include "answer_rows.h"

#include "form/display.h"
#include "size_in_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

class RowMaker {
public:
    explicit RowMaker(const Journey &journey)
        : m_journey(journey), m_answers(journey.prepared()), m_files(journey.attachments()),
          m_visibility(journey.definition(), m_answers, m_files)
    {
    }

    std::vector<AnswerRow> rows(const form::Step &step)
    {
        for (const form::Field &field : step.fields) {
            if (m_visibility.isVisible(field)) {
                add(field, field.id, m_answers.value(field.id), {});
            }
        }
        return std::move(m_rows);
    }

private:
    void add(const form::Field &field, const QString &topId, const QJsonValue &value,
             const std::vector<QJsonObject> &entries)
    {
        const QString question = field.label.in(m_journey.language);
        switch (field.type) {
        case form::FieldType::Group: addGroup(field, topId, value.toArray(), entries); break;
        case form::FieldType::Document: m_rows.push_back({topId, question, documents(field.id)}); break;
        default:
            m_rows.push_back(
                {topId, question, form::displayText(field, value, m_journey.language), !entries.empty()});
        }
    }

    void addGroup(const form::Field &group, const QString &topId, const QJsonArray &array,
                  const std::vector<QJsonObject> &outer)
    {
        const QString label = group.label.in(m_journey.language);
        if (array.isEmpty()) {
            m_rows.push_back({topId, label, {}, !outer.empty()});
        }
        for (qsizetype i = 0; i < array.size(); ++i) {
            std::vector<QJsonObject> entries(outer);
            entries.push_back(array.at(i).toObject());
            m_rows.push_back({topId, label, QCoreApplication::translate("ReviewPage", "No. %1").arg(i + 1),
                              !outer.empty()});
            for (const form::Field &member : group.fields) {
                if (m_visibility.isVisible(member, entries)) {
                    add(member, topId, entries.back().value(member.key()), entries);
                }
            }
        }
    }

    QString documents(const QString &fieldId) const
    {
        QStringList names;
        for (const AttachedFile &file : m_journey.files) {
            if (file.file.facts.field == fieldId) {
                names += u"%1 (%2)"_s.arg(file.file.facts.filename, sizeInWords(file.file.facts.size, m_journey.language));
            }
        }
        return names.join(u'\n');
    }

    const Journey &m_journey;
    form::Answers m_answers; ///< as they are sent
    std::vector<form::Attachment> m_files;
    form::Visibility m_visibility;
    std::vector<AnswerRow> m_rows;
};

} // namespace

std::vector<AnswerRow> answerRows(const Journey &journey, const form::Step &step)
{
    return RowMaker(journey).rows(step);
}

} // namespace ttp::ui
