// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "terms/difference.h"

#include <QWidget>

#include <vector>

namespace ttp::ui {

class ClauseText;

/// What has changed since the person agreed: clause by clause, each language before and now, removed words struck out and
/// added words underlined, and both named by words. It is read language by language, the earlier text first.
class TermsChanges final : public QWidget {
    Q_OBJECT
public:
    explicit TermsChanges(QWidget *parent);

    /// `language`: of the program's own words.
    void setContent(const ttp::terms::ChangesSince &changes, const QString &language, qreal zoom);
    void setZoom(qreal zoom);

    /// Lays everything out, languages beside each other or below; returns the height.
    int arrange(int width, bool beside);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// The parts of one clause: what stands across, then one stack for each language.
    struct Block {
        std::vector<ClauseText *> across;
        std::vector<std::vector<ClauseText *>> columns;
    };
    ClauseText *add(std::vector<ClauseText *> &to, int kind, const QString &text, const QString &language);
    void addAcross(int kind, const QString &text);
    void addDocument(const ttp::terms::DocumentChange &change);
    void addClause(const ttp::terms::ClauseChange &change);
    void addText(std::vector<ClauseText *> &column, const ttp::terms::ClauseChange::Text &text, bool before);
    [[nodiscard]] QString headingOf(const ttp::terms::ClauseChange &change) const;

    QString m_language;
    std::vector<Block> m_blocks;
    std::vector<int> m_rules; ///< where a line parts two clauses
};

} // namespace ttp::ui
