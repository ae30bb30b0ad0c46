// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/sessions.h"

#include "base/secret_json.h"
#include "reading.h"

#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace ttp::service {

QString textOf(const Secret &password)
{
    return QStringDecoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom).decode(password.reveal());
}

Request SignIn::request() const
{
    Request request;
    request.verb = "POST";
    request.path = u"/sessions"_s;
    request.authorized = false;
    request.mediaType = "application/json";
    request.secretBody = std::make_shared<const Secret>(
        secretJson({{u"user_id"_s, m_credentials.userId}}, {{"password", m_credentials.password.get()}}));
    request.secretMember = "access_token";
    return request;
}

Result<Session> SignIn::read(const Answer &answer) const
{
    const auto json = objectOf(answer, 201);
    if (!json) {
        return failed(json.error());
    }
    JsonErrors errors;
    JsonObject reader(*json, {}, errors);
    Session session;
    reader.string(u"access_token"_s); // that it is there; what stood there was cut out
    session.token = answer.secret ? answer.secret->duplicate() : Secret();
    if (reader.string(u"token_type"_s) != "Bearer"_L1) {
        reader.report(u"token_type"_s, u"must be Bearer"_s);
    }
    reader.integer(u"expires_in"_s);
    if (auto holder = reader.optionalObject(u"holder"_s)) {
        session.holder = Session::Holder{holder->optionalString(u"name"_s).value_or(QString()),
                                         holder->optionalString(u"birth_date"_s).value_or(QString())};
    }
    session.passwordChangeRequired = reader.optionalBoolean(u"password_change_required"_s).value_or(false);
    // A token goes into a header: nothing that could end the header may stand in it.
    const auto printable = [](char c) { return c > 0x20 && c < 0x7F; };
    if (session.token.isEmpty() || !std::ranges::all_of(session.token.reveal(), printable)) {
        reader.report(u"access_token"_s, u"must be printable ASCII"_s);
    }
    if (!errors.isEmpty()) {
        return failed(FailureCode::ProtocolError, u"session: "_s + errors.first());
    }
    return session;
}

Request SignOut::request() const
{
    Request request;
    request.verb = "DELETE";
    request.path = u"/sessions/current"_s;
    return request;
}

Result<std::monostate> SignOut::read(const Answer &answer) const
{
    return nothingOf(answer);
}

} // namespace ttp::service
