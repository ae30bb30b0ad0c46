// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/hand_over.h"

#include "base/digest.h"

#include <QBuffer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::vault {

namespace {

const QString DraftEntry = u"draft"_s;
const QString FormEntry = u"form"_s;

QString entryOf(const DraftFile &file)
{
    return u"files/"_s + file.id;
}

/// Bytes that are in memory already.
class HeldSource final : public ByteSource {
public:
    explicit HeldSource(QByteArray bytes) : m_bytes(std::move(bytes)) {}

    [[nodiscard]] std::expected<std::unique_ptr<QIODevice>, QString> open() const override
    {
        auto device = std::make_unique<QBuffer>();
        device->setData(m_bytes);
        device->open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        return device;
    }

private:
    QByteArray m_bytes;
};

std::unexpected<Failure> damaged(const QString &facts)
{
    return failed(FailureCode::BundleDamaged, facts);
}

/// What stands in the file under a name and for a purpose; null if nothing does.
const BundleEntry *find(const std::vector<BundleEntry> &entries, const QString &name, Purpose purpose)
{
    const auto found = std::ranges::find_if(
        entries, [&](const BundleEntry &entry) { return entry.name == name && entry.purpose == purpose; });
    return found == entries.end() ? nullptr : &*found;
}

Result<QByteArray> readWhole(const BundleEntry *entry, qint64 most)
{
    if (!entry) {
        return damaged(u"the draft or its form is missing"_s);
    }
    if (entry->bytes > most) {
        return failed(FailureCode::BundleTooLarge, u"a draft or form of %1 bytes"_s.arg(entry->bytes));
    }
    const auto device = entry->source->open();
    if (!device) {
        return failed(FailureCode::BundleUnreadable, device.error());
    }
    QByteArray bytes = (*device)->readAll();
    return bytes.size() == entry->bytes ? Result<QByteArray>(std::move(bytes))
                                        : damaged(u"the contents were changed"_s);
}

/// Gives each file of the draft its bytes; every entry belongs to something.
Result<void> takeFiles(const std::vector<BundleEntry> &entries, Draft &draft)
{
    for (DraftFile &file : draft.files) {
        const BundleEntry *entry = find(entries, entryOf(file), Purpose::Attachment);
        if (!entry || entry->bytes != file.size) {
            return damaged(u"a file of the draft is missing or of another size"_s);
        }
        file.pending = entry->source;
    }
    if (entries.size() != draft.files.size() + 2) {
        return damaged(u"there is more than the draft says"_s);
    }
    return {};
}

} // namespace

Result<void> exportDraft(const Drafts &drafts, const QString &id, const QString &path, const Secret &code)
{
    const auto hold = drafts.hold(id);
    if (!hold) {
        return failed(hold.error());
    }
    const auto draft = drafts.open(id);
    if (!draft) {
        return failed(draft.error());
    }
    std::vector<BundleEntry> entries{
        {DraftEntry, Purpose::Draft, 0, std::make_shared<HeldSource>(toKept(*draft))},
        {FormEntry, Purpose::Form, 0, std::make_shared<HeldSource>(draft->form)},
    };
    for (const DraftFile &file : draft->files) {
        entries.push_back({entryOf(file), Purpose::Attachment, 0, drafts.file(id, file.id)});
    }
    return writeBundle(path, code, entries);
}

Result<Draft> readHandOver(const QString &path, const Secret &code)
{
    const auto entries = openBundle(path, code);
    return entries ? readHandOver(*entries) : failed(entries.error());
}

Result<Draft> readHandOver(const std::vector<BundleEntry> &entries)
{
    const auto kept = readWhole(find(entries, DraftEntry, Purpose::Draft), MaxDraftBytes);
    if (!kept) {
        return failed(kept.error());
    }
    QByteArray formSha256;
    auto draft = readDraft(*kept, formSha256);
    if (!draft) {
        const bool newer = draft.error().code == FailureCode::VaultNewer;
        return failed(newer ? FailureCode::BundleNewer : FailureCode::BundleDamaged, draft.error().facts);
    }
    auto form = readWhole(find(entries, FormEntry, Purpose::Form), MaxFormBytes);
    if (!form) {
        return failed(form.error());
    }
    if (sha256Hex(*form) != formSha256) {
        return damaged(u"the draft's form is another one"_s);
    }
    draft->form = *std::move(form);
    if (const auto taken = takeFiles(entries, *draft); !taken) {
        return failed(taken.error());
    }
    draft->id = randomUuid();
    return draft;
}

Result<void> importDraft(const Drafts &drafts, const Draft &draft)
{
    auto added = drafts.add(draft);
    if (!added && added.error().code == FailureCode::VaultDamaged) {
        return damaged(added.error().facts);
    }
    return added;
}

} // namespace ttp::vault
