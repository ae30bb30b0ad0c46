// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace ttp::form {

/// What a typed e-mail address was probably meant to be, where it looks like a slip of the keys: a comma for a dot, blanks
/// inside, a name around it, an ending that does not exist (`.con`, `.co.jo`), or a domain that is one or two letters
/// beside one of the providers in `resources/email/domains.json` (Damerau-Levenshtein). Nothing for an address that may
/// well be right, and nothing where only what `normalizeText` does would change. Only a hint: it must never block, because
/// the rarest domain may be the right one. The part before the @ is never changed (Japanese carriers gave out strange ones).
[[nodiscard]] std::optional<QString> emailHint(const QString &typed);

} // namespace ttp::form
