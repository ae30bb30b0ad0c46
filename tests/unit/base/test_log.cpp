// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "base/log_output.h"
#include "base/secret.h"

#include <QDir>
#include <QFile>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <filesystem>
#include <string>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace ttp;

namespace {

Q_LOGGING_CATEGORY(category, "ttp.test", QtWarningMsg)
Q_LOGGING_CATEGORY(loading, "qt.qpa.plugin", QtWarningMsg)

constexpr auto Canary = "canary 4711";

template <typename T>
concept Loggable = requires(log::Line &line, const T &value) { line << value; };

// What may come from a person, a file or a service does not compile.
static_assert(!Loggable<QString> && !Loggable<QStringView> && !Loggable<QLatin1StringView> && !Loggable<QStringList>);
static_assert(!Loggable<QByteArray> && !Loggable<QByteArrayView> && !Loggable<std::string>
              && !Loggable<std::string_view>);
static_assert(!Loggable<QJsonObject> && !Loggable<QJsonValue> && !Loggable<QVariant> && !Loggable<QUrl>);
static_assert(!Loggable<QDateTime> && !Loggable<QDate> && !Loggable<QChar> && !Loggable<std::filesystem::path>);
static_assert(!Loggable<Problem> && !Loggable<LocalizedText> && !Loggable<QFile> && !Loggable<void *>);
// A text that is not known to the compiler is none of the program's words (as a literal it is).
template <const char *const &Text>
concept Word = requires { typename std::integral_constant<bool, (log::Words(Text), true)>; };
const char *atRunTime = Canary;
static_assert(!Word<atRunTime>);
static_assert(Loggable<Secret> && Loggable<int> && Loggable<qsizetype> && Loggable<std::chrono::seconds>
              && Loggable<Failure>);

} // namespace

/// What the log shows, and above all what it does not.
class TestLog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void levels_data();
    void levels();
    void whatALineShows();
    void secretsComeOutAsMasks();
    void failuresWithoutWhatTheyTell();
    void textsOfOthersAreWithheld();
    void rulesOfQtDoNotLetThemThrough();
    void linesStayWhole();
    void theFileIsForItsOwnerAndIsAppendedTo();
    void aFileThatCannotBeOpened();
    void settingsFromTheEnvironment();

private:
    /// What `write` leaves in the file, without the times.
    template <typename Write>
    QStringList written(log::Settings::Level level, Write write)
    {
        {
            const log::Output output({level, m_path});
            write();
        }
        QFile file(m_path);
        QStringList lines;
        if (file.open(QIODevice::ReadOnly)) {
            const QByteArrayList read = file.readAll().split('\n');
            for (const QByteArray &line : read) {
                static const QRegularExpression time(u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z "_s);
                lines += QString::fromUtf8(line).remove(time);
            }
        }
        lines.removeLast(); // behind the last line end
        return lines;
    }
    QStringList written(const std::function<void()> &write) { return written(log::Settings::Level::Debug, write); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestLog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"log"_s);
}

void TestLog::levels_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<QStringList>("lines");
    const QString error = u"error ttp.test three"_s;
    const QString info = u"info ttp.test two"_s;
    QTest::newRow("error") << int(log::Settings::Level::Error) << QStringList{error};
    QTest::newRow("info") << int(log::Settings::Level::Info) << QStringList{info, error};
    QTest::newRow("debug") << int(log::Settings::Level::Debug) << QStringList{u"debug ttp.test one"_s, info, error};
}

void TestLog::levels()
{
    QFETCH(int, level);
    QFETCH(QStringList, lines);
    QCOMPARE(written(log::Settings::Level(level),
                     [] {
                         log::debug(category()) << "one";
                         log::info(category()) << "two";
                         log::error(category()) << "three";
                     }),
             lines);
}

void TestLog::whatALineShows()
{
    QCOMPARE(written([] {
                 log::info(category()) << "retry" << 2 << "of" << qsizetype(3) << "in" << 1500ms << "or" << 2s << true
                                       << FailureCode::Maintenance << log::classOf(QObject());
             }),
             QStringList{u"info ttp.test retry 2 of 3 in 1500 ms or 2000 ms 1 NET-008 QObject"_s});
}

void TestLog::secretsComeOutAsMasks()
{
    const Secret secret = Secret::fromString(QString::fromLatin1(Canary));
    QCOMPARE(written([&] { log::info(category()) << "signs in with" << secret << "now"; }),
             QStringList{u"info ttp.test signs in with [secret] now"_s});
}

void TestLog::failuresWithoutWhatTheyTell()
{
    const QString canary = QString::fromLatin1(Canary);
    Failure failure(FailureCode::ValidationFailed, canary);
    failure.problemType = u"validation-failed"_s;
    failure.retryAfterSeconds = 5;
    failure.applicationNumber = canary;
    failure.serviceSays = LocalizedText(canary, canary);
    failure.problems = {{canary, canary, canary, LocalizedText(canary, canary)}};
    failure.missing = {canary};
    QCOMPARE(written([&] { log::info(category()) << "refused" << failure; }),
             QStringList{u"info ttp.test refused %1 validation-failed retry-after 5 s"_s.arg(nameOf(failure.code))});
}

/// Also not of somebody who writes to a category of this program past the types.
void TestLog::textsOfOthersAreWithheld()
{
    const auto everything = [] {
        qDebug("%s", Canary);
        qInfo("%s", Canary);
        qWarning("%s", Canary);
        qCritical("%s", Canary);
        qCWarning(category) << Canary;
        qCCritical(category) << QString::fromLatin1(Canary);
        qCWarning(loading) << "cannot load\nthis";
    };
    const QStringList errors{u"error default [text withheld]"_s, u"error ttp.test [text withheld]"_s,
                             u"warning qt.qpa.plugin cannot load this"_s};
    QCOMPARE(written(log::Settings::Level::Error, everything), errors);
    QFile::remove(m_path);
    QCOMPARE(written(log::Settings::Level::Debug, everything),
             (QStringList{u"warning default [text withheld]"_s, errors[0], u"warning ttp.test [text withheld]"_s,
                          errors[1], errors[2]}));
}

void TestLog::rulesOfQtDoNotLetThemThrough()
{
    const QStringList lines = written([] {
        QLoggingCategory::setFilterRules(u"*=true"_s); // as QT_LOGGING_RULES would, but for the environment
        qCDebug(category) << Canary;
        qCDebug(loading) << Canary;
        log::debug(category()) << "step";
    });
    QCOMPARE(lines, QStringList{u"debug ttp.test step"_s});
}

void TestLog::linesStayWhole()
{
    constexpr int Each = 500;
    const QStringList lines = written([] {
        std::vector<std::jthread> threads;
        for (int number = 0; number < 4; ++number) {
            threads.emplace_back([] {
                for (int i = 0; i < Each; ++i) {
                    log::info(category()) << "a line of some length that must not be torn" << i;
                    qWarning("%s", Canary);
                }
            });
        }
    });
    QCOMPARE(lines.size(), 2 * 4 * Each);
    static const QRegularExpression whole(
        u"^(info ttp\\.test a line of some length that must not be torn \\d+|warning default \\[text withheld\\])$"_s);
    for (const QString &line : lines) {
        QVERIFY2(whole.match(line).hasMatch(), qPrintable(line));
    }
}

void TestLog::theFileIsForItsOwnerAndIsAppendedTo()
{
    (void)written([] { log::info(category()) << "first"; });
    const QStringList lines = written([] { log::info(category()) << "second"; });
    QCOMPARE(lines, (QStringList{u"info ttp.test first"_s, u"info ttp.test second"_s}));
#ifndef Q_OS_WINDOWS
    QCOMPARE(QFile(m_path).permissions() & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
#endif
}

void TestLog::aFileThatCannotBeOpened()
{
    const log::Output output({log::Settings::Level::Error, m_folder->filePath(u"no/such/folder/log"_s)});
    QVERIFY(!output.isWhereAsked());
}

void TestLog::settingsFromTheEnvironment()
{
    qunsetenv("TTP_APPLY_LOG");
    qunsetenv("TTP_APPLY_LOG_FILE");
    QCOMPARE(log::Settings::fromEnvironment().level, log::Settings::Level::Error);
    qputenv("TTP_APPLY_LOG", "debug");
    qputenv("TTP_APPLY_LOG_FILE", "x");
    QCOMPARE(log::Settings::fromEnvironment().level, log::Settings::Level::Debug);
    QCOMPARE(log::Settings::fromEnvironment().file, u"x"_s);
    qputenv("TTP_APPLY_LOG", "everything");
    QCOMPARE(log::Settings::fromEnvironment().level, log::Settings::Level::Error);
    qunsetenv("TTP_APPLY_LOG");
    qunsetenv("TTP_APPLY_LOG_FILE");
}

QTEST_GUILESS_MAIN(TestLog)
#include "test_log.moc"
