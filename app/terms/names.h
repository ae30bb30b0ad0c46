// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "terms/consent.h"

#include <algorithm>

namespace ttp::terms {

/// What roles, origins and channels are called on the wire and in what is kept.
inline constexpr std::pair<Role, QLatin1StringView> Roles[]{{Role::Authoritative, QLatin1StringView("authoritative")},
                                                            {Role::Translation, QLatin1StringView("translation")}};
inline constexpr std::pair<Provenance, QLatin1StringView> Provenances[]{
    {Provenance::Original, QLatin1StringView("original")},
    {Provenance::Translation, QLatin1StringView("translation")},
    {Provenance::Reconstruction, QLatin1StringView("reconstruction")}};
inline constexpr std::pair<Channel, QLatin1StringView> Channels[]{{Channel::Window, QLatin1StringView("window")},
                                                                  {Channel::Kiosk, QLatin1StringView("kiosk")},
                                                                  {Channel::CommandLine, QLatin1StringView("command-line")}};

template <typename E, std::size_t N>
QString nameIn(const std::pair<E, QLatin1StringView> (&names)[N], E value)
{
    return std::ranges::find(names, value, &std::pair<E, QLatin1StringView>::first)->second;
}

template <typename E, std::size_t N>
E valueIn(const std::pair<E, QLatin1StringView> (&names)[N], JsonObject &json, const QString &key)
{
    const QString name = json.string(key);
    const auto found = std::ranges::find_if(names, [&name](const auto &each) { return each.second == name; });
    if (found == std::end(names)) {
        json.report(key, QStringLiteral("is none of the known names"));
        return names[0].first;
    }
    return found->first;
}

} // namespace ttp::terms
