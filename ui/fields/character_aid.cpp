// SPDX-License-Identifier: GPL-3.0-or-later
#include "character_aid.h"

#include "base/text.h"
#include "form/characters.h"
#include "style/link_button.h"
#include "style/metrics.h"
#include "style/paragraph.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace ttp::ui {

using namespace Qt::StringLiterals;

CharacterAid::CharacterAid(const form::Field &field, QWidget *parent)
    : QWidget(parent), m_field(field), m_preview(new style::Paragraph({}, style::TextRole::Note, this)),
      m_note(new style::Paragraph({}, style::TextRole::Note, this)), m_choices(new QWidget(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::px(this, 4));
    column->addWidget(m_preview);
    column->addWidget(m_note);
    column->addWidget(m_choices);
    auto *row = new QHBoxLayout(m_choices);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::px(this, 16));
    // The same buttons all the time: leaving the field rewrites its text while a button is being pressed.
    for (std::size_t i = 0; i < MostSubstitutes; ++i) {
        m_buttons[i] = new style::LinkButton(m_choices);
        style::setRole(m_buttons[i], style::TextRole::Note);
        row->addWidget(m_buttons[i]);
        connect(m_buttons[i], &QAbstractButton::clicked, this, [this, i] { replaceBy(i); });
    }
    row->addStretch(1);
    setVisible(false);
}

void CharacterAid::setText(const QString &typed, const QString &stored, const QString &language)
{
    m_stored = stored;
    showStrange(language);
    showPreview(typed);
    setVisible(!m_preview->isHidden() || !m_note->isHidden());
}

void CharacterAid::showPreview(const QString &typed)
{
    // What only another normalization would show looks the same, and would puzzle.
    const QString seen = nfcOfNames(trimmedWhiteSpace(typed));
    const bool differs = m_strange == 0 && !m_stored.isEmpty() && m_stored != seen;
    m_preview->setPlainText(differs ? tr("Will be stored as: %1").arg(m_stored) : QString());
    m_preview->setVisible(differs);
}

void CharacterAid::showStrange(const QString &language)
{
    const auto strange = form::strangeCharacters(m_field, m_stored);
    m_strange = strange.empty() ? 0 : strange.front().code;
    m_substitutes = strange.empty() ? QStringList() : strange.front().substitutes;
    m_note->setVisible(!strange.empty());
    m_choices->setVisible(!m_substitutes.isEmpty());
    if (!strange.empty()) {
        const QString character = form::characterText(m_strange).in(language);
        const QString what = tr("Character %1 cannot be stored here: %2.").arg(strange.front().position).arg(character);
        m_note->setPlainText(m_substitutes.isEmpty() ? what + u'\n' + advice() : what);
    }
    for (std::size_t i = 0; i < MostSubstitutes; ++i) {
        const bool used = qsizetype(i) < m_substitutes.size();
        m_buttons[i]->setVisible(used);
        if (used) {
            const QString &substitute = m_substitutes.at(qsizetype(i));
            m_buttons[i]->setText(substitute.isEmpty() ? tr("Leave it out") : tr("Use “%1” instead").arg(substitute));
            m_buttons[i]->setAccessibleName(m_buttons[i]->text());
        }
    }
}

QString CharacterAid::advice() const
{
    const bool isName = m_field.charset == form::Charset::LatinUpper;
    return isName && QChar::isLetter(m_strange) ? tr("Use the spelling in Latin letters that your passport shows.")
                                                : tr("Remove it, or write it in another way.");
}

void CharacterAid::replaceBy(std::size_t choice)
{
    if (qsizetype(choice) < m_substitutes.size()) {
        QString text = m_stored;
        text.replace(QStringView(QChar::fromUcs4(m_strange)).toString(), m_substitutes.at(qsizetype(choice)));
        Q_EMIT replaced(text);
    }
}

} // namespace ttp::ui
