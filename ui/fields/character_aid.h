// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/definition.h"

#include <QWidget>

#include <array>

namespace ttp::ui {

namespace style {
class LinkButton;
class Paragraph;
} // namespace style

/// Below a text field, as long as there is something to say: what will be stored if that is not what stands there, the first
/// character that the field does not take, and buttons that put something else in its place. It only helps; whether
/// the answer is right is told when the person moves on.
class CharacterAid final : public QWidget {
    Q_OBJECT
public:
    CharacterAid(const form::Field &field, QWidget *parent);

    /// `typed` is what stands in the field, `stored` what is stored for it.
    void setText(const QString &typed, const QString &stored, const QString &language);

Q_SIGNALS:
    /// The person chose a substitute: the text of the field from now on.
    void replaced(const QString &text);

private:
    static constexpr std::size_t MostSubstitutes = 3;

    void showPreview(const QString &typed);
    void showStrange(const QString &language);
    void replaceBy(std::size_t choice);
    [[nodiscard]] QString advice() const;

    form::Field m_field;
    QString m_stored;
    char32_t m_strange = 0;
    QStringList m_substitutes;
    style::Paragraph *m_preview;
    style::Paragraph *m_note;
    QWidget *m_choices;
    std::array<style::LinkButton *, MostSubstitutes> m_buttons{};
};

} // namespace ttp::ui
