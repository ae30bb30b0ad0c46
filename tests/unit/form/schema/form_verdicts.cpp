// SPDX-License-Identifier: GPL-3.0-or-later
// form_verdicts FORM.json: what the program says of many answers, for a judge that is not the program.
// The first line it prints is the schema of the form's answers. Then it reads one JSON object a line, {"answers": {…},
// "files": {document field: how many}, "practice": true}, and prints for each line [[field, code], …] of form::check.
#include "base/json.h"
#include "form/check.h"
#include "form/json_schema.h"

#include <QFile>
#include <QJsonDocument>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

const QDate Today(2026, 11, 22);

QByteArray line(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact) + '\n';
}

std::vector<ttp::form::Attachment> filesOf(const ttp::form::Definition &definition, const QJsonObject &counts)
{
    std::vector<ttp::form::Attachment> files;
    for (auto count = counts.begin(); count != counts.end(); ++count) {
        const ttp::form::Field *field = definition.field(count.key());
        const QString mediaType = field == nullptr ? QString() : field->accept.value(0);
        for (int i = 0; i < count->toInt(); ++i) {
            files.push_back({count.key(), u"file"_s, mediaType, 1000, {}});
        }
    }
    return files;
}

QJsonArray verdict(const ttp::form::Definition &definition, const QJsonObject &request)
{
    ttp::form::CheckContext context;
    context.today = Today;
    context.practice = request.value("practice"_L1).toBool();
    const auto problems = ttp::form::check(definition, ttp::form::Answers(request.value("answers"_L1).toObject()),
                                           filesOf(definition, request.value("files"_L1).toObject()), context);
    QJsonArray list;
    for (const ttp::Problem &problem : problems) {
        list.append(QJsonArray{problem.field, problem.code});
    }
    return list;
}

} // namespace

int main(int argc, char **argv)
{
    QFile form(QString::fromLocal8Bit(argc == 2 ? argv[1] : ""));
    QFile input;
    QFile output;
    if (!form.open(QIODevice::ReadOnly) || !input.open(stdin, QIODevice::ReadOnly)
        || !output.open(stdout, QIODevice::WriteOnly)) {
        return 2;
    }
    const auto definition = ttp::form::readDefinition(form.readAll());
    if (!definition) {
        std::fputs(qPrintable(definition.error().facts + u'\n'), stderr);
        return 2;
    }
    output.write(ttp::toCompactJson(ttp::form::jsonSchema(*definition)) + '\n');
    output.flush();
    for (QByteArray text = input.readLine(); !text.isEmpty(); text = input.readLine()) {
        const auto request = ttp::parseJsonObject(text);
        if (!request) {
            std::fputs(qPrintable(request.error() + u'\n'), stderr);
            return 2;
        }
        output.write(line(verdict(*definition, *request)));
        output.flush();
    }
    return 0;
}
