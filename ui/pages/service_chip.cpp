// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/service_chip.h"

#include "style/metrics.h"

#include <QEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

ServiceChip::ServiceChip(const Journey &journey, QWidget *parent)
    : QWidget(parent), m_journey(journey), m_host(new style::Paragraph({}, style::TextRole::Section)),
      m_trust(new style::Paragraph({}, style::TextRole::Note)), m_claim(new style::Paragraph({}, style::TextRole::Note))
{
    auto *card = new style::Card;
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(card);
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(style::px(this, 16), style::px(this, 12), style::px(this, 16), style::px(this, 12));
    rows->setSpacing(style::px(this, 4));
    for (style::Paragraph *line : {m_host, m_trust, m_claim}) {
        rows->addWidget(line);
    }
    m_trust->setColour(style::Role::QuietText);
    refresh();
}

void ServiceChip::refresh()
{
    const service::Profile &profile = m_journey.profile;
    if (profile.baseUrl.isEmpty()) {
        m_host->setPlainText(tr("Connecting…"));
        m_trust->hide();
        m_claim->hide();
        return;
    }
    const int port = profile.baseUrl.port(443);
    m_host->setPlainText(port == 443 ? profile.host() : u"%1:%2"_s.arg(profile.host()).arg(port));
    if (!m_journey.greeting) { // nothing has been checked yet
        m_trust->setPlainText(tr("Not connected yet"));
        m_trust->show();
        m_claim->hide();
        return;
    }
    QStringList trust;
    trust += profile.caPem.isEmpty() ? tr("Certificate checked against this computer's authorities")
                                     : tr("Certificate checked against the authority in the service profile");
    if (!profile.pins.isEmpty()) {
        trust += tr("key pinned by the profile");
    }
    m_trust->setPlainText(trust.join(tr(", ")));
    m_trust->show();
    m_claim->show();
    const service::Description &description = m_journey.greeting->description;
    m_claim->setPlainText(tr("Calls itself “%1”. Says it is run by %2.")
                              .arg(description.name.in(m_journey.language),
                                   description.operatedBy.in(m_journey.language)));
}

void ServiceChip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        refresh();
    }
}

} // namespace ttp::ui
