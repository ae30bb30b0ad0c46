// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"

#include <QJsonObject>

#include <utility>
#include <vector>

namespace ttp {

/// JSON with secrets in it, read and written without the JSON types of Qt, which keep copies that nobody can wipe.

/// A secret member of a JSON object: its name, plain ASCII, and the UTF-8 text.
using SecretMember = std::pair<QByteArrayView, const Secret *>;

/// The object as compact JSON, the secret members after the open ones. A text with what is not UTF-8 in it is written with
/// U+FFFD in its place.
[[nodiscard]] Secret secretJson(const QJsonObject &open, const std::vector<SecretMember> &secrets);

/// Takes the text of a member of the outermost object out of JSON; in `json` its characters are overwritten by `*`, so that
/// a reader that copies what it reads meets no secret. Empty, and `json` as it was, if there is no such member or it is no
/// text. Judges nothing else: the JSON is yet to be read strictly.
[[nodiscard]] Secret cutOutText(char *json, qsizetype size, QByteArrayView name);

} // namespace ttp
