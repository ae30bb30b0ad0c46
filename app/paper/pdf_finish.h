// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "glyph_texts.h"

#include <QByteArray>
#include <QString>

#include <expected>

namespace ttp::paper {

/// Gives a PDF of Qt's writer what that cannot say: the language of the document, that the title is shown instead of the
/// file's name, and what each glyph stands for where text is copied out. The error is a fact for support.
[[nodiscard]] std::expected<QByteArray, QString> finishPdf(const QByteArray &pdf, const char *language,
                                                           const GlyphTexts &glyphs);

} // namespace ttp::paper
