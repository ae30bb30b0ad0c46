// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace ttp::form {

/// The answers to a form: field id → JSON value as the contract writes it (`Application.answers`). A group is an array
/// of objects whose keys are the last segments of the members' ids. The one place where a value lives.
class Answers {
public:
    static constexpr const char *LogMask = "[answers]"; ///< all that a log shows of them (base/log.h)

    Answers() = default;
    explicit Answers(QJsonObject json) : m_json(std::move(json)) {}

    /// Undefined if there is no answer.
    [[nodiscard]] QJsonValue value(const QString &id) const { return m_json.value(id); }
    /// Null, undefined, "", [] and {} remove the answer.
    void set(const QString &id, const QJsonValue &value);
    [[nodiscard]] bool has(const QString &id) const { return m_json.contains(id); }
    [[nodiscard]] const QJsonObject &json() const { return m_json; }

    bool operator==(const Answers &) const = default;

private:
    QJsonObject m_json;
};

/// True for what counts as no answer in every condition and count: undefined, null, "", [], {}.
[[nodiscard]] bool isEmptyValue(const QJsonValue &value);

/// A file of a document field as rules and wire see it (`Attachment` of the contract).
struct Attachment {
    static constexpr const char *LogMask = "[file]";

    QString field;
    QString filename;  ///< at most 255 characters, without folders
    QString mediaType; ///< told by the first bytes
    qint64 size = 0;
    QByteArray sha256; ///< 64 lower-case hex digits

    bool operator==(const Attachment &) const = default;
};

} // namespace ttp::form
