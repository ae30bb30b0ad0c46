// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/field_editor.h"

class QPlainTextEdit;

namespace ttp::ui {

class CharacterAid;
class Counter;

/// Several lines of text; Tab leaves it.
class MultilineEditor final : public FieldEditor {
    Q_OBJECT
public:
    MultilineEditor(const form::Field &field, const QString &language, QWidget *parent);

    [[nodiscard]] QWidget *firstControl() const override;
    bool eventFilter(QObject *object, QEvent *event) override;

protected:
    [[nodiscard]] QJsonValue controlValue() const override;
    void showValue(const QJsonValue &value) override;
    void retranslate() override;
    void describe() override;
    void changeEvent(QEvent *event) override;

private:
    void fit();
    void settle();
    void replaceText(const QString &text);
    void updateNotes();

    QPlainTextEdit *m_edit;
    Counter *m_counter;
    CharacterAid *m_aid;
};

} // namespace ttp::ui
