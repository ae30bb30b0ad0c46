// SPDX-License-Identifier: GPL-3.0-or-later
// What was answered in the last application of the same person, out of its receipt.

#include "wizard/controller.h"

#include "base/background.h"
#include "base/json.h"
#include "draft_keeper.h"
#include "pages/form_page.h"
#include "submission/holder.h"
#include "submission/receipt.h"
#include "wizard/wizard_window.h"

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

/// The newest of these receipts that can be read and whose answers are the holder's, if the service names one (clause 3(6)).
std::optional<EarlierApplication> newestOf(const std::vector<vault::KeptReceipt> &receipts,
                                           const std::optional<service::Session::Holder> &holder)
{
    for (const vault::KeptReceipt &kept : receipts) {
        const auto receipt = submission::readReceipt(kept.receipt);
        const auto definition = form::readDefinition(kept.form);
        const auto body = receipt ? parseJsonObject(receipt->body) : std::unexpected(QString());
        if (!definition || !body || !body->value("answers"_L1).isObject()) {
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

void Controller::findEarlier()
{
    m_journey.earlier.reset();
    if (!m_drafts->isOnDisk() || m_journey.shared) {
        return;
    }
    m_drafts->list([this](const Result<void> &listed) {
        if (!listed || !m_journey.signedIn) {
            return;
        }
        std::vector<vault::KeptReceipt> receipts = m_drafts->listed().receipts;
        std::erase_if(receipts, [this](const vault::KeptReceipt &kept) {
            return kept.serviceId != m_journey.profile.id || kept.ownerId.isEmpty() || kept.ownerId != m_ownerId;
        });
        inBackground(
            this,
            [receipts = std::move(receipts), holder = m_journey.holder] { return newestOf(receipts, holder); },
            [this, account = m_ownerId](std::optional<EarlierApplication> earlier) {
                if (!m_journey.signedIn || account != m_ownerId) {
                    return; // somebody else meanwhile
                }
                m_journey.earlier = std::move(earlier);
                if (auto *page = qobject_cast<FormPage *>(m_window.page())) {
                    page->offerEarlier();
                }
            });
    });
}

} // namespace ttp::ui
