// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/outline.h"

#include <QJsonArray>

namespace ttp::form {

namespace {

class Outliner {
public:
    explicit Outliner(const Visibility &visibility) : m_visibility(visibility) {}

    std::vector<OutlineRow> rows(const Step &step, const Answers &answers)
    {
        for (const Field &field : step.fields) {
            if (m_visibility.isVisible(field)) {
                add(field, field.id, answers.value(field.id), {});
            }
        }
        return std::move(m_rows);
    }

private:
    using Entries = std::vector<QJsonObject>;

    void add(const Field &field, const QString &topId, const QJsonValue &value, const Entries &entries)
    {
        if (field.type == FieldType::Group) {
            addGroup(field, topId, value.toArray(), entries);
        } else {
            const bool isDocument = field.type == FieldType::Document;
            m_rows.push_back({&field, topId, isDocument ? QJsonValue(QJsonValue::Undefined) : value, int(entries.size()), {}});
        }
    }

    void addGroup(const Field &group, const QString &topId, const QJsonArray &array, const Entries &outer)
    {
        const int depth = int(outer.size());
        if (array.isEmpty()) {
            m_rows.push_back({&group, topId, QJsonValue::Undefined, depth, {}});
        }
        for (qsizetype i = 0; i < array.size(); ++i) {
            Entries entries(outer);
            entries.push_back(array.at(i).toObject());
            m_rows.push_back({&group, topId, QJsonValue::Undefined, depth, int(i) + 1});
            for (const Field &member : group.fields) {
                if (m_visibility.isVisible(member, entries)) {
                    add(member, topId, entries.back().value(member.key()), entries);
                }
            }
        }
    }

    const Visibility &m_visibility;
    std::vector<OutlineRow> m_rows;
};

} // namespace

std::vector<OutlineRow> outline(const Step &step, const Answers &answers, const Visibility &visibility)
{
    return Outliner(visibility).rows(step, answers);
}

} // namespace ttp::form
