// SPDX-License-Identifier: GPL-3.0-or-later
#include "kept_json.h"

using namespace Qt::StringLiterals;

namespace ttp::vault {

Result<void> readKeptJson(const QByteArray &kept, int format, const std::function<void(JsonObject &)> &read)
{
    const auto document = parseJsonObject(kept);
    if (!document) {
        return failed(FailureCode::VaultDamaged, document.error());
    }
    JsonErrors errors;
    JsonObject json(*document, {}, errors);
    const qint64 found = json.integer(u"format"_s);
    if (found > format) {
        return failed(FailureCode::VaultNewer, u"format %1"_s.arg(found));
    }
    if (found < format) {
        json.report(u"format"_s, u"must be %1"_s.arg(format));
    }
    read(json);
    json.refuseUnknown();
    if (!errors.isEmpty()) {
        return failed(FailureCode::VaultDamaged, errors.first());
    }
    return {};
}

} // namespace ttp::vault
