// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "terms/consent.h"

#include <expected>
#include <vector>

namespace ttp::practice {

/// The body of `POST /applications` (`Application` of the contract).
struct ApplicationBody {
    QString formId;
    QString formVersion;
    terms::Consent consent;
    form::Answers answers;
    std::vector<form::Attachment> attachments;
};

/// Reads a body strictly: what is missing, wrongly typed or unknown outside of `answers` is a defect of the client and
/// is named with its path. Whether the answers fit the form is for form::check.
[[nodiscard]] std::expected<ApplicationBody, QString> readApplicationBody(const QByteArray &json);

/// The body of `POST /applications/{number}/documents`, read as strictly.
[[nodiscard]] std::expected<std::vector<form::Attachment>, QString> readDocumentsBody(const QByteArray &json);

} // namespace ttp::practice
