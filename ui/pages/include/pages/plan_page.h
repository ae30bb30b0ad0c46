// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/planner.h"
#include "pages/page.h"

#include <functional>

namespace ttp::ui {

class FieldEditor;

namespace style {
class LinkButton;
class Notice;
class Paragraph;
} // namespace style

/// What to do by when until the card is there. Days and counter can be tried out on it; that changes no answer.
class PlanPage final : public Page {
    Q_OBJECT
public:
    /// `facts`: what is known, apart from today. `about`: number of the application, empty if it has not been sent.
    PlanPage(Journey &journey, form::PlanFacts facts, QString about, std::function<QDate()> today,
             QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    /// Empty if there is nothing for a calendar.
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool canGoBack() const override { return true; }
    [[nodiscard]] QWidget *firstControl() override;
    void advance() override { Q_EMIT saveRequested(); }

    /// The plan as it is shown.
    [[nodiscard]] const form::Plan &plan() const { return m_plan; }
    /// Where the calendar file was saved.
    void showSaved(const QString &path);

Q_SIGNALS:
    void saveRequested();

protected:
    void retranslate() override;

private:
    void build();
    void addEditors();
    void onValueChanged();
    void refresh();
    void showSummary();
    [[nodiscard]] QWidget *makeWarning(const form::PlanLine &line);
    [[nodiscard]] QWidget *makeDates();
    void addLines(const std::vector<form::PlanLine> &lines, const QString &sign, QWidget *card, QVBoxLayout *rows);
    [[nodiscard]] QWidget *makeBring();
    [[nodiscard]] QWidget *makeCounters();
    [[nodiscard]] QWidget *makeNotes();
    [[nodiscard]] style::Paragraph *makeSources(const QStringList &sources, form::Confidence confidence,
                                                QWidget *parent);

    const form::PlannerData &m_data;
    form::PlanFacts m_facts;
    QString m_about;
    std::function<QDate()> m_today;
    form::Plan m_plan;
    style::Notice *m_saved;
    style::Paragraph *m_intro;
    style::Paragraph *m_summary;
    style::LinkButton *m_try;
    QWidget *m_inputs;
    style::Paragraph *m_trying;
    FieldEditor *m_visit = nullptr;
    FieldEditor *m_counter = nullptr;
    FieldEditor *m_notice = nullptr;
    QWidget *m_results = nullptr;
    QWidget *m_list = nullptr;          ///< of the counters, in m_results
    style::LinkButton *m_all = nullptr; ///< opens it
    bool m_listOpen = false;
    QString m_savedPath;
};

} // namespace ttp::ui
