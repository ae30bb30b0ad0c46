// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/field_editor.h"
#include "form/typed_date.h"

#include <array>
#include <functional>

class QCheckBox;
class QGridLayout;

namespace ttp::ui {

class CalendarButton;
class OfferRow;
class SizedLineEdit;

/// Three boxes: year, month, day; of a partial date day and month may be not known. Boxes never jump by themselves. A
/// whole date pasted into a box goes into all three; where day and month or the century cannot be told apart, the
/// readings are offered as buttons and the text stays. A year of a Japanese era becomes the Gregorian one on leaving. A
/// calendar opens beside the boxes.
class DateEditor final : public FieldEditor {
    Q_OBJECT
public:
    /// `today` tells the day in Japan for the bounds of the field; without it they are not shown.
    DateEditor(const form::Field &field, const QString &language, std::function<QDate()> today, QWidget *parent);
    ~DateEditor() override;

    [[nodiscard]] QWidget *firstControl() const override;
    void focusProblem(const Problem &problem) override;

protected:
    [[nodiscard]] QJsonValue controlValue() const override;
    void showValue(const QJsonValue &value) override;
    void retranslate() override;
    void describe() override;

private:
    enum Part { Year, Month, Day, PartCount };
    static constexpr std::array Parts{Year, Month, Day};

    [[nodiscard]] bool isPartial() const { return field().type == form::FieldType::PartialDate; }
    [[nodiscard]] bool isUnknown(Part part) const;
    [[nodiscard]] QString text(Part part) const;
    [[nodiscard]] QDate entered() const;
    [[nodiscard]] bool isWrong(Part part) const;
    [[nodiscard]] QDate bound(const std::optional<form::DateBound> &bound) const;
    void makeBoxes();
    void makeUnknowns();
    void layOut(bool japanese);
    void typed(Part part, const QString &text);
    void settle(Part part);
    /// Puts a date into the boxes; `source` is the text it was read from, if there is one.
    void spread(const form::TypedDate &date, const QString &source = {});
    void offer(Part part);
    void offerAny();
    void openCalendar();
    void updateUnknown();
    void updateNote();

    std::function<QDate()> m_today;
    std::array<SizedLineEdit *, PartCount> m_boxes{};
    std::array<QLabel *, PartCount> m_names{};
    std::array<qsizetype, PartCount> m_lengths{};
    QCheckBox *m_noDay = nullptr;
    QCheckBox *m_noMonth = nullptr;
    QGridLayout *m_grid;
    CalendarButton *m_calendar = nullptr;
    OfferRow *m_note = nullptr;
    OfferRow *m_offer = nullptr;
    std::vector<form::TypedDate> m_readings; ///< those on offer
    QString m_era;                           ///< the era year that was typed where the Gregorian one now stands
    bool m_spreading = false;
};

} // namespace ttp::ui
