// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle_devices.h"
#include "cobblestone.h"
#include "passphrase.h"
#include "sealed_file.h"
#include "words.h"

#include "base/digest.h"
#include "base/json.h"
#include "vault/bundle.h"

#include <QBuffer>
#include <QDir>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <limits>

#include <sys/mount.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::vault;

namespace {

constexpr qint64 MessageStart = 56;

class BytesSource final : public ByteSource {
public:
    explicit BytesSource(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    [[nodiscard]] std::expected<std::unique_ptr<QIODevice>, QString> open() const override
    {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(m_bytes);
        buffer->open(QIODevice::ReadOnly);
        return buffer;
    }

private:
    QByteArray m_bytes;
};

/// Says at the first opening that it is longer, or shorter, than it is at the second.
class ChangingSource final : public ByteSource {
public:
    explicit ChangingSource(int by) : m_by(by) {}
    [[nodiscard]] std::expected<std::unique_ptr<QIODevice>, QString> open() const override
    {
        const int size = 1000 + (m_opened++ > 0 ? m_by : 0);
        return BytesSource(QByteArray(size, 'x')).open();
    }

private:
    int m_by;
    mutable int m_opened = 0;
};

BundleEntry entry(const QString &name, Purpose purpose, const QByteArray &bytes)
{
    return {name, purpose, 0, std::make_shared<BytesSource>(bytes)};
}

Secret code(const QString &text = u"a passphrase"_s)
{
    return Secret::fromString(text);
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// One encrypted file that carries a draft to another computer.
class BundleTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path() const { return m_folder->filePath(u"draft.ttp"_s); }
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }
    void overwrite(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    static std::vector<BundleEntry> draft()
    {
        return {entry(u"state"_s, Purpose::Draft, "the state"), entry(u"form"_s, Purpose::Form, ""),
                entry(u"files/1"_s, Purpose::Attachment, QByteArray(50'000, 'a'))};
    }
    FailureCode refusal() const
    {
        const auto opened = openBundle(path(), code());
        return opened ? FailureCode::Defect : opened.error().code;
    }

    /// What somebody who knows the code, but does not use this program, may write.
    void overwriteWith(const QByteArray &content) const
    {
        static const QByteArray prefix = "TTPHAND\1" + randomBytes(16);
        static const Secret key = keyFromPassphrase(code(), QByteArrayView(prefix).sliced(8));
        const QByteArray message = sealBytes(key, prefix, content);
        overwrite(prefix + sha256(prefix + message.first(Cobblestone::HeaderBytes)) + message);
    }
    static QByteArray tabled(const QByteArray &table, const QByteArray &contents = {})
    {
        QByteArray length(4, '\0');
        qToBigEndian(quint32(table.size()), length.data());
        return length + table + contents;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void thereAndBack()
    {
        const mode_t before = ::umask(0);
        QVERIFY(writeBundle(path(), code(), draft()));
        ::umask(before);
        struct stat status{};
        QVERIFY(::lstat(QFile::encodeName(path()).constData(), &status) == 0 && (status.st_mode & 07777) == 0600);
        QCOMPARE(files(), QStringList{u"draft.ttp"_s});
        const QByteArray bytes = bytesOf(path());
        QVERIFY(!bytes.contains("state") && !bytes.contains("aaaaaaaa") && !bytes.contains("entries"));
        const auto entries = openBundle(path(), code());
        QVERIFY2(entries, entries ? "" : qPrintable(entries.error().facts));
        QCOMPARE(entries->size(), std::size_t(3));
        const auto expected = draft();
        for (std::size_t i = 0; i < 3; ++i) {
            const BundleEntry &got = (*entries)[i];
            const QByteArray content = (*expected[i].source->open())->readAll();
            QCOMPARE(got.name, expected[i].name);
            QCOMPARE(got.purpose, expected[i].purpose);
            QCOMPARE(got.bytes, content.size());
            const auto device = got.source->open();
            QCOMPARE((*device)->size(), content.size());
            QCOMPARE((*device)->readAll(), content);
        }
        const auto device = entries->at(2).source->open();
        QVERIFY((*device)->seek(49'990));
        QCOMPARE((*device)->read(100), QByteArray(10, 'a')); // not beyond its own end
    }

    void wrongCodeTamperedAndNewerAreToldApart()
    {
        QVERIFY(writeBundle(path(), code(), draft()));
        QCOMPARE(openBundle(path(), code(u"A passphrase"_s)).error().code, FailureCode::BundleWrongCode);
        const QByteArray bytes = bytesOf(path());
        for (qsizetype i = 0; i < MessageStart + Cobblestone::HeaderBytes; ++i) { // scrypt is not even begun
            QByteArray changed = bytes;
            changed[i] = char(changed.at(i) ^ 0x41);
            overwrite(changed);
            QCOMPARE(refusal(), i == 7 ? FailureCode::BundleNewer : FailureCode::BundleDamaged);
        }
        for (const qsizetype i : {qsizetype(112), qsizetype(20'000), bytes.size() - 1}) {
            QByteArray changed = bytes;
            changed[i] = char(changed.at(i) ^ 1);
            overwrite(changed);
            QCOMPARE(refusal(), FailureCode::BundleDamaged);
        }
        for (const qsizetype length : {qsizetype(0), qsizetype(7), qsizetype(60), qsizetype(112), qsizetype(130),
                                       qsizetype(16'512), bytes.size() - 1}) {
            overwrite(bytes.first(length));
            QCOMPARE(refusal(), FailureCode::BundleDamaged);
        }
        overwrite(bytes + 'x');
        QCOMPARE(refusal(), FailureCode::BundleDamaged);
        overwrite(QByteArray(bytes).replace(7, 1, QByteArray(1, 2)));
        QCOMPARE(refusal(), FailureCode::BundleNewer);
        QVERIFY(QFile::remove(path()));
        QCOMPARE(refusal(), FailureCode::BundleUnreadable);
        QCOMPARE(openBundle(m_folder->path(), code()).error().code, FailureCode::BundleUnreadable);
        overwrite(bytes);
        QVERIFY(openBundle(path(), code()));
    }

    void changedAfterItWasOpened()
    {
        QVERIFY(writeBundle(path(), code(), draft()));
        const auto entries = openBundle(path(), code());
        QVERIFY(entries);
        QByteArray bytes = bytesOf(path());
        bytes[bytes.size() - 100] = char(bytes.at(bytes.size() - 100) ^ 1);
        overwrite(bytes);
        const auto device = entries->at(2).source->open();
        QVERIFY(!device || (*device)->readAll().isEmpty());
    }

    void hostileContents_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QByteArray &content, const char *code = "BUN-002") {
            QTest::newRow(name) << content << QString::fromLatin1(code);
        };
        const auto json = [](const QByteArray &single) { return QByteArray(single).replace('\'', '"'); };
        const auto one = [json](const QByteArray &name, const QByteArray &bytes, const QByteArray &more = {}) {
            return json("{'format':1,'entries':[{'name':'" + name + "','purpose':'draft','bytes':" + bytes + "}" + more + "]}");
        };
        row("nothing", "");
        row("three bytes", "abc");
        row("a table longer than the file", QByteArray("\0\0\1\0{}", 6));
        row("a table of 4 GiB", QByteArray("\xFF\xFF\xFF\xFF{}", 6));
        row("no JSON", tabled("hello"));
        row("doubled members", tabled(json("{'format':1,'format':1,'entries':[]}")));
        row("a newer table", tabled(json("{'format':2,'entries':[],'more':1}")), "BUN-003");
        row("no format", tabled(json("{'entries':[]}")));
        row("an unknown member", tabled(json("{'format':1,'entries':[],'more':1}")));
        row("a name that leads away", tabled(one("../../x", "0")));
        row("an absolute name", tabled(one("/x", "0")));
        row("a name with a zero", tabled(one("a\\u0000b", "0")));
        row("an empty name", tabled(one("", "0")));
        row("a long name", tabled(one(QByteArray(65, 'a'), "0")));
        row("the same name twice", tabled(one("a", "0", json(",{'name':'a','purpose':'draft','bytes':0}"))));
        row("an unknown purpose", tabled(json("{'format':1,'entries':[{'name':'a','purpose':'key','bytes':0}]}")));
        row("a negative size", tabled(one("a", "-1")));
        row("a fraction", tabled(one("a", "0.5")));
        row("a size beyond the end", tabled(one("a", "4"), "abc"));
        row("a huge size", tabled(one("a", "9007199254740991"), "abc"));
        row("sizes that overflow", tabled(one("a", "9007199254740991", json(",{'name':'b','purpose':'draft','bytes':9007199254740991}"))));
        row("more than the table says", tabled(one("a", "3"), "abcd"));
        QByteArray many;
        for (int i = 1; i <= MaxBundleEntries; ++i) {
            many += ",{'name':'n" + QByteArray::number(i) + json("','purpose':'draft','bytes':0}");
        }
        row("too many", tabled(one("a", "0", many)), "BUN-006");
    }

    void hostileContents()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, code);
        overwriteWith(content);
        QCOMPARE(nameOf(refusal()), code);
    }

    void whatCannotBeWritten()
    {
        QVERIFY(writeBundle(path(), code(), draft()));
        const QByteArray before = bytesOf(path());
        QCOMPARE(writeBundle(m_folder->filePath(u"no/such/folder"_s), code(), draft()).error().code,
                 FailureCode::BundleUnwritable);
        QCOMPARE(writeBundle(m_folder->path(), code(), draft()).error().code, FailureCode::BundleUnwritable);
        for (const int by : {-1, 1}) { // a file that changes meanwhile
            const std::vector<BundleEntry> changing{{u"a"_s, Purpose::Draft, 0, std::make_shared<ChangingSource>(by)}};
            QCOMPARE(writeBundle(path(), code(), changing).error().code, FailureCode::VaultUnreadable);
        }
        const auto gone = fileSource(m_folder->filePath(u"gone"_s));
        QCOMPARE(writeBundle(path(), code(), {{u"a"_s, Purpose::Draft, 0, gone}}).error().code, FailureCode::VaultUnreadable);
        QCOMPARE(writeBundle(path(), code(), {entry(u"A"_s, Purpose::Draft, "")}).error().code, FailureCode::Defect);
        QCOMPARE(writeBundle(path(), code(), {entry(u"a"_s, Purpose::Draft, ""), entry(u"a"_s, Purpose::Draft, "")})
                     .error()
                     .code,
                 FailureCode::Defect);
        QCOMPARE(writeBundle(path(), code(), std::vector(MaxBundleEntries + 1, entry(u"a"_s, Purpose::Draft, "")))
                     .error()
                     .code,
                 FailureCode::Defect); // the same name
        std::vector<BundleEntry> many;
        for (int i = 0; i <= MaxBundleEntries; ++i) {
            many.push_back(entry(u"n%1"_s.arg(i), Purpose::Draft, ""));
        }
        QCOMPARE(writeBundle(path(), code(), many).error().code, FailureCode::BundleTooLarge);
        QCOMPARE(bytesOf(path()), before);
        QCOMPARE(files(), QStringList{u"draft.ttp"_s});
    }

    void aFullDiskLeavesWhatWasThere()
    {
        if (::mount("tmpfs", QFile::encodeName(m_folder->path()).constData(), "tmpfs", 0, "size=200k") != 0) {
            QSKIP("mounting a small disk needs the rights for it");
        }
        const auto unmount = qScopeGuard([this] { ::umount2(QFile::encodeName(m_folder->path()).constData(), MNT_DETACH); });
        QVERIFY(writeBundle(path(), code(), draft()));
        const std::vector<BundleEntry> large{entry(u"a"_s, Purpose::Attachment, QByteArray(1'000'000, 'x'))};
        QCOMPARE(writeBundle(path(), code(), large).error().code, FailureCode::BundleUnwritable);
        QVERIFY(openBundle(path(), code()));
        QCOMPARE(files(), QStringList{u"draft.ttp"_s});
    }

    void aLinkIsReplacedAndNotFollowed()
    {
        const QString other = m_folder->filePath(u"other"_s);
        QFile file(other);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("theirs") == 6);
        file.close();
        QVERIFY(QFile::link(other, path()));
        QVERIFY(writeBundle(path(), code(), draft()));
        QCOMPARE(bytesOf(other), "theirs");
        QVERIFY(!QFileInfo(path()).isSymLink());
    }

    void codesOfSixWords()
    {
        const Secret first = newBundleCode();
        const QString text = QString::fromUtf8(first.reveal());
        QCOMPARE(text.split(u' ').size(), 6);
        QVERIFY(!(first == newBundleCode()));
        for (const QString &typed : {text, text.toUpper(), u"  "_s + QString(text).replace(u' ', u"\t-\n"_s) + u' ',
                                     QString(text).replace(u' ', u'-')}) {
            QVERIFY(normalCode(Secret::fromString(typed)) == first);
        }
        // Everything else counts as typed.
        for (const QString &typed : {u"Two Words"_s, u" blank "_s, text + u" more"_s, QString(u"a-b-c-d-e-f"_s), u""_s}) {
            QVERIFY(normalCode(Secret::fromString(typed)) == Secret::fromString(typed));
        }
        QVERIFY(writeBundle(path(), first, draft()));
        QVERIFY(openBundle(path(), Secret::fromString(QString(text).replace(u' ', u'-').toUpper())));
        QStringList turned = text.split(u' ');
        turned.move(0, 5);
        QVERIFY(turned.join(u' ') == text
                || openBundle(path(), Secret::fromString(turned.join(u' '))).error().code == FailureCode::BundleWrongCode);
    }

    void wordsAreManyAndDistinct()
    {
        const QStringList &words = codeWords();
        QCOMPARE(words.size(), 2048); // six of them: 66 bits
        QVERIFY(std::ranges::is_sorted(words));
        static const QRegularExpression Form(u"^[a-z]{4,6}$"_s);
        QSet<QString> beginnings;
        QSet<QString> slips;
        for (const QString &word : words) {
            QVERIFY2(Form.match(word).hasMatch(), qPrintable(word));
            QVERIFY2(!beginnings.contains(word.first(4)), qPrintable(word));
            beginnings.insert(word.first(4));
            for (qsizetype i = 0; i < word.size(); ++i) { // one letter for another
                const QString slip = QString(word).replace(i, 1, u'?');
                QVERIFY2(!slips.contains(slip), qPrintable(word));
                slips.insert(slip);
            }
        }
        for (const QString &word : words) { // one letter left out
            for (qsizetype i = 0; i < word.size(); ++i) {
                QVERIFY2(!std::ranges::binary_search(words, QString(word).remove(i, 1)), qPrintable(word));
            }
        }
    }
};

QTEST_GUILESS_MAIN(BundleTest)
#include "test_bundle.moc"
