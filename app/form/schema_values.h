// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/definition.h"

#include <QJsonObject>

namespace ttp::form {

/// Writes the schemas of single answers, by the rules that a field has for itself: type, character set, length,
/// pattern, range and choice. Large parts that several fields share go under `$defs`.
class SchemaValues {
public:
    /// The schema of an answer that is there: it refuses an empty one. Not of a group, which has no value of its own, nor
    /// of a document field, which has no answer.
    [[nodiscard]] QJsonObject valueSchema(const Field &field);

    [[nodiscard]] const QJsonObject &definitions() const { return m_definitions; }

private:
    QJsonObject textSchema(const Field &field);
    QJsonObject characters(const Field &field);
    QJsonObject shared(const QString &name, QJsonObject (*make)());

    QJsonObject m_definitions;
};

/// True for a field whose texts may hold characters that normalization (NFC) changes, and whose length or pattern are
/// therefore judged only if they surely hold none.
[[nodiscard]] bool dependsOnNormalization(const Field &field);

/// What a person reads of a field, in both languages.
[[nodiscard]] QJsonObject annotations(const LocalizedText &title, const std::optional<LocalizedText> &hint = {});

} // namespace ttp::form
