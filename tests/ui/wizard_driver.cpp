// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard_driver.h"

#include "pages/form_page.h"
#include "pages/precheck_page.h"
#include "pages/review_page.h"
#include "pages/sign_in_page.h"
#include "pages/start_page.h"
#include "pages/terms_page.h"
#include "style/card.h"
#include "style/metrics.h"
#include "style/paragraph.h"
#include "style/section_heading.h"
#include "style/style.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QGridLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace ttp::ui::test {

namespace {

bool cannot(const QString &why)
{
    qWarning("%s", qPrintable(why));
    return false;
}

QString nameOf(const QWidget *widget)
{
    return QString::fromLatin1(widget->metaObject()->className()) + u" \""_s + widget->accessibleName() + u'"';
}

} // namespace

Example readExample(const QString &path)
{
    QFile file(QStringLiteral(TTP_SOURCE_DIR "/") + path);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("no example %s", qPrintable(path));
    }
    const QJsonObject whole = QJsonDocument::fromJson(file.readAll()).object();
    Example example{whole.value("answers"_L1).toObject(), {}};
    const QDir folder = QFileInfo(file).dir();
    for (const QJsonValue &each : whole.value("attachments"_L1).toArray()) {
        example.files.emplace_back(each["field"_L1].toString(),
                                   QDir::cleanPath(folder.filePath(each["file"_L1].toString())));
    }
    return example;
}

void prepareApplication()
{
    style::install(*qobject_cast<QApplication *>(QCoreApplication::instance()));
}

QString shownText(const QWidget *widget)
{
    if (const auto *paragraph = qobject_cast<const style::Paragraph *>(widget)) {
        return paragraph->plainText();
    }
    if (const auto *label = qobject_cast<const QLabel *>(widget)) {
        return label->text();
    }
    if (const auto *pressable = qobject_cast<const QAbstractButton *>(widget)) {
        return QString(pressable->text()).replace(u"&&"_s, u"&"_s);
    }
    return {};
}

Wizard::Wizard(Setup setup) : m_languages(*qobject_cast<QApplication *>(QCoreApplication::instance()))
{
    m_languages.choose(setup.language);
    QApplication::setDoubleClickInterval(0); // a test has seen the review at once
    if (!setup.secrets) {
        m_secrets = std::make_unique<credentials::SecretStore>(credentials::SecretStore::Settings{});
        setup.secrets = m_secrets.get();
    }
    m_window = std::make_unique<WizardWindow>();
    Surroundings surroundings{std::move(setup.clock), std::move(setup.openOrigin), setup.secrets, setup.patience,
                              setup.outbox};
    surroundings.openVault = std::move(setup.openVault);
    surroundings.upkeep = std::move(setup.upkeep);
    surroundings.canDrawJapanese = std::move(setup.canDrawJapanese);
    surroundings.shared = setup.shared;
    surroundings.chooser = setup.chooser;
    if (setup.vault) {
        surroundings.openVault = [vault = std::move(setup.vault)](const VaultWish &, QObject *context, const auto &then) {
            QTimer::singleShot(0, context, [vault, then] { then(vault); });
        };
    }
    m_controller = std::make_unique<Controller>(std::move(surroundings), m_languages, *m_window);
    m_controller->start();
    m_window->show();
    m_window->resize(style::px(m_window.get(), 1040), style::px(m_window.get(), 760)); // on whatever screen
    m_window->activateWindow();
    if (!QTest::qWaitForWindowActive(m_window.get())) {
        qFatal("the window does not become active");
    }
    settle();
}

Wizard::Wizard(const Service &service, const QString &language)
    : Wizard(Setup{.openOrigin = [&service] { return service.origin(); }, .language = language})
{
}

Wizard::~Wizard()
{
    m_controller.reset();
    m_window.reset();
}

bool Wizard::waitUntil(const std::function<bool()> &condition, const char *what, int milliseconds)
{
    if (!QTest::qWaitFor(condition, milliseconds)) {
        return cannot(u"waited in vain for %1; seen:\n  %2"_s.arg(QString::fromLatin1(what), texts().join(u"\n  "_s)));
    }
    settle();
    return !question().isEmpty() || becomeActive();
}

void Wizard::settle()
{
    for (int turn = 0; turn < 3; ++turn) {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

/// After a dialog or a list a window manager gives the focus back; there is none here.
bool Wizard::becomeActive()
{
    if (!m_window->isVisible() || m_window->isActiveWindow()) {
        return true;
    }
    m_window->activateWindow();
    return QTest::qWaitForWindowActive(m_window.get());
}

bool Wizard::click(QWidget *widget)
{
    if (!widget || !widget->isVisible() || !widget->isEnabled()) {
        return cannot(widget ? nameOf(widget) + u" is not there to be clicked"_s : u"nothing to click"_s);
    }
    settle(); // what has just appeared gets its place first
    if (question().isEmpty() && !becomeActive()) {
        return cannot(u"the window does not become active"_s);
    }
    for (QWidget *around = widget->parentWidget(); around; around = around->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(around)) {
            const QPoint middle = widget->mapTo(area->widget(), widget->rect().center());
            area->ensureVisible(middle.x(), middle.y(), 0, qMin(widget->height() / 2 + 8, area->height() / 2));
        }
    }
    settle();
    // The words of a check box are its target, not the empty rest of its line.
    const bool box = widget->inherits("QCheckBox") || widget->inherits("QRadioButton");
    const QPoint at(box ? qMin(12, widget->width() / 2) : widget->width() / 2, widget->height() / 2);
    QWidget *top = widget->window();
    const QWidget *hit = top->childAt(widget->mapTo(top, at));
    if (!hit || (hit != widget && !widget->isAncestorOf(hit))) {
        return cannot(nameOf(widget) + u" is covered by "_s + (hit ? nameOf(hit) : u"nothing"_s));
    }
    QTest::mouseClick(widget, Qt::LeftButton, {}, at);
    settle();
    return true;
}

QAbstractButton *Wizard::button(const QString &name) const
{
    const auto seen = [&name](QWidget *root) -> QAbstractButton * {
        for (QAbstractButton *each : root ? root->findChildren<QAbstractButton *>() : QList<QAbstractButton *>()) {
            if (each->isVisible() && (shownText(each) == name || each->accessibleName() == name)) {
                return each;
            }
        }
        return nullptr;
    };
    QAbstractButton *own = seen(m_window->page());
    return own ? own : seen(m_window.get());
}

bool Wizard::clickButton(const QString &name)
{
    QAbstractButton *found = button(name);
    return found ? click(found) : cannot(u"no button \"%1\""_s.arg(name));
}

QAbstractButton *Wizard::primary() const
{
    for (QPushButton *each : m_window->findChildren<QPushButton *>()) {
        if (each->isVisible() && style::isPrimary(each)) {
            return each;
        }
    }
    return nullptr;
}

QAbstractButton *Wizard::back() const
{
    return button(QCoreApplication::translate("ttp::ui::WizardWindow", "Back"));
}

bool Wizard::goOn()
{
    return click(primary());
}

bool Wizard::goBack()
{
    return click(back());
}

bool Wizard::chooseLanguage(const QString &language)
{
    if (language == m_languages.current()) {
        return true;
    }
    return clickButton(language == "ja"_L1 ? u"日本語"_s : u"English"_s) && m_languages.current() == language;
}

QString Wizard::focused() const
{
    const QWidget *widget = QApplication::focusWidget();
    if (!widget) {
        const QWidget *active = QApplication::activeWindow();
        return u"nothing; active is %1, the window would give it to %2"_s.arg(
            active ? nameOf(active) : u"nothing"_s, m_window->focusWidget() ? nameOf(m_window->focusWidget()) : u"nothing"_s);
    }
    return nameOf(widget);
}

QString Wizard::question() const
{
    for (const QMessageBox *box : m_window->findChildren<QMessageBox *>()) {
        if (box->isVisible()) {
            return box->text();
        }
    }
    return {};
}

bool Wizard::answerQuestion(const QString &buttonText)
{
    for (QMessageBox *box : m_window->findChildren<QMessageBox *>()) {
        for (QAbstractButton *each : box->isVisible() ? box->buttons() : QList<QAbstractButton *>()) {
            if (each->text().remove(u'&') == buttonText) {
                QTest::mouseClick(each, Qt::LeftButton);
                settle();
                return becomeActive();
            }
        }
    }
    return cannot(u"no question with the answer \"%1\""_s.arg(buttonText));
}

bool Wizard::passStart()
{
    return waitUntil([this] { return page<StartPage>() && journey().greeting; }, "the service on the start page")
        && goOn() && waitFor<PrecheckPage>() && goOn() && waitFor<TermsPage>();
}

bool Wizard::passTerms()
{
    auto *box = m_window->page()->findChild<QCheckBox *>();
    if (!waitUntil([this] { return !m_window->page()->isBusy(); }, "what has changed in the terms") || !click(box)
        || !box->isChecked() || !goOn()) {
        return cannot(u"the terms cannot be agreed to"_s);
    }
    if (!question().isEmpty()
        && !answerQuestion(QCoreApplication::translate("ttp::ui::TermsPage", "Agree to the whole text"))) {
        return false;
    }
    return waitFor<SignInPage>();
}

bool Wizard::passSignIn()
{
    return goOn() && waitUntil([this] { return page<FormPage>() || page<ReviewPage>(); }, "the page after the sign-in");
}

bool Wizard::reachForm()
{
    return passStart() && passTerms() && passSignIn() && page<FormPage>() != nullptr;
}

std::vector<SeenRow> Wizard::seenRows() const
{
    std::vector<SeenRow> rows;
    auto *review = page<ReviewPage>();
    for (const style::Card *card : review ? review->findChildren<style::Card *>() : QList<style::Card *>()) {
        const auto *grid = qobject_cast<QGridLayout *>(card->layout());
        if (!grid || !card->isVisible()) {
            continue;
        }
        const auto at = [grid](int line, int column) -> QWidget * {
            QLayoutItem *item = grid->itemAtPosition(line, column);
            return item && item->widget() && item->widget()->isVisible() ? item->widget() : nullptr;
        };
        QString section;
        for (int line = 0; line < grid->rowCount(); ++line) {
            if (auto *heading = qobject_cast<style::SectionHeading *>(at(line, 0))) {
                section = heading->text();
            } else if (at(line, 0) && at(line, 1)) {
                rows.push_back({section, shownText(at(line, 0)), shownText(at(line, 1)),
                                qobject_cast<QAbstractButton *>(at(line, 2))});
            }
        }
    }
    return rows;
}

QStringList Wizard::texts() const
{
    QStringList all;
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        const QString text = widget->isVisible() ? shownText(widget) : QString();
        if (!text.isEmpty()) {
            all += text;
        }
    }
    return all;
}

QString Wizard::textWith(const QString &part) const
{
    for (const QString &text : texts()) {
        if (text.contains(part)) {
            return text;
        }
    }
    return {};
}

} // namespace ttp::ui::test
