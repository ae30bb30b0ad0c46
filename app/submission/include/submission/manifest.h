// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/definition.h"
#include "service/uploads.h"
#include "terms/consent.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace ttp::submission {

/// What the person saw on the review page and wants to send: a new application, or documents that are added to one.
struct Application {
    form::Definition definition;
    form::Answers answers;
    std::vector<service::FileToSend> files;
    terms::Consent consent;
    QString language; ///< of the person
    QString addTo;    ///< number of the application that `files` are added to; empty: a new application
    QString key = {}; ///< idempotency key that was noted elsewhere already; empty: a new one
};

/// What is sent, fixed for ever: the very bytes, their digest, the key that makes it one, and the files by digest.
struct Manifest {
    QByteArray body;
    QByteArray bodySha256; ///< lower-case hex
    QString key;           ///< idempotency key, a UUID without quotes
    form::Answers answers; ///< those in the body
    std::vector<service::FileToSend> files;
    QString termsVersion;
    QString addTo;         ///< as in Application
};

/// A service names an attachment by its place in the body (`/attachments/N`); this puts the field to it.
void nameFields(std::vector<Problem> &problems, const Manifest &manifest);

/// Fixes an application. Reads every file once more: `AttachmentUnreadable` if one has vanished, `AttachmentChanged` if it
/// is not the file that was checked. Reads from disk: run it in the background.
[[nodiscard]] Result<Manifest> freeze(const Application &application);

} // namespace ttp::submission
