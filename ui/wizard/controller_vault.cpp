// SPDX-License-Identifier: GPL-3.0-or-later
// The vault behind the drafts: when it is opened, and what is told of saving.

#include "wizard/controller.h"

#include "base/failure_book.h"
#include "draft_keeper.h"
#include "pages/send_page.h"
#include "pages/start_page.h"
#include "vault/custody.h"
#include "wizard/wizard_window.h"

#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::ui {

/// A vault that is there is opened at the start; one is made when there is something to keep.
void Controller::openVault(bool make)
{
    if (!m_surroundings.openVault || m_surroundings.shared || m_drafts->hasVault()) {
        return;
    }
    m_vaultWanted = m_vaultWanted || make;
    if (std::exchange(m_vaultOpening, true)) {
        return;
    }
    m_surroundings.openVault({service::nameOf(m_journey.profile.kind), make}, this, [this, make](Result<std::shared_ptr<vault::Vault>> vault) {
        onVault(make, std::move(vault));
    });
}

void Controller::onVault(bool made, Result<std::shared_ptr<vault::Vault>> vault)
{
    m_vaultOpening = false;
    if (!vault) {
        m_vaultFailure = vault::whyNotOpened(vault.error());
        m_journey.locked = m_vaultFailure->code == FailureCode::VaultPassphraseNeeded;
        m_keptNotOpened = !made;
        if (!made && qobject_cast<StartPage *>(m_window.page())) {
            m_window.page()->showFailure(m_vaultFailure);
            refreshStart();
        } else if (made && m_vaultFailure->code == FailureCode::VaultUnwritable) {
            onDiskRefuses();
        }
    } else if (*vault) {
        m_vaultFailure.reset();
        m_keptNotOpened = false;
        m_journey.locked = false;
        m_drafts->setVault(*std::move(vault));
        touchDraft(); // what has been entered before
        if (m_journey.signedIn) {
            findEarlier();
        }
        listKept();
    } else if (std::exchange(m_vaultWanted, false)) {
        openVault(true);
    }
    m_journey.kept = m_drafts->isOnDisk();
    refreshStart();
    updateNotes();
}

/// A full disk, a home that cannot be written: told once, and tried again until what is entered can be saved.
void Controller::onDiskRefuses()
{
    if (!std::exchange(m_toldNotSaved, true)) {
        m_window.page()->showFailure(m_vaultFailure);
    }
    QTimer::singleShot(m_surroundings.saving.retry, this, [this] { openVault(true); });
}

void Controller::onDraftState()
{
    const bool failing = m_drafts->state() == vault::Autosaver::State::Failed;
    if (failing && !m_toldNotSaved && !qobject_cast<SendPage *>(m_window.page())) {
        m_toldNotSaved = true; // at once, and not at each attempt
        m_window.page()->showFailure(m_drafts->failure());
    } else if (m_toldNotSaved && m_drafts->state() == vault::Autosaver::State::Saved) {
        m_toldNotSaved = false;
        m_window.page()->showFailure(std::nullopt);
    }
    updateNotes();
}

bool Controller::isReadingFiles() const
{
    return std::ranges::any_of(m_journey.files, [](const AttachedFile &file) {
        return file.state == AttachedFile::State::Checking;
    });
}

bool Controller::isSaved() const
{
    return !hasOnlyPrecheck() && !isReadingFiles() && m_drafts->isOnDisk() && m_drafts->state() != vault::Autosaver::State::Failed;
}

QString Controller::savedNote() const
{
    using State = vault::Autosaver::State;
    if (m_vaultFailure && m_vaultFailure->code == FailureCode::VaultUnwritable) {
        return tr("Not saved. %1").arg(FailureBook::bundled().page(m_vaultFailure->code).what.in(m_journey.language));
    }
    if (!m_drafts->isOnDisk() || hasOnlyPrecheck()) {
        return tr("Kept only while this window is open");
    }
    switch (m_drafts->state()) {
    case State::Nothing: break;
    case State::Saving: return tr("Saving…");
    case State::Saved: return tr("Saved %1").arg(m_drafts->savedAt().toLocalTime().toString(u"HH:mm"_s));
    case State::Failed:
        return tr("Not saved. %1").arg(FailureBook::bundled().page(m_drafts->failure()->code).what.in(m_journey.language));
    }
    return {};
}

} // namespace ttp::ui
