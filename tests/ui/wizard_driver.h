// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/field_editor.h"
#include "wizard/controller.h"
#include "wizard/languages.h"
#include "wizard/wizard_window.h"
#include "wizard_service.h"

#include <QAbstractButton>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <memory>

namespace ttp::ui {
class FormPage;
class ReviewPage;
} // namespace ttp::ui

namespace ttp::ui::test {

/// An example application (`resources/examples/application.json` and its like): answers, and files by field.
struct Example {
    QJsonObject answers;
    std::vector<std::pair<QString, QString>> files; ///< field, absolute path
};

/// Reads one; `path` is relative to the source folder.
[[nodiscard]] Example readExample(const QString &path);

/// A line of the review page as it is seen.
struct SeenRow {
    QString section;
    QString question;
    QString answer;
    QAbstractButton *change = nullptr; ///< null: the row belongs to the field above
};

/// The whole wizard in a real window, driven as a person drives it: by what is seen, with mouse and keys. Every act says
/// why it was not possible and returns false; tests write QVERIFY around it.
class Wizard {
public:
    struct Setup {
        std::function<Result<Origin>()> openOrigin;
        QString language = QStringLiteral("en");
        credentials::SecretStore *secrets = nullptr; ///< null: one of its own
        std::chrono::milliseconds patience{20'000};
        const submission::Outbox *outbox = nullptr;
        decltype(Surroundings::openVault) openVault = {}; ///< how the vault is opened; none: `vault` is given
        std::shared_ptr<vault::Vault> vault = {}; ///< what is kept on this computer; null: nothing
        Upkeep upkeep = {};
        std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
        std::function<bool()> canDrawJapanese = {};
        bool shared = false; ///< a machine for everybody
        FileChooser *chooser = nullptr; ///< null: the system's dialogs
    };

    explicit Wizard(Setup setup);
    /// On this service.
    explicit Wizard(const Service &service, const QString &language = QStringLiteral("en"));
    ~Wizard();

    [[nodiscard]] WizardWindow &window() { return *m_window; }
    [[nodiscard]] Controller &controller() { return *m_controller; }
    [[nodiscard]] const Journey &journey() const { return m_controller->journey(); }
    [[nodiscard]] Languages &languages() { return m_languages; }

    /// The page if it is of this kind, else null.
    template <typename P>
    [[nodiscard]] P *page() const
    {
        return qobject_cast<P *>(m_window->page());
    }
    /// Waits for a page of this kind.
    template <typename P>
    [[nodiscard]] bool waitFor(int milliseconds = 20'000)
    {
        return waitUntil([this] { return page<P>() != nullptr; }, P::staticMetaObject.className(), milliseconds);
    }
    [[nodiscard]] bool waitUntil(const std::function<bool()> &condition, const char *what, int milliseconds = 20'000);
    /// Ends the controller as the program does when it is told to end, the window still on the screen. Nothing but
    /// `window()` may be used afterwards.
    void endController() { m_controller.reset(); }
    /// Lets everything that is due happen: layouts, focus, deletions.
    void settle();

    // The ways of a person
    [[nodiscard]] bool click(QWidget *widget);
    /// A visible button by its accessible name or its text; of the page first, else of the frame.
    [[nodiscard]] QAbstractButton *button(const QString &name) const;
    [[nodiscard]] bool clickButton(const QString &name);
    [[nodiscard]] QAbstractButton *primary() const;
    [[nodiscard]] QAbstractButton *back() const;
    /// The primary button, if it is seen and can be pressed.
    [[nodiscard]] bool goOn();
    [[nodiscard]] bool goBack();
    [[nodiscard]] bool chooseLanguage(const QString &language);
    [[nodiscard]] bool type(QWidget *control, const QString &text);
    /// The button of a question (a message box) that is open.
    [[nodiscard]] bool answerQuestion(const QString &buttonText);
    [[nodiscard]] QString question() const;

    /// Kind and name of what has the focus.
    [[nodiscard]] QString focused() const;

    // Pages
    [[nodiscard]] bool passStart();
    [[nodiscard]] bool passTerms();
    [[nodiscard]] bool passSignIn();
    /// Answers the questions of the pre-check that are shown, in their order.
    [[nodiscard]] bool fillPrecheck(const Example &example);
    /// Start, terms and sign-in to the first step of the form.
    [[nodiscard]] bool reachForm();
    /// Fills the step that is shown; answers that it does not have stay where they are.
    [[nodiscard]] bool fillStep(const Example &example);
    /// Fills every step and goes on until the review is reached.
    [[nodiscard]] bool fillForm(const Example &example);
    [[nodiscard]] FieldEditor *editor(const QString &fieldId) const;
    [[nodiscard]] bool fill(FieldEditor *editor, const QJsonValue &value);
    [[nodiscard]] bool addFile(const QString &fieldId, const QString &path);
    /// The rows of the review page.
    [[nodiscard]] std::vector<SeenRow> seenRows() const;

    /// Every text that is seen in the window: labels, buttons, accessible names left out.
    [[nodiscard]] QStringList texts() const;
    /// The visible text that contains `part`, else empty.
    [[nodiscard]] QString textWith(const QString &part) const;

private:
    [[nodiscard]] bool becomeActive();
    [[nodiscard]] bool fillDate(FieldEditor *editor, const QString &date);
    [[nodiscard]] bool fillGroup(FieldEditor *editor, const QJsonArray &entries);
    [[nodiscard]] bool fillRows(FieldEditor *editor, const QStringList &titles);

    Languages m_languages;
    std::unique_ptr<credentials::SecretStore> m_secrets;
    std::unique_ptr<WizardWindow> m_window;
    std::unique_ptr<Controller> m_controller;
};

/// What a label shows, without markup.
[[nodiscard]] QString shownText(const QWidget *widget);

/// Style and application of a test of the window; once, before the first wizard.
void prepareApplication();

} // namespace ttp::ui::test
