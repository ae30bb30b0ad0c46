// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/country_offer.h"

#include "base/text.h"
#include "fields/field_editor.h"
#include "form/countries.h"
#include "offer_row.h"

#include <QEvent>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QVBoxLayout>

namespace ttp::ui {

namespace {

QString lastLine(const QString &text)
{
    const QString lines = trimmedWhiteSpace(text);
    return lines.contains(u'\n') ? trimmedWhiteSpace(lines.section(u'\n', -1)) : QString();
}

} // namespace

CountryOffer::CountryOffer(FieldEditor *address, FieldEditor *country, bool practice)
    : QWidget(address), m_address(address), m_country(country), m_row(new OfferRow(this)), m_practice(practice)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_row);
    address->layout()->addWidget(this);
    hide();
    m_length = address->value().toString().size();
    address->firstControl()->installEventFilter(this);
    connect(address, &FieldEditor::valueChanged, this, [this] {
        const qsizetype length = m_address->value().toString().size();
        const bool pasted = length - m_length > 1;
        m_length = length;
        if (pasted || !isHidden()) {
            look();
        }
    });
    connect(country, &FieldEditor::valueChanged, this, [this] {
        if (!isHidden()) {
            look();
        }
    });
    connect(m_row, &OfferRow::chosen, this, [this] {
        m_address->firstControl()->setFocus(Qt::OtherFocusReason); // the button is about to go
        if (m_country->value().isUndefined()) {
            Q_EMIT countryChosen(m_code);
        } else {
            removeLastLine();
        }
        look();
    });
}

void CountryOffer::look()
{
    const form::Country *named = form::countryNamed(lastLine(m_address->value().toString()));
    const QJsonValue answer = m_country->value();
    const bool isSame = named && answer == named->code;
    const bool helps = named && (isSame || answer.isUndefined()) && (m_practice || !named->practiceOnly);
    m_code = helps ? named->code : QString();
    setVisible(helps);
    if (!helps) {
        m_row->clear();
        return;
    }
    const QString name = named->name.in(m_address->language());
    const QString label = m_country->field().label.in(m_address->language());
    if (isSame) {
        m_row->setOffer(tr("The last line is %1, which you answered at “%2”.").arg(name, label), {tr("Remove the last line")});
    } else {
        m_row->setOffer(tr("The last line is the name of a country."), {tr("Set “%1” to %2").arg(label, name)});
    }
}

void CountryOffer::removeLastLine()
{
    auto *edit = qobject_cast<QPlainTextEdit *>(m_address->firstControl());
    if (!edit) {
        return;
    }
    QTextCursor cursor(edit->document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock(); // one step of undo
    while (!cursor.atStart()) {
        const QString line = cursor.block().text();
        cursor.movePosition(QTextCursor::StartOfBlock, QTextCursor::KeepAnchor);
        cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
        if (!trimmedWhiteSpace(line).isEmpty()) {
            break;
        }
    }
    cursor.endEditBlock();
}

bool CountryOffer::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::FocusOut) {
        look();
    }
    return QWidget::eventFilter(object, event);
}

void CountryOffer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && !isHidden()) {
        look();
    }
}

} // namespace ttp::ui
