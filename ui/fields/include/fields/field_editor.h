// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "form/definition.h"

#include <QJsonValue>
#include <QLabel>
#include <QWidget>

#include <optional>
#include <vector>

class QVBoxLayout;

namespace ttp::ui::style {
class Paragraph;
}

namespace ttp::ui {

class Disclosure;
class ProblemLabel;

/// Shows one field of a form and edits its value: label, hint, why it is asked, what is wrong, the controls.
/// Values are JSON as the contract writes them; what does not fit the type is kept until the person changes it, and
/// half-typed input is a value too (a date without its day), so that nothing typed is ever lost; `form::check` judges.
class FieldEditor : public QWidget {
    Q_OBJECT
public:
    FieldEditor(const form::Field &field, const QString &language, QWidget *parent);

    [[nodiscard]] const form::Field &field() const { return m_field; }
    [[nodiscard]] const QString &language() const { return m_language; }

    /// The value now; undefined if there is no answer. Reading it disturbs nothing, also no input method.
    [[nodiscard]] QJsonValue value() const;
    /// Shows a value without emitting `valueChanged`.
    void setValue(const QJsonValue &value);

    /// Shows what is wrong, in words with a sign; an empty list clears it. Give it every problem of the field, for a
    /// group also those of its members. The problems stay until they are replaced.
    virtual void setProblems(std::vector<Problem> problems);
    [[nodiscard]] const std::vector<Problem> &problems() const { return m_problems; }

    /// Switches texts at once and keeps the value.
    void setLanguage(const QString &language);

    /// Marks the label as required or optional.
    void setRequired(bool required);
    [[nodiscard]] bool isRequired() const { return m_required; }
    /// Neither: where every question may be left out, saying so at each would only be noise.
    void setUnmarked();

    /// The control that gets the focus when somebody follows a link to this field.
    [[nodiscard]] virtual QWidget *firstControl() const = 0;
    /// Leads to the control of a problem: opens what hides it, and gives it the focus.
    virtual void focusProblem(const Problem &problem);

    /// A field of the same step, in the same part of the form, has an answer that may save typing here. Never changes
    /// what the person entered.
    virtual void siblingAnswered(const form::Field &sibling, const QJsonValue &value);

    /// The label as it is shown: `Passport number (required)`.
    [[nodiscard]] QString labelText() const;

Q_SIGNALS:
    /// The person changed the value.
    void valueChanged();

protected:
    /// What the controls hold now; undefined if empty.
    [[nodiscard]] virtual QJsonValue controlValue() const = 0;
    /// Shows a value as well as the controls can; undefined empties them. Must not emit `valueChanged`.
    virtual void showValue(const QJsonValue &value) = 0;
    /// Texts of the data and of the program in the current language. Call the base's first, `describe` last; every
    /// editor's constructor ends with a call of its own.
    virtual void retranslate();
    /// Puts names and descriptions for assistive technology on the controls.
    virtual void describe() = 0;

    /// To be called by controls when the person changed something.
    void edited();
    /// Hint and problems in one text, for accessibleDescription.
    [[nodiscard]] QString description() const;
    /// The layout that the controls go into.
    [[nodiscard]] QVBoxLayout *controls() const { return m_controls; }
    /// A hint of the editor's own below the field's (an example).
    void setOwnHint(const QString &text);
    void setBuddy(QWidget *control) { m_label->setBuddy(control); }
    /// Hides the label row, where the control itself shows the words (statement).
    void hideLabel();
    [[nodiscard]] QString inLanguage(const LocalizedText &text) const { return text.in(m_language); }

    void changeEvent(QEvent *event) override;

private:
    void showProblems();

    form::Field m_field;
    QString m_language;
    bool m_required;
    bool m_marked = true;
    bool m_showing = false;
    std::vector<Problem> m_problems;
    std::optional<QJsonValue> m_foreign; ///< a value that the controls cannot hold
    QString m_ownHint;
    QLabel *m_label;
    style::Paragraph *m_hint;
    Disclosure *m_why;
    ProblemLabel *m_problem;
    QVBoxLayout *m_controls;
};

} // namespace ttp::ui
