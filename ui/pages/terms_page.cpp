// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/terms_page.h"

#include "fields/option_row.h"
#include "style/link_button.h"
#include "style/metrics.h"
#include "style/palette.h"
#include "style/style.h"
#include "terms_view/terms_print.h"
#include "terms_view/terms_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

TermsPage::TermsPage(Journey &journey, QWidget *parent)
    : Page(journey, parent), m_view(new TermsView(journey.language, this)), m_box(new CheckRow(this)), m_boxError(new QLabel),
      m_print(new style::LinkButton({}, this))
{
    m_view->setTerms(journey.greeting->terms);
    column()->setSpacing(style::px(this, 8));
    column()->addWidget(m_view, 1);
    column()->addWidget(m_boxError);
    auto *below = new QHBoxLayout;
    below->setSpacing(style::px(this, 16));
    below->addWidget(m_box, 1);
    below->addWidget(m_print, 0, Qt::AlignRight | Qt::AlignVCenter);
    column()->addLayout(below);
    m_print->setVisible(!journey.shared); // the dialog of the system would open everything there
    connect(m_print, &QAbstractButton::clicked, this, &TermsPage::print);
    style::setRole(m_boxError, style::TextRole::Note);
    QPalette colours = m_boxError->palette();
    colours.setColor(QPalette::WindowText, style::colour(palette(), style::Role::Error));
    m_boxError->setPalette(colours);
    m_boxError->setWordWrap(true);
    m_boxError->hide();
    connect(m_box, &QCheckBox::toggled, this, [this](bool ticked) {
        if (ticked) {
            m_boxError->hide();
            retranslate();
            Q_EMIT changed();
        }
    });
    retranslate();
    refreshChanges();
}

void TermsPage::refreshChanges()
{
    const auto &before = journey().agreedBefore;
    m_view->setChanges(before ? before->changes : std::nullopt);
    m_view->setMinimumHeight(style::px(this, before ? 340 : 260)); // in a low window the page scrolls around it
    waitForChanges();
}

/// Nobody agrees before what has changed is there to be read.
void TermsPage::waitForChanges()
{
    const auto &before = journey().agreedBefore;
    setBusy(before && !before->changes ? tr("Looking for what has changed…") : QString());
}

void TermsPage::showFailure(const std::optional<Failure> &failure)
{
    Page::showFailure(failure);
    waitForChanges(); // a failure ends waiting
}

QString TermsPage::title() const
{
    return tr("Terms of Service");
}

QString TermsPage::primaryText() const
{
    return tr("Continue");
}

QWidget *TermsPage::firstControl()
{
    return m_view;
}

bool TermsPage::hasError() const
{
    return Page::hasError() || !m_boxError->isHidden();
}

void TermsPage::advance()
{
    if (!m_box->isChecked()) {
        m_boxError->show();
        retranslate();
        m_box->setFocus(Qt::OtherFocusReason);
        Q_EMIT changed();
        return;
    }
    if (!m_view->endWasShown()) {
        askAboutTheEnd();
        return;
    }
    agree();
}

void TermsPage::agree()
{
    Q_EMIT agreed(m_view->languagesShown(), m_box->text());
}

void TermsPage::print()
{
    printTerms(journey().greeting->terms, journey().isPractice(), this, [this](bool printed) {
        if (!printed) {
            auto *told = new QMessageBox(QMessageBox::Warning, title(),
                                         tr("The terms could not be printed. Look at the printer, or choose another one."),
                                         QMessageBox::Ok, this);
            told->setAttribute(Qt::WA_DeleteOnClose);
            told->open();
        }
    });
}

/// No forced scrolling; one more question if the end was never on screen.
void TermsPage::askAboutTheEnd()
{
    auto *question = new QMessageBox(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setIcon(QMessageBox::Question);
    question->setWindowTitle(tr("Terms of Service"));
    question->setText(tr("You have not seen the end of the terms."));
    question->setInformativeText(tr("You agree to the whole text. Do you want to read on first?"));
    auto *readOn = question->addButton(tr("Read on"), QMessageBox::RejectRole);
    auto *whole = question->addButton(tr("Agree to the whole text"), QMessageBox::AcceptRole);
    question->setDefaultButton(readOn);
    question->setEscapeButton(readOn);
    connect(question, &QMessageBox::buttonClicked, this, [this, whole](const QAbstractButton *button) {
        if (button == whole) {
            agree();
        } else {
            m_view->setFocus(Qt::OtherFocusReason);
        }
    });
    question->open();
}

void TermsPage::retranslate()
{
    m_view->setLanguage(language());
    m_box->setTexts(journey().isPractice() ? tr("I have read the terms and agree to them (practice: it binds nobody)")
                                           : tr("I have read the terms and agree to them"));
    m_print->setText(tr("Print the terms…"));
    style::setInvalid(m_box, !m_boxError->isHidden());
    m_boxError->setText(tr("▲ Tick the box if you agree. Without agreement you cannot go on."));
    m_box->setAccessibleDescription(m_boxError->isHidden() ? QString() : m_boxError->text());
}

} // namespace ttp::ui
