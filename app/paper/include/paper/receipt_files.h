// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paper/receipt_paper.h"

#include <QByteArray>

#include <optional>

namespace ttp::paper {

/// True if a font is installed that draws Japanese as it is written in Japan. Needs a QGuiApplication.
[[nodiscard]] bool canSetJapanese();

/// The paper as PDF: A4, selectable text in embedded fonts, title and language, the receipt file attached as
/// `receipt.json`. Needs a QGuiApplication (the platform `offscreen` will do); any thread. `PaperFontMissing`, `Defect`.
[[nodiscard]] Result<QByteArray> toPdf(const ReceiptPaper &paper);

/// The paper as one accessible HTML document: no scripts, nothing from outside, every text escaped.
[[nodiscard]] QByteArray toHtml(const ReceiptPaper &paper);

enum class FileFormat { Pdf, Html, Json };

/// `pdf`, `html`, `json`: how names of that format end.
[[nodiscard]] QString suffixOf(FileFormat format);

/// What a file is by the end of its name.
[[nodiscard]] std::optional<FileFormat> formatOfName(const QString &path);

/// The receipt as a file of that format. Fails as describeReceipt() and toPdf() do; JSON never fails. Any thread.
[[nodiscard]] Result<QByteArray> receiptFile(FileFormat format, const ReceiptSource &source);

/// Largest PDF that is looked into.
inline constexpr qint64 MaxPdfBytes = 64 * 1024 * 1024;

/// True if the bytes begin as a PDF does.
[[nodiscard]] bool isPdf(const QByteArray &bytes);

/// The one receipt file that lies in a PDF, of at most `maxBytes`. The PDF may be hostile. `PdfWithoutReceipt` if it is
/// damaged, was written by another program, or holds no or several embedded files.
[[nodiscard]] Result<QByteArray> receiptInPdf(const QByteArray &pdf, qint64 maxBytes);

} // namespace ttp::paper
