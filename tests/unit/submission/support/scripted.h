// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "answers.h"
#include "applicant.h"
#include "calls.h"
#include "judges.h"

/// Sendings to a service that follows a script, judged by what arrived on the wire.
namespace submission_test {

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace service_test;
using namespace std::chrono_literals;
using namespace ttp;
using namespace ttp::submission;

inline QJsonObject json(const QString &match, int status, const QJsonValue &body)
{
    QJsonObject answer = on(match, jsonAnswer({}, status));
    answer["json"_L1] = body;
    return answer;
}

inline QJsonObject problem(const QString &match, int status, const QString &type, const QJsonObject &more = {})
{
    return on(match, problemAnswer(status, type, more));
}

inline QJsonObject times(QJsonObject answer, int count)
{
    answer["times"_L1] = count;
    return answer;
}

inline QJsonObject closing(const QString &match)
{
    return {{u"match"_s, match}, {u"do"_s, u"close"_s}};
}

inline QJsonObject page(const QString &match, int status)
{
    return on(match, pageAnswer(status));
}

inline const QString Post = u"POST /v1/applications$"_s;
inline const QString Create = u"POST /v1/uploads$"_s;
inline const QString Patch = u"PATCH /v1/uploads/"_s;
inline const QString Ask = u"GET /v1/submissions/"_s;
inline const QString List = u"GET /v1/applications$"_s;

inline QJsonObject created(const QString &location = u"/v1/uploads/7"_s)
{
    return {{u"match"_s, Create}, {u"status"_s, 201}, {u"headers"_s, headers({{u"Location"_s, location}})}};
}

inline QJsonObject offset(const QString &match, int status, qint64 value)
{
    return {{u"match"_s, match},
            {u"status"_s, status},
            {u"length"_s, QJsonValue()},
            {u"headers"_s, headers({{u"Upload-Offset"_s, QString::number(value)}})}};
}

inline QJsonObject noApplications()
{
    return json(List, 200, QJsonObject{{u"applications"_s, QJsonArray()}});
}

inline QJsonObject acknowledgement(const QString &match, int status, const QByteArray &bodySha256)
{
    return json(match, status,
                QJsonObject{{u"application_number"_s, u"RAW-0001"_s},
                            {u"received_at"_s, u"2026-11-23T00:00:00Z"_s},
                            {u"body_sha256"_s, QString::fromLatin1(bodySha256)},
                            {u"attachments"_s, QJsonArray()},
                            {u"receipt"_s, u"a.b.c"_s}});
}

/// Stands still unless it is told to go on.
class HandClock final : public Clock {
public:
    [[nodiscard]] QDateTime utcNow() const override { return now; }
    QDateTime now{{2026, 11, 23}, {0, 0}, Qt::UTC};
};

/// What such tests have in common.
class Scripted : public QObject {
protected:
    /// A service that answers by the script after it has shown the terms, and a sending to it.
    struct Scene {
        std::unique_ptr<RawServer> server;
        std::unique_ptr<service::Door> door;
        std::unique_ptr<Sending> sending;
        std::shared_ptr<HandClock> clock = std::make_shared<HandClock>();

        std::vector<Recorded> end(const QString &verb, const QString &target)
        {
            sending.reset();
            door.reset();
            std::vector<Recorded> found;
            for (Recorded &request : server->end().requests(verb)) {
                if (request.target == target) {
                    found.push_back(std::move(request));
                }
            }
            return found;
        }
    };

    Application application(bool withFile) const
    {
        Application made = exampleApplication(m_terms, m_form);
        made.consent.acceptedAt = QDateTime({2026, 11, 23}, {0, 0}, Qt::UTC); // so that the body is always the same
        made.files.resize(withFile ? 1 : 0);
        return made;
    }

    Scene scene(QJsonArray script, bool withFile = false, std::chrono::milliseconds patience = 1s)
    {
        const QByteArray terms = bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/terms/terms.json"));
        script.append(
            QJsonObject{{u"match"_s, u"GET /v1/terms"_s}, {u"base64"_s, QString::fromLatin1(terms.toBase64())}});
        Scene made;
        made.server = std::make_unique<RawServer>(script);
        made.door = openDoor(made.server->profile());
        Sending::Inputs inputs;
        inputs.application = application(withFile);
        inputs.credentials = {u"USER0001"_s, std::make_shared<const Secret>(Secret::fromString(u"Pass-word-1"_s))};
        inputs.patience = service::Patience(patience);
        inputs.clock = made.clock;
        made.sending = std::make_unique<Sending>(*made.door, inputs);
        return made;
    }

    static QString run(Scene &scene)
    {
        scene.sending->start();
        return waitForEnd(*scene.sending) ? codeOf(scene.sending->outcome()) : u"no end"_s;
    }

    [[nodiscard]] QByteArray expectedDigest() const { return sha256sum(freeze(application(false))->body); }

    terms::Terms m_terms = bundledTerms();
    form::Definition m_form = bundledForm();
};

} // namespace submission_test
