// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/countries.h"

#include "base/json.h"
#include "base/text.h"

#include <QFile>
#include <QHash>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

std::vector<Country> readTable()
{
    std::vector<Country> table;
    QFile file(u":/countries/countries.json"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("the table of countries is not compiled in");
    }
    const auto document = parseJson(file.readAll());
    JsonErrors errors;
    JsonObject root(document.value_or(QJsonValue()), QString(), errors);
    root.forEach(u"countries"_s, [&table](JsonObject &entry) {
        table.push_back({entry.string(u"code"_s), entry.text(u"name"_s),
                         entry.optionalString(u"alpha2"_s).value_or(QString()),
                         entry.optionalBoolean(u"practice_only"_s).value_or(false),
                         entry.optionalStrings(u"aliases"_s)});
    });
    if (!errors.isEmpty()) {
        qFatal("the table of countries: %s", qUtf8Printable(errors.first()));
    }
    return table;
}

QHash<QString, const Country *> indexed(const std::vector<Country> &table)
{
    QHash<QString, const Country *> index;
    for (const Country &entry : table) {
        index.insert(entry.code, &entry);
    }
    return index;
}

QHash<QString, const Country *> named(const std::vector<Country> &table)
{
    QHash<QString, const Country *> index;
    for (const Country &entry : table) {
        for (const QString &name : entry.name.texts().values() + entry.aliases + QStringList(entry.code)) {
            if (name.size() > 1) { // a line that says D is no Germany
                index.insert(searchKey(name), &entry);
            }
        }
    }
    return index;
}

} // namespace

const std::vector<Country> &countries()
{
    static const std::vector<Country> table = readTable();
    return table;
}

const Country *country(const QString &code)
{
    static const QHash<QString, const Country *> index = indexed(countries());
    return index.value(code, nullptr);
}

const Country *countryNamed(const QString &text)
{
    static const QHash<QString, const Country *> index = named(countries());
    return index.value(searchKey(text), nullptr);
}

} // namespace ttp::form
