// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"
#include "calls.h"
#include "judges.h"

#include "service/documents.h"
#include "service/greeting.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace base_test;
using namespace service_test;
using namespace ttp;
using namespace ttp::service;

namespace {

const QByteArray Terms = bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/terms/terms.json"));
const QByteArray Form = bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/forms/ttp.json"));
const QString GetTerms = u"GET /v1/terms$"_s;
const QString Tag = u"W/\"first\""_s;

/// A document with an ETag, once.
QJsonObject tagged(const QString &match, const QByteArray &body, const QString &tag)
{
    QJsonObject answer = on(match, jsonAnswer(body));
    answer["headers"_L1] = headers({{u"Content-Type"_s, u"application/json"_s}, {u"ETag"_s, tag}});
    answer["times"_L1] = 1;
    return answer;
}

QJsonObject unchanged(const QString &match, const QString &tag = {})
{
    QJsonObject answer{{u"match"_s, match}, {u"status"_s, 304}, {u"length"_s, QJsonValue()}};
    if (!tag.isEmpty()) {
        answer["headers"_L1] = headers({{u"ETag"_s, tag}});
    }
    return answer;
}

QByteArray otherVersion()
{
    QJsonObject json = QJsonDocument::fromJson(Terms).object();
    json["version"_L1] = u"of-tomorrow"_s;
    return QJsonDocument(json).toJson();
}

} // namespace

/// Terms and form are asked for by their ETag, as a server sees it that is not ours.
class ConditionalTest : public QObject {
    Q_OBJECT

private:
    /// If-None-Match of each request; `(twice)` if it stands there twice.
    static QStringList asked(RawServer &server)
    {
        QStringList tags;
        for (const Recorded &request : server.end().requests(u"GET"_s)) {
            tags += request.header(u"If-None-Match"_s);
        }
        return tags;
    }

private Q_SLOTS:
    void termsThatAreTheSame_data()
    {
        QTest::addColumn<QString>("tag"); // of the 304
        QTest::newRow("with its tag") << Tag;
        QTest::newRow("without") << QString();
    }

    void termsThatAreTheSame()
    {
        QFETCH(QString, tag);
        RawServer server({tagged(GetTerms, Terms, Tag), unchanged(GetTerms, tag)});
        auto door = openDoor(server.profile());
        const auto first = perform(*door, CurrentTerms());
        const auto second = perform(*door, CurrentTerms());
        const auto third = perform(*door, CurrentTerms());
        QCOMPARE(codeOf(first), u"done"_s);
        QCOMPARE(codeOf(second), u"done"_s);
        QCOMPARE(codeOf(third), u"done"_s);
        QCOMPARE(second->version, first->version);
        QCOMPARE(third->documents.front().sha256, first->documents.front().sha256);
        door.reset();
        QCOMPARE(asked(server), QStringList({QString(), Tag, Tag}));
    }

    void formThatIsTheSame()
    {
        const QString getForm = u"GET /v1/form$"_s;
        RawServer server({tagged(getForm, Form, Tag), unchanged(getForm)});
        auto door = openDoor(server.profile());
        const auto first = perform(*door, CurrentForm());
        const auto second = perform(*door, CurrentForm());
        QCOMPARE(codeOf(second), u"done"_s);
        QCOMPARE(second->version, first->version);
        QCOMPARE(second->steps.size(), first->steps.size());
        door.reset();
        QCOMPARE(asked(server), QStringList({QString(), Tag}));
    }

    /// The new ones count, and their tag.
    void termsThatChange()
    {
        const QString newTag = u"\"second\""_s;
        RawServer server({tagged(GetTerms, Terms, Tag), tagged(GetTerms, otherVersion(), newTag),
                          unchanged(GetTerms, newTag)});
        auto door = openDoor(server.profile());
        (void)perform(*door, CurrentTerms());
        const auto second = perform(*door, CurrentTerms());
        const auto third = perform(*door, CurrentTerms());
        QCOMPARE(codeOf(third), u"done"_s);
        QCOMPARE(second->version, u"of-tomorrow"_s);
        QCOMPARE(third->version, u"of-tomorrow"_s);
        door.reset();
        QCOMPARE(asked(server), QStringList({QString(), Tag, newTag}));
    }

    /// A 304 that answers nothing is no answer, and leaves nothing kept.
    void unaskedFor_data()
    {
        QTest::addColumn<QJsonArray>("script");
        QTest::addColumn<QStringList>("codes");
        QTest::addColumn<QStringList>("tags");
        QTest::newRow("nothing kept") << QJsonArray{unchanged(GetTerms)} << QStringList{u"NET-006"_s}
                                      << QStringList{QString()};
        QTest::newRow("another one's tag")
            << QJsonArray{tagged(GetTerms, Terms, Tag), unchanged(GetTerms, u"\"other\""_s)}
            << QStringList{u"done"_s, u"NET-006"_s, u"NET-006"_s} << QStringList{QString(), Tag, QString()};
        QTest::newRow("after something that was not understood")
            << QJsonArray{tagged(GetTerms, "{}", Tag), unchanged(GetTerms)} << QStringList{u"TRM-001"_s, u"NET-006"_s}
            << QStringList{QString(), QString()};
        QTest::newRow("after a tag that is none")
            << QJsonArray{tagged(GetTerms, Terms, u"first"_s), unchanged(GetTerms)}
            << QStringList{u"done"_s, u"NET-006"_s} << QStringList{QString(), QString()};
    }

    void unaskedFor()
    {
        QFETCH(QJsonArray, script);
        QFETCH(QStringList, codes);
        QFETCH(QStringList, tags);
        RawServer server(script);
        auto door = openDoor(server.profile());
        QStringList seen;
        for (qsizetype i = 0; i < codes.size(); ++i) {
            seen += codeOf(perform(*door, CurrentTerms()));
        }
        QCOMPARE(seen, codes);
        door.reset();
        QCOMPARE(asked(server), tags);
    }

    /// What is kept is not believed: it is judged like what comes over the line. These terms, a reconstruction, bind nobody.
    void judgedEachTime()
    {
        const QJsonObject service{
            {u"id"_s, u"raw.example"_s},
            {u"kind"_s, u"production"_s},
            {u"name"_s, QJsonObject{{u"ja"_s, u"名"_s}, {u"en"_s, u"Name"_s}}},
            {u"operator"_s, QJsonObject{{u"ja"_s, u"者"_s}, {u"en"_s, u"Operator"_s}}},
            {u"terms_version"_s, u"1"_s},
            {u"form_version"_s, u"1"_s},
            {u"limits"_s, QJsonObject{{u"attachment_bytes"_s, 1}, {u"total_bytes"_s, 1}, {u"attachment_count"_s, 1},
                                      {u"media_types"_s, QJsonArray()}}},
            {u"account_rules"_s,
             QJsonObject{{u"user_id_pattern"_s, u"^a$"_s}, {u"password_min"_s, 1}, {u"password_max"_s, 9}}},
            {u"inquiries"_s, QJsonArray()},
            {u"receipt_keys"_s, QJsonObject{{u"keys"_s, QJsonArray()}}}};
        RawServer server({on(u"GET /v1/service$"_s, jsonAnswer(QJsonDocument(service).toJson())),
                          tagged(GetTerms, Terms, Tag), unchanged(GetTerms)});
        Profile profile = server.profile();
        profile.kind = Kind::Production;
        auto door = openDoor(profile);
        QObject context;
        for (int i = 0; i < 2; ++i) {
            std::optional<Result<Greeting>> greeting;
            greet(*door, &context, Patience(1s), GreetingPart::Terms, true,
                  [&](Result<Greeting> outcome) { greeting.emplace(std::move(outcome)); });
            QVERIFY(QTest::qWaitFor([&] { return greeting.has_value(); }, CallDeadline));
            QCOMPARE(codeOf(*greeting), u"TRM-005"_s);
        }
        door.reset();
        QCOMPARE(asked(server), QStringList({QString(), QString(), QString(), Tag}));
    }
};

QTEST_GUILESS_MAIN(ConditionalTest)
#include "test_conditional.moc"
