// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/error_summary.h"

#include "style/link_button.h"
#include "style/metrics.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

ErrorSummary::ErrorSummary(QWidget *parent)
    : QWidget(parent), m_notice(new style::Notice(style::Notice::Kind::Error, this)),
      m_place(new QWidget(this)), m_list(nullptr)
{
    m_place->hide();
    m_place->setFocusPolicy(Qt::TabFocus); // only such a widget keeps its place
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_notice);
    hide();
}

void ErrorSummary::setProblems(const std::vector<Problem> &problems, const form::Definition &definition,
                               const QString &language)
{
    if (m_list) {
        m_list->hide();
        m_list->deleteLater();
    }
    m_links.clear();
    m_list = new QWidget(this);
    auto *rows = new QVBoxLayout(m_list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(style::px(this, 4));
    for (const Problem &problem : problems) {
        const form::Field *field = definition.field(problem.field);
        const QString label = field ? field->label.in(language) : QString();
        const QString words = wordsOf(problem).in(language);
        auto *link = new style::LinkButton(label.isEmpty() ? words : tr("%1: %2").arg(label, words), m_list);
        connect(link, &QAbstractButton::clicked, this, [this, problem] { Q_EMIT problemChosen(problem); });
        rows->addWidget(link);
        m_links += link;
    }
    m_notice->setHeading(tr("There is a problem"));
    m_notice->addWidget(m_list);
    orderLinks();
    setVisible(!problems.empty());
}

/// Links are made later than the controls below them, and Tab should still come to them first.
void ErrorSummary::orderLinks()
{
    QWidget *last = m_place;
    for (QWidget *link : m_links) {
        setTabOrder(last, link);
        last = link;
    }
}

void ErrorSummary::focusFirst()
{
    if (!m_links.isEmpty()) {
        m_links.first()->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace ttp::ui
