// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

#include <QDateTime>

#include <functional>

class QPushButton;

namespace ttp::ui {

class ServiceChip;

namespace style {
class LinkButton;
class Notice;
class Paragraph;
} // namespace style

/// What this is, what it is not, in which language, and with whom it talks.
class StartPage final : public Page {
    Q_OBJECT
public:
    /// `now`: UTC, for the closures of the service.
    StartPage(Journey &journey, std::function<QDateTime()> now, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString primaryText() const override;
    void advance() override { Q_EMIT newApplication(); }

    /// The journey knows more about the service now.
    void refresh();

Q_SIGNALS:
    void newApplication();
    /// A new application that is filled in with the example.
    void exampleRequested();
    void languageChosen(const QString &language);

protected:
    void retranslate() override;

private:
    void showClosures();

    std::function<QDateTime()> m_now;
    style::Paragraph *m_what;
    style::Paragraph *m_need;
    style::Notice *m_closed;
    style::Notice *m_independent;
    style::Notice *m_practice;
    style::LinkButton *m_example;
    QPushButton *m_japanese;
    QPushButton *m_english;
    style::Paragraph *m_serviceLabel;
    ServiceChip *m_chip;
};

} // namespace ttp::ui
