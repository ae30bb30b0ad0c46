// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/answers.h"

#include <QJsonArray>

namespace ttp::form {

bool isEmptyValue(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Undefined:
    case QJsonValue::Null: return true;
    case QJsonValue::String: return value.toString().isEmpty();
    case QJsonValue::Array: return value.toArray().isEmpty();
    case QJsonValue::Object: return value.toObject().isEmpty();
    default: return false;
    }
}

void Answers::set(const QString &id, const QJsonValue &value)
{
    if (isEmptyValue(value)) {
        m_json.remove(id);
    } else {
        m_json.insert(id, value);
    }
}

} // namespace ttp::form
