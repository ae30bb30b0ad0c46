// SPDX-License-Identifier: GPL-3.0-or-later
// What a PDF from anybody can do to us: nothing.
#include "paper/receipt_files.h"
#include "paper_examples.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::paper;
using namespace paper_test;

class HostilePdfTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QByteArray m_pdf;
    QByteArray m_json;

    static constexpr qint64 Most = 1 << 20;

    QString path(const QString &name) { return m_folder.filePath(name); }

    /// What qpdf, called with these arguments, makes of our PDF.
    QByteArray changed(const QStringList &arguments)
    {
        write(path(u"in.pdf"_s), m_pdf);
        (void)run(u"qpdf"_s, QStringList{path(u"in.pdf"_s)} + arguments + QStringList{path(u"out.pdf"_s)});
        QFile file(path(u"out.pdf"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static QByteArray stream(const QByteArray &content, const QByteArray &more = "/Type /EmbeddedFile")
    {
        return "<< " + more + " /Length " + QByteArray::number(content.size()) + " >>\nstream\n" + content + "\nendstream";
    }

    /// A small PDF of these objects; the first is the catalog.
    static QByteArray handMade(const QByteArrayList &objects)
    {
        QByteArray pdf = "%PDF-1.7\n";
        QByteArray table = "xref\n0 " + QByteArray::number(objects.size() + 1) + "\n0000000000 65535 f \n";
        for (qsizetype i = 0; i < objects.size(); ++i) {
            table += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
            pdf += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
        }
        const qsizetype start = pdf.size();
        return pdf + table + "trailer\n<< /Root 1 0 R /Size " + QByteArray::number(objects.size() + 1)
            + " >>\nstartxref\n" + QByteArray::number(start) + "\n%%EOF\n";
    }

    /// Catalog, pages, one page, a list of one file, its description and its content; `more` comes after.
    static QByteArray withOneFile(const QByteArrayList &more = {}, const QByteArray &ofPage = {},
                                  const QByteArray &content = stream("{}"), const QByteArray &list = {})
    {
        return handMade(QByteArrayList{"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 4 0 R >> >>",
                                       "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                                       "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] " + ofPage + " >>",
                                       list.isEmpty() ? "<< /Names [(receipt.json) 5 0 R] >>"_ba : list,
                                       "<< /Type /Filespec /F (receipt.json) /UF (receipt.json) /EF << /F 6 0 R >> >>",
                                       content}
                        + more);
    }

    static QString codeOf(const QByteArray &pdf, qint64 most = Most)
    {
        const auto receipt = receiptInPdf(pdf, most);
        return receipt ? u"taken"_s : nameOf(receipt.error().code);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const ReceiptPaper paper = paperOf(example());
        m_pdf = toPdf(paper).value_or(QByteArray());
        m_json = paper.receiptJson;
        QCOMPARE(receiptInPdf(m_pdf, Most).value_or("nothing"), m_json);
    }

    void noReceipt()
    {
        QCOMPARE(codeOf(changed({u"--remove-attachment=receipt.json"_s, u"--object-streams=disable"_s})), u"FIL-010"_s);
    }

    void twoReceipts()
    {
        write(path(u"other.json"_s), m_json);
        const QByteArray two = changed({u"--object-streams=disable"_s, u"--add-attachment"_s, path(u"other.json"_s),
                                        u"--key=other"_s, u"--"_s});
        QCOMPARE(codeOf(two), u"FIL-010"_s);
        QCOMPARE(receiptInPdf(two, Most).error().facts, u"embedded files: 2"_s);
    }

    void anotherReceiptInItsPlace()
    {
        write(path(u"receipt.json"_s), "{}");
        const QByteArray other = changed({u"--object-streams=disable"_s, u"--remove-attachment=receipt.json"_s});
        write(path(u"in2.pdf"_s), other);
        (void)run(u"qpdf"_s, {path(u"in2.pdf"_s), u"--object-streams=disable"_s, u"--add-attachment"_s,
                              path(u"receipt.json"_s), u"--"_s, path(u"out2.pdf"_s)});
        QFile file(path(u"out2.pdf"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(receiptInPdf(file.readAll(), Most).value_or("nothing"), "{}"_ba); // taken; the rest is for verify()
    }

    /// A second file that a reader shows at a page, or keeps without any list.
    void hiddenReceipts()
    {
        QCOMPARE(receiptInPdf(withOneFile(), Most).value_or("nothing"), "{}"_ba);
        const QByteArray note = "<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS ";
        const QByteArray file = "<< /Type /Filespec /F (other.json) /EF << /F 8 0 R >> >>";
        const QByteArray page = "/Annots [7 0 R]";
        QCOMPARE(codeOf(withOneFile({note + "9 0 R >>", stream("{}"), file}, page)), u"FIL-010"_s);
        QCOMPARE(codeOf(withOneFile({note + file + " >>", stream("{}", {})}, page)), u"FIL-010"_s);
        QCOMPARE(codeOf(withOneFile({stream("{}")})), u"FIL-010"_s);
    }

    void oddStructures()
    {
        const auto packed = [](const QByteArray &filter) {
            return withOneFile({}, {}, stream("7b7d>", "/Type /EmbeddedFile /Filter " + filter));
        };
        for (const QByteArray &pdf :
             {packed("/ASCIIHexDecode"), packed("[/ASCIIHexDecode /FlateDecode]"), packed("[/FlateDecode /FlateDecode]"),
              packed("/FlateDecode"), packed("6 0 R"), packed("[6 0 R]"), withOneFile({}, {}, "6 0 R"),
              withOneFile({}, {}, "(text)"), withOneFile({}, {}, stream("{}"), "<< /Kids [4 0 R] >>"),
              withOneFile({}, {}, stream("{}"), "<< /Names [(a)] >>"), withOneFile({}, {}, stream("{}"), "[4 0 R]"),
              withOneFile({}, {}, stream("{}"), QByteArray(200'000, '[')),
              withOneFile({}, {}, stream("{}"), "<< /Names [(receipt.json) 5 0 R (two) 5 0 R] >>")}) {
            QCOMPARE(codeOf(pdf), u"FIL-010"_s);
        }
    }

    void tooLarge()
    {
        QCOMPARE(codeOf(m_pdf, m_json.size()), u"taken"_s);
        QCOMPARE(codeOf(m_pdf, m_json.size() - 1), u"FIL-010"_s);
        ReceiptPaper bomb = paperOf(example());
        bomb.receiptJson = QByteArray(200 << 20, ' '); // 200 MiB that pack into 200 KiB
        const auto pdf = toPdf(bomb);
        QVERIFY(pdf.has_value());
        QVERIFY(pdf->size() < (2 << 20));
        QCOMPARE(codeOf(*pdf), u"FIL-010"_s);
    }

    void tablesThatWouldBeUnpackedWithoutLimit()
    {
        QCOMPARE(codeOf(changed({u"--object-streams=generate"_s})), u"FIL-010"_s);
    }

    void addedTo()
    {
        QByteArray update = m_pdf;
        const qsizetype before = m_pdf.lastIndexOf("startxref");
        const QByteArray old = m_pdf.mid(before + 10).split('\n').first();
        const qsizetype table = update.size();
        update += "xref\n0 1\n0000000000 65535 f \ntrailer << /Size 1 /Prev " + old + " >>\nstartxref\n"
            + QByteArray::number(table) + "\n%%EOF\n";
        QCOMPARE(codeOf(update), u"FIL-010"_s);
    }

    void encrypted()
    {
        QCOMPARE(codeOf(changed({u"--encrypt"_s, u"secret"_s, u"secret"_s, u"256"_s, u"--"_s, u"--object-streams=disable"_s})),
                 u"FIL-010"_s);
    }

    void notOne()
    {
        for (const QByteArray &bytes :
             {QByteArray(), "%PDF-"_ba, "%PDF-1.4\nstartxref\n9\n%%EOF"_ba, "%PDF-1.7\nstartxref\n-1\n%%EOF"_ba, "{}"_ba,
              QByteArray("%PDF-1.4\n" + QByteArray(100'000, '['))}) {
            QCOMPARE(codeOf(bytes), u"FIL-010"_s);
        }
    }

    /// Whatever is damaged: it is taken whole or refused, and nothing crashes.
    void damaged()
    {
        QRandomGenerator random(20261125);
        int taken = 0;
        for (int round = 0; round < 400; ++round) {
            QByteArray bytes = m_pdf;
            if (round % 4 == 0) {
                bytes.truncate(random.bounded(int(bytes.size())));
            }
            for (int i = 0; i < 1 + round % 20 && !bytes.isEmpty(); ++i) {
                bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
            }
            const auto receipt = receiptInPdf(bytes, Most);
            if (receipt) {
                ++taken;
            } else {
                QCOMPARE(receipt.error().code, FailureCode::PdfWithoutReceipt);
            }
        }
        QVERIFY(taken > 0); // damage to a picture of a letter is none to the receipt
    }

    /// Every number, name and bracket of the structure, damaged one by one.
    void damagedStructure()
    {
        const qsizetype start = m_pdf.lastIndexOf("xref\n0");
        const QByteArray replacements("0(<[]>)/% R9");
        for (qsizetype at = start; at < m_pdf.size(); ++at) {
            QByteArray bytes = m_pdf;
            bytes[at] = replacements[at % replacements.size()];
            const auto receipt = receiptInPdf(bytes, Most);
            QVERIFY(receipt.has_value() || receipt.error().code == FailureCode::PdfWithoutReceipt);
        }
    }
};

QTEST_MAIN(HostilePdfTest)
#include "test_hostile_pdf.moc"
