// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/send_page.h"

#include "base/failure_book.h"
#include "pages/service_chip.h"
#include "size_in_words.h"
#include "style/metrics.h"
#include "style/paragraph.h"

#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {
constexpr int BarSteps = 1000;
}

SendPage::SendPage(Journey &journey, QWidget *parent)
    : Page(journey, parent), m_chip(new ServiceChip(journey)), m_part(new style::Paragraph({}, style::TextRole::Label)),
      m_bar(new QProgressBar), m_speed(new style::Paragraph({}, style::TextRole::Note)), m_waiting(new style::Paragraph),
      m_keyWords(new style::Paragraph), m_keyText(new style::Paragraph({}, style::TextRole::Section)), m_cancel(new QPushButton)
{
    m_bar->setRange(0, BarSteps);
    m_bar->setTextVisible(false);
    m_bar->setFocusPolicy(Qt::TabFocus); // the focus must rest somewhere, and on "Cancel" the next Enter would cancel
    m_speed->setColour(style::Role::QuietText);
    connect(m_cancel, &QPushButton::clicked, this, &SendPage::cancelRequested);
    column()->addWidget(m_chip);
    auto *rows = new QVBoxLayout;
    rows->setSpacing(style::px(this, 8));
    rows->addWidget(m_part);
    rows->addWidget(m_bar);
    rows->addWidget(m_speed);
    column()->addLayout(rows);
    column()->addWidget(m_waiting);
    column()->addWidget(m_keyWords);
    column()->addWidget(m_keyText);
    column()->addWidget(m_cancel, 0, Qt::AlignLeft);
    column()->addStretch();
    retranslate();
}

QString SendPage::title() const
{
    if (!m_end) {
        return tr("Sending");
    }
    return isUnsettled(*m_end) ? tr("Arrival not confirmed") : tr("Not sent");
}

QString SendPage::primaryText() const
{
    if (!m_end) {
        return {};
    }
    return isUnsettled(*m_end) ? tr("Ask again") : tr("Send again");
}

QWidget *SendPage::firstControl()
{
    return m_end ? nullptr : m_bar;
}

bool SendPage::canGoBack() const
{
    // While it is not known whether the application arrived, changing and sending it anew could make two of it.
    return m_end && !isUnsettled(*m_end);
}

bool SendPage::isUnsettled(const Failure &failure)
{
    return failure.code == FailureCode::OutcomeUnknown || failure.code == FailureCode::AcknowledgementMismatch
        || failure.code == FailureCode::AcknowledgementUnsigned;
}

void SendPage::advance()
{
    if (!m_end) {
        return;
    }
    const bool unsettled = isUnsettled(*m_end);
    m_end.reset();
    showFailure(std::nullopt);
    retranslate();
    Q_EMIT begun();
    if (unsettled) {
        Q_EMIT askAgainRequested();
    } else {
        Q_EMIT sendAgainRequested();
    }
}

void SendPage::showProgress(const submission::Progress &progress, bool canBeCancelled)
{
    if (progress.stage == submission::Stage::Uploading && m_progress.stage != progress.stage) {
        m_uploadClock.start();
    }
    m_progress = progress;
    m_canBeCancelled = canBeCancelled;
    retranslate();
}

void SendPage::showEnd(const Failure &failure)
{
    m_end = failure;
    retranslate();
    showFailure(failure);
    Q_EMIT begun();
}

void SendPage::setKey(const QString &key)
{
    m_keyText->setPlainText(key);
    retranslate();
}

QString SendPage::partInWords() const
{
    switch (m_progress.stage) {
    case submission::Stage::Preparing: return tr("Preparing the application");
    case submission::Stage::Uploading:
        return tr("Sending file %1 of %2").arg(m_progress.file + 1).arg(m_progress.files);
    case submission::Stage::Posting: return tr("Sending the application");
    case submission::Stage::Asking: return tr("Asking the service whether the application arrived");
    case submission::Stage::Ended: break;
    }
    return {};
}

QString SendPage::speedInWords() const
{
    const qint64 elapsed = m_uploadClock.isValid() ? m_uploadClock.elapsed() : 0;
    if (m_progress.stage != submission::Stage::Uploading || elapsed < 1000 || m_progress.sentBytes == 0) {
        return {};
    }
    const qint64 perSecond = m_progress.sentBytes * 1000 / elapsed;
    const qint64 left = (m_progress.totalBytes - m_progress.sentBytes) / qMax(qint64(1), perSecond);
    return tr("%1 of %2, %3 per second, about %n second(s) left", nullptr, int(left))
        .arg(sizeInWords(m_progress.sentBytes, language()), sizeInWords(m_progress.totalBytes, language()),
             sizeInWords(perSecond, language()));
}

void SendPage::retranslate()
{
    const bool going = !m_end && m_progress.stage != submission::Stage::Ended;
    m_part->setVisible(going);
    m_part->setPlainText(partInWords());
    m_bar->setVisible(going);
    m_bar->setAccessibleName(partInWords());
    const bool posted = m_progress.stage == submission::Stage::Posting || m_progress.stage == submission::Stage::Asking;
    const qint64 total = qMax(qint64(1), m_progress.totalBytes);
    // The application itself is the last tenth: the bar must not say "done" before the acknowledgement is there.
    m_bar->setValue(posted ? BarSteps * 9 / 10 : int(m_progress.sentBytes * (BarSteps * 9 / 10) / total));
    m_speed->setPlainText(speedInWords());
    m_speed->setVisible(going && !m_speed->plainText().isEmpty());
    m_waiting->setVisible(going && m_progress.waitingFor.has_value());
    if (m_progress.waitingFor) {
        m_waiting->setPlainText(
            tr("%1 Your answers are safe. The program goes on by itself.")
                .arg(FailureBook::bundled().page(m_progress.waitingFor->code).what.in(language())));
    }
    const bool unknown = m_end && isUnsettled(*m_end) && !m_keyText->plainText().isEmpty();
    m_keyWords->setVisible(unknown);
    m_keyText->setVisible(unknown);
    m_keyWords->setPlainText(
        tr("This computer keeps nothing. Press “Ask again” now. If the outcome is still unknown, write down the number below "
           "or photograph it before you finish: the operator of the service can tell by it whether your application arrived. "
           "Do not apply again before you know."));
    m_keyText->setAccessibleName(tr("Number of this sending %1").arg(m_keyText->plainText()));
    m_cancel->setVisible(going);
    m_cancel->setEnabled(m_canBeCancelled);
    m_cancel->setText(tr("Cancel sending"));
    m_cancel->setAccessibleName(m_cancel->text());
    m_cancel->setAccessibleDescription(
        m_canBeCancelled ? QString() : tr("The application has been handed over; it can no longer be cancelled."));
    Q_EMIT changed();
}

} // namespace ttp::ui
