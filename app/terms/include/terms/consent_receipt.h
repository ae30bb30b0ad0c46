// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/signature.h"
#include "terms/consent.h"

namespace ttp::terms {

/// A consent as the person can keep it and others can check it: who offered which texts, what was on the screen, what
/// was asked, when. Its fields follow ISO/IEC TS 27560:2023; `resources/api/consent-receipt.schema.json` describes each.
struct ConsentReceipt {
    QString recordId;  ///< UUID
    QString principal; ///< the user ID that signed in with it; empty: nobody has
    QString language;  ///< of the program while it asked: `ja` or `en`
    QString statement; ///< what the box to tick said, in that language
    struct Party {
        QString id;
        QString kind; ///< `production` or `practice`
        QString url;
        LocalizedText name; ///< as the service calls itself
    };
    Party party;
    struct Text {
        QString language;
        Role role = Role::Translation;
        Provenance provenance = Provenance::Translation;
        std::optional<LocalizedText> provenanceNote;
        QString title;
        QByteArray sha256;
    };
    QString termsVersion;
    QString effectiveFrom; ///< as announced: the signature covers the text
    QString authoritativeLanguage;
    std::vector<Text> texts;
    QString signature; ///< of the terms, compact JWS; empty if there was none
    QJsonObject announcedKeys; ///< JWK set of the service at that time
    QStringList languagesShown;
    Channel channel = Channel::Window;
    QDateTime acceptedAt; ///< UTC
    QString programVersion;

    [[nodiscard]] QJsonObject toJson() const;
    /// Indented, for a file.
    [[nodiscard]] QByteArray toFile() const;
};

/// Makes the receipt of a consent that was given to these terms.
[[nodiscard]] ConsentReceipt receiptOf(const Consent &consent, const Terms &terms);

/// Largest file.
inline constexpr qint64 MaxConsentReceiptBytes = 1024 * 1024;

/// True if this JSON says of itself that it is a consent receipt.
[[nodiscard]] bool isConsentReceipt(const QByteArray &json);
/// Reads one strictly; `ReceiptInvalid` names the path of the error.
[[nodiscard]] Result<ConsentReceipt> readConsentReceipt(const QByteArray &json);

/// One thing that was compared.
struct ConsentCheck {
    QString what; ///< stable: `signature`, `version`, `effective_from`, `text ja`, `provenance ja`
    LocalizedText says;
    bool holds = false;
};

/// Whether the service signed what the receipt says was agreed to: by `pinned` first, else by the keys that the service
/// announced then. `signedBy` tells which. Needs no network, and not the texts.
[[nodiscard]] ConsentCheck checkSignature(const ConsentReceipt &receipt, const KeySet &pinned, SignedBy &signedBy);
/// Computes the digests of these terms anew and compares: are they what was agreed to?
[[nodiscard]] std::vector<ConsentCheck> checkTexts(const ConsentReceipt &receipt, const Terms &terms);

} // namespace ttp::terms
