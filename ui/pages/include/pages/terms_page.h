// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QLabel;

namespace ttp::ui {

class CheckRow;
class TermsView;

/// The Terms of Service in both languages, and an empty box to tick.
class TermsPage final : public Page {
    Q_OBJECT
public:
    explicit TermsPage(Journey &journey, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool canGoBack() const override { return true; }
    [[nodiscard]] bool isWide() const override { return true; }
    [[nodiscard]] QWidget *firstControl() override;
    [[nodiscard]] bool hasError() const override;
    void advance() override;

Q_SIGNALS:
    /// The person agreed; which languages were on the screen.
    void agreed(const QStringList &languagesShown);

protected:
    void retranslate() override;

private:
    void askAboutTheEnd();

    TermsView *m_view;
    CheckRow *m_box;
    QLabel *m_boxError;
};

} // namespace ttp::ui
