// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/check.h"
#include "form/visibility.h"
#include "service/greeting.h"
#include "service/profile.h"
#include "service/sessions.h"
#include "service/uploads.h"
#include "terms/consent.h"
#include "terms/difference.h"

#include <QDateTime>
#include <QImage>

#include <memory>
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

/// What the rules make of the answers and files of one moment. Has its own copies: nothing that changes later changes it.
struct Judged {
    std::shared_ptr<const form::Definition> definition;
    form::Answers typed;
    std::vector<form::Attachment> files;
    form::Answers prepared; ///< `typed` as it would be sent
    form::Visibility visibility;
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
    form::Answers precheck; ///< answers of the pre-check; in memory only
    QJsonObject carried;    ///< what of them was put into `answers`: field → value
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
    [[nodiscard]] form::Answers prepared() const { return judged()->prepared; }
    /// Judged once for every change, however often it is asked for; keep the pointer as long as it is used.
    [[nodiscard]] std::shared_ptr<const Judged> judged() const;
    /// What rules and wire see of the files that can be sent.
    [[nodiscard]] std::vector<form::Attachment> attachments() const;
    [[nodiscard]] std::vector<service::FileToSend> filesToSend() const;
    [[nodiscard]] form::CheckContext checkContext(const QDate &today) const;

    mutable std::shared_ptr<const Judged> lastJudged; ///< of judged()
};

} // namespace ttp::ui
