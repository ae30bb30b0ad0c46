// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/erase_dialog.h"

#include "pages/failure_notice.h"
#include "style/metrics.h"
#include "style/notice.h"
#include "style/paragraph.h"
#include "style/section_heading.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

constexpr int Width = 620;
constexpr int LeftHeight = 140;

void setName(QPushButton *button, const QString &text)
{
    button->setText(text);
    button->setAccessibleName(text);
}

} // namespace

EraseDialog::EraseDialog(QString language, QWidget *parent)
    : QDialog(parent),
      m_language(std::move(language)),
      m_heading(new style::SectionHeading),
      m_goes(new style::Paragraph),
      m_stays(new style::Paragraph),
      m_failure(new FailureNotice),
      m_done(new style::Notice(style::Notice::Kind::Done)),
      m_left(new style::Paragraph),
      m_leftScroll(new QScrollArea),
      m_progress(new QLabel),
      m_cancel(new QPushButton),
      m_erase(new QPushButton)
{
    build();
    setWindowTitle(tr("Erase everything"));
    m_heading->setText(tr("Erase everything that this program has kept on this computer?"));
    m_goes->setPlainText(tr("This goes for good:\n"
                            "•  drafts with their attachments, and kept receipts\n"
                            "•  passwords and keys in the keychain\n"
                            "•  notes of sendings\n"
                            "•  what you have entered in this window"));
    m_stays->setPlainText(
        tr("Receipts and other files that you saved elsewhere stay. Applications that a service has received "
           "are not withdrawn."));
    setName(m_cancel, tr("Cancel"));
    setName(m_erase, tr("Erase everything"));
    connect(m_cancel, &QPushButton::clicked, this, &EraseDialog::reject);
    connect(m_erase, &QPushButton::clicked, this, [this] {
        if (!m_busy) {
            Q_EMIT confirmed(m_unsettled);
        }
    });
    m_cancel->setFocus();
}

void EraseDialog::build()
{
    const int gap = style::px(this, 16);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap, gap, gap, gap);
    column->setSpacing(gap);
    style::setRole(m_progress, style::TextRole::Note);
    m_done->hide();
    m_left->setMeasured(false);
    m_leftScroll->setWidget(m_left);
    m_leftScroll->setWidgetResizable(true); // there may be hundreds of files
    m_leftScroll->setFrameShape(QFrame::NoFrame);
    m_leftScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_leftScroll->viewport()->setAutoFillBackground(false);
    m_leftScroll->setMinimumHeight(style::px(this, LeftHeight));
    m_leftScroll->hide();
    for (QWidget *each :
         std::initializer_list<QWidget *>{m_heading, m_goes, m_stays, m_failure, m_done, m_leftScroll}) {
        column->addWidget(each);
    }
    column->addStretch(1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(style::px(this, 12));
    buttons->addWidget(m_progress, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_erase);
    column->addLayout(buttons);
    m_cancel->setDefault(true);
    m_erase->setAutoDefault(false);
    const QSize room = parentWidget() ? parentWidget()->screen()->availableSize() : QSize(Width, Width);
    setFixedWidth(qMin(style::px(this, Width), room.width()));
}

/// What has appeared or gone needs another height. Texts learn theirs when they get their width, so it may come twice.
bool EraseDialog::event(QEvent *event)
{
    const bool handled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest && isVisible()) {
        const int wanted = qMin(layout()->totalHeightForWidth(width()), screen()->availableSize().height());
        if (wanted != height()) {
            resize(width(), wanted);
        }
    }
    return handled;
}

void EraseDialog::reject()
{
    if (!m_busy) { // what has begun is not left alone with nobody to hear how it ends
        QDialog::reject();
    }
}

void EraseDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_failure->setFailure(std::nullopt, m_language);
    m_progress->setText(busy ? tr("Erasing…") : QString());
    m_progress->setAccessibleName(m_progress->text()); // a changed name is what Qt 6.4 announces
    m_cancel->setEnabled(!busy);
    m_erase->setEnabled(!busy);
}

void EraseDialog::showObjection(const Failure &failure)
{
    setBusy(false);
    m_failure->setFailure(failure, m_language);
    if (failure.code == FailureCode::EraseUnsettled) {
        m_unsettled = erasure::Unsettled::EraseToo;
        setName(m_erase, tr("Erase those notes as well"));
    }
    m_cancel->setFocus();
}

void EraseDialog::showOutcome(const erasure::Outcome &outcome)
{
    if (!outcome.hasBegun()) {
        showObjection(*outcome.failure);
        return;
    }
    setBusy(false);
    m_heading->hide();
    m_goes->hide();
    m_stays->hide();
    m_erase->hide();
    m_failure->setFailure(outcome.failure, m_language);
    QStringList lines;
    for (const erasure::Left &left : outcome.left) {
        lines += left.what + u"\n    "_s + left.why.in(m_language);
    }
    if (!outcome.foreign.isEmpty()) {
        lines += tr("Files in the data folder that are not this program's were left alone: %1")
                     .arg(outcome.foreign.join(u", "_s));
    }
    m_left->setPlainText(lines.join(u'\n'));
    m_leftScroll->setVisible(!lines.isEmpty());
    m_done->setVisible(!outcome.failure);
    m_done->setHeading(tr("Everything was erased"));
    m_done->setText(tr("It was looked for afterwards, and nothing of it is left."));
    setName(m_cancel, tr("Close"));
    m_cancel->setFocus();
}

} // namespace ttp::ui
