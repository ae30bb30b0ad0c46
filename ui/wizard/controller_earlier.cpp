// SPDX-License-Identifier: GPL-3.0-or-later
// What was answered in the last application of the same person, out of its receipt.

#include "wizard/controller.h"

#include "base/background.h"
#include "base/json.h"
#include "draft_keeper.h"
#include "pages/page.h"
#include "submission/holder.h"
#include "submission/receipt.h"
#include "wizard/wizard_window.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

/// The newest of these receipts that can be read, came from this place (another service may call itself the same), and whose
/// answers are the holder's, if the service names one (clause 3(6)).
std::optional<EarlierApplication> newestOf(const std::vector<vault::KeptReceipt> &receipts,
                                           const std::optional<service::Session::Holder> &holder, const QString &baseUrl)
{
    for (const vault::KeptReceipt &kept : receipts) {
        const auto receipt = submission::readReceipt(kept.receipt);
        const auto definition = form::readDefinition(kept.form);
        const auto body = receipt ? parseJsonObject(receipt->body) : std::unexpected(QString());
        if (!receipt || receipt->baseUrl != baseUrl || !definition || !body || !body->value("answers"_L1).isObject()) {
            continue; // damaged, of another time, or documents that were added to an application
        }
        const form::Answers answers(body->value("answers"_L1).toObject());
        if (submission::checkHolder(*definition, answers, holder)) {
            return EarlierApplication{kept.received, answers};
        }
    }
    return std::nullopt;
}

} // namespace

void Controller::findEarlier(const std::function<void()> &then)
{
    m_journey.earlier.reset();
    std::vector<vault::KeptReceipt> receipts;
    if (m_drafts->isOnDisk() && !m_journey.shared) {
        std::ranges::copy_if(m_drafts->listed().receipts, std::back_inserter(receipts), [this](const vault::KeptReceipt &kept) {
            return kept.serviceId == m_journey.profile.id && !kept.ownerId.isEmpty() && kept.ownerId == m_ownerId;
        });
    }
    if (receipts.empty()) {
        then();
        return;
    }
    inBackground(
        m_window.page(), // which waits for it
        [receipts = std::move(receipts), holder = m_journey.holder,
         baseUrl = m_journey.profile.baseUrl.toString(QUrl::FullyEncoded)] { return newestOf(receipts, holder, baseUrl); },
        [this, then](std::optional<EarlierApplication> earlier) {
            m_journey.earlier = std::move(earlier);
            then();
        });
}

} // namespace ttp::ui
