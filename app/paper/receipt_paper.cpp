// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/receipt_paper.h"

#include "answer_sections.h"
#include "base/digest.h"
#include "base/json.h"
#include "bilingual.h"
#include "plan_section.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::paper {

namespace {

Row row(LocalizedText label, LocalizedText value, Row::Kind kind = Row::Kind::Text)
{
    return {std::move(label), std::move(value), kind, 0, false};
}

/// Both, because neither the reader's place nor the Agency's is known to the other.
LocalizedText inJapan(const QDateTime &time)
{
    const QDateTime japan = time.toOffsetFromUtc(9 * 60 * 60);
    return {japan.toString(u"yyyy年M月d日 HH:mm:ss"_s) + u"（日本時間）"_s,
            japan.toString(u"yyyy-MM-dd HH:mm:ss"_s) + u" Japan time (UTC+9)"_s};
}

LocalizedText inUtc(const QDateTime &time)
{
    const QDateTime utc = time.toUTC();
    return {utc.toString(u"yyyy年M月d日 HH:mm:ss"_s) + u"（協定世界時）"_s, utc.toString(u"yyyy-MM-dd HH:mm:ss"_s) + u" UTC"_s};
}

std::vector<form::Attachment> attachmentsOf(const QJsonObject &body)
{
    std::vector<form::Attachment> files;
    const QJsonArray entries = body["attachments"_L1].toArray();
    for (const QJsonValue &entry : entries) {
        files.push_back({entry["field"_L1].toString(), entry["filename"_L1].toString(),
                         entry["media_type"_L1].toString(), entry["size"_L1].toInteger(),
                         entry["sha256"_L1].toString().toLatin1()});
    }
    return files;
}

Section receiptSection(const QJsonObject &receipt, const QJsonObject &body, const LocalizedText &provedBy)
{
    const QJsonObject service = receipt["service"_L1].toObject();
    const bool practice = service["kind"_L1].toString() == "practice"_L1;
    const QString number = receipt["acknowledgement"_L1]["application_number"_L1].toString();
    const auto received = parseTimestamp(receipt["acknowledgement"_L1]["received_at"_L1].toString()).value_or(QDateTime());
    const QString host = QUrl(service["base_url"_L1].toString()).host(QUrl::FullyEncoded);
    Section section{{u"受付"_s, u"Acknowledgement"_s},
            {row({u"申請番号"_s, u"Application number"_s}, same(number)),
             row({u"受付日時（日本時間）"_s, u"Received (Japan time)"_s}, inJapan(received)),
             row({u"受付日時（協定世界時）"_s, u"Received (UTC)"_s}, inUtc(received)),
             row({u"サービスの識別名"_s, u"Identity of the service"_s}, same(service["id"_L1].toString())),
             row({u"サービスの種別"_s, u"Kind of service"_s},
                 practice ? LocalizedText(u"練習用"_s, u"Practice"_s) : LocalizedText(u"本番"_s, u"Production"_s)),
             row({u"接続先（署名の対象外）"_s, u"Host (the signature does not cover it)"_s}, same(host)),
             row({u"署名を確認した鍵"_s, u"Key that proved the signature"_s}, harmless(provedBy))}};
    if (body.contains("form"_L1)) {
        const QString form = body["form"_L1]["id"_L1].toString() + u' ' + body["form"_L1]["version"_L1].toString();
        section.rows.push_back(row({u"様式"_s, u"Form"_s}, same(form)));
    }
    return section;
}

LocalizedText channelText(const QString &channel)
{
    if (channel == "window"_L1) {
        return {u"画面"_s, u"Window"_s};
    }
    if (channel == "kiosk"_L1) {
        return {u"窓口端末"_s, u"Kiosk"_s};
    }
    return {u"コマンドライン"_s, u"Command line"_s};
}

LocalizedText languageName(const QString &language)
{
    if (language == "ja"_L1) {
        return {u"日本語"_s, u"Japanese"_s};
    }
    if (language == "en"_L1) {
        return {u"英語"_s, u"English"_s};
    }
    return same(language);
}

LocalizedText languagesText(const QJsonArray &languages)
{
    if (languages.isEmpty()) {
        return {u"なし"_s, u"None"_s};
    }
    QStringList japanese;
    QStringList english;
    for (const QJsonValue &language : languages) {
        japanese += languageName(language.toString()).in(u"ja"_s);
        english += languageName(language.toString()).in(u"en"_s);
    }
    return {japanese.join(u'、'), english.join(u", "_s)};
}

/// Role and provenance of a text, as it was shown. The body does not say where a text came from; the consent does.
QString badgeOf(const QJsonValue &text, const terms::Consent &consent)
{
    const auto given = std::ranges::find_if(consent.documents, [&](const terms::Consent::Text &each) {
        return each.language == text["language"_L1].toString()
            && QString::fromLatin1(each.sha256) == text["sha256"_L1].toString();
    });
    if (given == consent.documents.end()) {
        return text["role"_L1].toString();
    }
    terms::Document document;
    document.language = given->language;
    document.role = given->role;
    document.provenance = given->provenance;
    return document.badge();
}

Section consentSection(const QJsonObject &json, const terms::Consent &consent)
{
    Section section{{u"利用規約への同意"_s, u"Consent to the Terms of Service"_s}, {}};
    section.rows.push_back(row({u"利用規約の版"_s, u"Version of the terms"_s}, same(json["terms_version"_L1].toString())));
    const QJsonArray texts = json["documents"_L1].toArray();
    for (const QJsonValue &text : texts) {
        const LocalizedText language = languageName(text["language"_L1].toString());
        section.rows.push_back(row({u"本文（%1）"_s.arg(language.in(u"ja"_s)), u"Text (%1)"_s.arg(language.in(u"en"_s))},
                                   same(badgeOf(text, consent))));
        section.rows.push_back(row({u"本文の照合値（SHA-256、%1）"_s.arg(language.in(u"ja"_s)),
                                    u"Digest of the text (SHA-256, %1)"_s.arg(language.in(u"en"_s))},
                                   same(text["sha256"_L1].toString()), Row::Kind::Code));
    }
    section.rows.push_back(row({u"表示した言語"_s, u"Languages shown"_s}, languagesText(json["languages_shown"_L1].toArray())));
    section.rows.push_back(row({u"同意した場所"_s, u"Given in"_s}, channelText(json["channel"_L1].toString())));
    const auto accepted = parseTimestamp(json["accepted_at"_L1].toString()).value_or(QDateTime());
    section.rows.push_back(row({u"同意日時（日本時間）"_s, u"Given at (Japan time)"_s}, inJapan(accepted)));
    section.rows.push_back(row({u"同意日時（協定世界時）"_s, u"Given at (UTC)"_s}, inUtc(accepted)));
    return section;
}

Section digestSection(const QByteArray &bodySha256, const std::vector<form::Attachment> &files)
{
    Section section{{u"照合値（SHA-256）"_s, u"Digests (SHA-256)"_s}, {}};
    section.rows.push_back(row({u"申請内容"_s, u"Application body"_s}, same(QString::fromLatin1(bodySha256)), Row::Kind::Code));
    for (std::size_t i = 0; i < files.size(); ++i) {
        const QString number = QString::number(i + 1);
        const QString name = harmless(files[i].filename);
        const LocalizedText size = exactSize(files[i].size);
        section.rows.push_back(row({u"添付ファイル%1　%2（%3）"_s.arg(number, name, size.in(u"ja"_s)),
                                    u"Attachment %1, %2 (%3)"_s.arg(number, name, size.in(u"en"_s))},
                                   same(QString::fromLatin1(files[i].sha256)), Row::Kind::Code));
    }
    return section;
}

/// As it was on that day: the same receipt gives the same paper whenever it is made.
Section planOnTheDayOfReceipt(const form::Definition &definition, const QJsonObject &body, const QDateTime &received)
{
    const form::PlannerData &data = form::bundledPlannerData();
    form::PlanFacts facts = form::readPlanFacts(data, definition, form::Answers(body["answers"_L1].toObject()));
    facts.received = received.toOffsetFromUtc(9 * 60 * 60).date();
    facts.today = *facts.received;
    return planSection(data, form::makePlan(data, facts));
}

std::vector<LocalizedText> notes()
{
    return {
        {u"この受領証のPDFには、署名付きの受領データ（receipt.json）が添付されています。「ttp-apply verify」で、ネットワークなしに確認できます。確認されるのは添付データで、印字された内容ではありません。"_s,
         u"The PDF of this receipt carries the signed receipt itself (receipt.json). “ttp-apply verify” checks it without a network. It checks the attached data, not the printed text."_s},
        {u"添付データには、紙面で伏せた項目も含め、送信した内容がすべて含まれます。PDFファイルを他人に渡すときは注意してください。"_s,
         u"The attached data holds everything that was sent, also what is masked on paper. Think of that before you hand the PDF file to somebody."_s},
        {u"この受領証は申請者のプログラムが作成したもので、役所の発行する証明書ではありません。"_s,
         u"This receipt was made by the applicant's program; it is not a certificate issued by an office."_s}};
}

} // namespace

Result<ReceiptPaper> describeReceipt(const ReceiptSource &source)
{
    const auto receipt = parseJsonObject(source.json);
    if (!receipt) {
        return failed(FailureCode::ReceiptInvalid, receipt.error());
    }
    const QByteArray bodyBytes = receipt->value("body"_L1).toString().toUtf8();
    const auto body = parseJsonObject(bodyBytes);
    if (!body) {
        return failed(FailureCode::ReceiptInvalid, u"/body: "_s + body.error());
    }
    const QJsonObject acknowledgement = receipt->value("acknowledgement"_L1).toObject();
    const auto received = parseTimestamp(acknowledgement["received_at"_L1].toString());
    if (!received) {
        return failed(FailureCode::ReceiptInvalid, u"/acknowledgement/received_at: is no time"_s);
    }
    const QByteArray digest = sha256Hex(bodyBytes);
    const std::vector<form::Attachment> files = attachmentsOf(*body);
    ReceiptPaper paper;
    // Documents that were added to an application carry neither its answers nor a consent of their own.
    const bool isAdded = !body->contains("answers"_L1);
    paper.title = isAdded ? LocalizedText(u"追加書類の受領証"_s, u"Receipt for added documents"_s)
                          : LocalizedText(u"受領証"_s, u"Receipt"_s);
    paper.number = harmless(acknowledgement["application_number"_L1].toString());
    paper.received = inJapan(*received);
    paper.receivedUtc = inUtc(*received);
    paper.practice = receipt->value("service"_L1)["kind"_L1].toString() == "practice"_L1;
    paper.practiceSays = {u"練習です。申請は行われていません。"_s, u"Practice. No application was made."_s};
    paper.sections.push_back(receiptSection(*receipt, *body, source.provedBy));
    for (Section &section : answerSections(source.definition, form::Answers(body->value("answers"_L1).toObject()), files)) {
        paper.sections.push_back(std::move(section));
    }
    if (!isAdded) {
        paper.sections.push_back(consentSection(body->value("consent"_L1).toObject(), source.consent));
    }
    paper.sections.push_back(digestSection(digest, files));
    if (!isAdded) {
        paper.sections.push_back(planOnTheDayOfReceipt(source.definition, *body, *received));
    }
    paper.notes = notes();
    paper.receiptJson = source.json;
    paper.code = paper.number + u"\nsha-256="_s + QString::fromLatin1(digest);
    return paper;
}

} // namespace ttp::paper
