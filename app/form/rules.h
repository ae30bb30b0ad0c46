// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/check.h"
#include "messages.h"

namespace ttp::form {

/// What is wrong with one value: a code of the contract and the sentence for the person.
struct Finding {
    QString code;
    LocalizedText message;
};

/// The first thing that is wrong with one answer, judged by the field's own rules alone (not visibility, `required`,
/// `must_equal` or counts). The value is not empty; groups and document fields have no such rules.
[[nodiscard]] std::optional<Finding> judge(const Field &field, const QJsonValue &value, const CheckContext &context);

/// What a required field that has no answer is told.
[[nodiscard]] Finding missing(const Field &field);

/// The first thing that is wrong with one file.
[[nodiscard]] std::optional<Finding> judgeFile(const Field &field, const Attachment &file, const CheckContext &context);

/// The HTML living standard's valid e-mail address.
[[nodiscard]] bool isEmail(const QString &text);

/// E.164: + and 8 to 15 digits.
[[nodiscard]] bool isPhone(const QString &text);

} // namespace ttp::form
