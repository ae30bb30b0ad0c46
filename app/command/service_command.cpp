// SPDX-License-Identifier: GPL-3.0-or-later
#include "service_command.h"

#include "base/log.h"
#include "service/closures.h"

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

Q_LOGGING_CATEGORY(category, "ttp.command", QtWarningMsg)

} // namespace

void ServiceCommand::start()
{
    log::info(category()) << log::classOf(*this) << "begins";
    auto origin = openOrigin(arguments().profilePath, surroundings().clock);
    if (!origin) {
        fail(origin.error());
        return;
    }
    m_origin = *std::move(origin);
    if (const auto prepared = prepare(); !prepared) {
        fail(prepared.error());
        return;
    }
    auto opened = service::makeDoor(m_origin.profile, surroundings().clock->utcNow());
    if (!opened) {
        fail(opened.error());
        return;
    }
    m_door = *std::move(opened);
    m_door->setLanguage(surroundings().language);
    run();
}

void ServiceCommand::end(const Report &report)
{
    const int exitCode = report.print(arguments().json, surroundings());
    log::info(category()) << "ends with" << exitCode;
    if (report.failure) {
        log::info(category()) << "because of" << *report.failure;
    }
    m_door.reset(); // before the embedded service, which would otherwise wait for open connections
    Q_EMIT ended(exitCode);
}

void ServiceCommand::fail(const Failure &failure)
{
    Report report;
    report.failure = failure;
    report.problems = failure.problems;
    end(report);
}

void ServiceCommand::tellClosures(const service::Description &description)
{
    const QDateTime now = surroundings().clock->utcNow();
    for (const service::Closure &closure : service::closuresAhead(description, now)) {
        const LocalizedText when = service::whenClosed(closure, QTimeZone::systemTimeZone());
        const LocalizedText text = service::isClosedAt(closure, now)
            ? LocalizedText(u"サービスは停止しています：%1。その後で送信してください。"_s,
                            u"The service is closed %1. Send after that."_s)
            : LocalizedText(u"サービスは次の期間停止します：%1。その前か後に送信してください。"_s,
                            u"The service will be closed %1. Send before that or afterwards."_s);
        QString ja = text.in(u"ja"_s).arg(when.in(u"ja"_s));
        QString en = text.in(u"en"_s).arg(when.in(u"en"_s));
        if (closure.message) {
            ja += u"サービスからのお知らせ：「%1」"_s.arg(closure.message->in(u"ja"_s).simplified());
            en += u" The service says: “%1”"_s.arg(closure.message->in(u"en"_s).simplified());
        }
        say({ja, en});
    }
}

form::CheckContext ServiceCommand::checkContext(const service::Description &description) const
{
    return {surroundings().clock->todayInJapan(), m_origin.profile.isPractice(), description.limits};
}

} // namespace ttp::command
