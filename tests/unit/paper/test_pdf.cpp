// SPDX-License-Identifier: GPL-3.0-or-later
// The PDF, read by poppler, qpdf and zbar.
#include "base/digest.h"
#include "paper/receipt_files.h"
#include "paper_examples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::paper;
using namespace paper_test;

class PdfTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const ReceiptPaper &paper)
    {
        const QString path = m_folder.filePath(u"paper.pdf"_s);
        const auto pdf = toPdf(paper);
        if (!pdf) {
            qFatal("%s", qPrintable(pdf.error().facts));
        }
        write(path, *pdf);
        const QString keep = qEnvironmentVariable("TTP_PAPER_KEEP"); // to look at them
        if (!keep.isEmpty()) {
            const QString name = keep + u'/' + QString::fromLatin1(QTest::currentTestFunction())
                + QString::fromLatin1(QTest::currentDataTag());
            write(name + u".pdf"_s, *pdf);
            write(name + u".html"_s, toHtml(paper));
        }
        return path;
    }

    static QString copiedOut(const QString &path)
    {
        return QString::fromUtf8(run(u"pdftotext"_s, {u"-raw"_s, path, u"-"_s}));
    }

    static QStringList pages(const QString &path)
    {
        QStringList list = copiedOut(path).split(u'\f');
        list.removeLast();
        return list;
    }

    /// The text without what stands on every page, so that a text that goes over a page break is found.
    static QString running(const QString &path, const ReceiptPaper &paper)
    {
        QString text;
        const QStringList all = pages(path);
        const QStringList repeated{u"TTPApply"_s + QStringLiteral("0.1.0"), dense(u"受領証 / Receipt "_s + paper.number),
                                   dense(paper.practiceSays.in(u"ja"_s) + u'/' + paper.practiceSays.in(u"en"_s))};
        for (qsizetype i = 0; i < all.size(); ++i) {
            QString page = dense(all[i]);
            page.remove(u"TTPApply0.1.0%1/%2"_s.arg(i + 1).arg(all.size()));
            for (const QString &each : repeated) {
                page.remove(each);
            }
            text += page;
        }
        return text;
    }

    static bool has(const QString &found, const QString &text)
    {
        return found.contains(dense(text)) || (qWarning("missing: %s", qPrintable(text)), false);
    }

    /// Every text of the paper is in the PDF, character by character.
    static bool hasEveryText(const ReceiptPaper &paper, const QString &path)
    {
        const QString found = running(path, paper);
        bool all = true;
        for (const Section &section : paper.sections) {
            for (const QString &language : {u"ja"_s, u"en"_s}) {
                all = has(found, section.title.in(language)) && all;
                for (const Row &row : section.rows) {
                    all = has(found, row.label.in(language)) && has(found, row.value.in(language)) && all;
                }
            }
        }
        for (const LocalizedText &note : paper.notes) {
            all = has(found, note.in(u"ja"_s)) && has(found, note.in(u"en"_s)) && all;
        }
        return all;
    }

    static ReceiptSource long_(const QString &answer, int landings)
    {
        return example([&](QJsonObject &body) {
            QJsonObject answers = body["answers"_L1].toObject();
            for (const QString &name : answers.keys()) {
                if (!answer.isEmpty() && answers[name].isString() && name.contains(u"name"_s)) {
                    answers[name] = answer;
                }
                if (landings > 0 && answers[name].isArray() && answers[name].toArray().first().isObject()) {
                    QJsonArray entries;
                    for (int i = 0; i < landings; ++i) {
                        entries.append(answers[name].toArray().at(i % 2));
                    }
                    answers[name] = entries;
                }
            }
            body["answers"_L1] = answers;
        });
    }

private Q_SLOTS:
    void everyTextCanBeCopied_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<int>("landings");
        QTest::newRow("example") << QString() << 0;
        QTest::newRow("many landings") << QString() << 40;
        QTest::newRow("long Japanese") << u"三鷹市下連雀四丁目の家"_s.repeated(400) << 0;
        QTest::newRow("long English") << u"A long name that goes on and on, office by office 0123456789. "_s.repeated(90) << 0;
        QTest::newRow("one word") << u"W"_s.repeated(3000) << 0;
        QTest::newRow("rare ideographs") << u"𠮷野家 髙﨑 渡邊邉 辻󠄀 𩸽 日月長"_s << 0;
        QTest::newRow("other Latin") << u"Łódź Ñandú ÅÄÖ ß ffi fl Dvořák 1/2"_s << 0;
    }

    void everyTextCanBeCopied()
    {
        QFETCH(QString, answer);
        QFETCH(int, landings);
        const ReceiptPaper paper = paperOf(long_(answer, landings));
        const QString path = file(paper);
        QVERIFY(hasEveryText(paper, path));
    }

    void everyPageSaysPracticeAndItsNumber()
    {
        const ReceiptPaper paper = paperOf(long_({}, 40));
        const QStringList all = pages(file(paper));
        QVERIFY(all.size() > 3);
        for (qsizetype i = 0; i < all.size(); ++i) {
            QVERIFY(all[i].contains(u"練習です。申請は行われていません。"_s));
            QVERIFY(all[i].contains(u"Practice. No application was made."_s));
            QVERIFY(all[i].contains(u"%1 / %2"_s.arg(i + 1).arg(all.size())));
            QVERIFY(all[i].contains(paper.number));
        }
    }

    void aRealServiceIsNoPractice()
    {
        const QString text = copiedOut(file(paperOf(example({}, u"production"_s))));
        QVERIFY(!text.contains(u"練習です"_s));
        QVERIFY(!text.contains(u"Practice."_s));
        QVERIFY(text.contains(u"Production"_s));
    }

    void fontsAreEmbeddedAndJapanese()
    {
        const QStringList lines =
            QString::fromUtf8(run(u"pdffonts"_s, {file(paperOf(example()))})).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 4);
        for (const QString &line : lines.mid(2)) {
            QVERIFY2(QRegularExpression(u"^\\S*(NotoSans(CJK)?jp)-(Regular|Bold) .* yes +(yes|no) +yes +\\d+ +0$"_s,
                                        QRegularExpression::CaseInsensitiveOption)
                         .match(line)
                         .hasMatch(),
                     qPrintable(line)); // embedded, with a map to Unicode
        }
    }

    void titleLanguageAndShape()
    {
        const ReceiptPaper paper = paperOf(example());
        const QString path = file(paper);
        const QString info = QString::fromUtf8(run(u"pdfinfo"_s, {path}));
        QVERIFY(info.contains(QRegularExpression(u"Title: +受領証 / Receipt "_s + paper.number)));
        QVERIFY(info.contains(u"(A4)"_s));
        QVERIFY(info.contains(QRegularExpression(u"JavaScript: +no"_s)));
        (void)run(u"qpdf"_s, {u"--check"_s, u"--warning-exit-0"_s, path});
        const QByteArray json = run(u"qpdf"_s, {u"--json"_s, path});
        const QJsonObject document = QJsonDocument::fromJson(json).object();
        QVERIFY(!document.isEmpty());
        QVERIFY(json.contains("\"/Lang\": \"u:ja\"") || json.contains("\"/Lang\": \"ja\""));
        QVERIFY(json.contains("\"/DisplayDocTitle\": true"));
        QCOMPARE(document["attachments"_L1].toObject().keys(), QStringList{u"receipt.json"_s});
    }

    void theReceiptIsInsideToTheByte()
    {
        const ReceiptPaper paper = paperOf(example());
        const QString path = file(paper);
        QCOMPARE(run(u"qpdf"_s, {u"--show-attachment=receipt.json"_s, path}), paper.receiptJson);
        QFile pdf(path);
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QCOMPARE(receiptInPdf(pdf.readAll(), 1 << 20).value_or("nothing"), paper.receiptJson);
    }

    void theCodeHoldsNumberAndDigest()
    {
        const ReceiptSource source = example();
        const ReceiptPaper paper = paperOf(source);
        const QString path = file(paper);
        (void)run(u"pdftoppm"_s,
                  {u"-r"_s, u"110"_s, u"-png"_s, u"-singlefile"_s, path, m_folder.filePath(u"first"_s)});
        const QString read = QString::fromUtf8(
            run(u"zbarimg"_s, {u"--quiet"_s, u"--raw"_s, u"--nodbus"_s, m_folder.filePath(u"first.png"_s)}));
        const QByteArray body = QJsonDocument::fromJson(source.json).object().value("body"_L1).toString().toUtf8();
        QCOMPARE(read.trimmed(), paper.number + u"\nsha-256="_s + QString::fromLatin1(sha256Hex(body)));
    }

    void canBeMadeOffTheThreadOfTheWindow()
    {
        const ReceiptPaper paper = paperOf(example());
        Result<QByteArray> made = failed(FailureCode::Defect);
        const std::unique_ptr<QThread> thread(QThread::create([&] { made = toPdf(paper); }));
        thread->start();
        QVERIFY(thread->wait(60'000));
        QVERIFY(made.has_value());
        const QString path = m_folder.filePath(u"thread.pdf"_s);
        write(path, *made);
        QVERIFY(hasEveryText(paper, path));
    }
};

QTEST_MAIN(PdfTest)
#include "test_pdf.moc"
