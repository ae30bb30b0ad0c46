// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "terms/terms.h"

#include <QJsonObject>
#include <QStringList>

namespace ttp::terms {

enum class Channel { Window, Kiosk, CommandLine };

/// That somebody agreed, to which texts, and what was on the screen (`Application.consent`).
struct Consent {
    QString termsVersion;
    QString authoritativeLanguage;
    struct Text {
        QString language;
        Role role;
        QByteArray sha256;
        Provenance provenance = Provenance::Translation; ///< not sent; part of what was shown
        bool operator==(const Text &) const = default;
    };
    std::vector<Text> documents;
    QStringList languagesShown; ///< empty from the command line
    Channel channel = Channel::Window;
    QString effectiveFrom; ///< not sent; part of what was shown
    QDateTime acceptedAt; ///< UTC
    QJsonObject receipt;  ///< not sent; what the person can keep of it (`ConsentReceipt`); empty: none was made

    [[nodiscard]] QJsonObject toJson() const;
    /// Everything, also what is not sent, for keeping it.
    [[nodiscard]] QJsonObject toKept() const;
    /// Reads what `toKept` wrote, strictly.
    [[nodiscard]] static Consent readKept(JsonObject &json);
    /// True if these are still the terms that were agreed to: same version, effective date, digests and provenance.
    [[nodiscard]] bool covers(const Terms &terms) const;

    bool operator==(const Consent &) const = default;
};

[[nodiscard]] Consent giveConsent(const Terms &terms, const QStringList &languagesShown, Channel channel,
                                  const QDateTime &now);

} // namespace ttp::terms
