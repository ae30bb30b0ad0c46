// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/field_editor.h"

namespace ttp::form {
struct CallingCode;
}

namespace ttp::ui {

class OfferRow;
class SearchBox;
class SizedLineEdit;

/// A telephone number: the country code, chosen or searched like a country, and beside it the number as people write it
/// at home; or the whole number with + in the one box. What will be stored (E.164) is told below. What is typed stays as
/// it is, except that a whole number is taken apart on leaving.
class PhoneEditor final : public FieldEditor {
    Q_OBJECT
public:
    PhoneEditor(const form::Field &field, const QString &language, QWidget *parent);
    ~PhoneEditor() override;

    [[nodiscard]] QWidget *firstControl() const override;
    void focusProblem(const Problem &problem) override;
    void siblingAnswered(const form::Field &sibling, const QJsonValue &value) override;

protected:
    [[nodiscard]] QJsonValue controlValue() const override;
    void showValue(const QJsonValue &value) override;
    void retranslate() override;
    void describe() override;

private:
    [[nodiscard]] const form::CallingCode *code() const;
    [[nodiscard]] QString composed() const;
    void fillCodes();
    void takeApart();
    void moveNumber();
    void updateNote();

    QLabel *m_codeName;
    QLabel *m_numberName;
    SearchBox *m_code;
    SizedLineEdit *m_number;
    OfferRow *m_note = nullptr;
    QString m_suggested; ///< the country whose code stands there only because of another field
};

} // namespace ttp::ui
