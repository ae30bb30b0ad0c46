// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "form/answers.h"
#include "form/check.h"
#include "service/uploads.h"

#include <optional>
#include <vector>

namespace ttp::command {

/// An application file of the command line: answers, and files by their fields.
struct ApplicationFile {
    form::Answers answers;
    struct Entry {
        QString field;
        QString path; ///< absolute
    };
    std::vector<Entry> attachments;
};

/// Reads it strictly: `ApplicationUnreadable`, `ApplicationInvalid` with the path of the error.
[[nodiscard]] Result<ApplicationFile> readApplicationFile(const QString &path);

/// The files as they are on disk, and a problem `unreadable` for each that cannot be read.
struct InspectedFiles {
    std::vector<service::FileToSend> files;
    std::vector<std::size_t> places; ///< of each file: its entry in the application file
    std::vector<Problem> problems;
    [[nodiscard]] std::vector<form::Attachment> facts() const;
};
[[nodiscard]] InspectedFiles inspectFiles(const std::vector<ApplicationFile::Entry> &entries, qint64 maxBytes);

/// The N of `/attachments/N`, if the pointer is one.
[[nodiscard]] std::optional<std::size_t> attachmentPlace(const QString &pointer);

} // namespace ttp::command
