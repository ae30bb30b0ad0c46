// SPDX-License-Identifier: GPL-3.0-or-later
#include "form_command.h"

#include "base/file.h"
#include "base/text.h"
#include "form/json_schema.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

/// JSON for a terminal: what must not reach one is escaped, so the document stays the same.
QString printable(const QJsonObject &object)
{
    QString text;
    const QString json = QString::fromUtf8(QJsonDocument(object).toJson()).trimmed();
    const QList<uint> codePoints = json.toUcs4();
    for (const char32_t codePoint : codePoints) {
        const QString character = QStringView(QChar::fromUcs4(codePoint)).toString(); // also U+FEFF
        if (codePoint == U'\n' || !isForbiddenInText(codePoint)) {
            text += character;
            continue;
        }
        for (const QChar unit : character) {
            text += u"\\u%1"_s.arg(uint(unit.unicode()), 4, 16, QLatin1Char('0'));
        }
    }
    return text;
}

/// With --json the schema is a member of the one object; without it, it is all that stands on standard output.
Report schemaReport(const form::Definition &definition)
{
    const QJsonObject schema = form::jsonSchema(definition);
    Report report;
    report.more.insert(u"schema"_s, schema);
    report.lines += printable(schema);
    return report;
}

/// `/steps/0/id: …` taken apart into pointer and sentence, so that a program finds the place.
Report refusal(const QString &facts)
{
    Report report;
    report.failure = Failure(FailureCode::FormFileInvalid);
    const QString place = facts.startsWith(u'/') ? facts.left(facts.indexOf(": "_L1)) : QString();
    const LocalizedText words(u"様式の定義を確認してください：%1"_s, u"Check the form definition: %1"_s);
    report.problems.push_back({QString(), u"form"_s, place, words.arg(facts)});
    return report;
}

Report schemaOfFile(const QString &path)
{
    const auto bytes = readFile(path, form::MaxDefinitionBytes);
    if (!bytes) {
        return refusal(bytes.error());
    }
    const auto definition = form::readDefinition(*bytes);
    return definition ? schemaReport(*definition) : refusal(definition.error().facts);
}

} // namespace

void FormCommand::start()
{
    const Report report = schemaOfFile(arguments().file.isEmpty() ? u":/forms/ttp.json"_s : arguments().file);
    Q_EMIT ended(report.print(arguments().json, surroundings()));
}

void ServiceFormCommand::run()
{
    service::greet(door(), this, patience(), service::GreetingPart::Form, false,
                   [this](const Result<service::Greeting> &greeting) {
                       if (greeting) {
                           end(schemaReport(greeting->form));
                       } else {
                           fail(greeting.error());
                       }
                   });
}

std::unique_ptr<Command> makeFormCommand(Arguments arguments, Surroundings surroundings)
{
    if (arguments.profilePath.isEmpty()) {
        return std::make_unique<FormCommand>(std::move(arguments), std::move(surroundings));
    }
    return std::make_unique<ServiceFormCommand>(std::move(arguments), std::move(surroundings));
}

} // namespace ttp::command
