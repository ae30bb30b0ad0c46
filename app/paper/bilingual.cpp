// SPDX-License-Identifier: GPL-3.0-or-later
#include "bilingual.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace ttp::paper {

LocalizedText harmless(const LocalizedText &text)
{
    return {ttp::harmless(text.in(u"ja"_s)), ttp::harmless(text.in(u"en"_s))};
}

LocalizedText same(const QString &text)
{
    const QString clean = harmless(text);
    return {clean, clean};
}

LocalizedText inBoth(const std::function<QString(const QString &)> &say)
{
    return {harmless(say(u"ja"_s)), harmless(say(u"en"_s))};
}

LocalizedText exactSize(qint64 bytes)
{
    const QString number = QLocale(QLocale::English).toString(bytes);
    return {number + u" バイト"_s, number + (bytes == 1 ? u" byte"_s : u" bytes"_s)};
}

} // namespace ttp::paper
