// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/wizard_window.h"

#include "base/log.h"
#include "pages/page.h"
#include "step_rail.h"
#include "style/mark.h"
#include "style/menu_button.h"
#include "style/metrics.h"
#include "style/notice.h"
#include "style/section_heading.h"
#include "style/style.h"
#include "wizard/composed_once.h"

#include <QApplication>
#include <QCloseEvent>
#include <QAbstractButton>
#include <QHBoxLayout>
#include <QInputMethod>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

Q_LOGGING_CATEGORY(category, "ttp.window", QtWarningMsg)

constexpr int SideMargin = 32;

} // namespace

WizardWindow::WizardWindow(QWidget *parent)
    : QWidget(parent), m_strip(new style::Notice(style::Notice::Kind::Practice, this)), m_rail(new StepRail(this)),
      m_stepCount(new QLabel), m_title(new style::SectionHeading({}, style::SectionHeading::Level::Page)),
      m_language(new QPushButton), m_menuButton(new style::MenuButton), m_scroll(new QScrollArea(this)), m_body(new QWidget),
      m_bodyLayout(new QVBoxLayout(m_body)), m_busy(new QLabel), m_back(new QPushButton), m_primary(new QPushButton)
{
    build();
    makeMenu();
    new ComposedOnce(this);
    setWindowIcon(style::markIcon());
    // Pages are never wider than the view; what asks for a place to the right is only half as important as the left edge.
    connect(m_scroll->horizontalScrollBar(), &QScrollBar::valueChanged, m_scroll,
            [this] { m_scroll->horizontalScrollBar()->setValue(0); });
    // However the focus came (Tab, a screen reader, a link of the error summary), what has it must be seen.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now && m_page && m_page->isAncestorOf(now)) {
            m_scroll->ensureWidgetVisible(now, 0, style::px(this, 48));
        }
    });
    connect(m_rail, &StepRail::stepChosen, this, [this](const QString &step) {
        acceptComposed(m_rail);
        Q_EMIT stepChosen(step);
    });
    connect(m_back, &QPushButton::clicked, this, [this] {
        acceptComposed(m_back);
        Q_EMIT backRequested();
    });
    connect(m_primary, &QPushButton::clicked, this, &WizardWindow::onPrimary);
    connect(m_language, &QPushButton::clicked, this, [this] {
        acceptComposed(m_language);
        Q_EMIT languageChosen(m_languageTag == "ja"_L1 ? u"en"_s : u"ja"_s);
    });
    auto *go = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    go->setAutoRepeat(false);
    connect(go, &QShortcut::activated, m_primary, &QPushButton::click);
    setPractice(false);
    retranslate();
    // Room for the title bar and a panel that the platform does not tell of.
    const QSize room = screen()->availableSize() - QSize(style::px(this, 8), style::px(this, 40));
    resize(QSize(style::px(this, 1040), style::px(this, 760)).boundedTo(room));
}

WizardWindow::~WizardWindow() = default;

/// What an input method is still converting belongs to the answer. Qt accepts it when the focus moves; but a screen
/// reader's press, Ctrl+Enter and macOS press a button without giving it the focus. QInputMethod::commit() alone will not do:
/// IBus then sends the text a second time, into the field that still has the focus (measured with Mozc).
void WizardWindow::acceptComposed(QWidget *button)
{
    const QWidget *focus = QApplication::focusWidget();
    if (!focus || focus == button || !focus->testAttribute(Qt::WA_InputMethodEnabled)) {
        return;
    }
    button->setFocus(Qt::OtherFocusReason);
    if (QApplication::focusWidget() == focus) {
        QGuiApplication::inputMethod()->commit();
    }
}

/// The second click of a double click, or a key that was pressed twice, must not act on a page that nobody has seen.
void WizardWindow::onPrimary()
{
    acceptComposed(m_primary);
    const bool unseen = m_sinceShown.isValid() && m_sinceShown.elapsed() < QApplication::doubleClickInterval();
    // Not disabled while the page is busy: that would throw the focus to some other control.
    if (m_page && !m_page->isBusy() && !(unseen && m_page->mustBeSeen())) {
        m_page->advance();
    }
}

void WizardWindow::build()
{
    m_strip->setStrip(true);
    auto *pane = new QVBoxLayout;
    m_pane = pane;
    pane->setContentsMargins(0, 0, 0, 0);
    pane->setSpacing(0);
    m_header = makeHeader();
    pane->addWidget(m_header);
    m_scroll->raise(); // a screen reader goes by the order of the children: strip, rail, header, page, footer
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_body);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_body->setAutoFillBackground(false);
    m_body->installEventFilter(this);
    pane->addWidget(m_scroll, 1);
    pane->addWidget(makeFooter());

    auto *middle = new QHBoxLayout;
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addLayout(pane, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_strip);
    all->addLayout(middle, 1);
}

QWidget *WizardWindow::makeHeader()
{
    auto *header = new QWidget(this);
    m_headerRow = new QBoxLayout(QBoxLayout::LeftToRight, header);
    m_headerRow->setSpacing(style::px(this, 8));
    auto *titles = new QVBoxLayout;
    titles->setSpacing(style::px(this, 4));
    style::setRole(m_stepCount, style::TextRole::Note);
    titles->addWidget(m_stepCount);
    titles->addWidget(m_title);
    m_headerRow->addLayout(titles, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(style::px(this, 8));
    for (QPushButton *button : {m_language, static_cast<QPushButton *>(m_menuButton)}) {
        style::setQuiet(button);
        buttons->addWidget(button);
    }
    m_headerRow->addLayout(buttons);
    m_headerRow->setAlignment(buttons, Qt::AlignTop | Qt::AlignRight);
    return header;
}

QWidget *WizardWindow::makeFooter()
{
    auto *footer = new QWidget(this);
    auto *row = new QHBoxLayout(footer);
    const int side = style::px(this, SideMargin);
    row->setContentsMargins(side, style::px(this, 12), side, style::px(this, 16));
    row->setSpacing(style::px(this, 12));
    style::setRole(m_busy, style::TextRole::Note);
    row->addWidget(m_busy, 1);
    style::setQuiet(m_back);
    style::setPrimary(m_primary);
    m_primary->setMinimumWidth(style::px(this, 140));
    row->addWidget(m_back);
    row->addWidget(m_primary);
    return footer;
}

void WizardWindow::setPage(Page *page)
{
    if (m_page) {
        m_page->hide();
        m_bodyLayout->removeWidget(m_page); // a form page switches the layout off at times, which then misses that a child goes
        m_page->disconnect(this);
        m_page->deleteLater();
    }
    m_page = page;
    log::info(category()) << "page" << log::classOf(*page);
    page->setParent(m_body);
    connect(page, &Page::changed, this, &WizardWindow::updateFrame);
    connect(page, &Page::begun, this, &WizardWindow::focusPage);
    connect(page, &Page::showWidget, this, [this](QWidget *widget) {
        // The layout of what has just appeared is settled one turn of the event loop later.
        QTimer::singleShot(0, widget, [this, widget] {
            const QPoint top = widget->mapTo(m_body, QPoint(0, 0));
            m_scroll->ensureVisible(top.x(), top.y() + qMin(widget->height(), m_scroll->height() / 2), 0,
                                    style::px(this, 48));
            m_scroll->ensureVisible(top.x(), top.y(), 0, style::px(this, 24));
        });
    });
    placePage();
    page->show();
    m_sinceShown.start();
    m_scroll->verticalScrollBar()->setValue(0);
    updateFrame();
    QTimer::singleShot(0, page, [this] {
        focusPage();
        // What stands above the first control is read first: who the service is, what the page is about.
        m_scroll->verticalScrollBar()->setValue(0);
    });
}

void WizardWindow::focusPage()
{
    if (!m_page) {
        return;
    }
    if (QWidget *first = m_page->firstControl()) {
        first->setFocus(Qt::OtherFocusReason);
    } else {
        m_primary->setFocus(Qt::OtherFocusReason);
    }
}

void WizardWindow::updateFrame()
{
    if (!m_page) {
        return;
    }
    const QString title = m_page->title();
    m_title->setText(title);
    setWindowTitle((m_page->hasError() ? tr("Error: %1").arg(title) : title) + u" – TTP Apply"_s);
    m_back->setVisible(m_page->canGoBack());
    m_back->setEnabled(!m_page->isBusy());
    m_primary->setVisible(!m_page->primaryText().isEmpty());
    m_primary->setText(m_page->primaryText());
    m_primary->setAccessibleName(m_page->primaryText());
    m_busy->setText(m_page->busyText());
    m_busy->setAccessibleName(m_page->busyText()); // a changed name is what Qt 6.4 announces
}

void WizardWindow::setSteps(const std::vector<RailStep> &steps)
{
    if (!steps.empty() && steps == m_steps) {
        return; // as after nearly every key press: nothing is laid out anew
    }
    m_steps = steps;
    m_rail->setSteps(steps);
    fold();
}

void WizardWindow::setSavedNote(const QString &note)
{
    m_rail->setNote(note);
}

void WizardWindow::setPractice(bool practice)
{
    m_strip->setVisible(practice);
    m_strip->setText(u"練習です。申請は行われていません。 / Practice. No application was made."_s);
}

void WizardWindow::setLanguage(const QString &language)
{
    m_languageTag = language;
    retranslate();
}

void WizardWindow::setCloseQuestion(const QString &question)
{
    m_closeQuestion = question;
}

void WizardWindow::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    if (!std::exchange(m_painted, true)) {
        QTimer::singleShot(0, this, &WizardWindow::painted);
    }
}

void WizardWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fold();
}

void WizardWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        updateFrame();
    } else if (event->type() == QEvent::FontChange) {
        fold();
        placePage();
    }
}

void WizardWindow::closeEvent(QCloseEvent *event)
{
    acceptComposed(m_primary);
    if (m_closeQuestion.isEmpty() || m_closing) {
        Q_EMIT closed();
        event->accept();
        return;
    }
    event->ignore();
    ask(m_closeQuestion, tr("Close and discard"), [this] {
        m_closing = true;
        close();
    });
}

void WizardWindow::ask(const QString &words, const QString &act, std::function<void()> then)
{
    if (m_question) {
        return; // asked already
    }
    auto *question = new QMessageBox(this);
    m_question = question;
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setIcon(QMessageBox::Warning);
    question->setWindowTitle(u"TTP Apply"_s);
    question->setText(words);
    auto *stay = question->addButton(tr("Stay here"), QMessageBox::RejectRole);
    auto *leave = question->addButton(act, QMessageBox::DestructiveRole);
    question->setDefaultButton(stay);
    question->setEscapeButton(stay);
    connect(question, &QMessageBox::buttonClicked, this,
            [this, leave, then = std::move(then)](const QAbstractButton *button) {
                m_question = nullptr;
                if (button == leave) {
                    then();
                }
            });
    question->open();
}

void WizardWindow::retranslate()
{
    // In the other language, for those who cannot read this one.
    m_language->setText(m_languageTag == "ja"_L1 ? u"English"_s : u"日本語"_s);
    m_language->setAccessibleName(m_language->text());
    m_menuButton->setText(tr("Menu") + u" ▾"_s);
    m_menuButton->setAccessibleName(tr("Menu"));
    m_back->setText(tr("Back"));
    m_back->setAccessibleName(tr("Back"));
    makeMenu();
    fold();
}

} // namespace ttp::ui
