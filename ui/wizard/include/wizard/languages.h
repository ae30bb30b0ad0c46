// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTranslator>

class QApplication;

namespace ttp::ui {

/// The language of the program: switches at run time, texts, font and the locale of numbers and dates together.
class Languages final : public QObject {
    Q_OBJECT
public:
    explicit Languages(QApplication &application);

    /// `ja` or `en`; widgets hear LanguageChange.
    void choose(const QString &language);
    [[nodiscard]] const QString &current() const { return m_current; }

    /// The system's language if the program speaks it, else English.
    [[nodiscard]] static QString ofSystem();

private:
    QApplication &m_application;
    QString m_current;
    QTranslator m_program;
    QTranslator m_qt;
};

} // namespace ttp::ui
