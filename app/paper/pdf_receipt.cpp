// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the receipt file out of a PDF that anybody may have made.
#include "paper/receipt_files.h"

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>

#include <algorithm>
#include <stdexcept>

using namespace Qt::StringLiterals;

namespace ttp::paper {

namespace {

/// Collects what comes, and stops the reading when it is too much: a few bytes can unpack to gigabytes.
class Bounded final : public Pipeline {
public:
    explicit Bounded(qint64 most) : Pipeline("bounded", nullptr), m_most(most) {}
    void write(unsigned char const *data, size_t length) override
    {
        if (length > size_t(m_most - m_bytes.size())) {
            throw std::runtime_error("the embedded file is too large");
        }
        m_bytes.append(reinterpret_cast<const char *>(data), qsizetype(length));
    }
    void finish() override {}
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    qint64 m_most;
    QByteArray m_bytes;
};

std::unexpected<Failure> refused(const QString &what)
{
    return failed(FailureCode::PdfWithoutReceipt, what);
}

/// True if the file has one plain cross-reference table, as our writer makes it. Tables and objects in compressed
/// streams would be unpacked without any limit while the file is opened, so they are not let in at all; neither are
/// older tables, which could lead to such streams.
bool hasOnePlainTable(const QByteArray &pdf)
{
    const qsizetype start = pdf.lastIndexOf("startxref");
    if (start < 0 || pdf.size() - start > 64) {
        return false;
    }
    bool isNumber = false;
    const qint64 table = pdf.mid(start + 9).trimmed().split('\n').first().trimmed().toLongLong(&isNumber);
    if (!isNumber || table < 0 || table >= start) {
        return false;
    }
    const QByteArray end = pdf.mid(table, start - table);
    const qsizetype trailer = end.indexOf("trailer");
    return end.startsWith("xref") && trailer > 0 && !end.contains("/Prev") && !end.contains("/XRefStm")
        && !end.mid(trailer).contains('#');
}

/// Embedded files of the whole document, also those that only a note on a page or nothing at all leads to.
int countEmbedded(QPDF &pdf)
{
    int streams = 0;
    int files = 0;
    for (QPDFObjectHandle &object : pdf.getAllObjects()) {
        if (object.isStream()) {
            streams += object.getDict().getKey("/Type").isNameAndEquals("/EmbeddedFile") ? 1 : 0;
        } else if (object.isDictionary()) {
            QPDFObjectHandle attached = object.getKey("/FS");
            const bool direct = attached.isDictionary() && !attached.isIndirect() && attached.hasKey("/EF");
            files += object.hasKey("/EF") || direct ? 1 : 0;
        }
    }
    return std::max(streams, files);
}

Result<QByteArray> take(const QByteArray &bytes, qint64 maxBytes)
{
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.setAttemptRecovery(false);
    pdf.processMemoryFile("receipt.pdf", bytes.constData(), size_t(bytes.size()));
    const auto listed = QPDFEmbeddedFileDocumentHelper(pdf).getEmbeddedFiles();
    const int embedded = countEmbedded(pdf);
    if (listed.size() != 1 || embedded != 1) {
        return refused(u"embedded files: %1"_s.arg(std::max(int(listed.size()), embedded)));
    }
    QPDFObjectHandle stream = listed.begin()->second->getEmbeddedFileStream();
    if (!stream.isStream()) {
        return refused(u"the embedded file has no content"_s);
    }
    QPDFObjectHandle filter = stream.getDict().getKey("/Filter");
    if (!filter.isNull() && !filter.isNameAndEquals("/FlateDecode")
        && !(filter.isArray() && filter.getArrayNItems() == 1
             && filter.getArrayItem(0).isNameAndEquals("/FlateDecode"))) {
        return refused(u"the embedded file is packed in an unusual way"_s);
    }
    Bounded content(maxBytes);
    if (!stream.pipeStreamData(&content, 0, qpdf_dl_generalized, true)) {
        return refused(u"the embedded file cannot be unpacked"_s);
    }
    if (pdf.anyWarnings()) {
        return refused(u"the PDF is damaged"_s);
    }
    return content.bytes();
}

} // namespace

bool isPdf(const QByteArray &bytes)
{
    return bytes.startsWith("%PDF-");
}

Result<QByteArray> receiptInPdf(const QByteArray &pdf, qint64 maxBytes)
{
    if (!isPdf(pdf) || pdf.size() > MaxPdfBytes || !hasOnePlainTable(pdf)) {
        return refused(u"the PDF is damaged, or another program has written it anew"_s);
    }
    try {
        return take(pdf, maxBytes);
    } catch (const std::exception &error) { // no exception leaves the room
        return refused(QString::fromUtf8(error.what()).left(200));
    }
}

} // namespace ttp::paper
