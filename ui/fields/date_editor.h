// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/field_editor.h"

#include <array>

class QCheckBox;
class QGridLayout;

namespace ttp::ui {

class SizedLineEdit;

/// Three boxes: year, month, day; of a partial date day and month may be not known. A whole date pasted into a box
/// goes into all three. Boxes never jump by themselves.
class DateEditor final : public FieldEditor {
    Q_OBJECT
public:
    DateEditor(const form::Field &field, const QString &language, QWidget *parent);

    [[nodiscard]] QWidget *firstControl() const override;

protected:
    [[nodiscard]] QJsonValue controlValue() const override;
    void showValue(const QJsonValue &value) override;
    void retranslate() override;
    void describe() override;

private:
    enum Part { Year, Month, Day, PartCount };

    [[nodiscard]] bool isPartial() const { return field().type == form::FieldType::PartialDate; }
    [[nodiscard]] bool isUnknown(Part part) const;
    [[nodiscard]] QString text(Part part) const;
    void layOut(bool japanese);
    void typed(Part part, const QString &text);
    void settle(Part part);
    void updateUnknown();

    std::array<SizedLineEdit *, PartCount> m_boxes{};
    std::array<QLabel *, PartCount> m_names{};
    std::array<qsizetype, PartCount> m_lengths{};
    QCheckBox *m_noMonth = nullptr;
    QCheckBox *m_noDay = nullptr;
    QGridLayout *m_grid;
    bool m_spreading = false;
};

} // namespace ttp::ui
