// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/earlier_answers.h"

#include "form/migration.h"
#include "form/visibility.h"

#include <QSet>

#include <algorithm>

namespace ttp::form {

namespace {

bool isAskedAnew(FieldType type)
{
    return type == FieldType::Statement || type == FieldType::YesNo || type == FieldType::Document;
}

/// A group whose entries hold what has to be declared anew is asked anew as a whole.
bool isAskedAnew(const Field &field)
{
    return isAskedAnew(field.type) || std::ranges::any_of(field.fields, [](const Field &member) { return isAskedAnew(member); });
}

} // namespace

Answers earlierAnswers(const Definition &definition, const Step &step, const Answers &now,
                       const std::vector<Attachment> &attachments, const Answers &earlier, const CheckContext &context)
{
    const Answers fitting = migrate(earlier, definition).kept;
    Answers together = now;
    Answers taken;
    QSet<QString> refused;
    bool grown = true;
    while (grown) { // each round opens at least one more field
        grown = false;
        const Visibility visibility(definition, together, attachments);
        QStringList added;
        for (const Field &field : step.fields) {
            const bool open = !together.has(field.id) && fitting.has(field.id) && !refused.contains(field.id);
            if (open && !isAskedAnew(field) && visibility.isVisible(field)) {
                added += field.id;
            }
        }
        for (const QString &id : std::as_const(added)) {
            together.set(id, fitting.value(id));
        }
        // A problem inside a group names its member; the pointer names the group.
        for (const Problem &problem : checkStep(definition, step, together, attachments, context)) {
            for (const QString &id : std::as_const(added)) {
                const QString place = QStringLiteral("/answers/") + id;
                if (problem.field == id || problem.pointer == place || problem.pointer.startsWith(place + u'/')) {
                    refused.insert(id);
                }
            }
        }
        for (const QString &id : std::as_const(added)) {
            if (refused.contains(id)) {
                together.set(id, QJsonValue());
            } else {
                taken.set(id, fitting.value(id));
                grown = true;
            }
        }
    }
    return taken;
}

} // namespace ttp::form
