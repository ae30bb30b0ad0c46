// SPDX-License-Identifier: GPL-3.0-or-later
#include "date_editor.h"

#include "calendar_button.h"
#include "calendar_popup.h"
#include "date_readings.h"
#include "form/eras.h"
#include "offer_row.h"
#include "sized_line_edit.h"
#include "style/metrics.h"
#include "style/style.h"
#include "typing.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

namespace ttp::ui {

using namespace Qt::StringLiterals;

namespace {

// From here on the calendar has no room behind the boxes and their units.
constexpr qreal CrampedScale = 1.5;

bool isNumber(const QString &text, int least, int most)
{
    bool numeric = false;
    const int number = text.toInt(&numeric);
    return numeric && number >= least && number <= most;
}

} // namespace

DateEditor::DateEditor(const form::Field &field, const QString &language, std::function<QDate()> today,
                       QWidget *parent)
    : FieldEditor(field, language, parent),
      m_today(std::move(today)),
      m_grid(new QGridLayout)
{
    // In the order of Tab.
    makeBoxes();
    m_calendar = new CalendarButton(this);
    m_note = new OfferRow(this);
    m_offer = new OfferRow(this);
    connect(m_calendar, &QPushButton::clicked, this, &DateEditor::openCalendar);
    controls()->addLayout(m_grid);
    controls()->addWidget(m_note);
    controls()->addWidget(m_offer);
    connect(m_offer, &OfferRow::chosen, this, [this](int index) {
        const form::TypedDate reading = m_readings.at(size_t(index));
        m_boxes[Year]->setFocus(Qt::OtherFocusReason); // the button is about to go
        spread(reading);
        edited();
    });
    if (isPartial()) {
        makeUnknowns();
    }
    retranslate();
}

// A box that loses the focus while it is being destroyed would still settle.
DateEditor::~DateEditor()
{
    for (SizedLineEdit *box : m_boxes) {
        box->disconnect(this);
    }
}

void DateEditor::makeBoxes()
{
    for (const Part part : Parts) {
        auto *box = new SizedLineEdit(part == Year ? 4 : 2, false, this);
        box->setInputMethodHints(Qt::ImhPreferNumbers);
        m_boxes[part] = box;
        m_names[part] = new QLabel(this);
        m_names[part]->setTextFormat(Qt::PlainText);
        m_names[part]->setBuddy(box);
        connect(box, &QLineEdit::textChanged, this, [this, part](const QString &text) { typed(part, text); });
        connect(box, &QLineEdit::editingFinished, this, [this, part] { settle(part); });
    }
}

void DateEditor::makeUnknowns()
{
    m_noDay = new QCheckBox(this);
    m_noMonth = new QCheckBox(this);
    for (QCheckBox *box : {m_noDay, m_noMonth}) {
        controls()->addWidget(box, 0, Qt::AlignLeft);
        connect(box, &QCheckBox::toggled, this, [this] {
            updateUnknown();
            updateNote();
            edited();
        });
    }
}

QWidget *DateEditor::firstControl() const
{
    return m_boxes[Year];
}

void DateEditor::focusProblem(const Problem &)
{
    const auto *wrong = std::ranges::find_if(Parts, [this](Part part) { return isWrong(part); });
    m_boxes[wrong == Parts.end() ? Year : *wrong]->setFocus(Qt::OtherFocusReason);
}

// Japanese writes the unit behind the number, other languages get small labels above.
void DateEditor::layOut(bool japanese)
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item;
    }
    m_grid->setHorizontalSpacing(style::px(this, japanese ? 6 : 12));
    m_grid->setVerticalSpacing(style::px(this, 4));
    for (int column = 0; column < 8; ++column) {
        m_grid->setColumnStretch(column, 0);
    }
    for (const Part part : Parts) {
        style::setRole(m_names[part], japanese ? style::TextRole::Body : style::TextRole::Note);
        if (japanese) {
            m_grid->addWidget(m_boxes[part], 0, 2 * part);
            m_grid->addWidget(m_names[part], 0, 2 * part + 1);
        } else {
            m_grid->addWidget(m_names[part], 0, part);
            m_grid->addWidget(m_boxes[part], 1, part);
        }
    }
    const bool isCramped = japanese && style::textScale() >= CrampedScale;
    m_grid->addWidget(m_calendar, japanese && !isCramped ? 0 : 1, isCramped ? 0 : 6);
    m_grid->setColumnStretch(7, 1);
}

QDate DateEditor::bound(const std::optional<form::DateBound> &bound) const
{
    return bound && (m_today || bound->date.isValid()) ? bound->resolve(m_today ? m_today() : QDate()) : QDate();
}

void DateEditor::retranslate()
{
    const QDate day = exampleBetween(bound(field().notBefore), bound(field().notAfter));
    setOwnHint(tr("For example: %1 %2 %3", "year, month, day").arg(day.year()).arg(day.month()).arg(day.day()));
    FieldEditor::retranslate();
    m_names[Year]->setText(tr("Year"));
    m_names[Month]->setText(tr("Month"));
    m_names[Day]->setText(tr("Day"));
    layOut(language().startsWith(u"ja"_s));
    if (isPartial()) {
        m_noDay->setText(tr("Day not known"));
        m_noMonth->setText(tr("Month and day not known"));
    }
    updateNote();
    if (!m_readings.empty()) {
        offerAny();
    }
    describe();
}

void DateEditor::describe()
{
    for (const Part part : Parts) {
        m_boxes[part]->setAccessibleName(m_names[part]->text());
        m_boxes[part]->setAccessibleDescription(description());
        style::setInvalid(m_boxes[part], isWrong(part));
    }
    m_calendar->setToolTip(tr("Choose in a calendar: %1").arg(labelText()));
    m_calendar->setAccessibleName(m_calendar->toolTip());
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
        if (const auto month = form::monthNumber(typed)) {
            return QString::number(*month);
        }
    }
    return typed;
}

QDate DateEditor::entered() const
{
    return text(Year).size() == 4 ? QDate(text(Year).toInt(), text(Month).toInt(), text(Day).toInt()) : QDate();
}

// Of a date with a problem: the boxes that are to blame; all of them if each is well by itself.
bool DateEditor::isWrong(Part part) const
{
    if (problems().empty() || isUnknown(part)) {
        return false;
    }
    const bool yearIs = text(Year).size() == 4 && isNumber(text(Year), 1000, 9999);
    const bool monthIs = isUnknown(Month) || isNumber(text(Month), 1, 12);
    const bool dayIs = isUnknown(Day) || isNumber(text(Day), 1, 31);
    if (yearIs && monthIs && dayIs) {
        const bool isNoDay = !isUnknown(Day) && !entered().isValid(); // 30 February
        return !isNoDay || part == Day;
    }
    return !(part == Year ? yearIs : part == Month ? monthIs : dayIs);
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
    QStringList parts = boxesOf(whole);
    const bool fits = parts.size() == PartCount || (isPartial() && parts.size() < PartCount);
    const qsizetype given = whole.isEmpty() ? qsizetype(PartCount) : parts.size();
    if (!fits) {
        parts = {whole};
    }
    m_spreading = true;
    for (const Part part : Parts) {
        QString shown = parts.value(part);
        if (part != Year && shown.size() == 2 && shown.startsWith(u'0') && shown != u"00"_s) {
            shown.remove(0, 1);
        }
        m_boxes[part]->setText(shown);
    }
    m_spreading = false;
    if (isPartial()) {
        m_noMonth->setChecked(fits && given == 1);
        m_noDay->setChecked(fits && given == 2);
        updateUnknown();
    }
    m_era.clear();
    updateNote();
    offerAny();
}

void DateEditor::typed(Part part, const QString &text)
{
    const qsizetype grown = text.size() - m_lengths[part];
    m_lengths[part] = text.size();
    if (m_spreading) {
        return;
    }
    if (part == Year) {
        m_era.clear();
    }
    m_readings.clear();
    m_offer->clear();
    // More than one character at once: pasted, dropped or dictated.
    if (grown > 1) {
        const auto readings = form::readDate(text);
        if (readings.size() == 1 && readings.front().isWhole()) {
            spread(readings.front(), text);
        } else {
            offer(part);
        }
    }
    updateNote();
    edited();
}

void DateEditor::spread(const form::TypedDate &date, const QString &source)
{
    static const QRegularExpression gregorian(u"\\d{4}"_s);
    m_spreading = true;
    m_boxes[Year]->replaceText(QString::number(date.year));
    if (date.month != 0) {
        m_boxes[Month]->replaceText(QString::number(date.month));
    }
    if (date.isWhole()) {
        m_boxes[Day]->replaceText(QString::number(date.day));
    }
    if (isPartial()) { // or the part would stand in a box that does not count
        m_noMonth->setChecked(m_noMonth->isChecked() && date.month == 0);
        m_noDay->setChecked(m_noDay->isChecked() && !date.isWhole());
    }
    m_spreading = false;
    // What was an era is told, so that the person sees which year it was understood as.
    m_era = !source.isEmpty() && !source.contains(gregorian) ? source.trimmed() : QString();
    m_readings.clear();
    m_offer->clear();
    updateNote();
}

void DateEditor::settle(Part part)
{
    const QString typed = m_boxes[part]->text();
    const auto era = part == Year ? form::eraYear(typed) : std::nullopt;
    const auto readings = form::readDate(typed);
    const bool othersAreEmpty = std::ranges::all_of(Parts, [&](Part other) {
        return other == part || m_boxes[other]->text().isEmpty();
    });
    if (era) {
        m_boxes[Year]->replaceText(QString::number(*era));
        m_era = typed.trimmed();
    } else if (readings.size() == 1 && readings.front().isWhole() && othersAreEmpty) {
        spread(readings.front(), typed);
        edited();
    } else {
        m_boxes[part]->replaceText(text(part));
        offer(part);
    }
    updateNote();
}

// Offers what a text can mean, if only the person knows; the text itself stays where it is.
void DateEditor::offer(Part part)
{
    const QString text = m_boxes[part]->text().trimmed();
    m_readings = openReadings(text, part == Year, bound(field().notBefore), bound(field().notAfter));
    QStringList buttons;
    for (const form::TypedDate &reading : m_readings) {
        buttons.append(dateInWords(reading, language()));
    }
    m_offer->setOffer(buttons.isEmpty() ? QString() : tr("Which date do you mean by %1?").arg(text), buttons);
}

void DateEditor::offerAny()
{
    m_readings.clear();
    for (const Part part : Parts) {
        if (m_readings.empty()) {
            offer(part);
        }
    }
}

void DateEditor::openCalendar()
{
    auto *calendar = new CalendarPopup(m_calendar->accessibleName(), language(), this);
    calendar->setRange(bound(field().notBefore), bound(field().notAfter));
    connect(calendar, &CalendarPopup::chosen, this, [this](QDate day) {
        spread({day.year(), day.month(), day.day()});
        edited();
    });
    QDate at = entered();
    if (!at.isValid() && isNumber(text(Year), 1000, 9999)) {
        at = QDate(text(Year).toInt(), std::clamp(text(Month).toInt(), 1, 12), 1);
    }
    calendar->openBelow(m_calendar, at.isValid() ? at : m_today ? m_today() : QDate(2000, 1, 1));
}

void DateEditor::updateUnknown()
{
    m_boxes[Month]->setEnabled(!isUnknown(Month));
    m_boxes[Day]->setEnabled(!isUnknown(Day));
    m_noDay->setEnabled(!m_noMonth->isChecked());
}

// The era year that was typed, in whichever language; to readers of Japanese also the era of any other year.
void DateEditor::updateNote()
{
    const QString year = text(Year);
    const auto typed = form::eraYear(m_boxes[Year]->text());
    if (typed) {
        m_note->setOffer(tr("%1 is the year %2.").arg(m_boxes[Year]->text().trimmed()).arg(*typed));
    } else if (!m_era.isEmpty()) {
        m_note->setOffer(tr("%1 was understood as %2.").arg(m_era, entered().isValid()
                             ? dateInWords({entered().year(), entered().month(), entered().day()}, language()) : year));
    } else if (language().startsWith(u"ja"_s) && year.size() == 4 && isNumber(year, 1000, 9999)) {
        const QString era = entered().isValid() ? form::eraText(entered()) : form::eraText(year.toInt());
        m_note->setOffer(era.isEmpty() ? QString() : u"%1年（%2）"_s.arg(year, era));
    } else {
        m_note->clear();
    }
}

} // namespace ttp::ui
