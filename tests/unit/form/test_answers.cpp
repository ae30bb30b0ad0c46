// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "base/log_output.h"
#include "form/answers.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;

namespace {

Q_LOGGING_CATEGORY(category, "ttp.test", QtWarningMsg)

} // namespace

/// Answers and files in the log.
class TestAnswers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comeOutAsMasks()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"log"_s);
        const form::Answers answers(QJsonObject{{u"passport.surname"_s, u"CANARY"_s}});
        const form::Attachment file{u"documents.remarks"_s, u"canary.pdf"_s, u"application/pdf"_s, 4711, "canary"};
        {
            const log::Output output({log::Settings::Level::Debug, path});
            log::debug(category()) << "holds" << answers << file;
        }
        QFile written(path);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(written.readAll().endsWith(" debug ttp.test holds [answers] [file]\n"));
    }
};

QTEST_GUILESS_MAIN(TestAnswers)
#include "test_answers.moc"
