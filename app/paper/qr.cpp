// SPDX-License-Identifier: GPL-3.0-or-later
#include "qr.h"

#include <qrcodegen.hpp>

#include <stdexcept>

namespace ttp::paper {

std::optional<QrCode> qrCode(const QString &text)
{
    try {
        const qrcodegen::QrCode made =
            qrcodegen::QrCode::encodeText(text.toUtf8().constData(), qrcodegen::QrCode::Ecc::MEDIUM);
        QrCode code{made.getSize(), QBitArray(qsizetype(made.getSize()) * made.getSize())};
        for (int y = 0; y < code.size; ++y) {
            for (int x = 0; x < code.size; ++x) {
                code.dark.setBit(qsizetype(y) * code.size + x, made.getModule(x, y));
            }
        }
        return code;
    } catch (const std::length_error &) {
        return std::nullopt; // no exception leaves the room
    }
}

} // namespace ttp::paper
