// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/wipe.h"

#include <QWidget>

namespace ttp::ui {

namespace style {
class Paragraph;
}

/// What stays on the screen when sessions come and go: "one moment", or that staff is needed. Knows nothing of sessions.
class Backdrop final : public QWidget {
    Q_OBJECT
public:
    Backdrop();

    /// In front of everything from now on. `left` names what is not clean, for the staff.
    void showOutOfService(const QStringList &left);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    style::Paragraph *m_japanese;
    style::Paragraph *m_english;
    style::Paragraph *m_facts;
};

/// Clipboard and primary selection: emptied whoever owns them, and looked at.
[[nodiscard]] kiosk::WipeStep clipboardStep();

} // namespace ttp::ui
