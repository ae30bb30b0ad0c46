// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/definition.h"
#include "form/visibility.h"

#include <QDate>

#include <optional>
#include <vector>

namespace ttp::form {

/// What a service accepts (`Service.limits`).
struct Limits {
    qint64 attachmentBytes = 0;
    qint64 totalBytes = 0;
    int attachmentCount = 0;
    QStringList mediaTypes;
};

/// What the rules need to know beside the answers.
struct CheckContext {
    QDate today;                  ///< in Asia/Tokyo
    bool practice = false;        ///< the country code UTO is legal only in practice
    std::optional<Limits> limits; ///< absent: no check against the service's limits
};

/// Checks everything: pure, the same on the client and in the practice service. Problems come in the order of the
/// form; unknown and wrongly typed members of the answers are problems too. `Problem::field` is the full id,
/// `Problem::pointer` leads into the request body.
[[nodiscard]] std::vector<Problem> check(const Definition &definition, const Answers &answers,
                                         const std::vector<Attachment> &attachments, const CheckContext &context);

/// The problems of one step only.
[[nodiscard]] std::vector<Problem> checkStep(const Definition &definition, const Step &step, const Answers &answers,
                                             const std::vector<Attachment> &attachments, const CheckContext &context);

/// The same from what is known of the definition, answers and files already: one look at them serves every step.
[[nodiscard]] std::vector<Problem> checkStep(const Visibility &known, const Step &step, const CheckContext &context);
/// True if `checkStep` would find nothing; looks no further than the first problem.
[[nodiscard]] bool isComplete(const Visibility &known, const Step &step, const CheckContext &context);

/// The problems of one entry of a group while it is being edited: `entries` as in Visibility, innermost last.
/// Pointers are relative to the entry: `/date`.
[[nodiscard]] std::vector<Problem> checkEntry(const Definition &definition, const Field &group, const Answers &answers,
                                              const std::vector<Attachment> &attachments,
                                              const std::vector<QJsonObject> &entries, const CheckContext &context);
[[nodiscard]] std::vector<Problem> checkEntry(const Visibility &known, const Field &group,
                                              const std::vector<QJsonObject> &entries, const CheckContext &context);

} // namespace ttp::form
