// SPDX-License-Identifier: GPL-3.0-or-later
// Forms that nobody has seen, made from a seed with every type, groups in groups and conditions: filled in by the keyboard
// alone, checked, sent.

#include "base/json.h"
#include "fields/file_chooser.h"
#include "fields/option_row.h"
#include "form/countries.h"
#include "form/normalize.h"
#include "made_form.h"
#include "pages/form_page.h"
#include "pages/receipt_page.h"
#include "pages/review_page.h"
#include "wizard_driver.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QInputMethodEvent>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;
using namespace ttp::ui;
using namespace ttp::ui::test;

namespace {

/// Instead of the system's dialog, which is not ours: chooses the example file of the wanted kind.
class Chooser final : public FileChooser {
public:
    void chooseFiles(QWidget *asking, const Wish &, std::function<void(const QStringList &)> then) override
    {
        const auto *editor = qobject_cast<FieldEditor *>(asking);
        const bool photo = editor && editor->field().accept.contains(u"image/jpeg"_s);
        then({QStringLiteral(TTP_SOURCE_DIR) + (photo ? u"/resources/examples/face-photo.jpg"_s : u"/resources/examples/passport-copy.pdf"_s)});
    }
    void choosePlace(QWidget *, const QString &, const std::vector<Form> &, std::function<void(const QString &)>) override {}
};

/// Presses keys, whatever has the focus; touches no widget otherwise.
class Keys {
public:
    explicit Keys(Wizard &wizard) : m_wizard(wizard) {}

    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *list = QApplication::activePopupWidget();
        QTest::keyClick(list ? list : QApplication::focusWidget(), key, modifiers);
    }
    void tab()
    {
        press(Qt::Key_Tab);
        (void)m_wizard.waitUntil([] { return true; }, "the next control");
    }
    static void type(const QString &text)
    {
        press(Qt::Key_A, Qt::ControlModifier);
        const QStringList lines = text.split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (i > 0) {
                press(Qt::Key_Return);
            }
            if (std::ranges::all_of(lines.at(i), [](QChar c) { return c.unicode() < 128; })) {
                QTest::keyClicks(QApplication::focusWidget(), lines.at(i));
            } else { // from an input method
                QInputMethodEvent event;
                event.setCommitString(lines.at(i));
                QCoreApplication::sendEvent(QApplication::focusWidget(), &event);
            }
        }
    }

    /// Goes through the step from its beginning with Tab and fills in what it meets, until the button Continue has the focus.
    [[nodiscard]] bool fillStep(const QJsonObject &answers);

private:
    void meet(QWidget *focus, const QJsonObject &answers);
    void choose(QAbstractButton *row, FieldEditor *editor, const QJsonValue &wanted);
    void fillDate(QWidget *focus, FieldEditor *editor, const QString &wanted);
    [[nodiscard]] QJsonValue wanted(const FieldEditor *editor, const QJsonObject &answers) const;

    Wizard &m_wizard;
};

FieldEditor *editorAround(QWidget *widget)
{
    while (widget && !qobject_cast<FieldEditor *>(widget)) {
        widget = widget->parentWidget();
    }
    return qobject_cast<FieldEditor *>(widget);
}

/// What the answers say at the field, found through the entries that stand around it: of a group, the one that is open is
/// the last one.
QJsonValue Keys::wanted(const FieldEditor *editor, const QJsonObject &answers) const
{
    std::vector<FieldEditor *> groups;
    for (FieldEditor *around = editorAround(editor->parentWidget()); around; around = editorAround(around->parentWidget())) {
        groups.insert(groups.begin(), around);
    }
    QJsonObject values = answers;
    bool inside = false;
    for (const FieldEditor *group : groups) {
        const qsizetype entry = group->value().toArray().size() - 1;
        values = values.value(inside ? group->field().key() : group->field().id).toArray().at(entry).toObject();
        inside = true;
    }
    return values.value(inside ? editor->field().key() : editor->field().id);
}

void Keys::choose(QAbstractButton *row, FieldEditor *editor, const QJsonValue &wanted)
{
    const auto *radio = qobject_cast<RadioRow *>(row);
    const auto *check = qobject_cast<CheckRow *>(row);
    const auto labelOf = [editor](const QString &value) {
        const auto option = std::ranges::find(editor->field().choices, value, &ChoiceOption::value);
        return option == editor->field().choices.end() ? QString() : option->label.in(editor->language());
    };
    if (check) {
        bool on = wanted.toBool();
        for (const QJsonValue &each : wanted.toArray()) {
            on = on || labelOf(each.toString()) == check->title();
        }
        if (row->isChecked() != on) {
            press(Qt::Key_Space);
        }
    } else if (radio) {
        const QString title = wanted.isBool()
            ? QCoreApplication::translate("ttp::ui::RadioEditor", wanted.toBool() ? "Yes" : "No")
            : labelOf(wanted.toString());
        for (int i = 0; i < 10 && editor->value() != wanted; ++i) {
            const auto *now = qobject_cast<RadioRow *>(QApplication::focusWidget());
            if (now && now->title() == title) {
                press(Qt::Key_Space);
            } else {
                press(Qt::Key_Down);
            }
        }
    }
}

void Keys::fillDate(QWidget *focus, FieldEditor *editor, const QString &wanted)
{
    const QStringList parts = wanted.split(u'-');
    const auto boxes = editor->findChildren<QLineEdit *>();
    const qsizetype box = boxes.indexOf(qobject_cast<QLineEdit *>(focus));
    if (box >= 0 && box < parts.size()) {
        type(QString::number(parts.at(box).toInt()));
    }
    const auto unknown = editor->findChildren<QCheckBox *>(); // the day; the month and the day
    auto *check = qobject_cast<QCheckBox *>(focus);
    if (check && unknown.indexOf(check) == parts.size() % 2 && parts.size() < 3 && !check->isChecked()) {
        press(Qt::Key_Space);
    }
}

void Keys::meet(QWidget *focus, const QJsonObject &answers)
{
    FieldEditor *editor = editorAround(focus);
    if (!editor) {
        return;
    }
    const QJsonValue value = wanted(editor, answers);
    auto *button = qobject_cast<QAbstractButton *>(focus);
    const QString text = button ? shownText(button) : QString();
    switch (editor->field().type) {
    case FieldType::Group: // Add, as often as there are entries; Done, when everything inside has been met
        if (text == QCoreApplication::translate("ttp::ui::EntryCard", "Done")
            || (text.startsWith(u"Add"_s) && editor->value().toArray().size() < value.toArray().size())) {
            press(Qt::Key_Space);
        }
        return;
    case FieldType::Document:
        if (text.startsWith(u"Choose a file"_s) || text.startsWith(u"Drop"_s) || (button && editor->firstControl() == button)) {
            const auto &files = m_wizard.journey().files;
            if (std::ranges::none_of(files, [editor](const AttachedFile &file) { return file.file.facts.field == editor->field().id; })) {
                press(Qt::Key_Space);
            }
        }
        return;
    case FieldType::Date:
    case FieldType::PartialDate: fillDate(focus, editor, value.toString()); return;
    case FieldType::Multiline: type(value.toString()); return;
    case FieldType::Country: {
        const auto *country = form::country(value.toString());
        if (editor->value() != value && qobject_cast<QComboBox *>(focus)) {
            type(country->name.in(editor->language()));
        }
        return;
    }
    default: break;
    }
    if (button) {
        choose(button, editor, value);
    } else if (qobject_cast<QLineEdit *>(focus) && editor->value() != value) {
        type(value.isDouble() ? QString::number(value.toInteger()) : value.toString());
    }
}

bool Keys::fillStep(const QJsonObject &answers)
{
    for (int i = 0; i < 1000; ++i) {
        QWidget *focus = QApplication::focusWidget();
        if (!focus) {
            return false;
        }
        if (focus == m_wizard.primary()) {
            return m_wizard.waitUntil([this] { return std::ranges::none_of(m_wizard.journey().files, [](const AttachedFile &file) {
                                                  return file.state == AttachedFile::State::Checking;
                                              }); }, "the files");
        }
        meet(focus, answers);
        m_wizard.settle();
        if (QApplication::focusWidget() == focus || !m_wizard.window().page()->isAncestorOf(QApplication::focusWidget())) {
            tab();
        } else if (!editorAround(focus) || editorAround(focus)->field().type != FieldType::Group) {
            tab(); // a row was chosen by an arrow
        }
    }
    return false;
}

bool hasNested(const std::vector<Field> &fields, bool inside = false)
{
    return std::ranges::any_of(fields, [inside](const Field &field) {
        return field.type == FieldType::Group && (inside || hasNested(field.fields, true));
    });
}

} // namespace

class WizardMadeFormsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void isFilledInByKeyboardAndSent_data();
    void isFilledInByKeyboardAndSent();
    void cleanupTestCase();

private:
    std::set<FieldType> m_types;
    bool m_nested = false;
    bool m_hidden = false;
};

void WizardMadeFormsTest::isFilledInByKeyboardAndSent_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 4; ++seed) {
        QTest::newRow(qPrintable(u"seed %1"_s.arg(seed))) << seed;
    }
}

void WizardMadeFormsTest::isFilledInByKeyboardAndSent()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    std::vector<std::uint8_t> bytes(4096);
    std::ranges::generate(bytes, [&random] { return std::uint8_t(random()); });
    fuzz::Chooser choose(bytes.data(), bytes.size());
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"form.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(toCompactJson(fuzz::madeForm(choose, true))) > 0);
    file.close();
    practice::Options options;
    options.embedded = true;
    options.formPath = file.fileName();
    const Service service(options);
    Chooser chooser;
    Wizard wizard(Wizard::Setup{.openOrigin = [&service] { return service.origin(); }, .chooser = &chooser});
    QVERIFY(wizard.reachForm());
    const Definition &form = wizard.journey().definition();
    const fuzz::Made good = fuzz::goodAnswers(form, choose);
    Keys keys(wizard);
    while (const auto *page = wizard.page<FormPage>()) {
        const QString step = page->step().id;
        wizard.settle();
        QVERIFY2(keys.fillStep(good.answers.json()), qPrintable(step + u": "_s + wizard.focused()));
        for (const FieldEditor *editor : page->findChildren<FieldEditor *>()) {
            m_types.insert(editor->field().type);
            m_hidden = m_hidden || editor->isHidden();
        }
        m_nested = m_nested || hasNested(page->step().fields);
        Keys::press(Qt::Key_Space); // Continue
        wizard.settle();
        QVERIFY2(!wizard.page<FormPage>() || wizard.page<FormPage>()->step().id != step,
                 qPrintable(wizard.texts().join(u'\n')));
    }
    QVERIFY(wizard.page<ReviewPage>());
    for (int i = 0; i < 300 && QApplication::focusWidget() != wizard.primary(); ++i) {
        keys.tab();
    }
    Keys::press(Qt::Key_Space); // Send
    QVERIFY(wizard.waitFor<ReceiptPage>());
    const auto body = QJsonDocument::fromJson(wizard.page<ReceiptPage>()->sent().receipt.body);
    QCOMPARE(body["answers"_L1].toObject(), prepareForSending(form, good.answers, good.files).json());
    QCOMPARE(std::size_t(body["attachments"_L1].toArray().size()), attachmentsForSending(form, good.answers, good.files).size());
    QCOMPARE(service.applications().size(), std::size_t(1));
}

void WizardMadeFormsTest::cleanupTestCase()
{
    QCOMPARE(m_types.size(), std::size_t(14)); // every type of the contract, each by keyboard
    QVERIFY(m_nested);
    QVERIFY(m_hidden);
}

QTEST_MAIN(WizardMadeFormsTest)
#include "test_wizard_made_forms.moc"
