// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "form/definition.h"

namespace ttp::form {

// Far above any form that people fill in; a hostile definition must cost neither memory nor patience.
inline constexpr int MaxSteps = 100;
inline constexpr int MaxFields = 2000;
inline constexpr int MaxChoices = 20'000;    ///< of all fields together
inline constexpr int MaxConditions = 20'000; ///< of all fields together, parts counted
inline constexpr int MaxConditionDepth = 16;
inline constexpr int MaxDependencyDepth = 100; ///< how many fields can lean on each other in a row
inline constexpr int MaxPatternSize = 200'000; ///< of all patterns together, unrolled
inline constexpr int MaxTextLength = 20'000;   ///< of one text in one language, UTF-16 units
inline constexpr int MaxNameLength = 100;      ///< of ids, versions and values of choices
inline constexpr int MaxLanguages = 50;        ///< of one text
inline constexpr int MaxCount = 100'000;       ///< of lengths, entries and files that a rule can name

/// Reads one definition: every member, its type and its limits. What the parts say about each other is for
/// `linkErrors`.
class FormReader {
public:
    [[nodiscard]] Definition read(const QJsonValue &document);
    [[nodiscard]] JsonErrors &errors() { return m_errors; }
    /// One condition of another document; its errors go where the object's do. What its names mean is not judged.
    [[nodiscard]] Condition readCondition(JsonObject &object, int depth = 1);

private:
    Step readStep(JsonObject &object);
    Field readField(JsonObject &object, int groupsAround);
    void readMembers(JsonObject &object, Field &field, int groupsAround);
    void readTextRules(JsonObject &object, Field &field);
    void readPattern(JsonObject &object, Field &field);
    void readValueRules(JsonObject &object, Field &field);
    void readFileRules(JsonObject &object, Field &field);
    void readChoices(JsonObject &object, Field &field);
    std::optional<Condition> readOptionalCondition(JsonObject &object, const QString &key);
    void readTest(JsonObject &object, Condition &condition);
    QString readName(JsonObject &object, const QString &key);
    LocalizedText readText(JsonObject &object, const QString &key);
    std::optional<LocalizedText> readOptionalText(JsonObject &object, const QString &key);
    void checkText(JsonObject &object, const QString &key, const LocalizedText &text);
    std::optional<int> readCount(JsonObject &object, const QString &key, int least);
    std::optional<DateBound> readBound(JsonObject &object, const QString &key);

    JsonErrors m_errors;
    int m_fields = 0;
    int m_choices = 0;
    int m_conditions = 0;
    int m_patternSize = 0;
};

/// Judges ids, references and cycles of a definition whose parts are legal. Reports the first error.
void linkErrors(const Definition &definition, JsonErrors &errors);

} // namespace ttp::form
