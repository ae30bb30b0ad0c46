// SPDX-License-Identifier: GPL-3.0-or-later
// Versions, libraries, TLS.

#include "diagnostics/judgements.h"

#include <QVersionNumber>

using namespace Qt::StringLiterals;

namespace ttp::diagnostics {

namespace {

bool isOlder(const QString &running, const QString &built)
{
    return QVersionNumber::fromString(running) < QVersionNumber::fromString(built);
}

LocalizedText installAgain()
{
    return {u"端末の更新プログラムを適用し、このプログラムをインストールし直してください。"_s,
            u"Install the updates of this computer, then install this program again."_s};
}

void addFiles(Finding &finding, const QString &name, const std::vector<LoadedFile> &files)
{
    QStringList paths;
    for (const LoadedFile &file : files) {
        paths += file.path;
    }
    finding.facts.emplace_back(name, paths.isEmpty() ? u"-"_s : paths.join(u" | "_s));
}

} // namespace

Finding judgeVersions(const Versions &versions)
{
    Finding finding{u"program"_s, {u"プログラムと端末"_s, u"Program and computer"_s}, Verdict::Ok, {}, {}, {}};
    finding.facts = {{u"program"_s, versions.program},
                     {u"qt_built"_s, versions.qtBuilt},
                     {u"qt_running"_s, versions.qtRunning},
                     {u"openssl_built"_s, versions.openSslBuilt},
                     {u"openssl_running"_s, versions.openSslRunning},
                     {u"system"_s, versions.system},
                     {u"kernel"_s, versions.kernel},
                     {u"processor"_s, versions.processor}};
    if (isOlder(versions.qtRunning, versions.qtBuilt) || isOlder(versions.openSslRunning, versions.openSslBuilt)) {
        finding.verdict = Verdict::Problem;
        finding.says = {u"この端末の Qt または OpenSSL は、プログラムが必要とするものより古い版です。"_s,
                        u"Qt or OpenSSL on this computer is older than what the program needs."_s};
        finding.next = installAgain();
        return finding;
    }
    finding.says =
        LocalizedText(u"TTP Apply %1、%2"_s, u"TTP Apply %1 on %2"_s).arg(versions.program).arg(versions.system);
    return finding;
}

Finding judgeLibraries(const Libraries &libraries)
{
    Finding finding{u"libraries"_s, {u"暗号化ライブラリー"_s, u"Encryption libraries"_s}, Verdict::Ok, {}, {}, {}};
    finding.facts = {{u"openssl_of_qt"_s, libraries.qtVersion}, {u"openssl_of_program"_s, libraries.ownVersion}};
    if (libraries.canLook) {
        addFiles(finding, u"libssl"_s, libraries.ssl);
        addFiles(finding, u"libcrypto"_s, libraries.crypto);
        finding.facts.emplace_back(u"qt_tls_plugin"_s, libraries.plugin ? libraries.plugin->path : u"-"_s);
    }
    const bool sameVersion = !libraries.qtVersion.isEmpty() && libraries.qtVersion == libraries.ownVersion;
    const bool oneFile = libraries.ssl.size() == 1 && libraries.crypto.size() == 1 && libraries.plugin && libraries.ours
        && libraries.ours->isSameFile(libraries.crypto.front());
    if (!sameVersion || (libraries.canLook && !oneFile)) {
        finding.verdict = Verdict::Problem;
        finding.says = {
            u"通信に使う OpenSSL と、このプログラムが直接使う OpenSSL が、同じファイルではありません。"_s,
            u"The OpenSSL that makes the connections and the one that the program itself calls are not the same file."_s};
        finding.next = {
            u"環境変数 LD_LIBRARY_PATH や LD_PRELOAD を使っている場合は、それを外して起動してください。それでも変わらないときは、"
            u"このプログラムをインストールし直してください。"_s,
            u"If LD_LIBRARY_PATH or LD_PRELOAD is set, start the program without it. If that does not help, install "
            u"the program again."_s};
        return finding;
    }
    finding.says = libraries.canLook
        ? LocalizedText(u"OpenSSL は一つだけ読み込まれています（%1）。"_s, u"There is one OpenSSL (%1)."_s)
              .arg(libraries.ownVersion)
        : LocalizedText(u"同じ版の OpenSSL を使っています（%1）。"_s, u"OpenSSL is of the same version (%1)."_s)
              .arg(libraries.ownVersion);
    return finding;
}

Finding judgeTls(const Tls &tls)
{
    Finding finding{u"tls"_s, {u"暗号化通信（TLS）"_s, u"Encrypted connections (TLS)"_s}, Verdict::Ok, {}, {}, {}};
    finding.facts = {{u"backends"_s, tls.backends.join(u", "_s)},
                     {u"active"_s, tls.active},
                     {u"tls_1_2"_s, tls.hasTls12 ? u"yes"_s : u"no"_s},
                     {u"tls_1_3"_s, tls.hasTls13 ? u"yes"_s : u"no"_s}};
    if (!tls.supported || tls.active != "openssl"_L1 || !tls.hasTls12) {
        finding.verdict = Verdict::Problem;
        finding.says = {u"OpenSSL による暗号化通信を利用できません。"_s,
                        u"Encrypted connections by OpenSSL are not available."_s};
        finding.next = installAgain();
        return finding;
    }
    finding.says = tls.hasTls13
        ? LocalizedText(u"TLS 1.2 と TLS 1.3 を利用できます。"_s, u"TLS 1.2 and TLS 1.3 are available."_s)
        : LocalizedText(u"TLS 1.2 を利用できます。"_s, u"TLS 1.2 is available."_s);
    return finding;
}

} // namespace ttp::diagnostics
