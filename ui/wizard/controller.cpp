// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/controller.h"

#include "attachment_desk.h"
#include "draft_keeper.h"
#include "form/check.h"
#include "form/visibility.h"
#include "pages/form_page.h"
#include "pages/precheck_page.h"
#include "pages/review_page.h"
#include "pages/start_page.h"
#include "service/door.h"
#include "submission/sending.h"
#include "wizard/languages.h"
#include "wizard/wizard_window.h"

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

const QString PrecheckStep = u"(pre-check)"_s;
const QString TermsStep = u"(terms)"_s; // parentheses: no id of a form's step looks like this
const QString SignInStep = u"(sign-in)"_s;
const QString ReviewStep = u"(review)"_s;
const std::vector<form::Step> NoSteps;

} // namespace

Controller::Controller(Surroundings surroundings, Languages &languages, WizardWindow &window, QObject *parent)
    : QObject(parent), m_surroundings(std::move(surroundings)), m_languages(languages), m_window(window),
      m_desk(std::make_unique<AttachmentDesk>(m_journey, m_surroundings.clock))
{
    m_journey.language = languages.current();
    m_journey.shared = m_surroundings.shared;
    m_journey.chooser = m_surroundings.chooser;
    makeDraftKeeper();
    connectWindow();
}

Controller::~Controller()
{
    // The page writes into the journey, which ends here, and so does a line that has the focus when the window goes away:
    // what it makes of the text is settled now.
    if (Page *page = m_window.page()) {
        page->hide();
        delete page;
    }
    m_sending.reset(); // before the door that it uses
}

void Controller::connectWindow()
{
    connect(&m_window, &WizardWindow::backRequested, this, &Controller::goBack);
    connect(&m_window, &WizardWindow::stepChosen, this, &Controller::goTo);
    connect(&m_window, &WizardWindow::languageChosen, this, &Controller::chooseLanguage);
    connect(&m_window, &WizardWindow::abandonRequested, this, &Controller::abandon);
    connectUpkeep();
    connect(&m_window, &WizardWindow::planRequested, this, &Controller::showPlan);
    connect(&m_window, &WizardWindow::schemeChosen, this, &Controller::schemeChosen);
    connect(&m_window, &WizardWindow::passphraseRequested, this, &Controller::askForPassphrase);
    connect(&m_window, &WizardWindow::startPageRequested, this, [this] {
        if (m_sending || m_settling || m_marking) {
            return; // settled first
        }
        if (m_place == Place::Reading) {
            putAside();
        }
        showStart();
    });
    connect(m_desk.get(), &AttachmentDesk::looked, this, &Controller::showFiles);
    connect(m_desk.get(), &AttachmentDesk::changed, this, [this] {
        showFiles();
        touchDraft();
        updateRail();
        updateNotes();
    });
}

void Controller::showFiles()
{
    if (auto *page = qobject_cast<FormPage *>(m_window.page())) {
        page->refreshFiles();
    } else if (auto *review = qobject_cast<ReviewPage *>(m_window.page())) {
        review->refresh();
    } else if (qobject_cast<StartPage *>(m_window.page()) && !isReadingFiles()) {
        m_window.page()->setBusy({}); // see waitsForFiles()
    }
}

void Controller::start()
{
    m_window.setLanguage(m_journey.language);
    showStart();
    // Whatever the service costs (files, keys, a thread), the person sees the window first.
    connect(&m_window, &WizardWindow::painted, this, &Controller::openOrigin);
}

void Controller::showStart()
{
    auto *page = new StartPage(m_journey, [clock = m_surroundings.clock] { return clock->utcNow(); });
    connect(page, &StartPage::newApplication, this, &Controller::beginOrContinue);
    connect(page, &StartPage::exampleRequested, this, &Controller::tryExample);
    connect(page, &StartPage::languageChosen, this, &Controller::chooseLanguage);
    showPage(page, Place::Start);
    connectKeptList(page);
}

void Controller::showPage(Page *page, Place place)
{
    m_place = place;
    if (place != Place::Receipt) {
        m_receiptAgain = {};
        m_receiptFacts = {};
    }
    m_window.setPage(page);
    m_lastPlace = placeOfDraft();
    m_drafts->touchPlace();
    updateRail();
    updateNotes();
}

void Controller::showForm(const QString &stepId, const QString &fieldId, const std::vector<Problem> &problems)
{
    for (const form::Step &step : m_journey.definition().steps) {
        if (step.id != stepId) {
            continue;
        }
        m_stepId = stepId;
        auto *page = new FormPage(m_journey, step, [clock = m_surroundings.clock] { return clock->todayInJapan(); });
        connect(page, &FormPage::completed, this, [this, stepId] { afterStep(stepId); });
        connect(page, &FormPage::answersChanged, this, [this] {
            touchDraft();
            updateRail();
            updateNotes();
        });
        connect(page, &FormPage::filesChosen, m_desk.get(), &AttachmentDesk::add);
        connect(page, &FormPage::replaceChosen, m_desk.get(), &AttachmentDesk::replace);
        connect(page, &FormPage::removeRequested, m_desk.get(), &AttachmentDesk::remove);
        showPage(page, Place::Form);
        if (!problems.empty()) {
            page->showProblems(problems);
        }
        // After the frame has put the focus on the first control of the page.
        QMetaObject::invokeMethod(
            page,
            [page, fieldId, problems] {
                auto own = std::ranges::find(problems, fieldId, &Problem::pointer);
                if (own == problems.end()) {
                    own = std::ranges::find_if(problems, [&fieldId](const Problem &problem) {
                        return problem.field == fieldId || problem.pointer.startsWith(u"/answers/"_s + fieldId + u'/');
                    });
                }
                if (own != problems.end()) {
                    page->lead(*own);
                } else if (!fieldId.isEmpty()) {
                    page->focusField(fieldId);
                }
            },
            Qt::QueuedConnection);
        return;
    }
}

void Controller::showReview(const std::vector<Problem> &problems)
{
    m_changing = false;
    auto *page = new ReviewPage(m_journey, [clock = m_surroundings.clock] { return clock->todayInJapan(); });
    connect(page, &ReviewPage::sendRequested, this, &Controller::send);
    connect(page, &ReviewPage::planRequested, this, &Controller::showPlan);
    connect(page, &ReviewPage::changeRequested, this,
            [this](const QString &stepId, const QString &fieldId, const std::vector<Problem> &found) {
                m_changing = true;
                showForm(stepId, fieldId, found);
            });
    showPage(page, Place::Review);
    if (!problems.empty()) {
        page->showProblems(problems);
    }
}

QStringList Controller::visibleSteps() const
{
    QStringList ids;
    if (m_journey.greeting) {
        const auto judged = m_journey.judged();
        for (const form::Step &step : m_journey.definition().steps) {
            if (judged->visibility.isVisible(step)) {
                ids += step.id;
            }
        }
    }
    return ids;
}

bool Controller::isComplete(const QString &stepId) const
{
    for (const form::Step &step : m_journey.definition().steps) {
        if (step.id == stepId) {
            return form::isComplete(m_journey.judged()->visibility, step,
                                    m_journey.checkContext(m_surroundings.clock->todayInJapan()));
        }
    }
    return false;
}

void Controller::afterStep(const QString &stepId)
{
    const QStringList steps = visibleSteps();
    // From the review one returns there, unless the change opened something that is now missing.
    for (const QString &step : m_changing ? steps : QStringList()) {
        if (!isComplete(step)) {
            showForm(step);
            return;
        }
    }
    const qsizetype index = steps.indexOf(stepId);
    if (m_changing || index + 1 >= steps.size()) {
        showReview();
    } else {
        showForm(steps.at(index + 1));
    }
}

void Controller::goBack()
{
    if (leavePlan()) {
        return;
    }
    const QStringList steps = visibleSteps();
    switch (m_place) {
    case Place::Start:
    case Place::Receipt: break;
    case Place::Precheck: showStart(); break;
    case Place::Terms: showPrecheck(); break;
    case Place::SignIn: showTerms(); break;
    case Place::Form:
        if (m_changing) {
            showReview();
        } else if (const qsizetype index = steps.indexOf(m_stepId); index > 0) {
            showForm(steps.at(index - 1));
        } else {
            showSignIn();
        }
        break;
    case Place::Review:
        if (steps.isEmpty()) {
            showSignIn();
        } else {
            showForm(steps.last());
        }
        break;
    case Place::Send: showReview(); break;
    case Place::Reading:
        putAside();
        showStart();
        break;
    }
}

void Controller::goTo(const QString &railId)
{
    m_changing = false;
    if (railId == PrecheckStep) {
        showPrecheck();
    } else if (railId == TermsStep) {
        showTerms();
    } else if (railId == SignInStep) {
        showSignIn();
    } else if (railId == ReviewStep) {
        showReview();
    } else {
        showForm(railId);
    }
}

void Controller::chooseLanguage(const QString &language)
{
    m_journey.language = language; // before the pages hear LanguageChange
    m_languages.choose(language);
    m_window.setLanguage(language);
    if (m_door) {
        m_door->setLanguage(language);
    }
    showKept();
    updateRail();
    updateNotes();
}

void Controller::abandon()
{
    if (m_surroundings.shared) {
        Q_EMIT newSessionWanted();
        return;
    }
    if (m_place == Place::Send && (m_sending || m_settling)) {
        return; // a sending is settled first
    }
    if (m_place == Place::Receipt && hasUnsent()) {
        m_window.ask(tr("You have not saved the receipt. It is your only proof of what you sent. Go on without it?"),
                     tr("Go on"), [this] { clear(); });
    } else if (hasUnsent()) {
        m_window.ask(tr("Discard everything that you entered and start again?"), tr("Discard"), [this] { clear(); });
    } else {
        clear();
    }
}

void Controller::clear()
{
    if (m_sending || m_settling) {
        return; // begun while the question stood there
    }
    settlePage();
    m_drafts->discard(std::nullopt, [this](const Result<void> &gone) {
        if (!gone) {
            m_window.page()->showFailure(gone.error());
        }
        listKept();
    });
    m_receiptUnsaved = false;
    putAside();
    showStart();
}

/// A line that has the focus makes its answer when it loses it: before the journey is emptied, or it would stand in the next.
void Controller::settlePage()
{
    Page *page = m_window.page();
    if (qobject_cast<FormPage *>(page) || qobject_cast<PrecheckPage *>(page)) {
        page->hide();
    }
}

void Controller::updateRail()
{
    using State = RailStep::State;
    std::vector<RailStep> rail;
    const bool onTheWay = m_place != Place::Start && m_place != Place::Receipt && m_place != Place::Reading;
    if (onTheWay && (m_journey.greeting || m_place == Place::Precheck)) {
        const bool sealed = m_place == Place::Send; // no way back while the outcome is open
        const auto stateOf = [sealed](bool current, bool done, bool reachable) {
            return current ? State::Current
                : done     ? (sealed ? State::Sealed : State::Done)
                           : (reachable ? State::Open : State::Locked);
        };
        const bool looked = !m_journey.precheck.json().isEmpty(); // nobody has to
        rail.push_back({PrecheckStep, tr("Pre-check"), stateOf(m_place == Place::Precheck, looked, !sealed)});
        bool reachable = m_journey.consent.has_value();
        rail.push_back({TermsStep, tr("Terms"), stateOf(m_place == Place::Terms, reachable, m_journey.greeting.has_value())});
        rail.push_back({SignInStep, tr("Sign in"),
                        stateOf(m_place == Place::SignIn, reachable && m_journey.signedIn, reachable)});
        reachable = reachable && m_journey.signedIn;
        const QStringList visible = visibleSteps();
        for (const form::Step &step : m_journey.greeting ? m_journey.definition().steps : NoSteps) {
            if (!visible.contains(step.id)) {
                continue;
            }
            const bool complete = reachable && isComplete(step.id); // behind what is missing it does not matter
            const bool current = m_place == Place::Form && m_stepId == step.id;
            rail.push_back({step.id, step.title.in(m_journey.language), stateOf(current, complete, reachable)});
            reachable = complete; // never jump over what is missing
        }
        rail.push_back({ReviewStep, tr("Review and send"), stateOf(m_place == Place::Review || sealed, false, reachable)});
    }
    m_window.setSteps(rail);
}

bool Controller::hasUnsent() const
{
    if (m_place == Place::Receipt && m_receiptUnsaved && !m_journey.isPractice()) {
        return true;
    }
    return m_place != Place::Receipt && m_place != Place::Reading && (!m_journey.answers.json().isEmpty() || !m_journey.files.empty() || hasOnlyPrecheck());
}

void Controller::updateNotes()
{
    m_window.setSavedNote(m_place == Place::Reading || m_place == Place::Receipt ? QString() : savedNote());
    const bool sending = m_place == Place::Send && m_sending;
    m_window.setPassphrasePossible(m_vaultFailure && !m_drafts->hasVault() && !m_vaultOpening);
    m_window.setStartPagePossible(!sending && !m_settling && m_place != Place::Start && m_place != Place::Receipt);
    m_window.setPlanPossible(isPlanPossible());
    m_window.setAbandonPossible(!sending && !m_settling); // a sending is settled first
    if (sending) {
        m_window.setCloseQuestion(tr("The application is being sent, or its outcome is not known yet. If you close the "
                                     "window now, you will not see the receipt. Close it all the same?"));
    } else if (m_place == Place::Receipt && hasUnsent()) {
        m_window.setCloseQuestion(tr("You have not saved the receipt. It is your only proof of what you sent. Close the window "
                                     "without it?"));
    } else if (hasUnsent() && !isSaved()) {
        m_window.setCloseQuestion(tr("What you entered has not been sent and is kept only while this window is open. Close "
                                     "the window and discard it?"));
    } else {
        m_window.setCloseQuestion({});
    }
}

} // namespace ttp::ui
