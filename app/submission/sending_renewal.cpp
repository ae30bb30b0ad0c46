// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in again in the middle of a sending, by the rules of the first sign-in.

#include "submission/sending.h"

#include "file_upload.h"
#include "holder.h"
#include "service/documents.h"

namespace ttp::submission {

/// Terms first: signing in is use of the system, too. What goes wrong here is the outcome of what needed the session.
void Sending::signInAgain(std::function<void(std::optional<Failure>)> then)
{
    m_renewed = true; // once; a service that forgets every session at once must not make a loop
    auto onTermsAgain = [this, then](Result<terms::Terms> terms) {
        if (!terms || !m_inputs.application.consent.covers(*terms)) {
            then(terms ? Failure(FailureCode::TermsChanged, terms->version) : terms.error());
            return;
        }
        service::performPatiently(m_door, service::SignIn(m_inputs.credentials), this, m_patience,
                                  [this, then](Result<service::Session> session) { then(onSignedInAgain(std::move(session))); });
    };
    service::performPatiently(m_door, service::CurrentTerms(), this, m_patience, std::move(onTermsAgain));
}

std::optional<Failure> Sending::onSignedInAgain(Result<service::Session> session)
{
    if (!session) {
        return session.error();
    }
    if (session->passwordChangeRequired) {
        return Failure(FailureCode::PasswordChangeRequired);
    }
    const auto &definition = m_inputs.application.definition;
    if (const auto same = checkHolder(definition, m_manifest.answers, session->holder); !same) {
        return same.error();
    }
    m_door.setSession(std::move(session->token));
    return std::nullopt;
}

} // namespace ttp::submission
