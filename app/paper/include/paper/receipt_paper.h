// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"
#include "base/result.h"
#include "form/definition.h"
#include "terms/consent.h"

#include <QByteArray>

#include <vector>

namespace ttp::paper {

/// One line of a paper: what is asked or told, and what stands there, in Japanese and English.
struct Row {
    enum class Kind {
        Text,
        Entry, ///< begins one entry of a group; its value is its number
        Code   ///< a digest: set with a fixed width, no language
    };

    LocalizedText label;
    LocalizedText value;
    Kind kind = Kind::Text;
    int depth = 0;        ///< 1 and more: inside an entry of a group
    bool missing = false; ///< nothing was answered; `value` says so
};

struct Section {
    LocalizedText title;
    std::vector<Row> rows;
};

/// What a receipt says on paper; PDF and HTML say the same. Texts that came from outside are free of characters that
/// turn the direction of a line or control anything: each stands as U+FFFD.
struct ReceiptPaper {
    LocalizedText title;
    QString number;
    LocalizedText received;      ///< in Japan time
    LocalizedText receivedUtc;
    bool practice = true;
    LocalizedText practiceSays;  ///< stands on every page if `practice`
    std::vector<Section> sections;
    std::vector<LocalizedText> notes;
    QByteArray receiptJson;      ///< the receipt file, byte by byte
    QString code;                ///< for the QR code: number and digest of the body
};

/// What a receipt is made of.
struct ReceiptSource {
    QByteArray json;             ///< the receipt file, format 1, read before by submission::readReceipt()
    form::Definition definition; ///< the form that was filled in
    terms::Consent consent;      ///< as it was given: knows where each text came from
    LocalizedText provedBy;      ///< by whose key the signature was proved
};

/// Everything that stands on the paper: number and times, service, every visible question with its answer as on the
/// review page (masked where the form says so) or "not provided", consent, digests, and the plan of the visit as it was on
/// that day. `ReceiptInvalid` if it is none.
[[nodiscard]] Result<ReceiptPaper> describeReceipt(const ReceiptSource &source);

} // namespace ttp::paper
