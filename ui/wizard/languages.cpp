// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/languages.h"

#include "style/style.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace ttp::ui {

Languages::Languages(QApplication &application) : m_application(application) {}

QString Languages::ofSystem()
{
    return QLocale::system().language() == QLocale::Japanese ? u"ja"_s : u"en"_s;
}

void Languages::choose(const QString &language)
{
    if (language == m_current) {
        return;
    }
    m_current = language;
    // The journey and the font must be right before the translators announce the change to every widget.
    QLocale::setDefault(QLocale(language));
    if (auto *style = qobject_cast<style::Style *>(QApplication::style())) {
        style->setLanguage(language);
    }
    QCoreApplication::removeTranslator(&m_qt);
    QCoreApplication::removeTranslator(&m_program);
    if (language == "ja"_L1) {
        if (m_qt.load(u"qtbase_ja"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
            QCoreApplication::installTranslator(&m_qt);
        }
        if (m_program.load(u":/i18n/ttp-apply_ja.qm"_s)) {
            QCoreApplication::installTranslator(&m_program);
        }
    } else if (m_program.load(u":/i18n/ttp-apply_en.qm"_s)) { // plural forms
        QCoreApplication::installTranslator(&m_program);
    }
    Q_UNUSED(m_application)
}

} // namespace ttp::ui
