// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>

namespace ttp::ui {

/// `28.1 kB`: a count of bytes as the language writes it, in powers of ten as at the document fields.
[[nodiscard]] inline QString sizeInWords(qint64 bytes, const QString &language)
{
    return QLocale(language).formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace ttp::ui
