// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace ttp::fuzz {

/// A property that holds whatever the input is. What does not hold ends the process, which is what libFuzzer looks for.
inline void expect(bool holds, const char *property, const QString &facts = {})
{
    if (!holds) {
        std::fprintf(stderr, "does not hold: %s\n%s\n", property, qUtf8Printable(facts));
        std::abort();
    }
}

inline QByteArray bytesOf(const std::uint8_t *data, std::size_t size)
{
    return QByteArray(reinterpret_cast<const char *>(data), qsizetype(size));
}

} // namespace ttp::fuzz
