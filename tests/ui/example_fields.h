// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/definition.h"

#include <QFile>

#include <memory>

namespace ttp::ui::example {

/// The definition of the gallery: a field of every type.
inline const form::Definition &definition()
{
    static const form::Definition read = [] {
        QFile file(QStringLiteral(TTP_SOURCE_DIR "/tests/ui/data/gallery.json"));
        if (!file.open(QIODevice::ReadOnly)) {
            qFatal("gallery.json is missing");
        }
        auto definition = form::readDefinition(file.readAll());
        if (!definition) {
            qFatal("%s", qPrintable(definition.error().facts));
        }
        return *definition;
    }();
    return read;
}

/// The day on which the tests play.
inline QDate today()
{
    return {2026, 11, 22};
}

inline form::Field field(const char *id)
{
    const form::Field *found = definition().field(QString::fromLatin1(id));
    if (!found) {
        qFatal("no field %s", id);
    }
    return *found;
}

/// Every field that stands on a page.
inline std::vector<form::Field> fields()
{
    std::vector<form::Field> all;
    for (const form::Step &step : definition().steps) {
        all.insert(all.end(), step.fields.begin(), step.fields.end());
    }
    return all;
}

inline Problem problem(const form::Field &field, const QString &pointer = {})
{
    return {field.id, QStringLiteral("required"), pointer,
            LocalizedText(QStringLiteral("入力してください。"), QStringLiteral("Please fill this in."))};
}

} // namespace ttp::ui::example
