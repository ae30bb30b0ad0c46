// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBitArray>
#include <QString>

#include <optional>

namespace ttp::paper {

/// The dark modules of a QR code (ISO/IEC 18004, level M), row by row, without the quiet zone.
struct QrCode {
    int size = 0; ///< modules of one side
    QBitArray dark;

    [[nodiscard]] bool isDark(int x, int y) const { return dark.testBit(y * size + x); }
};

/// Modules that have to stay white around a code.
inline constexpr int QuietZone = 4;

/// Nothing if the text is too long for any code.
[[nodiscard]] std::optional<QrCode> qrCode(const QString &text);

} // namespace ttp::paper
