// SPDX-License-Identifier: GPL-3.0-or-later
// Works on a vault until it is killed.
//   vault_victim write FOLDER        replaces one file again and again: N times the letter of the round, N its number
//   vault_victim stall FOLDER        is in the middle of writing a file, and stays there
//   vault_victim hold FOLDER NAME    holds a name
#include "vault/vault.h"

#include <QCoreApplication>
#include <QThread>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ttp;

namespace {

void say(const char *what)
{
    std::puts(what);
    std::fflush(stdout);
}

[[noreturn]] void sleepForEver()
{
    for (;;) {
        QThread::sleep(1000);
    }
}

/// Hands out some bytes and then says so and sleeps.
class Staller final : public QIODevice {
public:
    Staller() { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        if (m_given > 1'000'000) {
            say("stalled");
            sleepForEver();
        }
        std::fill_n(data, maxSize, 'x');
        m_given += maxSize;
        return maxSize;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    qint64 m_given = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto opened = vault::folderVault(arguments.at(2), Secret::fromUtf8(QByteArray(32, 'k')));
    if (!opened) {
        return 1;
    }
    vault::Vault &vault = **opened;
    if (arguments.at(1) == u"write"_s) {
        for (int round = 1;; ++round) {
            const QByteArray content(20'000 + round % 5 * 9'000, char('a' + round % 26));
            if (!vault.write(u"drafts/a"_s, vault::Purpose::Draft, content)) {
                return 1;
            }
            if (round == 1) {
                say("writing");
            }
        }
    }
    if (arguments.at(1) == u"stall"_s) {
        Staller source;
        return vault.copyIn(u"drafts/a"_s, vault::Purpose::Draft, source, 1'000'000'000) ? 0 : 1;
    }
    const auto hold = vault.hold(arguments.at(3));
    say(hold ? "held" : hold.error().code == FailureCode::DraftInUse ? "refused" : "failed");
    sleepForEver();
}
