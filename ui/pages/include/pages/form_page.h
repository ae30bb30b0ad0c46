// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

#include <QDate>

#include <functional>
#include <vector>

namespace ttp::ui {

class DocumentEditor;
class EarlierOffer;
class ErrorSummary;
class FieldEditor;
class GroupEditor;

namespace style {
class Paragraph;
}

/// One step of the form, drawn from its definition.
class FormPage final : public Page {
    Q_OBJECT
public:
    /// `today` tells the date in Japan, asked for at every check.
    FormPage(Journey &journey, const form::Step &step, std::function<QDate()> today, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool canGoBack() const override { return true; }
    [[nodiscard]] QWidget *firstControl() override;
    [[nodiscard]] bool hasError() const override;
    /// Checks the step; `completed` if nothing is wrong, else the summary.
    void advance() override;

    /// The journey's files changed: shows them.
    void refreshFiles();
    /// Shows problems that were found elsewhere (by the service, on the review page).
    void showProblems(const std::vector<Problem> &problems);
    /// Leads to the place of a problem, also inside an entry of a group.
    void lead(const Problem &problem);
    /// Leads to a field, from a change link.
    void focusField(const QString &fieldId);

    /// The id of the field that has the focus; empty: none.
    [[nodiscard]] QString focusedField() const;

    [[nodiscard]] const form::Step &step() const { return m_step; }

Q_SIGNALS:
    void completed();
    void answersChanged();
    void filesChosen(const QString &fieldId, const QStringList &paths);
    void replaceChosen(const QString &fileId, const QString &path);
    void removeRequested(const QString &fileId);

protected:
    void retranslate() override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addEditor(const form::Field &field);
    void connectSiblings();
    void connectDocument(DocumentEditor *editor);
    void giveContext(GroupEditor *editor);
    void onValueChanged(FieldEditor *editor);
    void refreshConditions();
    void offerEarlier();
    void takeEarlier();
    void takeEarlierBack();
    [[nodiscard]] form::Answers earlierForThisStep() const;
    [[nodiscard]] std::vector<Problem> check() const;
    [[nodiscard]] bool isReadingFiles() const;
    [[nodiscard]] FieldEditor *editorOf(const QString &fieldId) const;

    const form::Step m_step; ///< a copy: the page may outlive a new form
    std::function<QDate()> m_today;
    ErrorSummary *m_summary;
    style::Paragraph *m_intro;
    EarlierOffer *m_earlier;
    form::Answers m_taken; ///< from the earlier application
    std::vector<FieldEditor *> m_editors;
    std::vector<Problem> m_problems;
};

} // namespace ttp::ui
