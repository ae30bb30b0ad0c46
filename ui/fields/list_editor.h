// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/field_editor.h"
#include "search_box.h"

namespace ttp::ui {

/// One of many: a country, or a choice with more options than fit in rows.
class ListEditor final : public FieldEditor {
    Q_OBJECT
public:
    ListEditor(const form::Field &field, const QString &language, bool practice, QWidget *parent);

    [[nodiscard]] QWidget *firstControl() const override;

protected:
    [[nodiscard]] QJsonValue controlValue() const override;
    void showValue(const QJsonValue &value) override;
    void retranslate() override;
    void describe() override;

private:
    [[nodiscard]] std::vector<SearchBox::Item> countryItems() const;
    [[nodiscard]] std::vector<SearchBox::Item> choiceItems() const;

    SearchBox *m_box;
    bool m_practice;
};

} // namespace ttp::ui
