// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"

#include <QTest>

#include <openssl/crypto.h>

#include <sys/wait.h>
#include <unistd.h>

/// `startOpenSsl`, which tests/test_start.cpp has called in this program as main() does in the real one.
class OpenSslStartTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// OpenSSL's own end would call the handler.
    void nothingIsTidiedUpAtExit()
    {
        QVERIFY(!ttp::sha256("").isEmpty()); // OpenSSL is in use
        const pid_t child = fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            OPENSSL_atexit([] { _exit(42); });
            std::exit(0);
        }
        int status = -1;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
    }
};

QTEST_APPLESS_MAIN(OpenSslStartTest)
#include "test_openssl_start.moc"
