// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/rail_step.h"

#include <QAbstractButton>
#include <QWidget>

class QVBoxLayout;

namespace ttp::ui::style {
class Paragraph;
}

namespace ttp::ui {

/// One step in the rail: a sign and a name, painted; the state also in words for a screen reader.
class StepButton final : public QAbstractButton {
    Q_OBJECT
public:
    using State = RailStep::State;

    explicit StepButton(QWidget *parent);

    void show(const QString &name, State state);
    [[nodiscard]] State state() const { return m_state; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] static QString inWords(State state);
    [[nodiscard]] QRect textRect(int width) const;

    State m_state = State::Locked;
};

/// The steps of the application at the left: where one is, what is done; back by a click, never over what is missing.
class StepRail final : public QWidget {
    Q_OBJECT
public:
    explicit StepRail(QWidget *parent = nullptr);

    void setSteps(const std::vector<RailStep> &steps);
    /// What stands at the bottom: whether the answers are kept.
    void setNote(const QString &note);

Q_SIGNALS:
    void stepChosen(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<StepButton *> m_buttons;
    std::vector<RailStep> m_steps;
    QVBoxLayout *m_column;
    style::Paragraph *m_note;
};

} // namespace ttp::ui
