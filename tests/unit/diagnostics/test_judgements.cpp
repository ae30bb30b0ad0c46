// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/archive.h"
#include "diagnostics/judgements.h"
#include "diagnostics/privacy.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::diagnostics;
using credentials::KeychainState;

namespace {

constexpr qint64 MB = 1'000'000;

Libraries oneOpenSsl()
{
    Libraries libraries;
    libraries.canLook = true;
    libraries.ssl = {{u"/lib/libssl.so.3"_s, 1, 10}};
    libraries.crypto = {{u"/lib/libcrypto.so.3"_s, 1, 11}};
    libraries.ours = libraries.crypto.front();
    libraries.plugin = LoadedFile{u"/lib/libqopensslbackend.so"_s, 1, 12};
    libraries.qtVersion = libraries.ownVersion = u"OpenSSL 3.0.1"_s;
    return libraries;
}

ServiceFacts reached(std::optional<qint64> ahead, int days = 90, bool practice = false)
{
    ServiceFacts facts;
    facts.isKnown = true;
    facts.id = u"service.example"_s;
    facts.isPractice = practice;
    facts.now = QDateTime({2026, 11, 26}, {0, 0}, Qt::UTC);
    facts.certificateUntil = facts.now.addDays(days);
    facts.secondsAhead = ahead;
    return facts;
}

} // namespace

/// From facts to findings; what stands in a finding, and what never does.
class JudgementsTest : public QObject {
    Q_OBJECT

private:
    void row(const char *name, const Finding &finding, Verdict verdict)
    {
        QTest::newRow(name) << QVariant::fromValue(finding) << int(verdict);
    }

private Q_SLOTS:
    void verdicts_data()
    {
        QTest::addColumn<QVariant>("finding");
        QTest::addColumn<int>("verdict");
        using enum Verdict;
        const Versions good{u"1"_s, u"6.4.2"_s, u"6.10.0"_s, u"3.0.1"_s, u"3.0.1"_s, u"System"_s, u"k"_s, u"p"_s};
        row("versions", judgeVersions(good), Ok);
        Versions older = good;
        older.qtRunning = u"6.4.1"_s;
        row("older Qt", judgeVersions(older), Problem);
        older = good;
        older.openSslRunning = u"1.1.1"_s;
        row("older OpenSSL", judgeVersions(older), Problem);

        Libraries libraries = oneOpenSsl();
        row("one OpenSSL", judgeLibraries(libraries), Ok);
        libraries.ssl.push_back({u"/opt/libssl.so.3"_s, 1, 20});
        row("two of libssl", judgeLibraries(libraries), Problem);
        libraries = oneOpenSsl();
        libraries.crypto.push_back({u"/opt/libcrypto.so.3"_s, 1, 21});
        row("two of libcrypto", judgeLibraries(libraries), Problem);
        libraries = oneOpenSsl();
        libraries.ours = LoadedFile{u"/opt/ttp-apply"_s, 1, 22};
        row("another one of our own, linked in", judgeLibraries(libraries), Problem);
        libraries = oneOpenSsl();
        libraries.plugin.reset();
        row("no plugin", judgeLibraries(libraries), Problem);
        libraries = oneOpenSsl();
        libraries.qtVersion = u"OpenSSL 3.0.2"_s;
        row("another version", judgeLibraries(libraries), Problem);
        Libraries blind;
        blind.qtVersion = blind.ownVersion = u"OpenSSL 3.0.1"_s;
        row("not to be seen, same version", judgeLibraries(blind), Ok);
        blind.qtVersion.clear();
        row("not to be seen, no OpenSSL", judgeLibraries(blind), Problem);

        row("tls", judgeTls({true, {u"openssl"_s}, u"openssl"_s, true, true}), Ok);
        row("tls of another back end", judgeTls({true, {u"schannel"_s}, u"schannel"_s, true, true}), Problem);
        row("no tls", judgeTls({}), Problem);
        row("old tls", judgeTls({true, {u"openssl"_s}, u"openssl"_s, false, false}), Problem);

        row("keychain unused", judgeKeychain(KeychainState::Unused, {}), Ok);
        row("keychain same", judgeKeychain(KeychainState::Same, {}), Ok);
        row("keychain absent", judgeKeychain(KeychainState::Absent, {}), Warning);
        row("keychain locked", judgeKeychain(KeychainState::Locked, {}), Warning);
        row("keychain slow", judgeKeychain(KeychainState::Slow, {}), Warning);
        row("keychain taken over", judgeKeychain(KeychainState::TakenOver, {}), Problem);
        row("keychain unused and absent",
            judgeKeychain(KeychainState::Unused, Failure(FailureCode::KeychainUnavailable)), Warning);
        row("keychain unused and refusing", judgeKeychain(KeychainState::Unused, Failure(FailureCode::KeychainRefused)),
            Warning);

        Appearance seen{{}, u"xcb"_s, {{QSize(1280, 1000), 1, 96}}, {u"Noto Sans CJK JP"_s}, u"Sans"_s};
        row("screen", judgeScreen(seen), Ok);
        row("fonts", judgeFonts(seen), Ok);
        seen.screens.front().size = QSize(799, 600);
        row("small screen", judgeScreen(seen), Warning);
        seen.japaneseFonts.clear();
        row("no Japanese font", judgeFonts(seen), Problem);
        seen.screens.clear();
        row("no screen", judgeScreen(seen), Problem);
        seen.failure = u"cannot connect to display"_s;
        row("no window", judgeScreen(seen), Problem);

        row("data folder", judgeDataFolder({u"~/d"_s, true, {}, 500 * MB, {}}), Ok);
        row("data folder still to be made", judgeDataFolder({u"~/d"_s, false, {}, -1, {}}), Ok);
        row("little room", judgeDataFolder({u"~/d"_s, true, {}, 499 * MB, {}}), Warning);
        row("no room", judgeDataFolder({u"~/d"_s, true, {}, 99 * MB, {}}), Problem);
        row("not writable", judgeDataFolder({u"~/d"_s, true, u"read-only"_s, 900 * MB, {}}), Problem);
        row("open to others", judgeDataFolder({u"~/d"_s, true, {}, 900 * MB, {u"outbox"_s}}), Warning);

        VaultFacts vault;
        row("no vault", judgeVault(vault), Ok);
        vault.kept = VaultFacts::Kept::UnderPassphrase;
        row("passphrase", judgeVault(vault), Ok);
        vault.kept = VaultFacts::Kept::UnderKeychain;
        row("not opened", judgeVault(vault), Ok);
        vault.rotationUnfinished = true;
        row("rotation", judgeVault(vault), Warning);
        vault.failure = Failure(FailureCode::VaultKeyMissing);
        row("no key", judgeVault(vault), Problem);

        row("service", judgeService(reached(0)), Ok);
        row("no service yet", judgeService({}), Warning);
        ServiceFacts lost = reached({});
        lost.failure = Failure(FailureCode::TlsExpired);
        row("service not reached", judgeService(lost), Problem);
        row("certificate", judgeCertificate(reached(0, 14)), Ok);
        row("certificate ends", judgeCertificate(reached(0, 13)), Warning);
        row("certificate of practice", judgeCertificate(reached(0, 1, true)), Ok);
        row("certificate not seen", judgeCertificate({}), Ok);
        row("clock", judgeClock(reached(60)), Ok);
        row("clock back", judgeClock(reached(-60)), Ok);
        row("clock ahead", judgeClock(reached(61)), Warning);
        row("clock behind", judgeClock(reached(-300)), Warning);
        row("clock far ahead", judgeClock(reached(301)), Problem);
        row("clock far behind", judgeClock(reached(-301)), Problem);
        row("clock not to be compared", judgeClock(reached({})), Ok);
    }

    void verdicts()
    {
        QFETCH(QVariant, finding);
        QFETCH(int, verdict);
        const auto found = finding.value<Finding>();
        QCOMPARE(int(found.verdict), verdict);
        QCOMPARE(found.next.isEmpty(), found.verdict == Verdict::Ok); // whoever is told of trouble is told what to do
        static const QRegularExpression Japanese(u"[\\p{Hiragana}\\p{Katakana}\\p{Han}]"_s);
        for (const LocalizedText &text : {found.title, found.says, found.next}) {
            QVERIFY(!Japanese.match(text.in(u"en"_s)).hasMatch());
            QVERIFY(!text.in(u"ja"_s).contains(u'%') && !text.in(u"en"_s).contains(u'%'));
        }
        QVERIFY(!found.title.in(u"ja"_s).isEmpty() && !found.says.in(u"ja"_s).isEmpty()
                && !found.says.in(u"en"_s).isEmpty());
        QVERIFY(Japanese.match(found.title.in(u"ja"_s)).hasMatch());
    }

    void worstOfAReport()
    {
        Report report;
        QCOMPARE(report.worst(), Verdict::Ok);
        report.findings = {judgeClock(reached(100)), judgeService(reached(0))};
        QCOMPARE(report.worst(), Verdict::Warning);
        report.findings.push_back(judgeClock(reached(1000)));
        QCOMPARE(report.worst(), Verdict::Problem);
    }

    void appearanceThroughAnotherProcess()
    {
        const Appearance seen{
            {}, u"xcb"_s, {{QSize(1280, 1000), 1.5, 144}, {QSize(800, 600), 1, 96}}, {u"A"_s, u"B"_s}, u"C"_s};
        QCOMPARE(toJson(readAppearance(toJson(seen))), toJson(seen));
        QVERIFY(readAppearance(toJson(seen)).failure.isEmpty());
        QVERIFY(!readAppearance({}).failure.isEmpty());
    }

    void withoutIdentity_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("clean");
        const auto row = [](const QString &text, const QString &clean) {
            QTest::newRow(qPrintable(text)) << text << clean;
        };
        row(u"/people/hanako/data"_s, u"~/data"_s);
        row(u"/people/hanako"_s, u"~"_s);
        row(u"/people/hanako2/data"_s, u"/people/(user)2/data"_s);
        row(u"/mnt/HANAKO/x"_s, u"/mnt/(user)/x"_s);
        row(u"Hanako Yamada's file"_s, u"(user)'s file"_s);
        row(u"https://desk-7.example.org:443"_s, u"https://(computer):443"_s);
        row(u"on DESK-7 now"_s, u"on (computer) now"_s);
        row(u"localhost"_s, u"localhost"_s);
        row(u"al and also"_s, u"(user) and also"_s); // a short name as a whole word only
        row(u"/media/al/usb"_s, u"/media/(user)/usb"_s);
        row(u"nothing of it"_s, u"nothing of it"_s);
    }

    void withoutIdentity()
    {
        QFETCH(QString, text);
        QFETCH(QString, clean);
        const Identity identity{u"/people/hanako"_s,
                                {u"hanako"_s, u"al"_s, u"Hanako Yamada"_s},
                                {u"desk-7"_s, u"desk-7.example.org"_s, u"localhost"_s}};
        QCOMPARE(diagnostics::withoutIdentity(text, identity), clean);
    }

    void everyTextIsCleaned()
    {
        Finding finding = judgeDataFolder({u"/people/hanako/data"_s, true, u"hanako has no right"_s, 1, {}});
        finding.says = LocalizedText(u"hanakoさん"_s, u"hanako said"_s);
        finding.next = LocalizedText(u"hanakoへ"_s, u"ask hanako"_s);
        const Report report{QDateTime::currentDateTimeUtc(), u"1"_s, {finding}};
        const Identity identity{u"/people/hanako"_s, {u"hanako"_s}, {}};
        const Report clean =
            report.cleaned([&](const QString &text) { return diagnostics::withoutIdentity(text, identity); });
        for (const QString &text : {clean.toText(u"ja"_s), clean.toText(u"en"_s),
                                    QString::fromUtf8(QJsonDocument(clean.toJson()).toJson())}) {
            QVERIFY2(!text.contains(u"hanako"_s), qPrintable(text));
        }
        QVERIFY(report.toText(u"en"_s).contains(u"hanako"_s)); // else this would prove nothing
    }

    void archive()
    {
        const Report report{QDateTime({2026, 11, 26}, {2, 15}, Qt::UTC), u"1"_s, {judgeService(reached(0))}};
        const auto zip = helpDeskArchive(report);
        QVERIFY(zip && zip->startsWith("PK\x03\x04"));
        QCOMPARE(zip, helpDeskArchive(report)); // nothing of the moment or the machine is in it
        QCOMPARE(archiveName(report), u"ttp-apply-20261126-0215.zip"_s);
    }
};

Q_DECLARE_METATYPE(ttp::diagnostics::Finding)

QTEST_GUILESS_MAIN(JudgementsTest)
#include "test_judgements.moc"
