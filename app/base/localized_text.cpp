// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/localized_text.h"

using namespace Qt::StringLiterals;

namespace ttp {

LocalizedText::LocalizedText(QString ja, QString en)
    : m_texts({{u"ja"_s, std::move(ja)}, {u"en"_s, std::move(en)}})
{
}

QString LocalizedText::in(const QString &language) const
{
    for (QString tag = language; !tag.isEmpty(); tag.truncate(qMax(qsizetype(0), tag.lastIndexOf(u'-')))) {
        if (const auto found = m_texts.constFind(tag); found != m_texts.cend()) {
            return *found;
        }
    }
    return m_texts.value(u"en"_s);
}

QJsonObject LocalizedText::toJson() const
{
    QJsonObject json;
    for (auto text = m_texts.cbegin(); text != m_texts.cend(); ++text) {
        json.insert(text.key(), text.value());
    }
    return json;
}

LocalizedText LocalizedText::arg(const QString &value) const
{
    LocalizedText filled(*this);
    for (QString &text : filled.m_texts) {
        text = text.arg(value);
    }
    return filled;
}

} // namespace ttp
