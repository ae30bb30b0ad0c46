// SPDX-License-Identifier: GPL-3.0-or-later
// Rotates a vault and kills itself on the way.
//   rotation_victim FOLDER KEEPER STEP [PASSPHRASE]   dies at that step (each change of disk or keeper has one before and
//                                                     one after it); to a passphrase if there is one
#include "custody_steps.h"
#include "file_keeper.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::vault;

namespace {

int stepsToLive = 0;

void step()
{
    if (--stepsToLive == 0) {
        std::raise(SIGKILL);
    }
}

/// The real disk, with a step before and after each change.
class MortalDisk final : public Disk {
public:
    explicit MortalDisk(std::shared_ptr<Disk> disk) : m_disk(std::move(disk)) {}

    Result<std::unique_ptr<QIODevice>> read(const QString &path) const override { return m_disk->read(path); }
    Result<std::unique_ptr<NewFile>> begin() override
    {
        step();
        return m_disk->begin();
    }
    Result<void> put(std::unique_ptr<NewFile> file, const QString &path) override
    {
        step();
        auto outcome = m_disk->put(std::move(file), path);
        step();
        return outcome;
    }
    Result<void> removeFile(const QString &path) override { return m_disk->removeFile(path); }
    Result<void> removeFolder(const QString &path) override { return m_disk->removeFolder(path); }
    Result<QStringList> entries(const QString &path) const override { return m_disk->entries(path); }
    Result<std::unique_ptr<Hold>> lock(const QString &path, Sharing sharing) override { return m_disk->lock(path, sharing); }

private:
    std::shared_ptr<Disk> m_disk;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto disk = openDisk(arguments.at(1), Disk::Opening::Existing);
    if (!disk) {
        return 2;
    }
    stepsToLive = arguments.at(3).toInt();
    const auto keeper = std::make_shared<vault_test::FileKeeper>(arguments.at(2));
    keeper->beforeAndAfter = step;
    KeyAccess to{keeper, {}};
    if (arguments.size() > 4) {
        to.passphrase = std::make_shared<const Secret>(Secret::fromString(arguments.at(4)));
    }
    rotateOn(std::make_shared<MortalDisk>(*disk), {keeper, {}}, to, &application, [](const Result<Rotated> &rotated) {
        std::printf("%d\n", rotated ? rotated->files : -1);
        QCoreApplication::exit(rotated ? 0 : 1);
    });
    return QCoreApplication::exec();
}
