// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/field_editor.h"

namespace ttp::ui {

class CharacterAid;
class Counter;
class SizedLineEdit;

/// One line of text: text, email, phone and integer. What is typed stays as it is while it is typed; on leaving it
/// becomes what is stored (width, case, separators), and says so beforehand.
class LineEditor final : public FieldEditor {
    Q_OBJECT
public:
    LineEditor(const form::Field &field, const QString &language, QWidget *parent);

    [[nodiscard]] QWidget *firstControl() const override;

protected:
    [[nodiscard]] QJsonValue controlValue() const override;
    void showValue(const QJsonValue &value) override;
    void retranslate() override;
    void describe() override;

private:
    [[nodiscard]] QString stored(const QString &typed) const;
    void updateNotes();
    void settle();

    SizedLineEdit *m_edit;
    Counter *m_counter;
    CharacterAid *m_aid;
};

} // namespace ttp::ui
