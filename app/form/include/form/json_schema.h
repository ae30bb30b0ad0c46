// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/definition.h"

#include <QJsonObject>

namespace ttp::form {

/// The member of the schema that lists what JSON Schema cannot say: an array of `{"field", "rule"}`.
inline constexpr auto BeyondSchemaKey = "x-ttp-beyond-schema";

/// A JSON Schema (Draft 2020-12) of the answers to a form, `Application.answers` of the contract. It agrees with
/// `check` on type, presence, conditions, length, character set, pattern, choice, range and count, except for the rules
/// that stand under `x-ttp-beyond-schema`, and it never refuses what `check` accepts: an answer that `check` passes
/// over (that of a hidden field, an empty one) is passed over here as well. Files are no part of the answers: a condition
/// that asks for one binds the schema only as far as it holds with and without files.
///
/// A rule of that list is the attribute of the form that the schema leaves out (`must_equal`, `not_before`,
/// `not_after`, `visible_when`, `required_when`), or
/// * `nfc`: length and pattern are those of the text in NFC; the schema judges only texts that surely are in it;
/// * `country`: which codes are legal in practice only;
/// * `attachments`: a document field, whose files are told by `Application.attachments`.
///
/// Pure, except that the sets of assigned and of combining characters are those of the Unicode version of Qt.
[[nodiscard]] QJsonObject jsonSchema(const Definition &definition);

} // namespace ttp::form
