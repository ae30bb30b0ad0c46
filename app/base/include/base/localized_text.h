// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QMap>
#include <QString>

namespace ttp {

/// One text in several languages, by BCP 47 tag (`Localized` of the contract). `ja` and `en` are always there in
/// what the readers accept.
class LocalizedText {
public:
    LocalizedText() = default;
    explicit LocalizedText(QMap<QString, QString> texts) : m_texts(std::move(texts)) {}
    LocalizedText(QString ja, QString en);

    /// The text in that language (`ja`, `en-GB` → `en`), else the English one.
    [[nodiscard]] QString in(const QString &language) const;
    [[nodiscard]] bool isEmpty() const { return m_texts.isEmpty(); }
    [[nodiscard]] const QMap<QString, QString> &texts() const { return m_texts; }
    [[nodiscard]] QJsonObject toJson() const;

    /// Replaces `%1`, `%2`, … in every language.
    [[nodiscard]] LocalizedText arg(const QString &value) const;

    bool operator==(const LocalizedText &) const = default;

private:
    QMap<QString, QString> m_texts;
};

} // namespace ttp
