// SPDX-License-Identifier: GPL-3.0-or-later
#include "submission/receipt.h"

#include "base/digest.h"
#include "base/json.h"

#include <QHash>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::submission {

namespace {

/// The attachments as the body names them.
std::vector<service::Acknowledgement::Attachment> attachmentsOf(const QJsonObject &body)
{
    std::vector<service::Acknowledgement::Attachment> list;
    const QJsonArray entries = body.value("attachments"_L1).toArray();
    for (const QJsonValue &entry : entries) {
        list.push_back({entry["field"_L1].toString(), entry["size"_L1].toInteger(),
                        entry["sha256"_L1].toString().toLatin1()});
    }
    return list;
}

/// What the receipt's signature has to say.
QJsonObject expectedPayload(const Receipt &receipt, const QString &termsVersion)
{
    QJsonObject payload = receipt.acknowledgement.json;
    payload.remove("receipt"_L1);
    payload.insert("service_id"_L1, receipt.serviceId);
    payload.insert("kind"_L1, service::nameOf(receipt.kind));
    payload.insert("terms_version"_L1, termsVersion);
    return payload;
}

/// What became of the signature.
struct Proof {
    ProvedBy by = ProvedBy::Nobody; ///< of a signature over exactly what the receipt says
    QStringList differing;          ///< members that were signed otherwise than they stand in the receipt
};

/// The members in which two objects differ, in the order of their names.
QStringList differences(const QJsonObject &one, const QJsonObject &other)
{
    QStringList names = one.keys() + other.keys();
    names.removeDuplicates();
    names.removeIf([&](const QString &name) { return one.value(name) == other.value(name); });
    names.sort();
    return names;
}

/// Who has signed it. Added documents carry no consent, and a body that is not kept cannot show one: then the version of
/// the terms stands in the signature only.
Proof prove(const Receipt &receipt, const QJsonObject &body, const KeySet &pinned)
{
    const auto signature = Signature::parse(receipt.acknowledgement.receipt);
    if (!signature) {
        return {};
    }
    const ProvedBy by = pinned.verify(*signature)              ? ProvedBy::PinnedKey
        : receipt.announcedKeys.verify(*signature) ? ProvedBy::AnnouncedKey
                                                   : ProvedBy::Nobody;
    const auto payload = signature->payloadObject();
    if (by == ProvedBy::Nobody || !payload) {
        return {}; // what nobody signed names nothing
    }
    const QJsonValue consent = body.value("consent"_L1);
    const QJsonValue termsVersion =
        consent.isUndefined() ? payload->value("terms_version"_L1) : consent["terms_version"_L1];
    Proof proof{by, differences(*payload, expectedPayload(receipt, termsVersion.toString()))};
    if (!proof.differing.isEmpty()) {
        proof.by = ProvedBy::Nobody;
    }
    return proof;
}

/// Keys that only the service announces prove nothing once the profile has keys of its own.
Result<ProvedBy> judgeProof(const Receipt &receipt, ProvedBy by, const KeySet &pinned, const QStringList &differing)
{
    if (by == ProvedBy::Nobody || (!pinned.isEmpty() && by != ProvedBy::PinnedKey)) {
        Failure failure(FailureCode::AcknowledgementUnsigned, differing.join(u", "_s));
        failure.applicationNumber = receipt.acknowledgement.applicationNumber;
        return failed(std::move(failure));
    }
    return by;
}

Failure mismatch(const Receipt &receipt, const QString &what)
{
    Failure failure(FailureCode::AcknowledgementMismatch, what);
    failure.applicationNumber = receipt.acknowledgement.applicationNumber;
    return failure;
}

LocalizedText bodySays(bool holds)
{
    return holds ? LocalizedText(u"送信した内容と一致します。"_s, u"The answers are those that were sent."_s)
                 : LocalizedText(u"送信した内容と一致しません。"_s, u"The answers are not those that were received."_s);
}

LocalizedText attachmentSays(qsizetype number, const QString &field, bool holds)
{
    const LocalizedText text = holds
        ? LocalizedText(u"添付ファイル%1（%2）が一致します。"_s, u"Attachment %1 (%2) matches."_s)
        : LocalizedText(u"添付ファイル%1（%2）が一致しません。"_s, u"Attachment %1 (%2) does not match."_s);
    return text.arg(QString::number(number)).arg(field);
}

/// What people call a member of the signed receipt.
LocalizedText memberName(const QString &member)
{
    static const QHash<QString, LocalizedText> names{
        {u"application_number"_s, {u"申請番号"_s, u"The application number"_s}},
        {u"received_at"_s, {u"受付日時"_s, u"The time of receipt"_s}},
        {u"body_sha256"_s, {u"申請内容の照合値"_s, u"The digest of the answers"_s}},
        {u"attachments"_s, {u"添付ファイルの一覧"_s, u"The list of attachments"_s}},
        {u"service_id"_s, {u"サービスの識別名"_s, u"The identity of the service"_s}},
        {u"kind"_s, {u"サービスの種別"_s, u"The kind of service"_s}},
        {u"terms_version"_s, {u"利用規約の版"_s, u"The version of the terms"_s}},
    };
    return names.value(member, {u"「%1」"_s.arg(member), u"“%1”"_s.arg(member)});
}

Check memberCheck(const QString &member)
{
    const LocalizedText name = memberName(member);
    return {member,
            {name.in(u"ja"_s) + u"（%1）が、署名された内容と異なります。"_s.arg(member),
             name.in(u"en"_s) + u" (%1) is not the one that was signed."_s.arg(member)},
            false, ProvedBy::Nobody, true};
}

LocalizedText signatureSays(const Proof &proof)
{
    if (!proof.differing.isEmpty()) {
        return {u"署名は、この受領証とは異なる内容に対するものです。"_s,
                u"The signature was made over something else than this receipt says."_s};
    }
    switch (proof.by) {
    case ProvedBy::PinnedKey:
        return {u"署名を、設定ファイルの鍵で確認しました。"_s, u"The signature was made by a key of the profile."_s};
    case ProvedBy::AnnouncedKey:
        return {u"署名を、サービス自身が示した鍵で確認しました。"_s,
                u"The signature was made by a key that only the service itself announced."_s};
    case ProvedBy::Nobody: break;
    }
    return {u"署名を確認できません。"_s, u"The signature does not verify."_s};
}

} // namespace

LocalizedText describe(ProvedBy provedBy)
{
    switch (provedBy) {
    case ProvedBy::PinnedKey: return {u"設定ファイルで指定された鍵"_s, u"pinned by the profile"_s};
    case ProvedBy::AnnouncedKey:
        return {u"サービス自身が示した鍵のみ"_s, u"only announced by the service itself"_s};
    case ProvedBy::Nobody: break;
    }
    return {u"なし"_s, u"nobody"_s};
}

QByteArray Receipt::toJson() const
{
    const QJsonObject json{
        {u"format"_s, 1},
        {u"service"_s,
         QJsonObject{{u"id"_s, serviceId}, {u"kind"_s, service::nameOf(kind)}, {u"base_url"_s, baseUrl}}},
        {u"announced_keys"_s, announcedKeys.json()},
        {u"body"_s, QString::fromUtf8(body)},
        {u"acknowledgement"_s, acknowledgement.json},
    };
    return QJsonDocument(json).toJson(QJsonDocument::Indented);
}

Result<Receipt> readReceipt(const QByteArray &bytes)
{
    const auto json = parseJsonObject(bytes);
    if (!json) {
        return failed(FailureCode::ReceiptInvalid, json.error());
    }
    JsonErrors errors;
    JsonObject reader(*json, {}, errors);
    Receipt receipt;
    if (reader.integer(u"format"_s) != 1) {
        reader.report(u"format"_s, u"must be 1"_s);
    }
    JsonObject serviceReader = reader.object(u"service"_s);
    receipt.serviceId = serviceReader.string(u"id"_s);
    const QString kind = serviceReader.string(u"kind"_s);
    if (kind != "production"_L1 && kind != "practice"_L1) {
        serviceReader.report(u"kind"_s, u"must be production or practice"_s);
    }
    receipt.kind = kind == "practice"_L1 ? service::Kind::Practice : service::Kind::Production;
    receipt.baseUrl = serviceReader.string(u"base_url"_s);
    serviceReader.refuseUnknown();
    auto keys = KeySet::read(reader.object(u"announced_keys"_s).json());
    if (!keys) {
        reader.report(u"announced_keys"_s, keys.error());
    }
    receipt.body = reader.string(u"body"_s).toUtf8();
    auto acknowledgement = service::readAcknowledgement(reader.object(u"acknowledgement"_s).json());
    if (!acknowledgement) {
        reader.report(u"acknowledgement"_s, acknowledgement.error());
    }
    reader.refuseUnknown();
    if (!errors.isEmpty()) {
        return failed(FailureCode::ReceiptInvalid, errors.first());
    }
    receipt.announcedKeys = *std::move(keys);
    receipt.acknowledgement = *std::move(acknowledgement);
    return receipt;
}

std::vector<Check> verify(const Receipt &receipt, const KeySet &pinned)
{
    std::vector<Check> checks;
    const service::Acknowledgement &acknowledgement = receipt.acknowledgement;
    const auto body = parseJsonObject(receipt.body);
    const bool bodyHolds = body && sha256Hex(receipt.body) == acknowledgement.bodySha256;
    checks.push_back({u"body"_s, bodySays(bodyHolds), bodyHolds});

    const auto sent = attachmentsOf(body.value_or(QJsonObject()));
    const auto &received = acknowledgement.attachments;
    for (std::size_t i = 0; i < std::max(sent.size(), received.size()); ++i) {
        const bool holds = i < sent.size() && i < received.size() && sent[i] == received[i];
        const QString field = i < sent.size() ? sent[i].field : received[i].field;
        checks.push_back({u"attachment %1"_s.arg(i), attachmentSays(qsizetype(i) + 1, field, holds), holds});
    }

    // A body that cannot be read names no version of the terms, so the one that was signed is not its own.
    const Proof proof = prove(receipt, body.value_or(QJsonObject{{u"consent"_s, QJsonObject()}}), pinned);
    for (const QString &member : proof.differing) {
        checks.push_back(memberCheck(member));
    }
    checks.push_back({u"signature"_s, signatureSays(proof), proof.by != ProvedBy::Nobody, proof.by});
    return checks;
}

bool allHold(const std::vector<Check> &checks)
{
    return std::ranges::all_of(checks, &Check::holds);
}

Result<ProvedBy> judge(const Receipt &receipt, const KeySet &pinned)
{
    ProvedBy by = ProvedBy::Nobody;
    QStringList unsignedMembers;
    for (const Check &check : verify(receipt, pinned)) {
        if (check.what == "signature"_L1) {
            by = check.by;
        } else if (check.isMember) {
            unsignedMembers += check.what;
        } else if (!check.holds) {
            return failed(mismatch(receipt, check.what));
        }
    }
    return judgeProof(receipt, by, pinned, unsignedMembers);
}

Result<ProvedBy> judgeByDigest(const Receipt &receipt, const QByteArray &bodySha256, const KeySet &pinned)
{
    if (receipt.acknowledgement.bodySha256 != bodySha256) {
        return failed(mismatch(receipt, u"body"_s));
    }
    const Proof proof = prove(receipt, {}, pinned);
    return judgeProof(receipt, proof.by, pinned, proof.differing);
}

} // namespace ttp::submission
