// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/link_button.h"
#include "style/paragraph.h"

#include <QWidget>

namespace ttp::ui {

/// A question that opens its answer below itself.
class Disclosure final : public QWidget {
    Q_OBJECT
public:
    explicit Disclosure(QWidget *parent);

    void setTexts(const QString &question, const QString &answer);

private:
    style::LinkButton *m_button;
    style::Paragraph *m_answer;
};

} // namespace ttp::ui
