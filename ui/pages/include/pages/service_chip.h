// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/journey.h"
#include "style/card.h"
#include "style/paragraph.h"

namespace ttp::ui {

/// Whom the program talks to: the host name first and largest, then how its certificate is judged, then name and operator
/// as the service's own claim. No emblem of a service is drawn.
class ServiceChip final : public QWidget {
    Q_OBJECT
public:
    explicit ServiceChip(const Journey &journey, QWidget *parent = nullptr);

    /// Reads the journey again.
    void refresh();

protected:
    void changeEvent(QEvent *event) override;

private:
    const Journey &m_journey;
    style::Paragraph *m_host;
    style::Paragraph *m_trust;
    style::Paragraph *m_claim;
};

} // namespace ttp::ui
