// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/precheck.h"

#include <QHash>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace ttp::ui {

namespace style {
class LinkButton;
class Paragraph;
} // namespace style

/// What the pre-check says: the verdict in words with a sign, each category, reasons with the paragraph they come from,
/// what would change them, and a link to the question that decides.
class PrecheckPanel final : public QWidget {
    Q_OBJECT
public:
    explicit PrecheckPanel(QWidget *parent = nullptr);

    /// `problems`: why an answer cannot be used, by question.
    void setFinding(const form::PrecheckFinding &finding, const QHash<QString, LocalizedText> &problems,
                    const QString &language);
    /// The verdict as it is read out: "Likely. …".
    [[nodiscard]] QString spoken() const;

Q_SIGNALS:
    void questionChosen(const QString &question);

private:
    /// One row; rows are made anew only if they have changed.
    struct Row {
        enum class Kind { Heading, Text, Note, Link, Toggle, Rule };

        Kind kind = Kind::Text;
        QString text;
        QString question; ///< of Link
        int ink = 0;      ///< style::Role

        bool operator==(const Row &) const = default;
    };

    [[nodiscard]] std::vector<Row> rowsOf(const form::PrecheckFinding &finding,
                                          const QHash<QString, LocalizedText> &problems) const;
    void addReason(std::vector<Row> &rows, const form::RuleFinding &finding) const;
    void addCategories(std::vector<Row> &rows, const form::PrecheckFinding &finding) const;
    void addEverything(std::vector<Row> &rows, const form::PrecheckFinding &finding) const;
    [[nodiscard]] QString labelOf(const QString &question) const;
    [[nodiscard]] QString basisOf(const form::PrecheckRule &rule, bool whole) const;
    void rebuild();
    void add(const Row &row);
    void orderLinks();
    void toggle();

    QString m_language;
    bool m_everything = false;
    std::vector<Row> m_rows;
    std::vector<Row> m_more; ///< behind the toggle
    style::Paragraph *m_verdict;
    style::Paragraph *m_meaning;
    QWidget *m_place; ///< never shown: where the links stand in the order of Tab
    QWidget *m_list = nullptr;
    QVBoxLayout *m_column;
    QList<QWidget *> m_links;
};

} // namespace ttp::ui
