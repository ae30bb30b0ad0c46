// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/check_dialog.h"

#include "pages/failure_notice.h"
#include "style/metrics.h"
#include "style/notice.h"
#include "style/paragraph.h"
#include "style/section_heading.h"
#include "style/style.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

using diagnostics::Finding;
using diagnostics::Verdict;

constexpr int Width = 660;
constexpr int Height = 620;

void setName(QPushButton *button, const QString &text)
{
    button->setText(text);
    button->setAccessibleName(text);
}

} // namespace

CheckDialog::CheckDialog(QString language, QWidget *parent)
    : QDialog(parent),
      m_language(std::move(language)),
      m_heading(new style::SectionHeading),
      m_failure(new FailureNotice),
      m_saved(new style::Notice(style::Notice::Kind::Done)),
      m_scroll(new QScrollArea),
      m_progress(new QLabel),
      m_again(new QPushButton),
      m_copy(new QPushButton),
      m_save(new QPushButton),
      m_close(new QPushButton)
{
    build();
    setWindowTitle(tr("Check of this computer"));
    m_heading->setText(tr("Check of this computer"));
    setName(m_again, tr("Check again"));
    setName(m_copy, tr("Copy"));
    setName(m_save, tr("Save for the help desk…"));
    setName(m_close, tr("Close"));
    connect(m_again, &QPushButton::clicked, this, &CheckDialog::againRequested);
    connect(m_copy, &QPushButton::clicked, this, &CheckDialog::copy);
    connect(m_save, &QPushButton::clicked, this, &CheckDialog::saveRequested);
    connect(m_close, &QPushButton::clicked, this, &CheckDialog::reject);
    m_close->setFocus();
}

void CheckDialog::build()
{
    const int gap = style::px(this, 16);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap, gap, gap, gap);
    column->setSpacing(gap);
    auto *list = new QWidget;
    m_rows = new QVBoxLayout(list);
    m_rows->setSpacing(style::px(this, 12));
    m_rows->setContentsMargins(0, 0, style::px(this, 8), 0);
    m_scroll->setWidget(list);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    list->setAutoFillBackground(false);
    m_saved->hide();
    style::setRole(m_progress, style::TextRole::Note);
    m_progress->setWordWrap(true);
    column->addWidget(m_heading);
    column->addWidget(m_progress);
    column->addWidget(m_failure);
    column->addWidget(m_saved);
    column->addWidget(m_scroll, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(style::px(this, 8));
    for (QPushButton *button : {m_again, m_copy, m_save}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    m_close->setDefault(true);
    column->addLayout(buttons);
    const QSize room = parentWidget() ? parentWidget()->screen()->availableSize() : QSize(Width, Height);
    resize(QSize(style::px(this, Width), style::px(this, Height)).boundedTo(room));
}

void CheckDialog::setBusy()
{
    m_failure->setFailure(std::nullopt, m_language);
    m_saved->hide();
    m_progress->setText(tr("Looking at this computer and at the service…"));
    m_progress->setAccessibleName(m_progress->text()); // a changed name is what Qt 6.4 announces
    for (QPushButton *button : {m_again, m_copy, m_save}) {
        button->setEnabled(false);
    }
}

QString CheckDialog::summary() const
{
    const auto count = [this](Verdict verdict) {
        return int(std::ranges::count(m_report->findings, verdict, &Finding::verdict));
    };
    const int problems = count(Verdict::Problem);
    const int warnings = count(Verdict::Warning);
    if (problems == 0 && warnings == 0) {
        return tr("All is well.");
    }
    return tr("Problems: %1, warnings: %2. Each says what to do.").arg(problems).arg(warnings);
}

QWidget *CheckDialog::rowOf(const Finding &finding)
{
    const QString title = wordOf(finding.verdict).in(m_language) + (m_language == "ja"_L1 ? u"："_s : u": "_s)
        + finding.title.in(m_language);
    const QString says = finding.says.in(m_language);
    const QString next = finding.next.isEmpty() ? QString() : u'\n' + finding.next.in(m_language);
    if (finding.verdict != Verdict::Ok) {
        const bool isProblem = finding.verdict == Verdict::Problem;
        auto *notice = new style::Notice(isProblem ? style::Notice::Kind::Error : style::Notice::Kind::Information);
        notice->setHeading(title);
        notice->setText(says + next);
        return notice;
    }
    auto *row = new QWidget;
    auto *lines = new QVBoxLayout(row);
    lines->setContentsMargins(style::px(this, 4), 0, 0, 0);
    lines->setSpacing(style::px(this, 4));
    auto *label = new style::Paragraph(title, style::TextRole::Label);
    auto *text = new style::Paragraph(says, style::TextRole::Body);
    text->setMeasured(false);
    lines->addWidget(label);
    lines->addWidget(text);
    return row;
}

void CheckDialog::showReport(const diagnostics::Report &report)
{
    m_report = report;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    std::vector<Finding> findings = report.findings;
    std::ranges::stable_sort(findings, std::ranges::greater(), &Finding::verdict);
    for (const Finding &finding : findings) {
        m_rows->addWidget(rowOf(finding));
    }
    m_rows->addStretch(1);
    m_progress->setText(summary());
    m_progress->setAccessibleName(m_progress->text());
    for (QPushButton *button : {m_again, m_copy, m_save}) {
        button->setEnabled(true);
    }
}

void CheckDialog::copy()
{
    QGuiApplication::clipboard()->setText(m_report->toText(m_language));
    m_progress->setText(tr("The report was copied."));
    m_progress->setAccessibleName(m_progress->text());
}

void CheckDialog::showSaved(const QString &path)
{
    m_failure->setFailure(std::nullopt, m_language);
    m_saved->setHeading(tr("Saved for the help desk"));
    m_saved->setText(
        QDir::toNativeSeparators(path) + u'\n'
        + tr("It holds what is listed here: none of your answers, no file names, and neither your name nor that of "
             "this computer."));
    m_saved->show();
}

void CheckDialog::showFailure(const Failure &failure)
{
    m_saved->hide();
    m_failure->setFailure(failure, m_language);
}

} // namespace ttp::ui
