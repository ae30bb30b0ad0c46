// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QLabel;

namespace ttp::ui {

namespace style {
class LinkButton;
}
class CheckRow;
class TermsView;

/// The Terms of Service in both languages, what changed in them since the person agreed, and an empty box to tick.
class TermsPage final : public Page {
    Q_OBJECT
public:
    explicit TermsPage(Journey &journey, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool canGoBack() const override { return true; }
    [[nodiscard]] bool isWide() const override { return true; }
    [[nodiscard]] QWidget *firstControl() override;
    void showFailure(const std::optional<Failure> &failure) override;
    [[nodiscard]] bool hasError() const override;
    void advance() override;

    /// Shows what of the journey's earlier consent is known by now: nothing, that it is being looked for, or the changes.
    void refreshChanges();

Q_SIGNALS:
    /// The person agreed; which languages were on the screen, and what the box to tick said.
    void agreed(const QStringList &languagesShown, const QString &statement);

protected:
    void retranslate() override;

private:
    void waitForChanges();
    void askAboutTheEnd();
    void agree();
    void print();

    TermsView *m_view;
    CheckRow *m_box;
    QLabel *m_boxError;
    style::LinkButton *m_print;
};

} // namespace ttp::ui
