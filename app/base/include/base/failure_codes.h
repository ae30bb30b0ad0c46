// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <span>

namespace ttp {

/// Every way in which something can fail. The stable name (`NET-004`) is what people and support see; it never
/// changes its meaning. Texts and state of each are data: `resources/failures/failures.json`.
enum class FailureCode {
    UsageUnknown,           ///< USE-001 the command line cannot be understood
    UsageTermsMissing,      ///< USE-002 --accept-terms is missing
    UsageAccountMissing,    ///< USE-003 user or password is missing
    ProfileUnreadable,      ///< FIL-001 the service profile cannot be read
    ProfileInvalid,         ///< FIL-002 the service profile cannot be understood
    ApplicationUnreadable,  ///< FIL-003 the application file cannot be read
    ApplicationInvalid,     ///< FIL-004 the application file cannot be understood
    ReceiptUnreadable,      ///< FIL-005 the receipt file cannot be read
    ReceiptInvalid,         ///< FIL-006 the receipt file cannot be understood
    OutputUnwritable,       ///< FIL-007 a file cannot be written where it was asked for, found before anything was sent
    ReceiptNotWritten,      ///< FIL-008 sent, but the receipt could not be written
    PaperFontMissing,       ///< FIL-009 no PDF can be made: no font can draw Japanese
    PdfWithoutReceipt,      ///< FIL-010 the PDF does not hold exactly one receipt that can be taken out
    FormFileInvalid,        ///< FIL-011 a form definition given as a file cannot be read or understood
    OutboxUnusable,         ///< OUT-001 what guards against sending twice cannot be written or read
    RegistrationUnreadable, ///< REG-001 the registration file cannot be read
    RegistrationInvalid,    ///< REG-002 the registration file cannot be understood
    AnswersInvalid,         ///< ANS-001 problems in the answers or files, found here
    AttachmentUnreadable,   ///< ATT-001 an attachment cannot be read
    AttachmentChanged,      ///< ATT-002 an attachment is not the file that was checked
    TermsInvalid,           ///< TRM-001 the terms document cannot be understood
    TermsDigestWrong,       ///< TRM-002 a digest does not match the text
    TermsUnsigned,          ///< TRM-003 not signed by a key of the profile
    TermsNotOriginal,       ///< TRM-004 the authoritative text is not the original
    TermsKnownReconstruction, ///< TRM-005 the text is that of a known reconstruction
    TermsOtherVersion,      ///< TRM-006 --accept-terms names another version than the one in force
    TermsChanged,           ///< TRM-007 the terms changed since consent was given
    TermsFontMissing,       ///< TRM-008 no font can draw Japanese
    FormInvalid,            ///< FRM-001 the form definition cannot be understood
    FormChanged,            ///< FRM-002 the form changed since it was filled in
    ConnectFailed,          ///< NET-001 no connection
    DeadlineExceeded,       ///< NET-002 no answer in time
    ConnectionCut,          ///< NET-003 the line broke
    RedirectRefused,        ///< NET-004 the service redirects
    AnswerTooLarge,         ///< NET-005 the answer is larger than allowed
    ProtocolError,          ///< NET-006 the answer is not what the contract says
    ProxyFailed,            ///< NET-007 the proxy refuses or asks for credentials
    Maintenance,            ///< NET-008 closed for maintenance
    TooManyRequests,        ///< NET-009 too many requests
    ServerError,            ///< NET-010 the service failed
    OtherService,           ///< NET-011 another id or kind than the profile's
    TlsUntrusted,           ///< TLS-001 nobody trusted vouches for the certificate
    TlsExpired,             ///< TLS-002 expired or not yet valid
    TlsWrongName,           ///< TLS-003 the certificate names another host
    TlsPinMismatch,         ///< TLS-004 the key is not one that the profile pins
    TlsPinsExpired,         ///< TLS-005 the profile's pins have expired
    TlsHandshakeFailed,     ///< TLS-006 no common version or suite
    TlsStatusMissing,       ///< TLS-007 no good stapled OCSP answer
    TlsUnavailable,         ///< TLS-008 OpenSSL is not available to Qt
    ServiceRefused,         ///< SRV-001 refused for a reason that has no code of its own
    ValidationFailed,       ///< SRV-002 the service found problems in the answers
    DuplicateApplication,   ///< SRV-003 this application exists already
    MalwareDetected,        ///< SRV-004
    PayloadTooLarge,        ///< SRV-005
    UnsupportedMediaType,   ///< SRV-006
    ServiceTermsOutdated,   ///< SRV-007 consent was given to terms that are no longer in force
    ServiceFormOutdated,    ///< SRV-008 the form is no longer in force
    NotFound,               ///< SRV-009
    NotPermitted,           ///< SRV-010
    UploadRefused,          ///< SRV-011 an upload got lost or damaged again and again
    InvalidCredentials,     ///< SGN-001
    AccountLocked,          ///< SGN-002
    PasswordChangeRequired, ///< SGN-003
    SessionEnded,           ///< SGN-004 not signed in, or the session ended and cannot be renewed
    OtherPerson,            ///< WHO-001 name or birth date is not the account holder's
    FalseAgency,            ///< WHO-002 the service claims to be the Agency's, its host is not under go.jp
    OutcomeUnknown,         ///< UNK-001 it is not known whether the application arrived
    ActUnknown,             ///< UNK-002 it is not known whether the service did what it was asked for
    AcknowledgementMismatch,  ///< ACK-001 the acknowledgement does not match what was sent
    AcknowledgementUnsigned,  ///< ACK-002 its signature does not verify
    ReceiptDoesNotMatch,    ///< VER-001 verify: something does not match
    KeychainUnavailable,    ///< KEY-001 no keychain
    KeychainSlow,           ///< KEY-002 the keychain does not answer
    KeychainRefused,        ///< KEY-003 the keychain refused, or did not keep what was written
    KeychainNotForgotten,   ///< KEY-004 the password could not be removed from the keychain
    KeychainTakenOver,      ///< KEY-005 another keychain answers: what was kept is not there
    KeychainLocked,         ///< KEY-006 the keychain is locked, or unlocking was declined
    SecretTooLarge,         ///< KEY-007 larger than what every keychain takes
    KeepingRefused,         ///< KEY-008 by policy nothing is kept, not even for the session
    VaultUnwritable,        ///< VAU-001 the vault cannot be written: full, read-only or gone
    VaultUnreadable,        ///< VAU-002 the disk does not hand out what the vault keeps
    VaultDamaged,           ///< VAU-003 a kept file was truncated, changed or swapped
    VaultNewer,             ///< VAU-004 a later version of the program wrote it
    VaultNotFound,          ///< VAU-005 nothing is kept under this name
    VaultTooLarge,          ///< VAU-006 larger than allowed
    VaultWrongKey,          ///< VAU-007 not the passphrase (or key) of this vault
    VaultKeyMissing,        ///< VAU-008 the vault's key is no longer in the keychain
    VaultLocked,            ///< VAU-009 another program works on the whole vault
    VaultNotPrivate,        ///< VAU-010 the folder is somebody else's, or a link leads elsewhere
    VaultPassphraseNeeded,  ///< VAU-011 what is saved waits for its passphrase
    BundleWrongCode,        ///< BUN-001 not the code or passphrase of this hand-over file
    BundleDamaged,          ///< BUN-002 the hand-over file was truncated or changed, or is none
    BundleNewer,            ///< BUN-003 a later version of the program wrote the hand-over file
    BundleUnreadable,       ///< BUN-004 the hand-over file cannot be read
    BundleUnwritable,       ///< BUN-005 the hand-over file cannot be written
    BundleTooLarge,         ///< BUN-006 the hand-over file holds more than allowed
    DraftInUse,             ///< DRF-001 another window of the program has the draft open
    DraftsNotOpened,        ///< DRF-002 the keychain does not hand out the key to the drafts just now
    NeverReceived,          ///< UNK-003 asked for after a crash: the service never received the application
    EraseIncomplete,        ///< ERA-001 something that is kept could not be erased
    EraseUnsettled,         ///< ERA-002 the outcome of a sending is unknown: nothing was erased
    EraseInUse,             ///< ERA-003 another program is running: nothing was erased
    EraseDeclined,          ///< ERA-004 the person was asked and did not say yes
    ComputerHasProblems,    ///< DOC-001 the check of the computer found problems
    Cancelled,              ///< CAN-001 cancelled by the person before anything was sent
    PracticeFailed,         ///< PRC-001 the practice service cannot start
    Defect,                 ///< DEF-001 a defect of the program
};

/// What became of the act, as the command line reports it (`../resources/failures` maps each code to one).
enum class OutcomeState { Done, Usage, Problems, Refused, Unreachable, Unknown, Credentials, Forbidden, Mismatch, Defect };

/// Every code, in the order of the enumeration.
[[nodiscard]] std::span<const FailureCode> allFailureCodes();

/// The stable name: `NET-004`.
[[nodiscard]] QString nameOf(FailureCode code);

/// The code of a stable name.
[[nodiscard]] std::optional<FailureCode> failureCodeNamed(QStringView name);

/// `done`, `usage`, …
[[nodiscard]] QString nameOf(OutcomeState state);
[[nodiscard]] std::optional<OutcomeState> outcomeStateNamed(QStringView name);

/// 0, 2, 3, … 70 (the table of the command line).
[[nodiscard]] int exitCodeOf(OutcomeState state);

} // namespace ttp
