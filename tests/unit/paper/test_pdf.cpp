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

    QString file(const QByteArray &bytes)
    {
        const QString path = m_folder.filePath(u"paper.pdf"_s);
        write(path, bytes);
        return path;
    }

    /// The text of every page, as one copies it out.
    static QStringList pages(const QString &path)
    {
        QString text = QString::fromUtf8(run(u"pdftotext"_s, {u"-layout"_s, path, u"-"_s}));
        QStringList list = text.split(u'\f');
        list.removeLast();
        return list;
    }

    /// Every text of the paper is in the PDF, also if its lines were broken.
    static void compareTexts(const ReceiptPaper &paper, const QString &path)
    {
        QString found = dense(QString::fromUtf8(run(u"pdftotext"_s, {u"-raw"_s, path, u"-"_s})));
        for (const Section &section : paper.sections) {
            for (const Row &row : section.rows) {
                for (const QString &language : {u"ja"_s, u"en"_s}) {
                    QVERIFY2(found.contains(dense(row.label.in(language))), qPrintable(row.label.in(language)));
                    QVERIFY2(found.contains(dense(row.value.in(language))), qPrintable(row.value.in(language)));
                }
            }
        }
    }

private Q_SLOTS:
    void everyAnswerCanBeSelected()
    {
        const ReceiptPaper paper = paperOf(example());
        const auto pdf = toPdf(paper);
        QVERIFY(pdf.has_value());
        const QString path = file(*pdf);
        compareTexts(paper, path);
        const QString keep = qEnvironmentVariable("TTP_PAPER_KEEP");
        if (!keep.isEmpty()) {
            write(keep + u"/example.pdf"_s, *pdf);
            write(keep + u"/example.html"_s, toHtml(paper));
        }
    }
};

QTEST_MAIN(PdfTest)
#include "test_pdf.moc"
