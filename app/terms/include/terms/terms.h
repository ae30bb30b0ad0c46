// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"
#include "base/result.h"
#include "base/signature.h"

#include <QDateTime>

#include <optional>
#include <vector>

namespace ttp::terms {

enum class Role { Authoritative, Translation };
enum class Provenance { Original, Translation, Reconstruction };

struct Clause {
    QString id;
    QString heading;
    QString text; ///< plain; a line that starts with a number and a dot is a list item; empty lines part paragraphs
};

/// One language of the terms.
struct Document {
    QString language;
    Role role = Role::Translation;
    Provenance provenance = Provenance::Translation;
    std::optional<LocalizedText> provenanceNote;
    QString title;
    std::vector<Clause> clauses;
    QByteArray sha256; ///< as announced

    /// SHA-256 over title, ids, headings and texts with the separators of the contract.
    [[nodiscard]] QByteArray computedSha256() const;
    /// What role and provenance make of the text: 「正文 / Authoritative text」, always in both languages.
    [[nodiscard]] QString badge() const;
};

/// The Terms of Service, one version (`Terms` of the contract). All documents have the same clause ids in the same order.
struct Terms {
    QString version;
    QDateTime effectiveFrom;
    QString effectiveFromText; ///< as announced: a signature covers the text, not the instant
    std::optional<QString> previousVersion;
    QString authoritativeLanguage;
    std::vector<Document> documents;
    QString signature; ///< compact JWS, empty if there is none

    [[nodiscard]] const Document *document(const QString &language) const;
    [[nodiscard]] const Document &authoritative() const;
};

/// Reads terms that came from a service. `TermsInvalid` if anything is missing, wrongly typed or misaligned, or a control
/// character other than LF stands in a text; `TermsDigestWrong` if a digest does not match.
[[nodiscard]] Result<Terms> readTerms(const QByteArray &json);

/// Whose signature the terms carry.
enum class SignedBy { Nobody, AnnouncedKey, PinnedKey };

/// Verifies the signature against the profile's keys, else against those that the service announces. A signature that
/// is present but wrong, or signs something else, counts as Nobody.
[[nodiscard]] SignedBy verifySignature(const Terms &terms, const QString &serviceId, const KeySet &pinned,
                                       const KeySet &announced);

/// Decides whether consent may be taken. In practice always, if the digests match (readTerms); in production only for
/// an original that a key of the profile signed and that is not a known reconstruction: `TermsUnsigned`,
/// `TermsNotOriginal`, `TermsKnownReconstruction`.
[[nodiscard]] Result<void> checkBinding(const Terms &terms, bool practice, SignedBy signedBy);

} // namespace ttp::terms
