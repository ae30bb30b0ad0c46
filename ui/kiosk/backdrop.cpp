// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk_view/backdrop.h"

#include "style/metrics.h"
#include "style/paragraph.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QScreen>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

QList<QClipboard::Mode> modes()
{
    QList<QClipboard::Mode> all{QClipboard::Clipboard};
    if (QGuiApplication::clipboard()->supportsSelection()) {
        all += QClipboard::Selection;
    }
    return all;
}

} // namespace

Backdrop::Backdrop()
    : m_japanese(new style::Paragraph({}, style::TextRole::PageTitle)),
      m_english(new style::Paragraph({}, style::TextRole::PageTitle)),
      m_facts(new style::Paragraph({}, style::TextRole::Note))
{
    setWindowTitle(u"TTP Apply"_s);
    setWindowFlags(Qt::FramelessWindowHint | Qt::WindowStaysOnBottomHint);
    setAttribute(Qt::WA_ShowWithoutActivating);
    auto *column = new QVBoxLayout(this);
    const int side = style::px(this, 48);
    column->setContentsMargins(side, side, side, side);
    column->setSpacing(style::px(this, 24));
    column->addStretch();
    for (style::Paragraph *each : {m_japanese, m_english, m_facts}) {
        each->setMeasured(false);
        each->setTextInteractionFlags(Qt::NoTextInteraction);
        column->addWidget(each);
    }
    column->addStretch();
    m_japanese->setPlainText(u"少々お待ちください。"_s);
    m_english->setPlainText(u"One moment, please."_s);
    m_facts->hide();
    setGeometry(screen()->geometry());
}

void Backdrop::showOutOfService(const QStringList &left)
{
    m_japanese->setPlainText(u"この端末は現在ご利用いただけません。係員にお知らせください。"_s);
    m_english->setPlainText(u"This machine is out of service. Please tell the staff."_s);
    m_facts->setPlainText(u"係員の方へ：前の利用者の情報が消えたことを確認できないか、画面を開始できません。 / For the staff: it could not be "
                          "confirmed that everything of the last user is gone, or no session can be started: "_s
                          + left.join(u", "_s));
    m_facts->show();
    const QString words = m_japanese->plainText() + u" / "_s + m_english->plainText();
    setAccessibleName(words);
    setWindowTitle(words);
    setAttribute(Qt::WA_ShowWithoutActivating, false);
    setWindowFlags(Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint);
    showFullScreen();
    raise();
    activateWindow();
}

void Backdrop::closeEvent(QCloseEvent *event)
{
    event->ignore(); // only the operator ends the kiosk, from outside
}

kiosk::WipeStep clipboardStep()
{
    return {"clipboard",
            [] {
                for (const QClipboard::Mode mode : modes()) {
                    QGuiApplication::clipboard()->clear(mode);
                }
            },
            [] {
                for (const QClipboard::Mode mode : modes()) {
                    const QMimeData *data = QGuiApplication::clipboard()->mimeData(mode);
                    if (data && !data->formats().isEmpty()) {
                        return false;
                    }
                }
                return true;
            }};
}

} // namespace ttp::ui
