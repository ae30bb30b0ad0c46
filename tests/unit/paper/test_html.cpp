// SPDX-License-Identifier: GPL-3.0-or-later
// The HTML, read by Qt's XML reader: it is written so that both kinds of reader understand it.
#include "paper/receipt_files.h"
#include "paper_examples.h"

#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::paper;
using namespace paper_test;

class HtmlTest : public QObject {
    Q_OBJECT

    /// As XML: the elements that have no end get one.
    static QByteArray asXml(QByteArray html)
    {
        html.replace("<!DOCTYPE html>\n", "");
        return QString::fromUtf8(html).replace(QRegularExpression(u"<meta ([^>]*)>"_s), u"<meta \\1/>"_s).toUtf8();
    }

private Q_SLOTS:
    void everyTextStandsThereInItsLanguage()
    {
        const ReceiptPaper paper = paperOf(example());
        QMap<QString, QString> texts;
        QString all;
        QStringList languages{QString()};
        QSet<QString> scopes;
        QXmlStreamReader reader(asXml(toHtml(paper)));
        while (!reader.atEnd()) {
            reader.readNext();
            if (reader.isStartElement()) {
                const QString own = reader.attributes().value("lang"_L1).toString();
                languages += own.isEmpty() ? languages.last() : own;
                if (reader.name() == "th"_L1) {
                    scopes += reader.attributes().value("scope"_L1).toString();
                }
            } else if (reader.isEndElement()) {
                languages.removeLast();
            } else if (reader.isCharacters()) {
                texts[languages.last()] += reader.text().toString() + u'\n';
                all += reader.text().toString() + u'\n';
            }
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QCOMPARE(scopes, (QSet<QString>{u"row"_s, u"rowgroup"_s}));
        for (const Section &section : paper.sections) {
            QVERIFY(texts[u"ja"_s].contains(section.title.in(u"ja"_s)));
            QVERIFY(texts[u"en"_s].contains(section.title.in(u"en"_s)));
            for (const Row &row : section.rows) {
                const bool same = row.value.in(u"ja"_s) == row.value.in(u"en"_s);
                for (const QString &language : {u"ja"_s, u"en"_s}) {
                    const QString &there = same ? all : texts[language];
                    QVERIFY2(there.contains(row.value.in(language)), qPrintable(row.value.in(language)));
                }
            }
        }
        QVERIFY(texts[u"ja"_s].contains(paper.practiceSays.in(u"ja"_s)));
        QVERIFY(texts[u"en"_s].contains(paper.practiceSays.in(u"en"_s)));
    }

    void nothingRunsAndNothingComesFromOutside()
    {
        const QString html = QString::fromUtf8(toHtml(paperOf(example())));
        QVERIFY(html.startsWith(u"<!DOCTYPE html>\n<html lang=\"ja\">"_s));
        QVERIFY(html.contains(u"default-src 'none'"_s));
        for (const QString &bad : {u"<script"_s, u"src="_s, u"href="_s, u"url("_s, u"@import"_s, u"<link"_s, u"javascript"_s,
                                   u"<iframe"_s, u"<img"_s}) {
            QVERIFY2(!html.contains(bad), qPrintable(bad));
        }
        QVERIFY(!html.contains(QRegularExpression(u"<[^>]* on[a-z]+="_s)));
    }

    void foreignTextIsText()
    {
        const QString bad = u"</td><script>alert(1)</script>\"'&amp;"_s;
        const ReceiptPaper paper = paperOf(example([&](QJsonObject &body) {
            QJsonObject answers = body["answers"_L1].toObject();
            for (const QString &name : answers.keys()) {
                if (answers[name].isString()) {
                    answers[name] = bad;
                }
            }
            body["answers"_L1] = answers;
        }));
        const QByteArray html = toHtml(paper);
        QVERIFY(!html.contains("<script"));
        QXmlStreamReader reader(asXml(html));
        QString text;
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::Characters) {
                text += reader.text();
            }
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(text.contains(bad));
    }

    void aRealServiceIsNoPractice()
    {
        QVERIFY(toHtml(paperOf(example())).contains("class=\"practice\""));
        QVERIFY(!toHtml(paperOf(example({}, u"production"_s))).contains("class=\"practice\""));
    }
};

QTEST_MAIN(HtmlTest)
#include "test_html.moc"
