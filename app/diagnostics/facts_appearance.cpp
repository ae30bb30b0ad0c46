// SPDX-License-Identifier: GPL-3.0-or-later
// The screen and the fonts, of this process or of one that is started for it.

#include "diagnostics/facts.h"

#include "base/json.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QProcess>
#include <QScreen>
#include <QTimer>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace ttp::diagnostics {

namespace {

constexpr std::chrono::seconds LongestProbe(20);

using Then = std::function<void(Appearance)>;

QString lastLine(const QByteArray &errors)
{
    const QStringList lines = QString::fromUtf8(errors).split(u'\n', Qt::SkipEmptyParts);
    return lines.isEmpty() ? u"it ended without a word"_s : lines.constLast().trimmed();
}

void ask(const QString &program, const QProcessEnvironment &environment, QObject *context, Then then)
{
    auto *process = new QProcess(context);
    auto *deadline = new QTimer(process);
    process->setProcessEnvironment(environment);
    const auto end = [process, then = std::move(then)] {
        const auto json = parseJsonObject(process->readAllStandardOutput());
        Appearance appearance = json ? readAppearance(*json) : Appearance();
        if (!json) {
            appearance.failure = process->error() == QProcess::FailedToStart
                ? u"the program could not be started"_s
                : lastLine(process->readAllStandardError());
        }
        process->deleteLater();
        then(std::move(appearance));
    };
    // Either comes, never both: a program that does not start does not finish.
    QObject::connect(process, &QProcess::finished, context, end);
    QObject::connect(process, &QProcess::errorOccurred, context, [end](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            end();
        }
    });
    QObject::connect(deadline, &QTimer::timeout, process, &QProcess::kill);
    deadline->setSingleShot(true);
    deadline->start(LongestProbe);
    process->start(program, {u"doctor"_s, u"--probe-screen"_s}, QIODevice::ReadOnly);
}

} // namespace

Appearance lookAtAppearance()
{
    Appearance appearance;
    appearance.platform = QGuiApplication::platformName();
    QList<QScreen *> screens = QGuiApplication::screens();
    if (const auto main = screens.indexOf(QGuiApplication::primaryScreen()); main > 0) {
        screens.move(main, 0);
    }
    for (const QScreen *screen : std::as_const(screens)) {
        appearance.screens += {screen->availableSize(), screen->devicePixelRatio(), screen->logicalDotsPerInch()};
    }
    appearance.japaneseFonts = QFontDatabase::families(QFontDatabase::Japanese);
    // Families of one font for several countries come with all of their names; the one for Japan is what people look for.
    std::ranges::stable_partition(appearance.japaneseFonts, [](const QString &name) { return name.contains("JP"_L1); });
    appearance.font = QGuiApplication::font().family();
    return appearance;
}

QJsonObject toJson(const Appearance &appearance)
{
    QJsonArray screens;
    for (const Appearance::Screen &screen : appearance.screens) {
        screens.append(QJsonObject{{u"width"_s, screen.size.width()},
                                   {u"height"_s, screen.size.height()},
                                   {u"scale"_s, screen.scale},
                                   {u"dpi"_s, screen.dpi}});
    }
    return {{u"platform"_s, appearance.platform},
            {u"screens"_s, screens},
            {u"japanese_fonts"_s, QJsonArray::fromStringList(appearance.japaneseFonts)},
            {u"font"_s, appearance.font}};
}

Appearance readAppearance(const QJsonObject &json)
{
    JsonErrors errors;
    JsonObject reader(json, {}, errors);
    Appearance appearance;
    appearance.platform = reader.string(u"platform"_s);
    appearance.japaneseFonts = reader.strings(u"japanese_fonts"_s);
    appearance.font = reader.string(u"font"_s);
    reader.forEach(u"screens"_s, [&appearance](JsonObject &screen) {
        appearance.screens += {QSize(int(screen.integer(u"width"_s)), int(screen.integer(u"height"_s))),
                               screen.number(u"scale"_s), screen.number(u"dpi"_s)};
    });
    appearance.failure = errors.first();
    return appearance;
}

void probeAppearance(const QString &program, QObject *context, Then then)
{
    const auto environment = QProcessEnvironment::systemEnvironment();
    ask(program, environment, context, [program, environment, context, then = std::move(then)](Appearance seen) {
        if (seen.failure.isEmpty()) {
            then(std::move(seen));
            return;
        }
        QProcessEnvironment blind = environment;
        blind.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        ask(program, blind, context, [seen, then](Appearance fonts) {
            fonts.failure = seen.failure;
            fonts.platform.clear();
            fonts.screens.clear();
            then(std::move(fonts));
        });
    });
}

} // namespace ttp::diagnostics
