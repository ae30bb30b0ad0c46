// SPDX-License-Identifier: GPL-3.0-or-later
// The pre-check before the terms: it needs no service, and what it learned goes into the form when the form is there.

#include "wizard/controller.h"

#include "form/precheck.h"
#include "pages/precheck_page.h"
#include "pages/start_page.h"
#include "wizard/wizard_window.h"

namespace ttp::ui {

/// What the primary button of the start page does: on with what is begun, else the first step of a new application.
void Controller::beginOrContinue()
{
    if (m_journey.answers.json().isEmpty() && m_journey.files.empty()) {
        showPrecheck();
    } else {
        newApplication();
    }
}

void Controller::showPrecheck()
{
    auto *page = new PrecheckPage(m_journey, [clock = m_surroundings.clock] { return clock->todayInJapan(); });
    connect(page, &PrecheckPage::completed, this, &Controller::newApplication);
    connect(page, &PrecheckPage::answersChanged, this, [this] {
        updateRail();
        updateNotes();
    });
    showPage(page, Place::Precheck);
}

/// Once the form is known. Nothing that the person has entered there is touched.
void Controller::carryPrecheck()
{
    const form::Answers before = m_journey.answers;
    m_journey.carried = form::carryInto(form::precheck(), m_journey.precheck, m_surroundings.clock->todayInJapan(),
                                        m_journey.definition(), m_journey.answers, m_journey.carried);
    if (m_journey.answers != before) {
        touchDraft();
    }
}

/// The answers of the pre-check are the only ones that the window holds, and they are in no draft.
bool Controller::hasOnlyPrecheck() const
{
    return !m_journey.precheck.json().isEmpty() && m_journey.answers.json().isEmpty() && m_journey.files.empty();
}

/// Opening a draft empties the window; what is in no draft would be lost.
void Controller::chooseDraft(const QString &id)
{
    if (!hasOnlyPrecheck()) {
        resumeDraft(id);
        return;
    }
    m_window.ask(tr("Discard the answers of the pre-check and open the draft?"), tr("Open the draft"),
                 [this, id] { resumeDraft(id); });
}

/// The service cannot be had. Whoever is busy with the pre-check needs none, and is told when going on.
void Controller::tellNoService(const Failure &failure)
{
    const bool wanted = std::exchange(m_wantsNew, false);
    m_draftWanted.clear();
    if (m_place != Place::Precheck || wanted) {
        m_window.page()->showFailure(failure);
    }
}

} // namespace ttp::ui
