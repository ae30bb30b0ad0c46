// SPDX-License-Identifier: GPL-3.0-or-later
#include "phone_editor.h"

#include "form/calling_codes.h"
#include "form/countries.h"
#include "offer_row.h"
#include "search_box.h"
#include "sized_line_edit.h"
#include "style/metrics.h"
#include "style/style.h"

#include <QCollator>
#include <QGridLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace ttp::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int Characters = 18;

bool areDigits(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

PhoneEditor::PhoneEditor(const form::Field &field, const QString &language, QWidget *parent)
    : FieldEditor(field, language, parent),
      m_codeName(new QLabel(this)),
      m_numberName(new QLabel(this)),
      m_code(new SearchBox(this)),
      m_number(new SizedLineEdit(Characters, false, this)),
      m_note(new OfferRow(this))
{
    m_number->setInputMethodHints(Qt::ImhDialableCharactersOnly
                                  | (field.masked ? Qt::ImhSensitiveData | Qt::ImhNoPredictiveText : Qt::ImhNone));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(style::px(this, 12));
    grid->setVerticalSpacing(style::px(this, 4));
    for (QLabel *name : {m_codeName, m_numberName}) {
        name->setTextFormat(Qt::PlainText);
        style::setRole(name, style::TextRole::Note);
    }
    m_codeName->setBuddy(m_code);
    setBuddy(m_number);
    grid->addWidget(m_codeName, 0, 0);
    grid->addWidget(m_numberName, 0, 1);
    grid->addWidget(m_code, 1, 0);
    grid->addWidget(m_number, 1, 1);
    grid->setColumnStretch(2, 1);
    controls()->addLayout(grid);
    controls()->addWidget(m_note);
    const auto changed = [this] {
        updateNote();
        edited();
    };
    connect(m_code, &SearchBox::edited, this, changed);
    connect(m_number, &QLineEdit::textChanged, this, changed);
    connect(m_number, &QLineEdit::editingFinished, this, &PhoneEditor::takeApart);
    connect(m_code->lineEdit(), &QLineEdit::editingFinished, this, &PhoneEditor::moveNumber);
    retranslate();
}

// A line that loses the focus while it is being destroyed would still be taken apart.
PhoneEditor::~PhoneEditor()
{
    m_number->disconnect(this);
    m_code->disconnect(this);
    m_code->lineEdit()->disconnect(this);
}

QWidget *PhoneEditor::firstControl() const
{
    return m_code;
}

void PhoneEditor::focusProblem(const Problem &)
{
    QWidget *control = m_code;
    if (code()) {
        control = m_number;
    }
    control->setFocus(Qt::OtherFocusReason);
}

const form::CallingCode *PhoneEditor::code() const
{
    return form::callingCodeOf(m_code->value());
}

/// What is stored for the two boxes.
QString PhoneEditor::composed() const
{
    const QString typed = m_number->text();
    const QString bare = form::bareNumber(typed);
    if (bare.isEmpty()) {
        return code() ? QString() : m_code->currentText(); // a country code alone is no number
    }
    if (bare.startsWith(u'+')) {
        return typed;
    }
    if (const form::CallingCode *known = code()) {
        return form::internationalNumber(*known, typed);
    }
    const QString unknown = m_code->currentText();
    return unknown.isEmpty() ? typed : unknown + u' ' + typed;
}

QJsonValue PhoneEditor::controlValue() const
{
    const QString number = composed();
    return number.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(number);
}

void PhoneEditor::showValue(const QJsonValue &value)
{
    const QString number = value.toString();
    const form::CallingCode *found = form::callingCodeOfNumber(number);
    m_code->setValue(found ? found->country : QString());
    m_number->setText(found ? number.mid(1 + found->code.size()) : number);
    if (found && composed() != number) { // a trunk prefix that was stored
        m_code->setValue({});
        m_number->setText(number);
    }
    m_number->setCursorPosition(0);
    updateNote();
}

/// A whole number goes into both boxes: the code is then seen as a country.
void PhoneEditor::takeApart()
{
    const QString bare = form::bareNumber(m_number->text());
    const form::CallingCode *found = form::callingCodeOfNumber(bare);
    if (!found) {
        // Only the separators go, as with every number; letters stay for the check to name.
        if (bare.startsWith(u'+') && bare != m_number->text()) {
            m_number->replaceText(bare);
        }
        return;
    }
    // A chosen country that shares the code (+1, +7, +44) is the person's better knowledge.
    const form::CallingCode *chosen = code();
    if (!chosen || chosen->code != found->code) {
        m_code->setValue(found->country);
    }
    const QString national = bare.mid(1 + found->code.size());
    if (form::internationalNumber(*code(), national) == bare) {
        m_number->replaceText(national);
    } else {
        m_code->setValue({});
        m_number->replaceText(bare);
    }
    updateNote();
    edited();
}

/// A whole number that was typed where the country code belongs goes where it belongs.
void PhoneEditor::moveNumber()
{
    const QString typed = m_code->currentText();
    if (!code() && m_number->text().isEmpty() && form::callingCodeOfNumber(form::bareNumber(typed))) {
        m_number->setText(typed);
        takeApart();
    }
}

void PhoneEditor::siblingAnswered(const form::Field &sibling, const QJsonValue &value)
{
    // Only while nothing but a suggestion stands here: what a person chose is never changed. A suggestion follows the country,
    // which may be half typed ("In" of Indonesia is the code of India).
    const bool suggested = !m_suggested.isEmpty() && m_code->value() == m_suggested;
    if (sibling.type != form::FieldType::Country || !m_number->text().isEmpty()
        || !(suggested || m_code->currentText().isEmpty())) {
        return;
    }
    m_suggested = form::callingCodeOf(value.toString()) ? value.toString() : QString();
    m_code->setValue(m_suggested);
    updateNote();
}

void PhoneEditor::fillCodes()
{
    std::vector<std::pair<QString, SearchBox::Item>> sorted;
    for (const form::CallingCode &entry : form::callingCodes()) {
        const form::Country *country = form::country(entry.country);
        const QString name = inLanguage(country->name);
        QStringList names = country->name.texts().values() + country->aliases + QStringList{country->code, country->alpha2};
        if (entry.main) {
            names += {u'+' + entry.code, entry.code};
        }
        names.removeAll(QString());
        sorted.push_back({name, {entry.country, u"+%1 %2"_s.arg(entry.code, name), names}});
    }
    QCollator collator{QLocale(language())};
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::stable_sort(sorted.begin(), sorted.end(), [&collator](const auto &one, const auto &other) {
        return collator.compare(one.first, other.first) < 0;
    });
    std::vector<SearchBox::Item> items;
    for (auto &[name, item] : sorted) {
        items.push_back(std::move(item));
    }
    m_code->setItems(items);
}

void PhoneEditor::updateNote()
{
    if (!m_note) {
        return;
    }
    const QString stored = form::bareNumber(composed());
    const bool tells = areDigits(stored.mid(1)) && stored.startsWith(u'+') && stored != m_number->text();
    m_note->setOffer(tells ? tr("Will be stored as: %1").arg(stored) : QString());
}

void PhoneEditor::retranslate()
{
    FieldEditor::retranslate();
    m_codeName->setText(tr("Country code"));
    m_numberName->setText(tr("Number"));
    fillCodes();
    updateNote();
    describe();
}

void PhoneEditor::describe()
{
    for (QWidget *control : {static_cast<QWidget *>(m_code), static_cast<QWidget *>(m_code->lineEdit())}) {
        control->setAccessibleName(m_codeName->text());
        control->setAccessibleDescription(description());
    }
    m_number->setAccessibleName(labelText());
    m_number->setAccessibleDescription(description());
    const bool missing = code() == nullptr && !form::bareNumber(m_number->text()).startsWith(u'+');
    style::setInvalid(m_code, !problems().empty() && missing);
    style::setInvalid(m_number, !problems().empty() && (!missing || m_number->text().isEmpty()));
    setAccessibleDescription(description());
}

} // namespace ttp::ui
