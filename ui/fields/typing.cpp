// SPDX-License-Identifier: GPL-3.0-or-later
#include "typing.h"

#include "base/text.h"
#include "form/normalize.h"

#include <QRegularExpression>

namespace ttp::ui {

using namespace Qt::StringLiterals;

QString storedLine(const form::Field &field, const QString &typed)
{
    if (field.type == form::FieldType::Integer) {
        QString number = trimmedWhiteSpace(halfWidth(typed));
        QString bare = number;
        static const QRegularExpression grouped(u"^[+-]?\\d{1,3}([ ,'\\x{00a0}\\x{202f}]\\d{3})+$"_s);
        if (grouped.match(number).hasMatch()) {
            bare.remove(QRegularExpression(u"[ ,'\\x{00a0}\\x{202f}]"_s));
        }
        return bare;
    }
    return form::normalizeText(field, typed);
}

QString datePart(const QString &typed)
{
    QString part = trimmedWhiteSpace(halfWidth(typed));
    if (!part.isEmpty() && u"年月日"_s.contains(part.back())) {
        part.chop(1);
    }
    return trimmedWhiteSpace(part);
}

} // namespace ttp::ui
