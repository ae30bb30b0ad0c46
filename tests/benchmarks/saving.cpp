// SPDX-License-Identifier: GPL-3.0-or-later
// Saving a draft with many answers again and again, as the window does, beside writing the same bytes in the clear as
// safely: a new file, synced, renamed over the old one, and the folder synced.
//   saving [FOLDER] [ANSWERS] [RUNS]
#include "vault/drafts.h"

#include "base/digest.h"
#include "base/file.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ttp;

namespace {

vault::Draft draftWith(int answers)
{
    vault::Draft draft;
    draft.id = randomUuid();
    draft.service = {u"practice"_s, u"practice"_s, {}};
    draft.place = {u"form"_s, u"passport"_s, u"passport.number"_s};
    draft.language = u"ja"_s;
    draft.applicant = u"ERIKSSON ANNA MARIA"_s;
    draft.created = draft.changed = QDateTime::currentDateTimeUtc();
    draft.form = QByteArray(64 * 1024, 'f');
    for (int i = 0; i < answers; ++i) {
        draft.answers.insert(u"step.field_%1"_s.arg(i), u"髙﨑 an answer of usual length"_s);
    }
    return draft;
}

qint64 median(std::vector<qint64> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QTemporaryDir folder(arguments.value(1, QDir::tempPath()) + u"/saving-XXXXXX"_s);
    const int answers = arguments.value(2, u"200"_s).toInt();
    const int runs = std::max(1, arguments.value(3, u"51"_s).toInt());
    const auto vault = vault::folderVault(folder.filePath(u"vault"_s), Secret::fromUtf8(randomBytes(32)));
    vault::Draft draft = draftWith(answers);
    if (!vault || !vault::Drafts(*vault).save(draft)) {
        std::fprintf(stderr, "no draft to save\n");
        return 1;
    }
    std::vector<qint64> clear;
    std::vector<qint64> sealed;
    QElapsedTimer timer;
    for (int run = 0; run < runs; ++run) {
        draft.answers.insert(u"step.field_0"_s, u"changed %1"_s.arg(run)); // one key more
        timer.start();
        if (!writeFileAtomically(folder.filePath(u"clear"_s), vault::toKept(draft))) {
            return 1;
        }
        clear.push_back(timer.nsecsElapsed());
        timer.start();
        if (!vault::Drafts(*vault).save(draft)) {
            return 1;
        }
        sealed.push_back(timer.nsecsElapsed());
    }
    const auto ms = [](qint64 ns) { return double(ns) / 1e6; };
    std::printf("%d answers (%lld bytes), median of %d: in the clear %.2f ms, sealed %.2f ms (%.2f times)\n", answers,
                static_cast<long long>(vault::toKept(draft).size()), runs, ms(median(clear)), ms(median(sealed)),
                double(median(sealed)) / double(median(clear)));
    return 0;
}
