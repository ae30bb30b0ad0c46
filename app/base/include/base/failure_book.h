// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <map>

namespace ttp {

/// What the book says about one code.
struct FailurePage {
    OutcomeState state = OutcomeState::Defect;
    LocalizedText what;    ///< what happened
    LocalizedText answers; ///< what became of the answers
    LocalizedText next;    ///< what to do next
};

/// The sentences for the person, for every code in every language.
class FailureBook {
public:
    /// Reads a book strictly: every code exactly once, every text in `ja` and `en`, nothing unknown.
    static Result<FailureBook> read(const QByteArray &json);

    /// The book that is compiled in. A book that cannot be read is a defect and ends in `Q_UNREACHABLE`; a test reads it.
    static const FailureBook &bundled();

    [[nodiscard]] const FailurePage &page(FailureCode code) const;
    [[nodiscard]] OutcomeState stateOf(const Failure &failure) const { return page(failure.code).state; }

    /// The sentences one after another, with what the failure itself knows (limit, until, number).
    [[nodiscard]] LocalizedText message(const Failure &failure) const;
    /// The same without the first sentence, for where that one stands as a heading.
    [[nodiscard]] LocalizedText details(const Failure &failure) const;

private:
    std::map<FailureCode, FailurePage> m_pages;
};

} // namespace ttp
