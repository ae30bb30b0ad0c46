// SPDX-License-Identifier: GPL-3.0-or-later
#include "date_editor.h"

#include "sized_line_edit.h"
#include "style/metrics.h"
#include "style/style.h"
#include "typing.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QVBoxLayout>

namespace ttp::ui {

using namespace Qt::StringLiterals;

namespace {

// A date that the field would take, with a day that cannot be a month.
QDate exampleOf(const form::Field &field)
{
    const QDate today = QDate::currentDate();
    if (!field.notBefore) {
        return {1985, 4, 23};
    }
    const QDate from = field.notBefore->resolve(today);
    const QDate middle =
        field.notAfter ? from.addDays(from.daysTo(field.notAfter->resolve(today)) / 2) : from.addYears(4);
    return {middle.year(), middle.month(), 23};
}

} // namespace

DateEditor::DateEditor(const form::Field &field, const QString &language, QWidget *parent)
    : FieldEditor(field, language, parent), m_grid(new QGridLayout)
{
    for (const Part part : {Year, Month, Day}) {
        auto *box = new SizedLineEdit(part == Year ? 4 : 2, false, this);
        box->setInputMethodHints(Qt::ImhPreferNumbers);
        m_boxes[part] = box;
        m_names[part] = new QLabel(this);
        m_names[part]->setTextFormat(Qt::PlainText);
        m_names[part]->setBuddy(box);
        connect(box, &QLineEdit::textChanged, this, [this, part](const QString &text) { typed(part, text); });
        connect(box, &QLineEdit::editingFinished, this, [this, part] { settle(part); });
    }
    controls()->addLayout(m_grid);
    if (isPartial()) {
        m_noDay = new QCheckBox(this);
        m_noMonth = new QCheckBox(this);
        for (QCheckBox *box : {m_noDay, m_noMonth}) {
            controls()->addWidget(box, 0, Qt::AlignLeft);
            connect(box, &QCheckBox::toggled, this, [this] {
                updateUnknown();
                edited();
            });
        }
    }
    retranslate();
}

QWidget *DateEditor::firstControl() const
{
    return m_boxes[Year];
}

// Japanese writes the unit behind the number, other languages get small labels above.
void DateEditor::layOut(bool japanese)
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item;
    }
    m_grid->setHorizontalSpacing(style::px(this, japanese ? 8 : 12));
    m_grid->setVerticalSpacing(style::px(this, 4));
    for (int column = 0; column < 8; ++column) {
        m_grid->setColumnStretch(column, 0);
    }
    for (const Part part : {Year, Month, Day}) {
        style::setRole(m_names[part], japanese ? style::TextRole::Body : style::TextRole::Note);
        if (japanese) {
            m_grid->addWidget(m_boxes[part], 0, 2 * part);
            m_grid->addWidget(m_names[part], 0, 2 * part + 1);
        } else {
            m_grid->addWidget(m_names[part], 0, part);
            m_grid->addWidget(m_boxes[part], 1, part);
        }
    }
    m_grid->setColumnStretch(7, 1);
}

void DateEditor::retranslate()
{
    const QDate example = exampleOf(field());
    setOwnHint(
        tr("For example: %1 %2 %3", "year, month, day").arg(example.year()).arg(example.month()).arg(example.day()));
    FieldEditor::retranslate();
    m_names[Year]->setText(tr("Year"));
    m_names[Month]->setText(tr("Month"));
    m_names[Day]->setText(tr("Day"));
    layOut(language().startsWith(u"ja"_s));
    if (isPartial()) {
        m_noDay->setText(tr("Day not known"));
        m_noMonth->setText(tr("Month and day not known"));
    }
    describe();
}

void DateEditor::describe()
{
    for (const Part part : {Year, Month, Day}) {
        m_boxes[part]->setAccessibleName(m_names[part]->text());
        m_boxes[part]->setAccessibleDescription(description());
        style::setInvalid(m_boxes[part], !problems().empty());
    }
    setAccessibleDescription(description());
}

bool DateEditor::isUnknown(Part part) const
{
    return isPartial()
        && (part == Month ? m_noMonth->isChecked() : part == Day && (m_noDay->isChecked() || m_noMonth->isChecked()));
}

QString DateEditor::text(Part part) const
{
    const QString typed = datePart(m_boxes[part]->text());
    if (part == Month) {
        if (const auto month = monthNumber(typed)) {
            return QString::number(*month);
        }
    }
    return typed;
}

QJsonValue DateEditor::controlValue() const
{
    const QString year = text(Year);
    const QString month = isUnknown(Month) ? QString() : text(Month);
    const QString day = isUnknown(Day) ? QString() : text(Day);
    if (year.isEmpty() && month.isEmpty() && day.isEmpty()) {
        return QJsonValue::Undefined;
    }
    if (isUnknown(Month)) {
        return year;
    }
    const auto padded = [](const QString &part) { return part.rightJustified(2, u'0'); };
    if (isUnknown(Day)) {
        const bool whole = year.size() == 4 && month.toInt() >= 1 && month.toInt() <= 12 && month.size() <= 2;
        return u"%1-%2"_s.arg(year, whole ? padded(month) : month);
    }
    const bool whole = year.size() == 4 && month.size() <= 2 && day.size() <= 2
        && QDate::isValid(year.toInt(), month.toInt(), day.toInt());
    // A half-typed date is kept as it stands: `1974-8-`.
    return whole ? u"%1-%2-%3"_s.arg(year, padded(month), padded(day)) : u"%1-%2-%3"_s.arg(year, month, day);
}

void DateEditor::showValue(const QJsonValue &value)
{
    const QString whole = value.isDouble() ? QString::number(value.toDouble(), 'g', 17) : value.toString();
    QStringList parts = whole.split(u'-');
    const bool fits = parts.size() == PartCount || (isPartial() && parts.size() < PartCount);
    const qsizetype given = whole.isEmpty() ? qsizetype(PartCount) : parts.size();
    if (!fits) {
        parts = {whole};
    }
    for (const Part part : {Year, Month, Day}) {
        QString shown = parts.value(part);
        if (part != Year && shown.size() == 2 && shown.startsWith(u'0') && shown != u"00"_s) {
            shown.remove(0, 1);
        }
        m_boxes[part]->setText(shown);
    }
    if (isPartial()) {
        m_noMonth->setChecked(fits && given == 1);
        m_noDay->setChecked(fits && given == 2);
        updateUnknown();
    }
}

void DateEditor::typed(Part part, const QString &text)
{
    const qsizetype grown = text.size() - m_lengths[part];
    m_lengths[part] = text.size();
    if (m_spreading) {
        return;
    }
    // More than one character at once: pasted, dropped or dictated.
    if (grown > 1) {
        if (const auto date = wholeDate(text)) {
            m_spreading = true;
            if (isPartial()) {
                m_noMonth->setChecked(false);
                m_noDay->setChecked(false);
            }
            m_boxes[Year]->replaceText(QString::number(date->year()));
            m_boxes[Month]->replaceText(QString::number(date->month()));
            m_boxes[Day]->replaceText(QString::number(date->day()));
            m_spreading = false;
        }
    }
    edited();
}

void DateEditor::settle(Part part)
{
    m_boxes[part]->replaceText(text(part));
}

void DateEditor::updateUnknown()
{
    m_boxes[Month]->setEnabled(!isUnknown(Month));
    m_boxes[Day]->setEnabled(!isUnknown(Day));
    m_noDay->setEnabled(!m_noMonth->isChecked());
}

} // namespace ttp::ui
