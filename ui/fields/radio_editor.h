// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/field_editor.h"

class QButtonGroup;

namespace ttp::ui {

class RadioRow;

namespace style {
class LinkButton;
}

/// One of a few, as radio rows: a choice with up to five options, or yes and no. Arrow keys move through the rows.
class RadioEditor final : public FieldEditor {
    Q_OBJECT
public:
    RadioEditor(const form::Field &field, const QString &language, QWidget *parent);

    [[nodiscard]] QWidget *firstControl() const override;

protected:
    [[nodiscard]] QJsonValue controlValue() const override;
    void showValue(const QJsonValue &value) override;
    void retranslate() override;
    void describe() override;

private:
    void choose(int index);
    void updateClear();

    std::vector<QJsonValue> m_values;
    std::vector<RadioRow *> m_rows;
    QButtonGroup *m_group;
    style::LinkButton *m_clear;
};

} // namespace ttp::ui
