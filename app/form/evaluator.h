// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "index.h"

namespace ttp::form {

/// Where names get their values: the answers outside of groups, or one entry of a group and what lies around it.
/// Remembers what was found out, so every field is judged once, however many conditions name it.
class Scope {
public:
    explicit Scope(QJsonObject answers) : m_values(std::move(answers)) {}
    /// `outer` must outlive the scope.
    Scope(const Scope &outer, const Field &group, QJsonObject entry)
        : m_outer(&outer), m_group(&group), m_values(std::move(entry))
    {
    }

    [[nodiscard]] const Field *group() const { return m_group; }
    [[nodiscard]] const QJsonObject &values() const { return m_values; }
    /// The answer as it is there, also if the field is hidden.
    [[nodiscard]] QJsonValue raw(const Field &field) const;

private:
    friend class Evaluator;

    const Scope *m_outer = nullptr;
    const Field *m_group = nullptr;
    QJsonObject m_values;
    mutable QHash<const Field *, bool> m_visible;
    mutable QHash<const Field *, QJsonValue> m_groups;
};

/// Judges conditions. Definition and attachments must outlive it. Not for use from several threads at a time.
class Evaluator {
public:
    Evaluator(const Definition &definition, const Answers &answers, const std::vector<Attachment> &attachments);

    [[nodiscard]] const Index &index() const { return m_index; }
    [[nodiscard]] const Definition &definition() const { return m_definition; }
    [[nodiscard]] const std::vector<Attachment> &attachments() const { return m_attachments; }
    /// By id; null if there is none.
    [[nodiscard]] const Step *step(const QString &id) const;
    /// The answers outside of groups.
    [[nodiscard]] const Scope &top() const { return m_top; }

    [[nodiscard]] bool isVisible(const Step &step) const;
    /// `scope` is an entry of the group that the field is a member of, or top().
    [[nodiscard]] bool isVisible(const Field &field, const Scope &scope) const;
    [[nodiscard]] bool isRequired(const Field &field, const Scope &scope) const;

    /// The answer as conditions see it: undefined for a hidden or empty one; a group without what is
    /// hidden or empty in it.
    [[nodiscard]] QJsonValue value(const Field &field, const Scope &scope) const;

    /// An entry without its hidden and empty members; what the group does not know stays.
    [[nodiscard]] QJsonObject shownPart(const Scope &entry) const;

    /// The field that a name means in that scope, and the scope that holds it; null if there is none.
    [[nodiscard]] std::pair<const Field *, const Scope *> resolve(const QString &name, const Scope &scope) const;

private:
    [[nodiscard]] bool holds(const Condition &condition, const Scope &scope) const;
    [[nodiscard]] bool test(const Condition &condition, const Scope &scope) const;
    [[nodiscard]] QJsonValue shownEntries(const Field &group, const Scope &scope) const;
    [[nodiscard]] qsizetype fileCount(const Field &field) const;
    [[nodiscard]] const Step *stepOf(const Field &field) const;

    const Definition &m_definition;
    Index m_index;
    const std::vector<Attachment> &m_attachments;
    Scope m_top;
    mutable QHash<const Step *, bool> m_visibleSteps;
};

} // namespace ttp::form
