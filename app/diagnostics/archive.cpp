// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/archive.h"

#include <QJsonDocument>

#include <zip.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace ttp::diagnostics {

namespace {

struct Discard {
    void operator()(zip_t *archive) const { zip_discard(archive); }
};
struct Free {
    void operator()(zip_source_t *source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, Free>;

/// `bytes` must live until the archive is closed.
bool add(zip_t *archive, const char *name, const QByteArray &bytes, const QDateTime &made)
{
    Source source(zip_source_buffer(archive, bytes.constData(), zip_uint64_t(bytes.size()), 0));
    if (!source) {
        return false;
    }
    const zip_int64_t index = zip_file_add(archive, name, source.get(), ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        return false;
    }
    (void)source.release(); // the archive's by now
    return zip_file_set_mtime(archive, zip_uint64_t(index), made.toSecsSinceEpoch(), 0) == 0;
}

/// Reads what was written into the memory behind `target`.
std::expected<QByteArray, QString> contentOf(zip_source_t *target)
{
    zip_stat_t status;
    zip_stat_init(&status);
    if (zip_source_stat(target, &status) != 0 || (status.valid & ZIP_STAT_SIZE) == 0 || zip_source_open(target) != 0) {
        return std::unexpected(u"the archive cannot be read back"_s);
    }
    QByteArray bytes(qsizetype(status.size), '\0');
    const zip_int64_t read = zip_source_read(target, bytes.data(), status.size);
    zip_source_close(target);
    if (read != zip_int64_t(status.size)) {
        return std::unexpected(u"the archive cannot be read back"_s);
    }
    return bytes;
}

} // namespace

std::expected<QByteArray, QString> helpDeskArchive(const Report &report)
{
    const QByteArray text = (report.toText(u"ja"_s) + u"\n\n"_s + report.toText(u"en"_s)).toUtf8();
    const QByteArray json = QJsonDocument(report.toJson()).toJson(QJsonDocument::Indented);
    zip_error_t error;
    zip_error_init(&error);
    const Source target(zip_source_buffer_create(nullptr, 0, 0, &error));
    Archive archive(target ? zip_open_from_source(target.get(), ZIP_CREATE | ZIP_TRUNCATE, &error) : nullptr);
    const QString why = QString::fromUtf8(zip_error_strerror(&error));
    zip_error_fini(&error);
    if (!archive) {
        return std::unexpected(why);
    }
    zip_source_keep(target.get()); // closing the archive gives back one of two shares
    if (!add(archive.get(), "report.txt", text, report.made) || !add(archive.get(), "report.json", json, report.made)) {
        return std::unexpected(QString::fromUtf8(zip_strerror(archive.get())));
    }
    if (zip_close(archive.get()) != 0) {
        return std::unexpected(QString::fromUtf8(zip_strerror(archive.get())));
    }
    (void)archive.release();
    return contentOf(target.get());
}

QString archiveName(const Report &report)
{
    return u"ttp-apply-"_s + report.made.toString(u"yyyyMMdd-HHmm"_s) + u".zip"_s;
}

} // namespace ttp::diagnostics
