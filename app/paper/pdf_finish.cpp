// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf_finish.h"

#include "unicode_map.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <stdexcept>

using namespace Qt::StringLiterals;

namespace ttp::paper {

namespace {

/// `/ABCDEF+NotoSansCJKjp-Regular`, or without the tag of a subset.
QString nameOfFont(QPDFObjectHandle font)
{
    const QString name = QString::fromStdString(font.getKey("/BaseFont").getName());
    return GlyphTexts::comparableName(name.section(u'+', -1));
}

void correctTexts(QPDF &document, const GlyphTexts &glyphs)
{
    for (QPDFObjectHandle &font : document.getAllObjects()) {
        if (!font.isDictionaryOfType("/Font", "/Type0") || !font.getKey("/ToUnicode").isStream()) {
            continue;
        }
        QPDFObjectHandle stream = font.getKey("/ToUnicode");
        const auto buffer = stream.getStreamData();
        const UnicodeMap guessed = readUnicodeMap(
            QByteArray(reinterpret_cast<const char *>(buffer->getBuffer()), qsizetype(buffer->getSize())));
        const auto drawn = std::ranges::find(glyphs.fonts(), nameOfFont(font), &GlyphTexts::Font::name);
        const GlyphTexts::Font none;
        const GlyphTexts::Font &known = drawn == glyphs.fonts().end() ? none : *drawn;
        const UnicodeMap map = corrected(guessed, known.texts, [&known](int glyph, const QString &text) {
            return known.canBe(glyph, text);
        });
        stream.replaceStreamData(writeUnicodeMap(map).toStdString(), QPDFObjectHandle::newNull(),
                                 QPDFObjectHandle::newNull());
    }
}

} // namespace

std::expected<QByteArray, QString> finishPdf(const QByteArray &pdf, const char *language, const GlyphTexts &glyphs)
{
    try {
        QPDF document;
        document.setSuppressWarnings(true);
        document.setAttemptRecovery(false);
        document.processMemoryFile("receipt.pdf", pdf.constData(), size_t(pdf.size()));
        QPDFObjectHandle root = document.getRoot();
        root.replaceKey("/Lang", QPDFObjectHandle::newString(language));
        root.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
        for (const auto &[name, file] : QPDFEmbeddedFileDocumentHelper(document).getEmbeddedFiles()) {
            file->getEmbeddedFileStream().getDict().replaceKey("/Type", QPDFObjectHandle::newName("/EmbeddedFile"));
        }
        correctTexts(document, glyphs);
        QPDFWriter writer(document);
        writer.setOutputMemory();
        writer.setObjectStreamMode(qpdf_o_disable); // receiptInPdf() reads plain tables only
        writer.write();
        const auto buffer = writer.getBufferSharedPointer();
        return QByteArray(reinterpret_cast<const char *>(buffer->getBuffer()), qsizetype(buffer->getSize()));
    } catch (const std::exception &error) { // no exception leaves the room
        return std::unexpected(QString::fromUtf8(error.what()).left(200));
    }
}

} // namespace ttp::paper
