// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/description.h"

#include "base/text.h"
#include "reading.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace ttp::service {

namespace {

Desk readDesk(JsonObject &json)
{
    Desk desk;
    json.string(u"id"_s);
    desk.title = json.text(u"title"_s);
    desk.name = json.optionalText(u"desk"_s);
    json.forEach(
        u"phones"_s,
        [&desk](JsonObject &phone) { desk.phones.push_back({phone.string(u"number"_s), phone.optionalText(u"note"_s)}); },
        true);
    desk.email = json.optionalString(u"email"_s).value_or(QString());
    desk.note = json.optionalText(u"note"_s);
    return desk;
}

form::Limits readLimits(JsonObject json)
{
    return {json.integer(u"attachment_bytes"_s), json.integer(u"total_bytes"_s),
            int(json.integer(u"attachment_count"_s)), json.strings(u"media_types"_s)};
}

AccountRules readAccountRules(JsonObject json)
{
    json.string(u"user_id_pattern"_s); // user IDs are made by the service; here it must only be there
    AccountRules rules;
    rules.passwordMin = json.integer(u"password_min"_s);
    rules.passwordMax = json.integer(u"password_max"_s);
    rules.mustMix = json.optionalStrings(u"password_must_mix"_s);
    for (const QString &kind : rules.mustMix) {
        if (!QStringList{u"letters"_s, u"digits"_s, u"symbols"_s}.contains(kind)) {
            json.report(u"password_must_mix"_s, u"must name letters, digits or symbols"_s);
        }
    }
    rules.symbols = json.optionalString(u"password_symbols"_s).value_or(QString());
    rules.mustNotContainUserId = json.optionalBoolean(u"password_must_not_contain_user_id"_s).value_or(false);
    return rules;
}

/// Full-width letters, doubled blanks, capitals and characters that nobody sees are no disguise.
QString folded(const QString &words)
{
    QString text = words.normalized(QString::NormalizationForm_KC);
    text.removeIf([](QChar character) { return character.category() == QChar::Other_Format; });
    return text.simplified().toCaseFolded();
}

/// Who a service says it is stands in one line and reads as it is written.
void checkName(const LocalizedText &text, const QString &member, JsonObject &reader)
{
    for (const QString &words : text.texts()) {
        const auto characters = words.toUcs4();
        if (std::ranges::any_of(characters, isForbiddenInText)) {
            reader.report(member, u"has a character that must not stand in a name"_s);
        }
    }
}

bool claimsTheAgency(const LocalizedText &text)
{
    static const QStringList Names{u"出入国在留管理庁"_s, u"入管庁"_s, u"法務省"_s, u"immigration services agency"_s,
                                   u"ministry of justice"_s};
    return std::ranges::any_of(text.texts(), [](const QString &words) {
        return std::ranges::any_of(Names, [&words](const QString &name) { return folded(words).contains(name); });
    });
}

/// The practice service on this computer may say that it is not the Agency's.
bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

} // namespace

Request DescribeService::request() const
{
    return get(u"/service"_s, false);
}

Result<Description> DescribeService::read(const Answer &answer) const
{
    const auto json = objectOf(answer, 200);
    if (!json) {
        return failed(json.error());
    }
    JsonErrors errors;
    JsonObject reader(*json, {}, errors);
    Description description;
    description.id = reader.string(u"id"_s);
    const QString kind = reader.string(u"kind"_s);
    if (kind != "production"_L1 && kind != "practice"_L1) {
        reader.report(u"kind"_s, u"must be production or practice"_s);
    }
    description.kind = kind == "practice"_L1 ? Kind::Practice : Kind::Production;
    description.name = reader.text(u"name"_s);
    description.operatedBy = reader.text(u"operator"_s);
    checkName(description.name, u"name"_s, reader);
    checkName(description.operatedBy, u"operator"_s, reader);
    description.termsVersion = reader.string(u"terms_version"_s);
    description.formVersion = reader.string(u"form_version"_s);
    description.limits = readLimits(reader.object(u"limits"_s));
    description.accountRules = readAccountRules(reader.object(u"account_rules"_s));
    reader.forEach(u"inquiries"_s, [&description](JsonObject &desk) { description.desks.push_back(readDesk(desk)); });
    reader.forEach(
        u"closures"_s,
        [&description](JsonObject &closure) {
            description.closures.push_back(
                {closure.timestamp(u"from"_s), closure.timestamp(u"to"_s), closure.optionalText(u"message"_s)});
        },
        true);
    auto keys = KeySet::read(reader.object(u"receipt_keys"_s).json());
    if (keys) {
        description.announcedKeys = *std::move(keys);
    } else {
        reader.report(u"receipt_keys"_s, keys.error());
    }
    if (!errors.isEmpty()) {
        return failed(FailureCode::ProtocolError, u"service: "_s + errors.first());
    }
    return description;
}

Result<void> checkIdentity(const Description &description, const Profile &profile)
{
    if (description.id != profile.id || description.kind != profile.kind) {
        return failed(FailureCode::OtherService, u"it is %1 (%2)"_s.arg(description.id, nameOf(description.kind)));
    }
    const QString host = profile.host();
    const bool underGoJp = host == "go.jp"_L1 || host.endsWith(".go.jp"_L1);
    if (!isLoopback(host) && !underGoJp
        && (claimsTheAgency(description.name) || claimsTheAgency(description.operatedBy))) {
        return failed(FailureCode::FalseAgency);
    }
    return {};
}

} // namespace ttp::service
