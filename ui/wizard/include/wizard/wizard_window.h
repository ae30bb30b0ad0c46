// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"
#include "wizard/rail_step.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <vector>

class QAction;
class QBoxLayout;
class QLabel;
class QMenu;
class QMessageBox;
class QPushButton;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace ttp::ui {

class StepRail;

namespace style {
class MenuButton;
class Notice;
class Paragraph;
class SectionHeading;
} // namespace style

/// The frame: practice strip, step rail, title, page, footer with the one primary button. It knows nothing of
/// applications; the controller fills it.
class WizardWindow final : public QWidget {
    Q_OBJECT
public:
    explicit WizardWindow(QWidget *parent = nullptr);
    ~WizardWindow() override;

    /// Shows a page and throws the last one away.
    void setPage(Page *page);
    [[nodiscard]] Page *page() const { return m_page; }
    void setSteps(const std::vector<RailStep> &steps);
    /// Words at the bottom of the rail: whether the answers are kept.
    void setSavedNote(const QString &note);
    void setPractice(bool practice);
    void setLanguage(const QString &language);
    /// Whether "Discard and start again" can be chosen.
    void setAbandonPossible(bool possible);
    /// Whether "Start page" can be chosen: somewhere else, and nothing is lost by it.
    void setStartPagePossible(bool possible);
    /// Whether "Plan of your visit" can be chosen.
    void setPlanPossible(bool possible);
    /// Whether what is entered is not saved, and could be under a passphrase.
    void setPassphrasePossible(bool possible);
    /// Whether closing loses something; then the person is asked first.
    void setCloseQuestion(const QString &question);
    [[nodiscard]] bool losesSomething() const { return !m_closeQuestion.isEmpty(); }
    /// On a shared machine the frame around the window ends it: no "Quit", no starting anew.
    void setShared(bool shared);
    /// Asks before something is lost: `Stay here`, or `act`, after which `then` is called. One question at a time.
    void ask(const QString &words, const QString &act, std::function<void()> then);

    /// Which entries the menu has: erasing all that is kept (not while an application is sent), and the check.
    void setUpkeep(bool canErase, bool canCheck);

Q_SIGNALS:
    void eraseRequested();
    void checkRequested();
    void backRequested();
    void stepChosen(const QString &id);
    void languageChosen(const QString &language);
    void schemeChosen(const QString &scheme);
    void abandonRequested();
    void startPageRequested();
    void planRequested();
    void passphraseRequested();
    void closed();
    /// The first frame has been painted.
    void painted();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    [[nodiscard]] QWidget *makeHeader();
    [[nodiscard]] QWidget *makeFooter();
    void makeMenu();
    void updateFrame();
    void placePage();
    void fitColumn();
    void fold();
    void retranslate();
    void showAbout();
    void focusPage();
    void onPrimary();
    static void acceptComposed(QWidget *button);
    void orderFocus();
    void placeHeader();

    style::Notice *m_strip;
    StepRail *m_rail;
    QLabel *m_stepCount;
    style::SectionHeading *m_title;
    QPushButton *m_language;
    style::MenuButton *m_menuButton;
    QWidget *m_header = nullptr;
    QBoxLayout *m_headerRow = nullptr;
    QBoxLayout *m_pane = nullptr;
    QScrollArea *m_scroll;
    QWidget *m_body;
    QVBoxLayout *m_bodyLayout;
    QLabel *m_busy;
    QPushButton *m_back;
    QPushButton *m_primary;
    QPointer<QAction> m_abandon;
    bool m_abandonPossible = true;
    QPointer<QAction> m_passphrase;
    bool m_passphrasePossible = false;
    QPointer<QAction> m_erase;
    bool m_canErase = false;
    bool m_canCheck = false;
    QPointer<QAction> m_startPage;
    bool m_startPagePossible = false;
    QPointer<QAction> m_plan;
    bool m_planPossible = false;
    QPointer<QMessageBox> m_question;
    QPointer<Page> m_page;
    std::vector<RailStep> m_steps;
    QElapsedTimer m_sinceShown; ///< the page
    QString m_languageTag;
    QString m_closeQuestion;
    bool m_closing = false;
    bool m_shared = false;
    bool m_painted = false;
};

} // namespace ttp::ui
