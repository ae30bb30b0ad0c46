// SPDX-License-Identifier: GPL-3.0-or-later
#include "step_rail.h"

#include "style/metrics.h"
#include "style/palette.h"
#include "style/paragraph.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace ttp::ui {

namespace {

constexpr int SignSize = 18;
constexpr int Gap = 12;

/// ✓ done, ◉ current, ○ open or locked.
void drawState(QPainter &painter, const QRectF &square, StepButton::State state, const QPalette &palette)
{
    using style::Role;
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF circle = square.adjusted(1, 1, -1, -1);
    const qreal stroke = square.width() / 10;
    switch (state) {
    case StepButton::State::Done:
    case StepButton::State::Sealed: {
        painter.setPen(Qt::NoPen);
        painter.setBrush(style::colour(palette, Role::Done));
        painter.drawEllipse(circle);
        QPainterPath tick;
        tick.moveTo(circle.left() + circle.width() * 0.28, circle.top() + circle.height() * 0.53);
        tick.lineTo(circle.left() + circle.width() * 0.44, circle.top() + circle.height() * 0.68);
        tick.lineTo(circle.left() + circle.width() * 0.73, circle.top() + circle.height() * 0.34);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(style::colour(palette, Role::Surface), stroke * 1.2, Qt::SolidLine, Qt::RoundCap,
                            Qt::RoundJoin));
        painter.drawPath(tick);
        break;
    }
    case StepButton::State::Current:
        painter.setPen(QPen(style::colour(palette, Role::Accent), stroke * 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(circle);
        painter.setPen(Qt::NoPen);
        painter.setBrush(style::colour(palette, Role::Accent));
        painter.drawEllipse(circle.center(), circle.width() * 0.24, circle.height() * 0.24);
        break;
    case StepButton::State::Open:
    case StepButton::State::Locked:
        painter.setPen(QPen(style::colour(palette, Role::Edge), stroke));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(circle);
        break;
    }
}

} // namespace

StepButton::StepButton(QWidget *parent) : QAbstractButton(parent)
{
    style::setRole(this, style::TextRole::Body);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void StepButton::show(const QString &name, State state)
{
    m_state = state;
    setText(name);
    const bool canGo = state == State::Done || state == State::Open;
    setEnabled(canGo || state == State::Current);
    setFocusPolicy(canGo ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(canGo ? Qt::PointingHandCursor : Qt::ArrowCursor);
    style::setRole(this, state == State::Current ? style::TextRole::Label : style::TextRole::Body);
    setAccessibleName(tr("%1, %2").arg(name, inWords(state)));
    updateGeometry();
    update();
}

QString StepButton::inWords(State state)
{
    switch (state) {
    case State::Done:
    case State::Sealed: return tr("done");
    case State::Current: return tr("current step");
    case State::Open: return tr("not finished");
    case State::Locked: break;
    }
    return tr("not yet available");
}

QRect StepButton::textRect(int width) const
{
    const int left = style::px(this, SignSize + Gap);
    const int pad = style::px(this, 8);
    QRect rect = fontMetrics().boundingRect(QRect(left, pad, qMax(1, width - left - pad), 10000), Qt::TextWordWrap, text());
    rect.setLeft(left);
    return rect;
}

QSize StepButton::sizeHint() const
{
    const int width = style::px(this, 200);
    return {width, heightForWidth(width)};
}

int StepButton::heightForWidth(int width) const
{
    return qMax(style::px(this, 36), textRect(width).height() + 2 * style::px(this, 8));
}

void StepButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int size = style::px(this, SignSize);
    QRect words = textRect(width());
    words.moveTop((height() - words.height()) / 2);
    const int lineHeight = fontMetrics().height();
    const QRectF sign(style::px(this, 2), words.top() + (lineHeight - size) / 2.0, size, size);
    drawState(painter, sign, m_state, palette());
    const bool quiet = m_state == State::Locked;
    painter.setPen(style::colour(palette(), quiet ? style::Role::QuietText : style::Role::Text));
    words.setRight(width());
    painter.drawText(words, Qt::TextWordWrap, text());
}

void StepButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

StepRail::StepRail(QWidget *parent)
    : QWidget(parent), m_column(new QVBoxLayout(this)), m_note(new style::Paragraph({}, style::TextRole::Note, this))
{
    const int pad = style::px(this, 16);
    m_column->setContentsMargins(pad, style::px(this, 24), pad, pad);
    m_column->setSpacing(style::px(this, 4));
    m_column->addStretch();
    m_note->setColour(style::Role::QuietText);
    m_note->setMeasured(false);
    m_column->addWidget(m_note);
    setFixedWidth(style::px(this, 224));
}

void StepRail::setSteps(const std::vector<RailStep> &steps)
{
    while (m_buttons.size() > steps.size()) {
        m_buttons.back()->hide();
        m_buttons.back()->deleteLater();
        m_buttons.pop_back();
    }
    while (m_buttons.size() < steps.size()) {
        auto *button = new StepButton(this);
        const std::size_t index = m_buttons.size();
        connect(button, &QAbstractButton::clicked, this, [this, index] {
            if (index < m_steps.size() && m_steps[index].state != StepButton::State::Current) {
                Q_EMIT stepChosen(QString(m_steps[index].id)); // a copy: the steps may change while it is heard
            }
        });
        m_column->insertWidget(int(index), button);
        m_buttons.push_back(button);
    }
    m_steps = steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        m_buttons[i]->show(steps[i].name, steps[i].state);
        m_buttons[i]->setVisible(true);
    }
    setFixedWidth(style::px(this, 224));
}

void StepRail::setNote(const QString &note)
{
    m_note->setPlainText(note);
}

void StepRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), style::colour(palette(), style::Role::Surface));
    painter.setPen(style::colour(palette(), style::Role::Hairline));
    const int x = layoutDirection() == Qt::RightToLeft ? 0 : width() - 1;
    painter.drawLine(x, 0, x, height());
}

} // namespace ttp::ui
