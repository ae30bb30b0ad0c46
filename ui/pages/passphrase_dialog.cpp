// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/passphrase_dialog.h"

#include "fields/password_field.h"
#include "pages/failure_notice.h"
#include "style/metrics.h"
#include "style/paragraph.h"
#include "style/section_heading.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

constexpr int Width = 560;
/// Shorter ones are soon found by trying: scrypt makes each try cost half a second, not more.
constexpr qsizetype ShortestPassphrase = 12;

} // namespace

PassphraseDialog::PassphraseDialog(Purpose purpose, QString language, QWidget *parent)
    : QDialog(parent), m_purpose(purpose), m_language(std::move(language)), m_heading(new style::SectionHeading),
      m_what(new style::Paragraph), m_label(new QLabel), m_field(new PasswordField), m_againLabel(new QLabel),
      m_again(new PasswordField), m_wrong(new QLabel), m_failure(new FailureNotice), m_progress(new QLabel),
      m_cancel(new QPushButton), m_go(new QPushButton)
{
    build();
    say();
    connect(m_cancel, &QPushButton::clicked, this, &PassphraseDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &PassphraseDialog::tryIt);
    m_field->line()->setFocus();
}

void PassphraseDialog::build()
{
    const int gap = style::px(this, 16);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap, gap, gap, gap);
    column->setSpacing(gap);
    column->addWidget(m_heading);
    column->addWidget(m_what);
    const auto add = [&](QLabel *label, PasswordField *field) {
        style::setRole(label, style::TextRole::Label);
        label->setBuddy(field->line());
        auto *rows = new QVBoxLayout;
        rows->setSpacing(style::px(this, 8));
        rows->addWidget(label);
        rows->addWidget(field);
        column->addLayout(rows);
    };
    add(m_label, m_field);
    add(m_againLabel, m_again);
    m_againLabel->setVisible(m_purpose == Purpose::New);
    m_again->setVisible(m_purpose == Purpose::New);
    style::setRole(m_wrong, style::TextRole::Note);
    m_wrong->setWordWrap(true);
    m_wrong->hide();
    column->addWidget(m_wrong);
    column->addWidget(m_failure);
    column->addStretch(1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(style::px(this, 12));
    style::setRole(m_progress, style::TextRole::Note);
    buttons->addWidget(m_progress, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_go);
    m_go->setDefault(true);
    m_cancel->setAutoDefault(false);
    column->addLayout(buttons);
    setMinimumWidth(style::px(this, Width));
}

void PassphraseDialog::say()
{
    const bool isCode = m_purpose == Purpose::HandOver;
    const QString name = isCode ? tr("Code or passphrase") : tr("Passphrase");
    switch (m_purpose) {
    case Purpose::New:
        m_heading->setText(tr("Save what you enter on this computer"));
        m_what->setPlainText(tr("There is no keychain that could keep the key, so a passphrase protects what is saved. It is asked "
                                "for when the program is opened again. Nobody can recover it: write it down and keep it "
                                "where others do not find it."));
        break;
    case Purpose::Unlock:
        m_heading->setText(tr("Open what is saved"));
        m_what->setPlainText(tr("What was saved on this computer is protected by a passphrase."));
        break;
    case Purpose::HandOver:
        m_heading->setText(tr("Open a hand-over file"));
        m_what->setPlainText(tr("The draft is opened with the six words that were shown when the file was made, or with its "
                                "passphrase."));
        break;
    }
    setWindowTitle(m_heading->text());
    m_label->setText(name);
    m_field->setTexts(name, m_purpose == Purpose::New ? tr("At least %n characters", nullptr, int(ShortestPassphrase)) : QString());
    m_againLabel->setText(tr("Passphrase, again"));
    m_again->setTexts(m_againLabel->text(), {});
    m_cancel->setText(tr("Cancel"));
    m_go->setText(m_purpose == Purpose::New ? tr("Save from now on") : tr("Open"));
    m_progress->setText({});
}

void PassphraseDialog::tryIt()
{
    if (m_busy) {
        return;
    }
    QString wrong;
    const auto entered = std::make_shared<const Secret>(m_field->secret());
    if (m_field->isEmpty()) {
        wrong = tr("Please type it.");
    } else if (m_purpose == Purpose::New && m_field->line()->text().size() < ShortestPassphrase) {
        wrong = tr("Please choose a longer one: at least %n characters. Some words in a row are easy to remember.", nullptr,
                   int(ShortestPassphrase));
    } else if (m_purpose == Purpose::New && *entered != m_again->secret()) {
        wrong = tr("The two are not the same. Please type it again.");
    }
    m_failure->setFailure(std::nullopt, m_language);
    m_wrong->setText(wrong);
    m_wrong->setAccessibleName(wrong);
    m_wrong->setVisible(!wrong.isEmpty());
    if (wrong.isEmpty()) {
        setBusy(true);
        Q_EMIT this->entered(entered);
    } else {
        m_field->line()->setFocus();
    }
}

void PassphraseDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_progress->setText(busy ? tr("Trying it…") : QString());
    m_progress->setAccessibleName(m_progress->text());
    m_cancel->setEnabled(!busy);
}

void PassphraseDialog::showFailure(const Failure &failure)
{
    setBusy(false);
    m_failure->setFailure(failure, m_language);
    m_field->clear();
    m_again->clear();
    m_field->line()->setFocus();
}

void PassphraseDialog::reject()
{
    if (!m_busy) {
        QDialog::reject();
    }
}

} // namespace ttp::ui
