// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of an earlier application, offered on a page of the form.

#include "pages/form_page.h"

#include "earlier_offer.h"
#include "fields/field_editor.h"
#include "form/earlier_answers.h"

namespace ttp::ui {

form::Answers FormPage::earlierForThisStep() const
{
    if (!journey().earlier) {
        return {};
    }
    return form::earlierAnswers(journey().definition(), m_step, journey().prepared(), journey().attachments(),
                                journey().earlier->answers, journey().checkContext(m_today()));
}

void FormPage::offerEarlier()
{
    if (!m_earlier->isTaken()) {
        const auto count = int(earlierForThisStep().json().size());
        const QDate from = journey().earlier ? journey().earlier->received.toLocalTime().date() : QDate();
        m_earlier->offer(count, from, language());
    }
}

void FormPage::takeEarlier()
{
    m_taken = earlierForThisStep(); // now: what was typed meanwhile stays
    const QJsonObject answers = m_taken.json();
    for (auto answer = answers.begin(); answer != answers.end(); ++answer) {
        journey().answers.set(answer.key(), answer.value());
        if (FieldEditor *editor = editorOf(answer.key())) {
            editor->setValue(answer.value());
        }
    }
    refreshConditions();
    m_earlier->showTaken(int(answers.size()));
    Q_EMIT answersChanged();
}

void FormPage::takeEarlierBack()
{
    const QJsonObject answers = std::exchange(m_taken, {}).json();
    for (auto answer = answers.begin(); answer != answers.end(); ++answer) {
        FieldEditor *editor = editorOf(answer.key());
        if (editor && editor->value() == answer.value()) { // what the person changed since is the person's
            editor->setValue(QJsonValue::Undefined);
            journey().answers.set(answer.key(), QJsonValue::Undefined);
        }
    }
    refreshConditions();
    m_earlier->offer(0, {}, language());
    offerEarlier();
    Q_EMIT answersChanged();
}

} // namespace ttp::ui
