// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/page.h"

#include "base/log.h"
#include "pages/failure_notice.h"
#include "style/metrics.h"

#include <QEvent>
#include <QVBoxLayout>

namespace ttp::ui {

namespace {

Q_LOGGING_CATEGORY(category, "ttp.window", QtWarningMsg)

} // namespace

Page::Page(Journey &journey, QWidget *parent)
    : QWidget(parent), m_journey(journey), m_column(new QVBoxLayout(this)), m_failure(new FailureNotice(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(style::px(this, 24));
    m_column->addWidget(m_failure);
}

void Page::setBusy(const QString &text)
{
    if (m_busyText != text) {
        m_busyText = text;
        Q_EMIT changed();
    }
}

void Page::showFailure(const std::optional<Failure> &failure)
{
    m_failure->setFailure(failure, language());
    setBusy({});
    Q_EMIT changed();
    if (failure) {
        log::info(category()) << "shows" << *failure;
        Q_EMIT showWidget(m_failure);
    }
}

bool Page::hasError() const
{
    return m_failure->failure().has_value();
}

void Page::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_failure->setFailure(m_failure->failure(), language());
        retranslate();
        Q_EMIT changed();
    }
}

} // namespace ttp::ui
