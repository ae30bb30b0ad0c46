// SPDX-License-Identifier: GPL-3.0-or-later
#include "applicant.h"

#include "attachments/inspect.h"
#include "calls.h"
#include "judges.h"

#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace std::chrono_literals;
using namespace ttp;

namespace submission_test {

namespace {

const QString Resources = QStringLiteral(TTP_SOURCE_DIR "/resources/");

QJsonObject exampleFile()
{
    return QJsonDocument::fromJson(bytesOf(Resources + u"examples/application.json"_s)).object();
}

} // namespace

practice::Options withFault(const QString &fault)
{
    practice::Options options;
    const auto set = options.faults.set(fault);
    if (!set) {
        qWarning("no such fault");
    }
    return options;
}

bool waitForEnd(submission::Sending &sending)
{
    return QTest::qWaitFor([&] { return sending.progress().stage == submission::Stage::Ended; }, 30'000);
}

service::FileToSend attach(const QString &field, const QString &path)
{
    const auto inspected = attachments::inspect(path, 100'000'000);
    if (!inspected) {
        qWarning("%s", qUtf8Printable(path + u": "_s + inspected.error().facts));
        return {};
    }
    return {{field, inspected->filename, inspected->mediaType, inspected->size, inspected->sha256}, fileSource(path)};
}

QByteArray contentOf(const service::FileToSend &file)
{
    const auto opened = file.source->open();
    return opened ? (*opened)->readAll() : QByteArray("cannot be opened");
}

submission::Application exampleApplication(const terms::Terms &terms, const form::Definition &form)
{
    submission::Application application;
    application.definition = form;
    const QJsonObject example = exampleFile();
    application.answers = form::Answers(example["answers"_L1].toObject());
    for (const QJsonValue &entry : example["attachments"_L1].toArray()) {
        application.files.push_back(
            attach(entry["field"_L1].toString(), Resources + u"examples/"_s + entry["file"_L1].toString()));
    }
    application.consent =
        terms::giveConsent(terms, {u"ja"_s, u"en"_s}, terms::Channel::Window, QDateTime::currentDateTimeUtc());
    application.language = u"en"_s;
    return application;
}

terms::Terms bundledTerms()
{
    return terms::readTerms(bytesOf(Resources + u"terms/terms.json"_s)).value();
}

form::Definition bundledForm()
{
    return form::readDefinition(bytesOf(Resources + u"forms/ttp.json"_s)).value();
}

Applicant::Applicant(const practice::Options &options)
{
    auto started = practice::PracticeService::start(options, std::make_shared<SystemClock>());
    if (!started) {
        qWarning("%s", qUtf8Printable(started.error().facts));
        return;
    }
    m_service = *std::move(started);
    m_credentials = {m_service->userId(), std::make_shared<const Secret>(m_service->password())};
}

quint16 Applicant::servicePort() const
{
    return quint16(QUrl(m_service->baseUrl()).port());
}

bool Applicant::enter(quint16 port)
{
    auto profile = service::readProfile(QJsonDocument(m_service->profile()).toJson(), {});
    if (!profile) {
        return false;
    }
    profile->proxy = u"none"_s;
    if (port != 0) {
        profile->baseUrl.setPort(port);
    }
    m_door = service_test::openDoor(*profile);
    QObject context;
    std::optional<Result<service::Greeting>> greeting;
    service::greet(*m_door, &context, service::Patience(5s), service::GreetingPart::Form, true,
                   [&greeting](Result<service::Greeting> outcome) { greeting.emplace(std::move(outcome)); });
    if (!QTest::qWaitFor([&greeting] { return greeting.has_value(); }, service_test::CallDeadline) || !*greeting) {
        qWarning("%s", qUtf8Printable(greeting ? greeting->error().facts : QString()));
        return false;
    }
    m_greeting = **std::move(greeting);
    auto session = service_test::perform(*m_door, service::SignIn(m_credentials));
    if (session) {
        m_door->setSession(std::move(session->token));
    }
    return session.has_value();
}

submission::Sending::Inputs Applicant::inputs() const
{
    submission::Sending::Inputs inputs;
    inputs.application = exampleApplication(m_greeting.terms, m_greeting.form);
    inputs.description = m_greeting.description;
    inputs.credentials = m_credentials;
    inputs.patience = service::Patience(20s);
    return inputs;
}

QString Applicant::makePicture(const QString &name, qint64 size) const
{
    const QString path = filePath(name);
    QByteArray bytes = "\x89PNG\r\n\x1A\n"_ba + name.toUtf8();
    for (quint32 x = 12345; bytes.size() < size; x = x * 1664525 + 1013904223) {
        bytes += QByteArray(reinterpret_cast<const char *>(&x), sizeof x).repeated(64);
    }
    base_test::writeFile(path, bytes.first(size));
    return path;
}

std::vector<service::ApplicationSummary> Applicant::received()
{
    const auto list = service_test::perform(*m_door, service::ListApplications());
    return list.value_or(std::vector<service::ApplicationSummary>());
}

QString whyNotReceivedOnce(Applicant &applicant, const submission::Sending &sending)
{
    if (!sending.outcome()) {
        return service_test::codeOf(sending.outcome()) + sending.outcome().error().facts;
    }
    const auto received = applicant.received();
    if (received.size() != 1) {
        return u"%1 applications"_s.arg(received.size());
    }
    const submission::Receipt &receipt = sending.outcome()->receipt;
    const QString number = received.front().applicationNumber;
    if (received.front().bodySha256 != base_test::sha256sum(sending.manifest().body)
        || receipt.body != sending.manifest().body || receipt.acknowledgement.applicationNumber != number) {
        return u"other bytes, or another receipt"_s;
    }
    const auto byKey = service_test::perform(applicant.door(), service::SubmissionOutcome(sending.manifest().key));
    const bool isKnown = byKey && *byKey && (*byKey)->applicationNumber == number;
    return isKnown ? QString() : u"not known by its key"_s;
}

} // namespace submission_test
