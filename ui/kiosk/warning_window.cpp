// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk_view/warning_window.h"

#include "style/metrics.h"
#include "style/paragraph.h"
#include "style/style.h"

#include <QCloseEvent>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

WarningWindow::WarningWindow()
    : m_japanese(new style::Paragraph({}, style::TextRole::PageTitle)),
      m_english(new style::Paragraph({}, style::TextRole::PageTitle)), m_goOn(new QPushButton)
{
    setWindowTitle(u"続けますか / Go on? – TTP Apply"_s);
    setWindowFlags(Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint);
    auto *column = new QVBoxLayout(this);
    const int side = style::px(this, 48);
    column->setContentsMargins(side, side, side, side);
    column->setSpacing(style::px(this, 24));
    column->addStretch();
    for (style::Paragraph *each : {m_japanese, m_english}) {
        each->setMeasured(false);
        each->setTextInteractionFlags(Qt::NoTextInteraction);
        column->addWidget(each);
    }
    m_goOn->setText(u"続ける / Go on"_s);
    style::setPrimary(m_goOn);
    column->addWidget(m_goOn, 0, Qt::AlignLeft);
    column->addStretch();
    connect(m_goOn, &QPushButton::clicked, this, &WarningWindow::goOn);
}

void WarningWindow::count(int secondsLeft)
{
    const QString seconds = QString::number(secondsLeft);
    m_japanese->setPlainText(u"まだご利用中ですか。あと%1秒で、入力した内容をすべて消去して終了します。続けるには、どれかのキーを押すか、画面に触れてください。"_s
                                 .arg(seconds));
    m_english->setPlainText(u"Are you still there? In %1 seconds everything that you entered is cleared. To go on, press any key "
                            "or touch the screen."_s.arg(seconds));
    const bool first = !isVisible();
    if (first || secondsLeft == 20 || secondsLeft == 10 || secondsLeft == 5) {
        m_goOn->setAccessibleName(m_japanese->plainText() + u' ' + m_english->plainText());
    }
    if (first) {
        setGeometry(screen()->geometry());
        showFullScreen();
        raise();
        activateWindow();
        m_goOn->setFocus(Qt::OtherFocusReason);
    }
}

QString WarningWindow::spoken() const
{
    return m_goOn->accessibleName();
}

void WarningWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();
    Q_EMIT goOn();
}

} // namespace ttp::ui
