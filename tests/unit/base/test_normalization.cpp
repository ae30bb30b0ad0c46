// SPDX-License-Identifier: GPL-3.0-or-later
// NFC judged by the Unicode Consortium: NormalizationTest.txt and StandardizedVariants.txt of Debian's package unicode-data.
#include "base/text.h"

#include <QFile>
#include <QHash>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;

namespace {

const QString Folder = u"/usr/share/unicode/"_s;

QString fromCodes(const QByteArray &codes)
{
    QString text;
    for (const QByteArray &code : codes.trimmed().split(' ')) {
        text += QChar::fromUcs4(code.toUInt(nullptr, 16));
    }
    return text;
}

bool isKnown(const QString &text)
{
    const QList<uint> codes = text.toUcs4();
    return std::none_of(codes.begin(), codes.end(), [](uint code) { return QChar::category(code) == QChar::Other_NotAssigned; });
}

/// Ideographs that NFC replaces, and what stands for them.
QHash<QString, QString> variations()
{
    QHash<QString, QString> table;
    QFile file(Folder + u"StandardizedVariants.txt"_s);
    if (file.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            constexpr char Mark[] = "CJK COMPATIBILITY IDEOGRAPH-";
            const qsizetype at = line.indexOf(Mark);
            if (at > 0) {
                const QByteArray code = line.mid(at + qsizetype(sizeof(Mark)) - 1).trimmed();
                table.insert(fromCodes(code.left(code.indexOf(';') < 0 ? code.size() : code.indexOf(';'))),
                             fromCodes(line.left(line.indexOf(';'))));
            }
        }
    }
    return table;
}

} // namespace

class TestNormalization : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void consortium();
    void namesKeepTheirIdeographs();
};

void TestNormalization::consortium()
{
    if (!QFile::exists(Folder + u"NormalizationTest.txt.bz2"_s)) {
        QSKIP("The package unicode-data is not installed.");
    }
    QProcess bzip2;
    bzip2.start(u"bzip2"_s, {u"-dc"_s, Folder + u"NormalizationTest.txt.bz2"_s});
    QVERIFY(bzip2.waitForFinished());
    const auto replaced = variations();
    int lines = 0;
    int newer = 0;
    for (const QByteArray &line : bzip2.readAllStandardOutput().split('\n')) {
        const QList<QByteArray> columns = line.left(line.indexOf('#')).split(';');
        if (columns.size() < 5 || line.startsWith('@')) {
            continue;
        }
        const QString source = fromCodes(columns[0]);
        if (!isKnown(source)) { // newer than this Qt
            ++newer;
            continue;
        }
        ++lines;
        const QString c = fromCodes(columns[1]);
        QVERIFY2(nfc(source) == c && nfc(c) == c && nfc(fromCodes(columns[2])) == c, line.constData());
        QVERIFY2(nfc(fromCodes(columns[3])) == fromCodes(columns[3]), line.constData());
        QVERIFY2(nfc(fromCodes(columns[4])) == fromCodes(columns[3]), line.constData());
        if (replaced.contains(source)) {
            QVERIFY2(nfcOfNames(source) == replaced[source], line.constData());
            QVERIFY2(nfcOfNames(source).startsWith(c), line.constData());
        } else {
            QVERIFY2(nfcOfNames(source) == c, line.constData());
        }
    }
    QVERIFY2(lines > 18'000 && newer < 1'000, qPrintable(u"%1 lines, %2 newer than this Qt"_s.arg(lines).arg(newer)));
}

void TestNormalization::namesKeepTheirIdeographs()
{
    const auto replaced = variations();
    if (replaced.isEmpty()) {
        QSKIP("The package unicode-data is not installed.");
    }
    QCOMPARE(replaced.size(), 1002);
    for (auto one = replaced.begin(); one != replaced.end(); ++one) {
        const QString name = u"山"_s + one.key() + u"髙"_s;
        const QString kept = u"山"_s + one.value() + u"髙"_s;
        QCOMPARE(nfcOfNames(name), kept);
        QCOMPARE(nfcOfNames(kept), kept);
        QCOMPARE(nfc(kept), kept);
    }
}

QTEST_GUILESS_MAIN(TestNormalization)
#include "test_normalization.moc"
