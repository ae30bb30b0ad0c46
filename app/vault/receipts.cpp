// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/receipts.h"

#include "kept_json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::vault {

namespace {

constexpr int Format = 1;
const QString Folder = u"receipts"_s;

} // namespace

QByteArray toKept(const KeptReceipt &receipt)
{
    return toCompactJson({
        {u"format"_s, Format},
        {u"id"_s, receipt.id},
        {u"service_id"_s, receipt.serviceId},
        {u"number"_s, receipt.number},
        {u"received"_s, formatTimestamp(receipt.received)},
        {u"proved_by"_s, receipt.provedBy},
        {u"receipt"_s, QString::fromUtf8(receipt.receipt)}, // both are JSON: UTF-8, nothing is lost
        {u"form"_s, QString::fromUtf8(receipt.form)},
        {u"consent"_s, receipt.consent},
        {u"owner_id"_s, receipt.ownerId},
    });
}

Result<KeptReceipt> readKeptReceipt(const QByteArray &kept)
{
    KeptReceipt receipt;
    const auto read = readKeptJson(kept, Format, [&](JsonObject &json) {
        receipt.id = json.string(u"id"_s);
        receipt.serviceId = json.string(u"service_id"_s);
        receipt.number = json.string(u"number"_s);
        receipt.received = json.timestamp(u"received"_s);
        receipt.provedBy = json.string(u"proved_by"_s);
        if (!QStringList{u"pinned"_s, u"announced"_s, u"nobody"_s}.contains(receipt.provedBy)) {
            json.report(u"proved_by"_s, u"is none of the known names"_s);
        }
        receipt.receipt = json.string(u"receipt"_s).toUtf8();
        receipt.form = json.string(u"form"_s).toUtf8();
        receipt.consent = json.object(u"consent"_s).json();
        receipt.ownerId = json.optionalString(u"owner_id"_s).value_or(QString()); // not in those of older programs
    });
    return read ? Result<KeptReceipt>(std::move(receipt)) : failed(read.error());
}

Result<void> Receipts::keep(const KeptReceipt &receipt) const
{
    return m_vault->write(Folder + u'/' + receipt.id, Purpose::Receipt, toKept(receipt));
}

Result<std::vector<KeptReceipt>> Receipts::list(int &unreadable) const
{
    unreadable = 0;
    const auto ids = m_vault->list(Folder);
    if (!ids) {
        return failed(ids.error());
    }
    std::vector<KeptReceipt> list;
    for (const QString &id : *ids) {
        const auto kept = m_vault->read(Folder + u'/' + id, Purpose::Receipt, MaxKeptReceiptBytes);
        auto receipt = kept ? readKeptReceipt(*kept) : Result<KeptReceipt>(failed(kept.error()));
        if (receipt && receipt->id == id) {
            list.push_back(*std::move(receipt));
        } else {
            ++unreadable;
        }
    }
    std::ranges::stable_sort(list, std::ranges::greater(), &KeptReceipt::received);
    return list;
}

Result<void> Receipts::remove(const QString &id) const
{
    return m_vault->remove(Folder + u'/' + id);
}

} // namespace ttp::vault
