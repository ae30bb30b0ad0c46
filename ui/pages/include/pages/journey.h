// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/check.h"
#include "service/greeting.h"
#include "service/profile.h"
#include "service/sessions.h"
#include "service/uploads.h"
#include "terms/consent.h"
#include "terms/difference.h"

#include <QDateTime>
#include <QImage>

#include <optional>
#include <vector>

namespace ttp::ui {

class FileChooser;

/// A file that the person added to a document field.
struct AttachedFile {
    enum class State { Checking, Ready, Refused };

    QString id; ///< made here; only for finding it again
    State state = State::Checking;
    service::FileToSend file;
    LocalizedText message; ///< why it was refused
    QImage thumbnail;
    QString keptAs;    ///< name of its bytes in the draft; another one when it is replaced
    bool kept = false; ///< they are there, and `file.source` reads them
    struct Before {
        form::Attachment facts;
        QString keptAs;
    };
    std::optional<Before> before; ///< what it replaces, as long as it is not measured: the draft keeps that until then
};

/// An application of the same person that was sent before.
struct EarlierApplication {
    QDateTime received; ///< UTC
    form::Answers answers;
};

/// Everything that one run of the wizard knows. The controller changes it, the pages show it; a page that edits an
/// answer writes it here at every key press, so that pages can come and go.
struct Journey {
    service::Profile profile;
    std::optional<service::Credentials> practiceAccount; ///< of the embedded service, filled in on the sign-in page
    std::optional<service::Greeting> greeting;
    std::optional<terms::Consent> consent;
    /// A consent to terms that are no longer in force, until it is given anew.
    struct AgreedBefore {
        terms::Consent consent;
        std::optional<terms::Terms> terms; ///< that it was given to, if they are still known
        std::optional<terms::ChangesSince> changes; ///< none: not yet looked for
    };
    std::optional<AgreedBefore> agreedBefore;
    std::optional<service::Credentials> credentials;
    std::optional<service::Session::Holder> holder;
    bool signedIn = false;
    form::Answers answers;
    std::vector<AttachedFile> files;
    std::optional<EarlierApplication> earlier; ///< whose answers are offered
    QString language; ///< `ja` or `en`
    FileChooser *chooser = nullptr; ///< null: the system's dialogs
    bool kept = false; ///< what is entered is saved on this computer
    bool locked = false; ///< what was saved on this computer waits for its passphrase
    bool shared = false; ///< a machine for everybody: no keychain, and the end of a session clears it

    [[nodiscard]] bool isPractice() const { return profile.isPractice(); }
    [[nodiscard]] const form::Definition &definition() const { return greeting->form; }
    /// The answers as they would be sent: what the rules judge, so that "abc-1" is no error where "ABC1" is stored.
    [[nodiscard]] form::Answers prepared() const;
    /// What rules and wire see of the files that can be sent.
    [[nodiscard]] std::vector<form::Attachment> attachments() const;
    [[nodiscard]] std::vector<service::FileToSend> filesToSend() const;
    [[nodiscard]] form::CheckContext checkContext(const QDate &today) const;
};

} // namespace ttp::ui
