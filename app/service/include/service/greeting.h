// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "form/definition.h"
#include "service/description.h"
#include "service/door.h"
#include "service/patience.h"
#include "terms/terms.h"

namespace ttp::service {

/// What a service has shown of itself before anybody signs in.
struct Greeting {
    Description description;
    terms::Terms terms;
    terms::SignedBy termsSignedBy = terms::SignedBy::Nobody;
    form::Definition form;
};

/// What a caller needs to know.
enum class GreetingPart { Identity, Terms, Form };

/// Asks a service, in this order: who it is (and whether it is the profile's), its terms (digests, signature, whether
/// consent may be taken), its form. Stops at the first failure. `upTo` leaves out what comes after it; `withTerms`
/// false leaves out the terms, for commands that use the form only.
void greet(Door &door, QObject *context, const Patience &patience, GreetingPart upTo, bool withTerms,
           std::function<void(Result<Greeting>)> then);

/// Judges terms that have come from the service: who signed them, and whether consent may be taken.
[[nodiscard]] Result<terms::SignedBy> judgeTerms(const terms::Terms &terms, const Profile &profile,
                                                 const Description &description);

} // namespace ttp::service
