// SPDX-License-Identifier: GPL-3.0-or-later
// What the menu does to this computer: erasing all that is kept, and the check.

#include "wizard/controller.h"

#include "base/background.h"
#include "base/file.h"
#include "diagnostics/archive.h"
#include "draft_keeper.h"
#include "pages/check_dialog.h"
#include "pages/erase_dialog.h"
#include "wizard/wizard_window.h"

#include <QFileDialog>
#include <QStandardPaths>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

constexpr std::chrono::milliseconds LookAgain(20);
constexpr int Looks = 500; ///< ten seconds for the last saving of a draft

/// What stands in the way, apart from what this program itself has open.
std::optional<Failure> objectionOfOthers(erasure::Stock stock, erasure::Unsettled unsettled, bool isOpenHere)
{
    stock.isInUse = stock.isInUse && !isOpenHere;
    return erasure::objection(stock, unsettled);
}

/// Calls `then` once nobody has the vault any more, or has had it for too long.
void whenLetGo(const std::weak_ptr<vault::Vault> &vault, int looks, QObject *context, std::function<void()> then)
{
    if (vault.expired() || looks == 0) {
        then();
        return;
    }
    QTimer::singleShot(LookAgain, context, [=] { whenLetGo(vault, looks - 1, context, then); });
}

} // namespace

void Controller::connectUpkeep()
{
    const Upkeep &upkeep = m_surroundings.upkeep;
    m_window.setUpkeep(!m_surroundings.shared && upkeep.takeStock && upkeep.erase,
                       !m_surroundings.shared && bool(upkeep.examine));
    connect(&m_window, &WizardWindow::eraseRequested, this, &Controller::showErase);
    connect(&m_window, &WizardWindow::checkRequested, this, &Controller::showCheck);
}

void Controller::showErase()
{
    auto *dialog = new EraseDialog(m_journey.language, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &EraseDialog::confirmed, this, [this, dialog](erasure::Unsettled unsettled) {
        dialog->setBusy(true);
        inBackground(dialog, m_surroundings.upkeep.takeStock,
                     [this, dialog, unsettled](const Result<erasure::Stock> &stock) {
                         const auto no = stock ? objectionOfOthers(*stock, unsettled, m_drafts->isOnDisk())
                                               : std::optional(stock.error());
                         if (no) {
                             dialog->showObjection(*no);
                         } else {
                             erase(dialog, unsettled);
                         }
                     });
    });
    dialog->open();
}

/// The draft is put aside as if it were to stay: should another program stand in the way at the last moment, it is in the
/// list.
void Controller::erase(EraseDialog *dialog, erasure::Unsettled unsettled)
{
    if (m_sending || m_settling) {
        dialog->showObjection(Failure(FailureCode::EraseInUse, u"a sending is under way"_s));
        return;
    }
    putAside();
    m_receiptUnsaved = false;
    const std::weak_ptr<vault::Vault> vault = m_drafts->letGo();
    m_journey.kept = false;
    showStart();
    whenLetGo(vault, Looks, dialog, [this, dialog, unsettled] {
        m_surroundings.upkeep.erase(unsettled, dialog, [this, dialog](const erasure::Outcome &outcome) {
            m_vaultFailure.reset();
            m_vaultWanted = false; // by what has gone; not to be made anew for nothing
            openVault(false);      // if it is still there
            showStart();
            dialog->showOutcome(outcome);
        });
    });
}

void Controller::showCheck()
{
    auto *dialog = new CheckDialog(m_journey.language, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto look = [this, dialog] {
        dialog->setBusy();
        const auto profile = m_door ? std::optional(m_journey.profile) : std::nullopt;
        m_surroundings.upkeep.examine(profile, dialog,
                                      [dialog](const diagnostics::Report &report) { dialog->showReport(report); });
    };
    connect(dialog, &CheckDialog::againRequested, this, look);
    connect(dialog, &CheckDialog::saveRequested, this, [this, dialog] { saveCheck(dialog); });
    dialog->open();
    look();
}

void Controller::saveCheck(CheckDialog *dialog)
{
    auto *chooser = new QFileDialog(dialog, tr("Save for the help desk"),
                                    QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setNameFilter(tr("Archive (*.zip)"));
    chooser->setDefaultSuffix(u"zip"_s);
    chooser->selectFile(diagnostics::archiveName(*dialog->report()));
    connect(chooser, &QFileDialog::fileSelected, dialog, [dialog](const QString &path) {
        const auto write = [path, report = *dialog->report()]() -> Result<void> {
            const auto archive = diagnostics::helpDeskArchive(report);
            const auto written = archive ? writeFileAtomically(path, *archive) : std::unexpected(archive.error());
            return written ? Result<void>() : failed(FailureCode::OutputUnwritable, written.error());
        };
        inBackground(dialog, write, [dialog, path](const Result<void> &written) {
            if (written) {
                dialog->showSaved(path);
            } else {
                dialog->showFailure(written.error());
            }
        });
    });
    chooser->open();
}

} // namespace ttp::ui
