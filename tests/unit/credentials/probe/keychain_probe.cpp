// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/keychain.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::credentials;

namespace {

/// Works the commands off one after another and prints one line for each outcome.
class Probe : public QObject {
public:
    Probe(std::chrono::milliseconds deadline, QStringList commands)
        : m_keychain(deadline), m_commands(std::move(commands))
    {
    }

    void next()
    {
        if (m_commands.isEmpty()) {
            QCoreApplication::quit();
            return;
        }
        const QStringList words = m_commands.takeFirst().split(u'=');
        const QString &entry = words.value(1);
        if (words.first() == "remember"_L1) {
            m_keychain.remember(entry, Secret::fromUtf8(QByteArray::fromHex(words.value(2).toLatin1())), this,
                                [this](const Result<std::monostate> &outcome) { tell(outcome, "done"); });
        } else if (words.first() == "forget"_L1) {
            m_keychain.forget(entry, this, [this](const Result<std::monostate> &outcome) { tell(outcome, "done"); });
        } else if (words.first() == "recall"_L1) {
            m_keychain.recall(entry, this, [this](const Result<std::shared_ptr<const Secret>> &outcome) {
                tell(outcome, outcome && *outcome ? (**outcome).reveal().toByteArray().toHex() : QByteArray("nothing"));
            });
        } else { // "leave": a call whose context goes at once, so that nobody may hear of it
            QObject context;
            m_keychain.recall(entry, &context, [](const auto &) { std::puts("heard"); });
            tell(Result<std::monostate>(), "left");
        }
    }

private:
    template <typename Outcome>
    void tell(const Result<Outcome> &outcome, const QByteArray &success)
    {
        const QByteArray line = outcome ? success : nameOf(outcome.error().code).toLatin1();
        std::puts(line.constData());
        std::fflush(stdout);
        QMetaObject::invokeMethod(this, [this] { next(); }, Qt::QueuedConnection);
    }

    Keychain m_keychain;
    QStringList m_commands;
};

} // namespace

/// keychain_probe DEADLINE_MS remember=ENTRY=HEX|recall=ENTRY|forget=ENTRY|leave=ENTRY ...
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    Probe probe(std::chrono::milliseconds(arguments.value(1).toInt()), arguments.sliced(2));
    QMetaObject::invokeMethod(&probe, [&probe] { probe.next(); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}
