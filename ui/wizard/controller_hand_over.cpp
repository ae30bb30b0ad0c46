// SPDX-License-Identifier: GPL-3.0-or-later
// Drafts that go to another computer in one encrypted file, and the passphrase that protects what is kept where there is no
// keychain.

#include "wizard/controller.h"

#include "base/background.h"
#include "draft_keeper.h"
#include "pages/passphrase_dialog.h"
#include "pages/start_page.h"
#include "vault/bundle.h"
#include "wizard/wizard_window.h"

#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

QFileDialog *makeDialog(QWidget *parent, const QString &title)
{
    auto *dialog = new QFileDialog(parent, title, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(Controller::tr("Hand-over file (*.ttp-draft)"));
    return dialog;
}

} // namespace

void Controller::exportDraft(const QString &id)
{
    auto *dialog = makeDialog(m_window.page(), tr("Hand a draft over"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"ttp-draft"_s);
    dialog->selectFile(tr("application") + u".ttp-draft"_s); // no name of a person
    connect(dialog, &QFileDialog::fileSelected, this, [this, id](const QString &path) {
        const auto code = std::make_shared<const Secret>(vault::newBundleCode());
        m_window.page()->setBusy(tr("Writing the hand-over file…"));
        m_drafts->handOver(id, path, code, [this, path, code](const Result<void> &written) {
            m_window.page()->setBusy({});
            if (written) {
                showCode(path, *code);
            } else {
                m_window.page()->showFailure(written.error());
            }
        });
    });
    dialog->open();
}

/// Once: it is not kept.
void Controller::showCode(const QString &path, const Secret &code)
{
    auto *box = new QMessageBox(&m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Information);
    box->setWindowTitle(u"TTP Apply"_s);
    box->setTextFormat(Qt::PlainText);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->setText(QString::fromUtf8(code.reveal()));
    box->setInformativeText(tr("These six words open the file %1. Write them down now: they are shown only once. Give them to the "
                               "other person by another way than the file.")
                                .arg(QDir::toNativeSeparators(path)));
    box->addButton(tr("I have written them down"), QMessageBox::AcceptRole);
    box->open();
}

void Controller::importDraft()
{
    auto *dialog = makeDialog(m_window.page(), tr("Open a hand-over file"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        auto *ask = new PassphraseDialog(PassphraseDialog::Purpose::HandOver, m_journey.language, &m_window);
        ask->setAttribute(Qt::WA_DeleteOnClose);
        connect(ask, &PassphraseDialog::entered, this, [this, ask, path](const std::shared_ptr<const Secret> &code) {
            m_drafts->takeHandOver(path, code, [this, ask = QPointer(ask)](const Result<void> &taken) {
                if (taken) {
                    listKept();
                }
                if (ask && taken) {
                    ask->setBusy(false);
                    ask->accept();
                } else if (ask) {
                    ask->showFailure(taken.error());
                }
            });
        });
        ask->open();
    });
    dialog->open();
}

/// Without a keychain: a new passphrase, or the one that protects what is kept already.
void Controller::askForPassphrase()
{
    const bool locked = m_journey.locked;
    auto *ask = new PassphraseDialog(locked ? PassphraseDialog::Purpose::Unlock : PassphraseDialog::Purpose::New,
                                     m_journey.language, &m_window);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    connect(ask, &PassphraseDialog::entered, this, [this, ask, locked](const std::shared_ptr<const Secret> &passphrase) {
        const VaultWish wish{service::nameOf(m_journey.profile.kind), !locked, passphrase};
        m_surroundings.openVault(wish, this, [this, ask = QPointer(ask)](Result<std::shared_ptr<vault::Vault>> vault) {
            if (!vault || !*vault) {
                if (ask) {
                    ask->showFailure(vault ? Failure(FailureCode::VaultNotFound) : vault.error());
                }
                return;
            }
            if (ask) {
                ask->setBusy(false);
                ask->accept();
            }
            if (!m_drafts->hasVault()) {
                if (auto *start = qobject_cast<StartPage *>(m_window.page())) {
                    start->showFailure(std::nullopt);
                }
                onVault(true, std::move(vault));
            }
        });
    });
    ask->open();
}

} // namespace ttp::ui
