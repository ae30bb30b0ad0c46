// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk_view/kiosk_frame.h"

#include "kiosk_view/file_pane.h"
#include "style/metrics.h"
#include "style/style.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QMouseEvent>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

constexpr qint64 InputEvery = 500; // ms
const QString FinishWords = u"終了して消去 / Finish and clear"_s;

/// The schemes that Qt would hand to another program.
QStringList outward()
{
    return {u"http"_s, u"https"_s, u"mailto"_s, u"ftp"_s, u"file"_s, u"tel"_s};
}

} // namespace

KioskFrame::KioskFrame(QWidget *content, std::function<bool()> losesSomething)
    : m_losesSomething(std::move(losesSomething)), m_words(new QLabel), m_finish(new QPushButton(FinishWords))
{
    setWindowFlags(Qt::FramelessWindowHint);
    build(content);
    setWindowTitle(content->windowTitle());
    setWindowIcon(content->windowIcon());
    connect(content, &QWidget::windowTitleChanged, this, &QWidget::setWindowTitle);
    connect(m_finish, &QPushButton::clicked, this, &KioskFrame::finish);
    connect(&m_warning, &WarningWindow::goOn, this, &KioskFrame::noticeInput);
    for (const QString &scheme : outward()) {
        QDesktopServices::setUrlHandler(scheme, this, "showAddress");
    }
    setSending(false);
    setGeometry(screen()->geometry());
    qApp->installEventFilter(this);
}

KioskFrame::~KioskFrame()
{
    for (const QString &scheme : outward()) {
        QDesktopServices::unsetUrlHandler(scheme);
    }
}

void KioskFrame::build(QWidget *content)
{
    auto *bar = new QHBoxLayout;
    const int side = style::px(this, 16);
    bar->setContentsMargins(side, style::px(this, 8), side, style::px(this, 8));
    bar->setSpacing(side);
    m_words->setWordWrap(true);
    style::setRole(m_words, style::TextRole::Note);
    bar->addWidget(m_words, 1);
    bar->addWidget(m_finish);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    content->setParent(this);
    column->addWidget(content, 1);
}

void KioskFrame::say(const QString &words)
{
    m_words->setText(words);
    m_words->setAccessibleName(words); // a changed name is what Qt 6.4 announces
    m_finish->setAccessibleDescription(words);
}

void KioskFrame::setSending(bool sending)
{
    m_sending = sending;
    m_finish->setEnabled(!sending);
    say(sending ? u"申請を送信しています。送信が終わるまで消去できません。 / Your application is being sent. Nothing can be cleared until that "
                  "has ended."_s
                : u"共用の端末です。終了すると、入力した内容はすべて消去されます。 / A shared machine: when you finish, everything that you "
                  "entered is cleared."_s);
}

void KioskFrame::warn(int secondsLeft)
{
    m_warning.count(secondsLeft);
}

void KioskFrame::calm()
{
    m_warning.hide();
}

void KioskFrame::finish()
{
    if (m_sending) {
        setSending(true); // says why
        return;
    }
    if (!m_losesSomething()) {
        Q_EMIT finished();
        return;
    }
    if (std::exchange(m_asking, true)) {
        return;
    }
    auto *question = new QMessageBox(QMessageBox::Warning, u"TTP Apply"_s,
                                     u"終了して、すべて消去しますか。送信していない内容や保存していない控えは失われます。\n\n"
                                     "Finish and clear everything? What you have not sent, and a receipt that you have not "
                                     "saved, will be lost."_s,
                                     QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    auto *stay = question->addButton(u"戻る / Stay here"_s, QMessageBox::RejectRole);
    auto *leave = question->addButton(FinishWords, QMessageBox::DestructiveRole);
    question->setDefaultButton(stay);
    question->setEscapeButton(stay);
    connect(question, &QMessageBox::buttonClicked, this, [this, leave](const QAbstractButton *button) {
        m_asking = false;
        if (button == leave && !m_sending) {
            Q_EMIT finished();
        }
    });
    question->open();
}

void KioskFrame::clearClipboard()
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    clipboard->clear(QClipboard::Clipboard);
    if (clipboard->supportsSelection()) {
        clipboard->clear(QClipboard::Selection);
    }
}

void KioskFrame::showAddress(const QUrl &address)
{
    auto *words = new QMessageBox(QMessageBox::Information, u"TTP Apply"_s,
                                  u"この端末では他のページを開けません。アドレス： / Other pages cannot be opened here. The address: "_s
                                      + u"\n\n"_s + address.toDisplayString(),
                                  QMessageBox::Ok, this);
    words->setAttribute(Qt::WA_DeleteOnClose);
    words->setTextFormat(Qt::PlainText);
    words->open();
}

void KioskFrame::noticeInput()
{
    const bool warning = m_warning.isVisible();
    if (warning || !m_sinceInput.isValid() || m_sinceInput.elapsed() >= InputEvery) {
        m_sinceInput.start();
        Q_EMIT input();
    }
}

bool KioskFrame::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ContextMenu: return true;
    case QEvent::Show:
        // A question takes the window away: "finish and clear" stays at hand in it.
        if (auto *box = qobject_cast<QMessageBox *>(watched); box && !m_asking && box->findChild<QObject *>(u"finish"_s) == nullptr) {
            auto *button = box->addButton(FinishWords, QMessageBox::ActionRole);
            button->setObjectName(u"finish"_s);
            connect(button, &QAbstractButton::clicked, this, &KioskFrame::finish, Qt::QueuedConnection);
        }
        return false;
    case QEvent::MouseMove:
        if (const QPoint now = static_cast<QMouseEvent *>(event)->globalPosition().toPoint(); now == m_pointer) {
            return false; // a window that appears under the pointer is nobody
        } else {
            m_pointer = now;
        }
        [[fallthrough]];
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TabletPress:
    case QEvent::InputMethod: {
        if (!watched->isWindowType()) { // each event passes by once as a window's
            return m_warning.isVisible() && event->type() == QEvent::KeyPress;
        }
        const bool warned = m_warning.isVisible();
        noticeInput();
        return warned && event->type() == QEvent::KeyPress; // it only extends, it does nothing else
    }
    default: return false;
    }
}

void KioskFrame::closeEvent(QCloseEvent *event)
{
    event->ignore();
    finish();
}

void KioskFrame::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange && isMinimized()) {
        QMetaObject::invokeMethod(this, &QWidget::showFullScreen, Qt::QueuedConnection);
    }
}

} // namespace ttp::ui
