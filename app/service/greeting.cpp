// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/greeting.h"

#include "service/documents.h"

namespace ttp::service {

namespace {

using Then = std::function<void(Result<Greeting>)>;

/// What travels from one answer to the next.
struct Errand {
    Door &door;
    QObject *context;
    Patience patience;
    GreetingPart upTo;
    bool withTerms;
    Then then;
    Greeting greeting;
};

using SharedErrand = std::shared_ptr<Errand>;

void fetchForm(const SharedErrand &errand)
{
    if (errand->upTo != GreetingPart::Form) {
        errand->then(std::move(errand->greeting));
        return;
    }
    performPatiently(errand->door, CurrentForm(), errand->context, errand->patience,
                     [errand](Result<form::Definition> form) {
                         if (!form) {
                             errand->then(failed(std::move(form.error())));
                             return;
                         }
                         errand->greeting.form = *std::move(form);
                         errand->then(std::move(errand->greeting));
                     });
}

void fetchTerms(const SharedErrand &errand)
{
    if (!errand->withTerms || errand->upTo == GreetingPart::Identity) {
        fetchForm(errand);
        return;
    }
    performPatiently(errand->door, CurrentTerms(), errand->context, errand->patience,
                     [errand](Result<terms::Terms> terms) {
                         if (!terms) {
                             errand->then(failed(std::move(terms.error())));
                             return;
                         }
                         const auto signedBy =
                             judgeTerms(*terms, errand->door.profile(), errand->greeting.description);
                         if (!signedBy) {
                             errand->then(failed(signedBy.error()));
                             return;
                         }
                         errand->greeting.termsSignedBy = *signedBy;
                         errand->greeting.terms = *std::move(terms);
                         fetchForm(errand);
                     });
}

} // namespace

Result<terms::SignedBy> judgeTerms(const terms::Terms &terms, const Profile &profile, const Description &description)
{
    const terms::SignedBy signedBy =
        terms::verifySignature(terms, description.id, profile.keys, description.announcedKeys);
    if (const auto binding = terms::checkBinding(terms, profile.isPractice(), signedBy); !binding) {
        return failed(binding.error());
    }
    return signedBy;
}

void greet(Door &door, QObject *context, const Patience &patience, GreetingPart upTo, bool withTerms, Then then)
{
    auto errand = std::make_shared<Errand>(Errand{door, context, patience, upTo, withTerms, std::move(then), {}});
    performPatiently(door, DescribeService(), context, patience, [errand](Result<Description> description) {
        if (!description) {
            errand->then(failed(std::move(description.error())));
            return;
        }
        if (const auto identity = checkIdentity(*description, errand->door.profile()); !identity) {
            errand->then(failed(identity.error()));
            return;
        }
        errand->greeting.description = *std::move(description);
        fetchTerms(errand);
    });
}

} // namespace ttp::service
