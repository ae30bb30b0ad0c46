// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ttp::ui {

class FieldEditor;
class OfferRow;

/// Below a text of several lines, an address: if its last line is the name of a country, it offers to answer the country's
/// field of the same step with it, or, where that says so already, to take the line out. It looks when something was
/// pasted and when the text is left; it does nothing by itself.
class CountryOffer final : public QWidget {
    Q_OBJECT
public:
    /// Puts itself below the address.
    CountryOffer(FieldEditor *address, FieldEditor *country, bool practice);

    bool eventFilter(QObject *object, QEvent *event) override;

Q_SIGNALS:
    /// The person wants this answer in the country's field.
    void countryChosen(const QString &code);

protected:
    void changeEvent(QEvent *event) override;

private:
    void look();
    void removeLastLine();

    FieldEditor *m_address;
    FieldEditor *m_country;
    OfferRow *m_row;
    QString m_code;
    qsizetype m_length = 0;
    bool m_practice;
};

} // namespace ttp::ui
