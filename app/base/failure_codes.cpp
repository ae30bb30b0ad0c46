// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failure_codes.h"

#include <algorithm>
#include <array>

namespace ttp {

namespace {

struct CodeName {
    FailureCode code;
    const char *name;
};

constexpr std::array CodeNames{
    CodeName{FailureCode::UsageUnknown, "USE-001"},
    CodeName{FailureCode::UsageTermsMissing, "USE-002"},
    CodeName{FailureCode::UsageAccountMissing, "USE-003"},
    CodeName{FailureCode::ProfileUnreadable, "FIL-001"},
    CodeName{FailureCode::ProfileInvalid, "FIL-002"},
    CodeName{FailureCode::ApplicationUnreadable, "FIL-003"},
    CodeName{FailureCode::ApplicationInvalid, "FIL-004"},
    CodeName{FailureCode::ReceiptUnreadable, "FIL-005"},
    CodeName{FailureCode::ReceiptInvalid, "FIL-006"},
    CodeName{FailureCode::OutputUnwritable, "FIL-007"},
    CodeName{FailureCode::ReceiptNotWritten, "FIL-008"},
    CodeName{FailureCode::PaperFontMissing, "FIL-009"},
    CodeName{FailureCode::PdfWithoutReceipt, "FIL-010"},
    CodeName{FailureCode::FormFileInvalid, "FIL-011"},
    CodeName{FailureCode::OutboxUnusable, "OUT-001"},
    CodeName{FailureCode::RegistrationUnreadable, "REG-001"},
    CodeName{FailureCode::RegistrationInvalid, "REG-002"},
    CodeName{FailureCode::AnswersInvalid, "ANS-001"},
    CodeName{FailureCode::AttachmentUnreadable, "ATT-001"},
    CodeName{FailureCode::AttachmentChanged, "ATT-002"},
    CodeName{FailureCode::TermsInvalid, "TRM-001"},
    CodeName{FailureCode::TermsDigestWrong, "TRM-002"},
    CodeName{FailureCode::TermsUnsigned, "TRM-003"},
    CodeName{FailureCode::TermsNotOriginal, "TRM-004"},
    CodeName{FailureCode::TermsKnownReconstruction, "TRM-005"},
    CodeName{FailureCode::TermsOtherVersion, "TRM-006"},
    CodeName{FailureCode::TermsChanged, "TRM-007"},
    CodeName{FailureCode::TermsFontMissing, "TRM-008"},
    CodeName{FailureCode::FormInvalid, "FRM-001"},
    CodeName{FailureCode::FormChanged, "FRM-002"},
    CodeName{FailureCode::ConnectFailed, "NET-001"},
    CodeName{FailureCode::DeadlineExceeded, "NET-002"},
    CodeName{FailureCode::ConnectionCut, "NET-003"},
    CodeName{FailureCode::RedirectRefused, "NET-004"},
    CodeName{FailureCode::AnswerTooLarge, "NET-005"},
    CodeName{FailureCode::ProtocolError, "NET-006"},
    CodeName{FailureCode::ProxyFailed, "NET-007"},
    CodeName{FailureCode::Maintenance, "NET-008"},
    CodeName{FailureCode::TooManyRequests, "NET-009"},
    CodeName{FailureCode::ServerError, "NET-010"},
    CodeName{FailureCode::OtherService, "NET-011"},
    CodeName{FailureCode::TlsUntrusted, "TLS-001"},
    CodeName{FailureCode::TlsExpired, "TLS-002"},
    CodeName{FailureCode::TlsWrongName, "TLS-003"},
    CodeName{FailureCode::TlsPinMismatch, "TLS-004"},
    CodeName{FailureCode::TlsPinsExpired, "TLS-005"},
    CodeName{FailureCode::TlsHandshakeFailed, "TLS-006"},
    CodeName{FailureCode::TlsStatusMissing, "TLS-007"},
    CodeName{FailureCode::TlsUnavailable, "TLS-008"},
    CodeName{FailureCode::ServiceRefused, "SRV-001"},
    CodeName{FailureCode::ValidationFailed, "SRV-002"},
    CodeName{FailureCode::DuplicateApplication, "SRV-003"},
    CodeName{FailureCode::MalwareDetected, "SRV-004"},
    CodeName{FailureCode::PayloadTooLarge, "SRV-005"},
    CodeName{FailureCode::UnsupportedMediaType, "SRV-006"},
    CodeName{FailureCode::ServiceTermsOutdated, "SRV-007"},
    CodeName{FailureCode::ServiceFormOutdated, "SRV-008"},
    CodeName{FailureCode::NotFound, "SRV-009"},
    CodeName{FailureCode::NotPermitted, "SRV-010"},
    CodeName{FailureCode::UploadRefused, "SRV-011"},
    CodeName{FailureCode::InvalidCredentials, "SGN-001"},
    CodeName{FailureCode::AccountLocked, "SGN-002"},
    CodeName{FailureCode::PasswordChangeRequired, "SGN-003"},
    CodeName{FailureCode::SessionEnded, "SGN-004"},
    CodeName{FailureCode::OtherPerson, "WHO-001"},
    CodeName{FailureCode::FalseAgency, "WHO-002"},
    CodeName{FailureCode::OutcomeUnknown, "UNK-001"},
    CodeName{FailureCode::ActUnknown, "UNK-002"},
    CodeName{FailureCode::AcknowledgementMismatch, "ACK-001"},
    CodeName{FailureCode::AcknowledgementUnsigned, "ACK-002"},
    CodeName{FailureCode::ReceiptDoesNotMatch, "VER-001"},
    CodeName{FailureCode::KeychainUnavailable, "KEY-001"},
    CodeName{FailureCode::KeychainSlow, "KEY-002"},
    CodeName{FailureCode::KeychainRefused, "KEY-003"},
    CodeName{FailureCode::KeychainNotForgotten, "KEY-004"},
    CodeName{FailureCode::KeychainTakenOver, "KEY-005"},
    CodeName{FailureCode::KeychainLocked, "KEY-006"},
    CodeName{FailureCode::SecretTooLarge, "KEY-007"},
    CodeName{FailureCode::KeepingRefused, "KEY-008"},
    CodeName{FailureCode::VaultUnwritable, "VAU-001"},
    CodeName{FailureCode::VaultUnreadable, "VAU-002"},
    CodeName{FailureCode::VaultDamaged, "VAU-003"},
    CodeName{FailureCode::VaultNewer, "VAU-004"},
    CodeName{FailureCode::VaultNotFound, "VAU-005"},
    CodeName{FailureCode::VaultTooLarge, "VAU-006"},
    CodeName{FailureCode::VaultWrongKey, "VAU-007"},
    CodeName{FailureCode::VaultKeyMissing, "VAU-008"},
    CodeName{FailureCode::VaultLocked, "VAU-009"},
    CodeName{FailureCode::VaultNotPrivate, "VAU-010"},
    CodeName{FailureCode::VaultPassphraseNeeded, "VAU-011"},
    CodeName{FailureCode::BundleWrongCode, "BUN-001"},
    CodeName{FailureCode::BundleDamaged, "BUN-002"},
    CodeName{FailureCode::BundleNewer, "BUN-003"},
    CodeName{FailureCode::BundleUnreadable, "BUN-004"},
    CodeName{FailureCode::BundleUnwritable, "BUN-005"},
    CodeName{FailureCode::BundleTooLarge, "BUN-006"},
    CodeName{FailureCode::DraftInUse, "DRF-001"},
    CodeName{FailureCode::DraftsNotOpened, "DRF-002"},
    CodeName{FailureCode::NeverReceived, "UNK-003"},
    CodeName{FailureCode::EraseIncomplete, "ERA-001"},
    CodeName{FailureCode::EraseUnsettled, "ERA-002"},
    CodeName{FailureCode::EraseInUse, "ERA-003"},
    CodeName{FailureCode::EraseDeclined, "ERA-004"},
    CodeName{FailureCode::ComputerHasProblems, "DOC-001"},
    CodeName{FailureCode::Cancelled, "CAN-001"},
    CodeName{FailureCode::PracticeFailed, "PRC-001"},
    CodeName{FailureCode::Defect, "DEF-001"},
};
static_assert(CodeNames.size() == std::size_t(FailureCode::Defect) + 1, "every code has a name");

constexpr auto Codes = [] {
    std::array<FailureCode, CodeNames.size()> codes{};
    std::ranges::transform(CodeNames, codes.begin(), &CodeName::code);
    return codes;
}();
static_assert(std::ranges::is_sorted(Codes), "the names stand in the order of the enumeration");

struct StateName {
    OutcomeState state;
    const char *name;
    int exitCode;
};

constexpr std::array StateNames{
    StateName{OutcomeState::Done, "done", 0},
    StateName{OutcomeState::Usage, "usage", 2},
    StateName{OutcomeState::Problems, "problems", 3},
    StateName{OutcomeState::Refused, "refused", 4},
    StateName{OutcomeState::Unreachable, "unreachable", 5},
    StateName{OutcomeState::Unknown, "unknown", 6},
    StateName{OutcomeState::Credentials, "credentials", 7},
    StateName{OutcomeState::Forbidden, "forbidden", 8},
    StateName{OutcomeState::Mismatch, "mismatch", 9},
    StateName{OutcomeState::Defect, "defect", 70},
};
static_assert(StateNames.size() == std::size_t(OutcomeState::Defect) + 1, "every state has a name");

} // namespace

std::span<const FailureCode> allFailureCodes()
{
    return Codes;
}

QString nameOf(FailureCode code)
{
    return QString::fromLatin1(CodeNames[std::size_t(code)].name);
}

std::optional<FailureCode> failureCodeNamed(QStringView name)
{
    const auto found = std::ranges::find_if(CodeNames, [name](const CodeName &entry) {
        return name == QLatin1StringView(entry.name);
    });
    return found == CodeNames.end() ? std::nullopt : std::optional(found->code);
}

QString nameOf(OutcomeState state)
{
    return QString::fromLatin1(StateNames[std::size_t(state)].name);
}

std::optional<OutcomeState> outcomeStateNamed(QStringView name)
{
    const auto found = std::ranges::find_if(StateNames, [name](const StateName &entry) {
        return name == QLatin1StringView(entry.name);
    });
    return found == StateNames.end() ? std::nullopt : std::optional(found->state);
}

int exitCodeOf(OutcomeState state)
{
    return StateNames[std::size_t(state)].exitCode;
}

} // namespace ttp
