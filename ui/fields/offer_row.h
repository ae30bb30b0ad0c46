// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QPushButton;

namespace ttp::ui {

namespace style {
class Paragraph;
}

/// A quiet suggestion below a control: a sentence, and a button for each thing that can be done about it. It stands in
/// nobody's way: it never takes the focus, and what was typed stays unless a button is pressed. Hidden without a sentence.
class OfferRow final : public QWidget {
    Q_OBJECT
public:
    explicit OfferRow(QWidget *parent);

    static constexpr int MostButtons = 4;

    /// Shows a sentence and at most four buttons; assistive technology is told that the sentence is new.
    void setOffer(const QString &sentence, const QStringList &buttons = {});
    void clear() { setOffer({}); }
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    void chosen(int button);

private:
    style::Paragraph *m_sentence;
    std::vector<QPushButton *> m_buttons;
};

} // namespace ttp::ui
