// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/check.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace ttp::form {

/// A definition of one step around these fields (the inside of a JSON array).
inline QByteArray formAround(const QByteArray &fields)
{
    return R"({"format":1,"id":"f","version":"1","title":{"ja":"表","en":"Form"},"steps":[
        {"id":"s","title":{"ja":"一","en":"One"},"fields":[)"
        + fields + "]}]}";
}

/// One field with a label; `more` continues the object: `,"required":false`.
inline QByteArray field(const QByteArray &id, const QByteArray &type, const QByteArray &more = {})
{
    return R"({"id":")" + id + R"(","type":")" + type + R"(","label":{"ja":"札","en":"Label"})" + more + "}";
}

/// Two choices, `a` and `b`, as a member of a field.
inline QByteArray choices()
{
    return R"(,"choices":[{"value":"a","label":{"ja":"甲","en":"A"}},{"value":"b","label":{"ja":"乙","en":"B"}}])";
}

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline Definition understood(const QByteArray &json)
{
    auto definition = readDefinition(json);
    if (!definition) {
        qFatal("%s", qUtf8Printable(definition.error().facts));
    }
    return std::move(*definition);
}

inline Answers answersOf(const QByteArray &json)
{
    const auto document = QJsonDocument::fromJson(json);
    if (!document.isObject()) {
        qFatal("not an object: %s", json.constData());
    }
    return Answers(document.object());
}

inline CheckContext onDay(const char *today)
{
    CheckContext context;
    context.today = QDate::fromString(QString::fromLatin1(today), Qt::ISODate);
    return context;
}

/// `code pointer` of every problem, in their order, joined by a comma.
inline QString summary(const std::vector<Problem> &problems)
{
    QStringList lines;
    for (const Problem &problem : problems) {
        lines += problem.code + QLatin1Char(' ') + problem.pointer;
    }
    return lines.join(QLatin1String(", "));
}

/// What the command line makes of an application file: answers, and attachments with size and media type by name.
struct ApplicationFile {
    Answers answers;
    std::vector<Attachment> attachments;
};

inline ApplicationFile applicationFile(const QString &path)
{
    const QJsonObject root = QJsonDocument::fromJson(bytesOf(path)).object();
    ApplicationFile application{Answers(root.value(QLatin1String("answers")).toObject()), {}};
    const QJsonArray files = root.value(QLatin1String("attachments")).toArray();
    for (const QJsonValue &value : files) {
        const QFileInfo file(QFileInfo(path).absolutePath() + QLatin1Char('/')
                             + value.toObject().value(QLatin1String("file")).toString());
        const bool isPdf = bytesOf(file.filePath()).startsWith("%PDF-");
        application.attachments.push_back({value.toObject().value(QLatin1String("field")).toString(),
                                           file.fileName(),
                                           isPdf ? QStringLiteral("application/pdf") : QStringLiteral("image/jpeg"),
                                           file.size(),
                                           {}});
    }
    return application;
}

} // namespace ttp::form
