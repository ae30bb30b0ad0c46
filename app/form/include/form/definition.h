// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"
#include "base/result.h"
#include "form/pattern.h"

#include <QByteArray>
#include <QDate>
#include <QJsonValue>
#include <QStringList>

#include <optional>
#include <vector>

namespace ttp::form {

enum class FieldType {
    Text,
    Multiline,
    Date,
    PartialDate,
    Country,
    Choice,
    Choices,
    YesNo,
    Integer,
    Email,
    Phone,
    Group,
    Document,
    Statement
};

/// What is stored; the client converts width and case before it complains.
enum class Charset { Any, Ascii, LatinUpper, Digits, Alphanumeric, FullWidth };

/// Which element of a passport's machine readable zone can fill a field (ICAO Doc 9303).
enum class MrzElement {
    DocumentType,
    IssuingState,
    DocumentNumber,
    Surname,
    GivenNames,
    FullName,
    Nationality,
    BirthDate,
    Sex,
    ExpiryDate
};

/// `Condition` of the contract: exactly one of all, any, not, field.
struct Condition {
    enum class Kind { All, Any, Not, Equals, In, Answered, AtLeast };

    Kind kind = Kind::All;
    std::vector<Condition> parts; ///< of All, Any, Not (one part)
    QString field;                ///< of the four tests of a field
    QJsonValue operand;           ///< of Equals
    std::vector<QJsonValue> set;  ///< of In
    bool answered = true;         ///< of Answered
    double atLeast = 0;           ///< of AtLeast
};

/// `not_before`, `not_after`: an ISO date, or today moved by an ISO 8601 duration of years, months and days.
struct DateBound {
    QDate date; ///< invalid: relative to today
    int years = 0;
    int months = 0;
    int days = 0;

    /// The bound's date; a day that the month does not have becomes the month's last.
    [[nodiscard]] QDate resolve(const QDate &today) const;
};

struct ChoiceOption {
    QString value;
    LocalizedText label;
    std::optional<LocalizedText> hint;
};

struct Field {
    QString id;
    FieldType type = FieldType::Text;
    LocalizedText label;
    std::optional<LocalizedText> hint;
    std::optional<LocalizedText> why;
    bool required = true;
    std::optional<Condition> requiredWhen;
    std::optional<Condition> visibleWhen;
    std::optional<int> minLength;
    std::optional<int> maxLength; ///< code points after NFC
    Charset charset = Charset::Any;
    std::optional<QString> pattern;
    std::optional<Pattern> matcher; ///< `pattern`, compiled
    std::optional<LocalizedText> patternMessage;
    std::optional<qint64> minimum;
    std::optional<qint64> maximum;
    std::optional<DateBound> notBefore;
    std::optional<DateBound> notAfter;
    std::optional<QString> mustEqual;
    std::vector<ChoiceOption> choices;
    std::vector<Field> fields; ///< members of a group
    std::optional<int> minCount;
    std::optional<int> maxCount;
    QStringList accept; ///< media types of a document field; empty: those of the service
    std::optional<qint64> maxBytes;
    std::optional<MrzElement> mrz;
    bool masked = false;

    /// The last segment of the id: the key in an entry of a group.
    [[nodiscard]] QString key() const;
};

struct Step {
    QString id;
    LocalizedText title;
    std::optional<LocalizedText> intro;
    std::optional<Condition> visibleWhen;
    std::vector<Field> fields;
};

/// A form as a service announces it (`Form` of the contract). Only `readDefinition` makes one that may be relied on.
struct Definition {
    QString id;
    QString version;
    LocalizedText title;
    std::vector<Step> steps;
    QByteArray json; ///< the document it was read from, byte by byte

    /// The field of that full id, also inside groups; null if there is none.
    [[nodiscard]] const Field *field(const QString &id) const;
};

/// Largest form document, in bytes.
inline constexpr qint64 MaxDefinitionBytes = 8 * 1024 * 1024;

/// Reads a form definition strictly: an unknown member, type or value, an attribute that means nothing for its type, a
/// doubled id, a reference to an unknown field, a condition that can never hold, a cycle of conditions, an illegal
/// pattern, a group that nests too deep or a form of absurd size is `FormInvalid`; its facts begin with the JSON
/// Pointer of the error (`/steps/0/fields/2/type: …`).
[[nodiscard]] Result<Definition> readDefinition(const QByteArray &json);

} // namespace ttp::form
