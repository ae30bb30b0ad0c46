// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice_command.h"

#include "base/file.h"
#include "form/definition.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

constexpr qint64 MaxFormBytes = 8 * 1024 * 1024; ///< as much as a service may answer

/// A form that cannot be served is a mistake of the caller, not of the practice service.
Result<void> checkForm(const QString &path)
{
    const auto bytes = readFile(path, MaxFormBytes);
    if (!bytes) {
        return failed(FailureCode::UsageUnknown, u"--form: "_s + bytes.error());
    }
    if (const auto form = form::readDefinition(*bytes); !form) {
        return failed(FailureCode::UsageUnknown, u"--form: "_s + form.error().facts);
    }
    return {};
}

} // namespace

Result<void> PracticeCommand::listen()
{
    if (!arguments().formPath.isEmpty()) {
        if (const auto legal = checkForm(arguments().formPath); !legal) {
            return legal;
        }
    }
    practice::Options options;
    options.port = arguments().port;
    options.formPath = arguments().formPath;
    options.mailboxFolder = arguments().mailbox;
    options.dataFolder = arguments().dataFolder;
    options.controlFile = arguments().controlFile;
    options.warn = [](const QString &what) { std::fprintf(stderr, "%s\n", qUtf8Printable(what)); };
    if (arguments().pace) {
        options.paceSeconds = int(arguments().pace->count());
    }
    for (const QString &fault : arguments().faults) {
        if (const auto set = options.faults.set(fault); !set) {
            return failed(set.error());
        }
    }
    auto service = practice::PracticeService::start(options, surroundings().clock);
    if (!service) {
        return failed(std::move(service.error()));
    }
    m_service = *std::move(service);
    if (!arguments().profileOut.isEmpty()) {
        const auto written = writeFileAtomically(QFileInfo(arguments().profileOut).absoluteFilePath(),
                                                 QJsonDocument(m_service->profile()).toJson());
        if (!written) {
            return failed(FailureCode::OutputUnwritable, written.error());
        }
    }
    return {};
}

void PracticeCommand::start()
{
    Report report;
    if (const auto listening = listen(); !listening) {
        report.failure = listening.error();
        Q_EMIT ended(report.print(arguments().json, surroundings()));
        return;
    }
    report.lines << m_service->baseUrl();
    report.more = {{u"base_url"_s, m_service->baseUrl()}, {u"profile"_s, m_service->profile()}};
    std::ignore = report.print(arguments().json, surroundings());
    say(LocalizedText(u"練習用サービスを開始しました。ユーザーID %1、パスワード Practice-2026。Ctrl+C で終了します。"_s,
                      u"The practice service is running. User ID %1, password Practice-2026. Ctrl+C ends it."_s)
            .arg(m_service->userId()));
}

} // namespace ttp::command
