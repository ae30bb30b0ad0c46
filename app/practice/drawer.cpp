// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawer.h"

#include "base/file.h"
#include "base/json.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr qint64 MaxBytes = 256LL * 1024 * 1024;

} // namespace

Drawer::Drawer(const QString &folder, const QString &name)
    : m_path(folder.isEmpty() ? QString() : QDir(folder).absoluteFilePath(name))
{
}

std::expected<std::optional<QJsonObject>, QString> Drawer::load() const
{
    if (!isKept() || !QFileInfo::exists(m_path)) {
        return std::nullopt;
    }
    const auto bytes = readFile(m_path, MaxBytes);
    const auto object = bytes ? parseJsonObject(*bytes) : std::unexpected(bytes.error());
    if (!object) {
        return std::unexpected(u"%1: %2"_s.arg(QFileInfo(m_path).fileName(), object.error()));
    }
    return *object;
}

std::expected<void, QString> Drawer::read(const std::function<void(JsonObject &)> &take) const
{
    const auto kept = load();
    if (!kept || !*kept) {
        return kept ? std::expected<void, QString>() : std::unexpected(kept.error());
    }
    JsonErrors errors;
    JsonObject members(**kept, {}, errors);
    take(members);
    members.refuseUnknown();
    if (!errors.isEmpty()) {
        return std::unexpected(u"%1: %2"_s.arg(QFileInfo(m_path).fileName(), errors.first()));
    }
    return {};
}

std::expected<void, Refusal> Drawer::save(const QJsonObject &object) const
{
    if (isKept() && !writeFileAtomically(m_path, toCompactJson(object))) {
        return refused(u"internal-error"_s, u"the data folder cannot be written to"_s);
    }
    return {};
}

} // namespace ttp::practice
