// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "form/definition.h"
#include "style/notice.h"

#include <QWidget>

#include <vector>

namespace ttp::ui {

/// "There is a problem": one link for each, with the same words as at the field.
class ErrorSummary final : public QWidget {
    Q_OBJECT
public:
    explicit ErrorSummary(QWidget *parent = nullptr);

    void setProblems(const std::vector<Problem> &problems, const form::Definition &definition, const QString &language);
    [[nodiscard]] bool isEmpty() const { return m_links.isEmpty(); }
    /// Puts the focus on the first link.
    void focusFirst();

Q_SIGNALS:
    void problemChosen(const ttp::Problem &problem);

private:
    void orderLinks();

    style::Notice *m_notice;
    QWidget *m_place; ///< never shown: where the links stand in the order of Tab
    QWidget *m_list;
    QList<QWidget *> m_links;
};

} // namespace ttp::ui
