// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/paragraph.h"

#include <QWidget>

namespace ttp::ui {

/// What is wrong with a field: a triangle with an exclamation mark, and words in the error colour.
class ProblemLabel final : public QWidget {
    Q_OBJECT
public:
    explicit ProblemLabel(QWidget *parent);

    /// An empty text hides it.
    void setProblem(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();

    style::Paragraph *m_text;
};

} // namespace ttp::ui
