// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "form/definition.h"

#include <QHash>

namespace ttp::form {

/// The names that conditions and texts of the pre-check may use, and what each can be compared with.
class PrecheckNames {
public:
    /// The questions; facts are added.
    explicit PrecheckNames(const Definition &questions);

    void addCounts(); ///< the facts about landings
    /// False if the name is taken, or none of a fact.
    [[nodiscard]] bool addStanding(const QString &fact);
    [[nodiscard]] bool addText(const QString &fact);

    [[nodiscard]] bool isQuestion(const QString &name) const { return m_questions.contains(name); }
    [[nodiscard]] bool knows(const QString &name) const { return m_fields.contains(name) || m_texts.contains(name); }

    /// Reports, at the object that holds the condition, a name that is unknown and a test that can never hold.
    void check(const Condition &condition, JsonObject &object) const;

private:
    [[nodiscard]] bool canBe(const Field &field, const QJsonValue &value) const;
    [[nodiscard]] bool isFree(const QString &fact) const;

    QHash<QString, Field> m_fields; ///< questions, and facts as if they were
    QStringList m_questions;
    QStringList m_texts; ///< facts that only texts can name
};

} // namespace ttp::form
