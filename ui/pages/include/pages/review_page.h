// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

#include <QDate>

#include <functional>

namespace ttp::ui {

class ErrorSummary;

/// Everything that will be sent, once more, each with a link to change it. Nothing is sent that is not on this page.
class ReviewPage final : public Page {
    Q_OBJECT
public:
    ReviewPage(Journey &journey, std::function<QDate()> today, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool canGoBack() const override { return true; }
    [[nodiscard]] bool hasError() const override;
    /// Checks everything; `sendRequested` if nothing is wrong.
    void advance() override;

    /// The journey's files changed: what stands here is what will be sent.
    void refresh();
    /// Problems that the service found.
    void showProblems(const std::vector<Problem> &problems);

Q_SIGNALS:
    void changeRequested(const QString &stepId, const QString &fieldId);
    void sendRequested();

protected:
    void retranslate() override;

private:
    void buildSection(const form::Step &step, QWidget *parent, class QVBoxLayout *sections);
    void leadTo(const Problem &problem);

    std::function<QDate()> m_today;
    ErrorSummary *m_summary;
    QWidget *m_sections = nullptr;
    std::vector<Problem> m_problems;
};

} // namespace ttp::ui
