// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

#include <QDate>

#include <functional>

namespace ttp::ui {

class ErrorSummary;

namespace style {
class LinkButton;
class Paragraph;
}

/// Everything that will be sent, once more, each with a link to change it. Nothing is sent that is not on this page.
class ReviewPage final : public Page {
    Q_OBJECT
public:
    ReviewPage(Journey &journey, std::function<QDate()> today, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool canGoBack() const override { return true; }
    [[nodiscard]] bool mustBeSeen() const override { return true; }
    /// What is to be read first, not what sends.
    [[nodiscard]] QWidget *firstControl() override;
    [[nodiscard]] bool hasError() const override;
    /// Checks everything; `sendRequested` if nothing is wrong.
    void advance() override;

    /// Everything can be read and nothing changed or sent: somebody else is filling it in.
    void setReadOnly();

    /// The journey's files changed: what stands here is what will be sent.
    void refresh();
    /// Problems that the service found.
    void showProblems(const std::vector<Problem> &problems);

Q_SIGNALS:
    /// `fieldId`: or the pointer of the problem to be led to, which is one of `problems`, those of the fields of this step.
    void changeRequested(const QString &stepId, const QString &fieldId, const std::vector<ttp::Problem> &problems);
    void sendRequested();
    void planRequested();

protected:
    void retranslate() override;

private:
    void buildSection(const form::Step &step, QWidget *parent, class QVBoxLayout *sections);
    void leadTo(const Problem &problem);
    [[nodiscard]] std::vector<Problem> problemsOf(const form::Step &step) const;

    std::function<QDate()> m_today;
    ErrorSummary *m_summary;
    style::Paragraph *m_intro;
    style::LinkButton *m_plan;
    QWidget *m_sections = nullptr;
    bool m_readOnly = false;
    std::vector<Problem> m_problems;
};

} // namespace ttp::ui
