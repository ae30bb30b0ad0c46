// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in again in the middle of a sending, by the rules of the first sign-in.

#include "submission/sending.h"

#include "file_upload.h"
#include "submission/holder.h"
#include "service/documents.h"
#include "service/greeting.h"

namespace ttp::submission {

/// Terms first: signing in is use of the system, too. What goes wrong here is the outcome of what needed the session.
void Sending::signInAgain(std::function<void(std::optional<Failure>)> then)
{
    m_renewed = true; // once; a service that forgets every session at once must not make a loop
    m_renewal = std::make_unique<QObject>();
    const auto end = [this, then](const std::optional<Failure> &refusal) {
        m_renewal.release()->deleteLater(); // it is hearing this just now
        then(refusal);
    };
    auto onTermsAgain = [this, end](Result<terms::Terms> terms) {
        if (!terms || !m_inputs.application.consent.covers(*terms)) {
            end(terms ? Failure(FailureCode::TermsChanged, terms->version) : terms.error());
            return;
        }
        if (const auto judged = service::judgeTerms(*terms, m_door.profile(), m_inputs.description); !judged) {
            end(judged.error());
            return;
        }
        service::performPatiently(m_door, service::SignIn(m_inputs.credentials), m_renewal.get(), m_patience,
                                  [this, end](Result<service::Session> session) { end(onSignedInAgain(std::move(session))); });
    };
    service::performPatiently(m_door, service::CurrentTerms(), m_renewal.get(), m_patience, std::move(onTermsAgain));
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
