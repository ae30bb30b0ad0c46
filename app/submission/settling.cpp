// SPDX-License-Identifier: GPL-3.0-or-later
#include "submission/settling.h"

#include "base/json.h"
#include "believable.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::submission {

Settling::Settling(service::Door &door, service::Description description, service::Patience patience,
                   std::unique_ptr<HeldEntry> entry, std::shared_ptr<const Clock> clock, QObject *parent)
    : QObject(parent), m_door(door), m_description(std::move(description)), m_patience(std::move(patience)),
      m_entry(std::move(entry)), m_clock(std::move(clock))
{
}

Settling::~Settling() = default;

void Settling::start()
{
    service::performPatiently(m_door, service::SubmissionOutcome(entry().key), this, m_patience,
                              [this](auto acknowledgement) { onAsked(std::move(acknowledgement)); });
}

void Settling::onAsked(Result<std::optional<service::Acknowledgement>> acknowledgement)
{
    if (!acknowledgement) {
        finishUnknown(acknowledgement.error());
    } else if (*acknowledgement) {
        judge(**std::move(acknowledgement));
    } else {
        service::performPatiently(m_door, service::ListApplications(), this, m_patience,
                                  [this](const auto &applications) { onListed(applications); });
    }
}

void Settling::onListed(const Result<std::vector<service::ApplicationSummary>> &applications)
{
    if (!applications) {
        finishUnknown(applications.error());
        return;
    }
    const auto known =
        std::ranges::find(*applications, entry().bodySha256, &service::ApplicationSummary::bodySha256);
    if (known == applications->end()) {
        onNeverReceived();
        return;
    }
    service::performPatiently(m_door, service::RepeatAcknowledgement(known->applicationNumber), this, m_patience,
                              [this](Result<service::Acknowledgement> acknowledgement) {
                                  if (acknowledgement) {
                                      judge(*std::move(acknowledgement));
                                  } else {
                                      finishUnknown(acknowledgement.error());
                                  }
                              });
}

void Settling::onNeverReceived()
{
    const QDateTime now = m_clock->utcNow();
    if (isBelievablyLost(entry().postedAt, now)) {
        settle({});
        return;
    }
    if (entry().postedAt > now) { // the clock was set back: counted from now on
        (void)m_entry->restamp(now); // if that fails, it only takes longer
    }
    finish(failed(FailureCode::OutcomeUnknown, u"not received yet, posted at "_s + formatTimestamp(entry().postedAt)));
}

void Settling::judge(service::Acknowledgement acknowledgement)
{
    const service::Profile &profile = m_door.profile();
    Receipt receipt{profile.id,
                    profile.kind,
                    profile.baseUrl.toString(QUrl::FullyEncoded),
                    m_description.announcedKeys,
                    {},
                    std::move(acknowledgement)};
    const auto provedBy = judgeByDigest(receipt, entry().bodySha256, profile.keys);
    if (!provedBy) {
        finish(failed(provedBy.error()));
        return;
    }
    settle({std::move(receipt.acknowledgement), *provedBy});
}

void Settling::settle(Settled settled)
{
    if (const auto removed = m_entry->settle(); !removed) {
        finish(failed(removed.error()));
        return;
    }
    finish(std::move(settled));
}

void Settling::finishUnknown(const Failure &why)
{
    finish(failed(FailureCode::OutcomeUnknown, nameOf(why.code) + u' ' + why.facts));
}

void Settling::finish(Settlement outcome)
{
    m_outcome = std::move(outcome);
    Q_EMIT ended();
}

} // namespace ttp::submission
