// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/drafts.h"

#include "base/digest.h"

#include <QIODevice>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace ttp::vault {

namespace {

const QString Folder = u"drafts"_s;

QString folderOf(const QString &id)
{
    return Folder + u'/' + id;
}

QString draftName(const QString &id)
{
    return folderOf(id) + u"/draft"_s;
}

QString formsFolder(const QString &id)
{
    return folderOf(id) + u"/forms"_s;
}

QString filesFolder(const QString &id)
{
    return folderOf(id) + u"/files"_s;
}

QString fileName(const QString &draftId, const QString &fileId)
{
    return filesFolder(draftId) + u'/' + fileId;
}

QString formName(const QString &id, const QByteArray &sha256)
{
    return formsFolder(id) + u'/' + QString::fromLatin1(sha256);
}

/// Hands on what it reads, and digests it on the way.
class DigestingDevice final : public QIODevice {
public:
    explicit DigestingDevice(QIODevice &source) : m_source(source) { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] QByteArray digest() { return m_digest.finish().toHex(); }
    [[nodiscard]] qint64 count() const { return m_count; }
    [[nodiscard]] bool hasFailed() const { return m_failed; }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 read = m_source.read(data, maxSize);
        if (read < 0 && !m_source.atEnd()) {
            m_failed = true;
            setErrorString(m_source.errorString());
            return -1;
        }
        if (read <= 0) {
            return 0;
        }
        m_digest.add(QByteArrayView(data, read));
        m_count += read;
        return read;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QIODevice &m_source;
    Sha256 m_digest;
    qint64 m_count = 0;
    bool m_failed = false;
};

} // namespace

/// False if it cannot be had as it was added; a failure is the vault's.
Result<bool> Drafts::keepFile(const QString &draftId, const DraftFile &file) const
{
    const auto opened = file.pending->open();
    if (!opened) {
        return false;
    }
    DigestingDevice reading(**opened);
    const QString name = fileName(draftId, file.id);
    const auto copied = m_vault->copyIn(name, Purpose::Attachment, reading, file.size);
    const bool outgrown = !copied && copied.error().code == FailureCode::VaultTooLarge;
    if (!copied && !outgrown && !reading.hasFailed()) {
        return failed(copied.error());
    }
    if (!copied || reading.count() != file.size || reading.digest() != file.sha256) {
        (void)m_vault->remove(name); // nobody names it
        return false;
    }
    return true;
}

Result<QStringList> Drafts::save(const Draft &draft) const
{
    const QByteArray digest = sha256Hex(draft.form);
    const auto forms = m_vault->list(formsFolder(draft.id));
    if (!forms) {
        return failed(forms.error());
    }
    if (!forms->contains(QString::fromLatin1(digest))) {
        if (auto kept = m_vault->write(formName(draft.id, digest), Purpose::Form, draft.form); !kept) {
            return failed(kept.error());
        }
    }
    Draft keeps = draft;
    std::erase_if(keeps.files, [](const DraftFile &file) { return file.pending != nullptr; });
    if (auto kept = m_vault->write(draftName(draft.id), Purpose::Draft, toKept(keeps)); !kept) {
        return failed(kept.error());
    }
    if (keeps.files.size() == draft.files.size()) {
        return QStringList();
    }
    QStringList lost;
    std::optional<Failure> failure;
    keeps = draft;
    std::erase_if(keeps.files, [&](const DraftFile &file) {
        const auto kept = file.pending ? keepFile(draft.id, file) : Result<bool>(true);
        if (!kept) {
            failure = kept.error();
        } else if (!*kept) {
            lost += file.id;
        }
        return !kept || !*kept;
    });
    if (auto kept = m_vault->write(draftName(draft.id), Purpose::Draft, toKept(keeps)); !kept) {
        return failed(kept.error());
    }
    return failure ? failed(*std::move(failure)) : Result<QStringList>(lost);
}

Result<void> Drafts::add(const Draft &draft) const
{
    const auto hold = this->hold(draft.id); // against a sweeping of another program
    if (!hold) {
        return failed(hold.error());
    }
    const auto keepAll = [&]() -> Result<void> {
        if (auto kept = m_vault->write(formName(draft.id, sha256Hex(draft.form)), Purpose::Form, draft.form); !kept) {
            return kept;
        }
        for (const DraftFile &file : draft.files) {
            const auto kept = keepFile(draft.id, file);
            if (!kept || !*kept) {
                return kept ? failed(FailureCode::VaultDamaged, u"a file of the draft"_s) : failed(kept.error());
            }
        }
        return m_vault->write(draftName(draft.id), Purpose::Draft, toKept(draft)); // the last: now it is one
    };
    auto kept = keepAll();
    if (!kept) {
        (void)m_vault->remove(folderOf(draft.id)); // what stays nevertheless, the next sweeping takes
    }
    return kept;
}

Result<Draft> Drafts::openWithoutForm(const QString &id, QByteArray &formSha256) const
{
    const auto kept = m_vault->read(draftName(id), Purpose::Draft, MaxDraftBytes);
    if (!kept) {
        return failed(kept.error());
    }
    auto draft = readDraft(*kept, formSha256);
    if (draft && draft->id != id) {
        return failed(FailureCode::VaultDamaged, u"the draft stands in another one's place"_s);
    }
    return draft;
}

Result<Draft> Drafts::open(const QString &id) const
{
    QByteArray formSha256;
    auto draft = openWithoutForm(id, formSha256);
    if (!draft) {
        return draft;
    }
    auto form = m_vault->read(formName(id, formSha256), Purpose::Form, MaxFormBytes);
    if (!form) {
        return failed(form.error());
    }
    if (sha256Hex(*form) != formSha256) {
        return failed(FailureCode::VaultDamaged, u"the draft's form is another one"_s);
    }
    draft->form = *std::move(form);
    return draft;
}

Result<std::vector<ListedDraft>> Drafts::list() const
{
    const auto ids = m_vault->list(Folder);
    if (!ids) {
        return failed(ids.error());
    }
    std::vector<ListedDraft> list;
    for (const QString &id : *ids) {
        QByteArray formSha256;
        auto draft = openWithoutForm(id, formSha256);
        // Files that were added before the first saving, and a crash in between: no draft, nothing to show.
        if (draft || draft.error().code != FailureCode::VaultNotFound) {
            list.push_back({id, std::move(draft)});
        }
    }
    std::ranges::stable_sort(list, [](const ListedDraft &one, const ListedDraft &other) {
        return one.draft && (!other.draft || one.draft->changed > other.draft->changed);
    });
    return list;
}

Result<void> Drafts::rename(const QString &id, const QString &name) const
{
    auto draft = open(id);
    if (!draft) {
        return failed(draft.error());
    }
    draft->name = name;
    return m_vault->write(draftName(id), Purpose::Draft, toKept(*draft));
}

Result<QString> Drafts::duplicate(const QString &from, const QString &name,
                                  const std::function<QJsonObject(const Draft &)> &answersOf,
                                  const QDateTime &now) const
{
    auto draft = open(from);
    if (!draft) {
        return failed(draft.error());
    }
    draft->answers = answersOf(*draft);
    draft->id = randomUuid();
    draft->name = name;
    draft->consent = {};
    draft->sending = {};
    draft->place = {u"terms"_s, {}, {}};
    draft->created = now;
    draft->changed = now;
    for (DraftFile &file : draft->files) {
        file.pending = this->file(from, file.id);
        file.id = randomUuid();
    }
    const auto added = add(*draft);
    return added ? Result<QString>(draft->id) : failed(added.error());
}

Result<void> Drafts::remove(const QString &id) const
{
    // The draft first: what is left after a crash is no draft, and nothing that looks like one.
    if (auto gone = m_vault->remove(draftName(id)); !gone) {
        return gone;
    }
    return m_vault->remove(folderOf(id));
}

Result<void> Drafts::tidy(const Draft &draft) const
{
    const auto files = m_vault->list(filesFolder(draft.id));
    const auto forms = m_vault->list(formsFolder(draft.id));
    if (!files || !forms) {
        return failed(files ? forms.error() : files.error());
    }
    for (const QString &id : *files) {
        if (std::ranges::find(draft.files, id, &DraftFile::id) == draft.files.end()) {
            if (auto gone = m_vault->remove(fileName(draft.id, id)); !gone) {
                return gone;
            }
        }
    }
    const QByteArray own = sha256Hex(draft.form);
    for (const QString &digest : *forms) {
        if (digest.toLatin1() != own) {
            if (auto gone = m_vault->remove(formsFolder(draft.id) + u'/' + digest); !gone) {
                return gone;
            }
        }
    }
    return {};
}

Result<void> Drafts::sweep() const
{
    const auto ids = m_vault->list(Folder);
    if (!ids) {
        return failed(ids.error());
    }
    for (const QString &id : *ids) {
        const auto inside = m_vault->list(folderOf(id));
        const auto held = hold(id);
        if (inside && !inside->contains("draft"_L1) && held) {
            if (auto gone = m_vault->remove(folderOf(id)); !gone) {
                return gone;
            }
        }
    }
    return {};
}

std::shared_ptr<const ByteSource> Drafts::file(const QString &draftId, const QString &fileId) const
{
    return m_vault->source(fileName(draftId, fileId), Purpose::Attachment);
}

Result<std::unique_ptr<Hold>> Drafts::hold(const QString &id) const
{
    return m_vault->hold(folderOf(id));
}

} // namespace ttp::vault
