// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper_examples.h"

#include "base/digest.h"
#include "base/json.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

namespace paper_test {

namespace {

QByteArray sourceFile(const QString &name)
{
    QFile file(QStringLiteral(TTP_SOURCE_DIR) + u'/' + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject attachment(const QString &field, const QString &name, const QString &type)
{
    const QByteArray bytes = sourceFile(u"resources/examples/"_s + name);
    return {{u"field"_s, field},
            {u"filename"_s, name},
            {u"media_type"_s, type},
            {u"size"_s, bytes.size()},
            {u"sha256"_s, QString::fromLatin1(ttp::sha256Hex(bytes))}};
}

QJsonArray attachments()
{
    QJsonArray list;
    const QJsonArray named = QJsonDocument::fromJson(sourceFile(u"resources/examples/application.json"_s))
                                 .object()
                                 .value("attachments"_L1)
                                 .toArray();
    for (const QJsonValue &each : named) {
        const QString name = each["file"_L1].toString().section(u'/', -1);
        list.append(attachment(each["field"_L1].toString(), name,
                               name.endsWith(".pdf"_L1) ? u"application/pdf"_s : u"image/jpeg"_s));
    }
    return list;
}

} // namespace

ttp::paper::ReceiptSource example(const std::function<void(QJsonObject &)> &change, const QString &kind)
{
    const auto terms = ttp::terms::readTerms(sourceFile(u"resources/terms/terms.json"_s));
    const auto form = ttp::form::readDefinition(sourceFile(u"resources/forms/ttp.json"_s));
    if (!terms || !form) {
        qFatal("the bundled terms or form cannot be read");
    }
    const auto consent = ttp::terms::giveConsent(*terms, {u"ja"_s, u"en"_s}, ttp::terms::Channel::Window,
                                                 QDateTime({2026, 3, 31}, {15, 4, 5}, Qt::UTC));
    QJsonObject body{
        {u"form"_s, QJsonObject{{u"id"_s, form->id}, {u"version"_s, form->version}}},
        {u"answers"_s,
         QJsonDocument::fromJson(sourceFile(u"resources/examples/application.json"_s)).object().value("answers"_L1)},
        {u"attachments"_s, attachments()},
        {u"consent"_s, consent.toJson()}};
    if (change) {
        change(body);
    }
    const QByteArray bytes = ttp::toCompactJson(body);
    const QJsonObject receipt{
        {u"format"_s, 1},
        {u"service"_s,
         QJsonObject{{u"id"_s, u"desk.example"_s}, {u"kind"_s, kind}, {u"base_url"_s, u"https://desk.example:8443/v1"_s}}},
        {u"announced_keys"_s, QJsonObject{{u"keys"_s, QJsonArray()}}},
        {u"body"_s, QString::fromUtf8(bytes)},
        {u"acknowledgement"_s,
         QJsonObject{{u"application_number"_s, kind == u"practice"_s ? u"PRACTICE-7K2M-90QX-31RT"_s : u"7K2M-90QX-31RT"_s},
                     {u"received_at"_s, u"2026-03-31T15:06:07Z"_s},
                     {u"body_sha256"_s, QString::fromLatin1(ttp::sha256Hex(bytes))},
                     {u"attachments"_s, QJsonArray()},
                     {u"receipt"_s, u"a.b.c"_s}}}};
    return {QJsonDocument(receipt).toJson(), *form, consent,
            ttp::LocalizedText(u"設定ファイルで指定された鍵"_s, u"pinned by the profile"_s)};
}

ttp::paper::ReceiptPaper paperOf(const ttp::paper::ReceiptSource &source)
{
    auto paper = ttp::paper::describeReceipt(source);
    if (!paper) {
        qFatal("%s", qPrintable(paper.error().facts));
    }
    return *std::move(paper);
}

ttp::paper::Row rowNamed(const ttp::paper::ReceiptPaper &paper, const QString &label)
{
    for (const ttp::paper::Section &section : paper.sections) {
        for (const ttp::paper::Row &row : section.rows) {
            if (row.label.in(u"en"_s).startsWith(label)) {
                return row;
            }
        }
    }
    return {};
}

QByteArray run(const QString &tool, const QStringList &arguments, int *exitCode)
{
    QProcess process;
    process.start(tool, arguments, QIODevice::ReadOnly);
    if (!process.waitForFinished(60'000)) {
        qFatal("%s does not run: %s", qPrintable(tool), qPrintable(process.errorString()));
    }
    if (exitCode) {
        *exitCode = process.exitCode();
    } else if (process.exitCode() != 0) {
        qFatal("%s: %s", qPrintable(tool), process.readAllStandardError().constData());
    }
    return process.readAllStandardOutput();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("%s cannot be written", qPrintable(path));
    }
}

QString dense(const QString &text)
{
    QString result(text);
    result.removeIf([](QChar character) { return character.isSpace(); });
    return result;
}

} // namespace paper_test
