// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/receipt_files.h"

using namespace Qt::StringLiterals;

namespace ttp::paper {

QString suffixOf(FileFormat format)
{
    switch (format) {
    case FileFormat::Pdf: return u"pdf"_s;
    case FileFormat::Html: return u"html"_s;
    case FileFormat::Json: break;
    }
    return u"json"_s;
}

std::optional<FileFormat> formatOfName(const QString &path)
{
    for (const FileFormat format : {FileFormat::Pdf, FileFormat::Html, FileFormat::Json}) {
        if (path.endsWith(u'.' + suffixOf(format), Qt::CaseInsensitive)) {
            return format;
        }
    }
    return std::nullopt;
}

Result<QByteArray> receiptFile(FileFormat format, const ReceiptSource &source)
{
    if (format == FileFormat::Json) {
        return source.json;
    }
    const auto paper = describeReceipt(source);
    if (!paper) {
        return failed(paper.error());
    }
    return format == FileFormat::Pdf ? toPdf(*paper) : toHtml(*paper);
}

} // namespace ttp::paper
