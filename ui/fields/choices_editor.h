// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/field_editor.h"

namespace ttp::ui {

class CheckRow;

/// Several of some, as check rows.
class ChoicesEditor final : public FieldEditor {
    Q_OBJECT
public:
    ChoicesEditor(const form::Field &field, const QString &language, QWidget *parent);

    [[nodiscard]] QWidget *firstControl() const override;

protected:
    [[nodiscard]] QJsonValue controlValue() const override;
    void showValue(const QJsonValue &value) override;
    void retranslate() override;
    void describe() override;

private:
    std::vector<CheckRow *> m_rows;
};

/// A sentence that the person confirms with a tick.
class StatementEditor final : public FieldEditor {
    Q_OBJECT
public:
    StatementEditor(const form::Field &field, const QString &language, QWidget *parent);

    [[nodiscard]] QWidget *firstControl() const override;

protected:
    [[nodiscard]] QJsonValue controlValue() const override;
    void showValue(const QJsonValue &value) override;
    void retranslate() override;
    void describe() override;

private:
    CheckRow *m_row;
};

} // namespace ttp::ui
