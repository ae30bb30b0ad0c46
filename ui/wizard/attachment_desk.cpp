// SPDX-License-Identifier: GPL-3.0-or-later
#include "attachment_desk.h"

#include "attachments/inspect.h"
#include "base/background.h"
#include "base/digest.h"
#include "form/check.h"

#include <QImageReader>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

constexpr int ThumbnailSide = 96;
/// A picture of more pixels than this is not decoded for a thumbnail: it may have been made to fill the memory.
constexpr qint64 MostPixels = 100'000'000;

/// `file`: attachments::Inspected or form::Attachment.
QImage thumbnailOf(const auto &file, const ByteSource &source)
{
    if (!file.mediaType.startsWith("image/"_L1) || file.sha256.isEmpty()) {
        return {};
    }
    const auto opened = source.open();
    if (!opened) {
        return {};
    }
    QImageReader reader(opened->get(), file.mediaType == "image/png"_L1 ? "png" : "jpeg");
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!size.isValid() || qint64(size.width()) * size.height() > MostPixels) {
        return {};
    }
    reader.setScaledSize(size.scaled(ThumbnailSide, ThumbnailSide, Qt::KeepAspectRatio).expandedTo(QSize(1, 1)));
    return reader.read();
}

} // namespace

struct AttachmentDesk::Reading {
    Result<attachments::Inspected> inspected;
    QImage thumbnail;
};

AttachmentDesk::AttachmentDesk(Journey &journey, std::shared_ptr<const Clock> clock)
    : m_journey(journey), m_clock(std::move(clock))
{
}

AttachedFile *AttachmentDesk::file(const QString &fileId)
{
    const auto found = std::ranges::find(m_journey.files, fileId, &AttachedFile::id);
    return found == m_journey.files.end() ? nullptr : &*found;
}

void AttachmentDesk::add(const QString &fieldId, const QStringList &paths)
{
    for (const QString &path : paths) {
        AttachedFile added;
        added.id = randomUuid();
        added.keptAs = randomUuid();
        added.file.facts.field = fieldId;
        added.file.facts.filename = attachments::safeFilename(path);
        added.file.source = fileSource(path);
        m_journey.files.push_back(added);
        read(added.id);
    }
    Q_EMIT changed();
}

void AttachmentDesk::restore(AttachedFile restored)
{
    restored.id = randomUuid();
    restored.state = AttachedFile::State::Ready;
    m_journey.files.push_back(restored);
    inBackground(
        this, [facts = restored.file.facts, source = restored.file.source] { return thumbnailOf(facts, *source); },
        [this, id = restored.id, source = restored.file.source](const QImage &thumbnail) {
            AttachedFile *shown = file(id);
            if (shown && shown->file.source == source && !thumbnail.isNull()) {
                shown->thumbnail = thumbnail;
                Q_EMIT looked();
            }
        });
}

void AttachmentDesk::replace(const QString &fileId, const QString &path)
{
    if (AttachedFile *replaced = file(fileId)) {
        if (replaced->kept) {
            replaced->before = {replaced->file.facts, replaced->keptAs};
        }
        replaced->state = AttachedFile::State::Checking;
        replaced->keptAs = randomUuid();
        replaced->kept = false;
        replaced->file.facts.filename = attachments::safeFilename(path);
        replaced->file.source = fileSource(path);
        replaced->message = {};
        replaced->thumbnail = {};
        read(fileId);
        Q_EMIT changed();
    }
}

void AttachmentDesk::remove(const QString &fileId)
{
    std::erase_if(m_journey.files, [&fileId](const AttachedFile &each) { return each.id == fileId; });
    judgeAll();
    Q_EMIT changed();
}

void AttachmentDesk::readAgain(const QStringList &fileIds)
{
    for (const QString &id : fileIds) {
        if (AttachedFile *each = file(id)) {
            each->state = AttachedFile::State::Checking;
            each->keptAs = randomUuid();
            read(id);
        }
    }
    Q_EMIT changed();
}

void AttachmentDesk::judgeAgain()
{
    for (AttachedFile &each : m_journey.files) {
        if (each.file.facts.sha256.isEmpty() && each.state != AttachedFile::State::Checking) {
            each.state = AttachedFile::State::Checking;
            read(each.id);
        }
    }
    judgeAll();
    Q_EMIT changed();
}

void AttachmentDesk::read(const QString &fileId)
{
    const service::FileToSend &reads = file(fileId)->file;
    const qint64 limit = m_journey.greeting->description.limits.attachmentBytes;
    inBackground(
        this,
        [source = reads.source, name = reads.facts.filename, limit] {
            Reading reading{attachments::inspect(*source, name, limit), {}};
            if (reading.inspected) {
                reading.thumbnail = thumbnailOf(*reading.inspected, *source);
            }
            return reading;
        },
        [this, fileId, source = reads.source](Reading reading) {
            const AttachedFile *waiting = file(fileId);
            if (waiting && waiting->file.source == source) { // not removed or replaced in the meantime
                onRead(fileId, std::move(reading));
            }
        });
}

void AttachmentDesk::onRead(const QString &fileId, Reading reading)
{
    AttachedFile *read = file(fileId);
    form::Attachment &facts = read->file.facts;
    read->before.reset();
    if (!reading.inspected) {
        // Kept as a row, so that the person sees which file it was; it is never sent.
        read->state = AttachedFile::State::Refused;
        read->message = {u"このファイルを読み込めません。選び直してください。"_s, u"This file cannot be read. Choose it again."_s};
        facts.mediaType = u"application/octet-stream"_s;
        facts.size = 0;
        facts.sha256.clear();
    } else {
        read->state = AttachedFile::State::Ready;
        facts.filename = reading.inspected->filename;
        facts.mediaType = reading.inspected->mediaType;
        facts.size = reading.inspected->size;
        facts.sha256 = reading.inspected->sha256;
        read->thumbnail = std::move(reading.thumbnail);
    }
    judgeAll();
    Q_EMIT changed();
}

/// What the rules say of each file: a problem with the pointer `/attachments/N` belongs to the N-th that could be sent.
void AttachmentDesk::judgeAll()
{
    std::vector<AttachedFile *> listed;
    for (AttachedFile &each : m_journey.files) {
        if (each.state != AttachedFile::State::Checking) {
            listed.push_back(&each);
        }
    }
    for (AttachedFile *each : listed) {
        if (!each->file.facts.sha256.isEmpty() || each->file.facts.size > 0) {
            each->state = AttachedFile::State::Ready;
            each->message = {};
        }
    }
    const auto problems = form::check(m_journey.definition(), m_journey.prepared(), m_journey.attachments(),
                                      m_journey.checkContext(m_clock->todayInJapan()));
    for (const Problem &problem : problems) {
        const QString prefix = u"/attachments/"_s;
        bool isIndex = false;
        const int index = problem.pointer.startsWith(prefix) ? problem.pointer.sliced(prefix.size()).toInt(&isIndex) : 0;
        if (isIndex && index < int(listed.size()) && listed[std::size_t(index)]->state == AttachedFile::State::Ready) {
            listed[std::size_t(index)]->state = AttachedFile::State::Refused;
            listed[std::size_t(index)]->message = problem.message;
        }
    }
}

} // namespace ttp::ui
