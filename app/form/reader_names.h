// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/definition.h"

namespace ttp::form {

/// The words of the contract for the values of an enumeration.
[[nodiscard]] std::optional<FieldType> fieldTypeNamed(QStringView name);
[[nodiscard]] std::optional<Charset> charsetNamed(QStringView name);
[[nodiscard]] std::optional<MrzElement> mrzElementNamed(QStringView name);

/// The attributes that mean something for some types only, and would be passed over in silence for the others.
[[nodiscard]] QStringList misplacedAttributes(FieldType type, const QStringList &attributes);

/// True for `passport.number`: `^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$`.
[[nodiscard]] bool isFieldId(QStringView id);

/// True for `type/subtype` in lower case (RFC 6838 section 4.2).
[[nodiscard]] bool isMediaType(QStringView name);

} // namespace ttp::form
