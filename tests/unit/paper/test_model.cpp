// SPDX-License-Identifier: GPL-3.0-or-later
// What the paper says.
#include "base/digest.h"
#include "paper_examples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::paper;
using namespace paper_test;

class ModelTest : public QObject {
    Q_OBJECT

    static QString said(const ReceiptPaper &paper, const QString &label, const QString &language = u"en"_s)
    {
        return rowNamed(paper, label).value.in(language);
    }

private Q_SLOTS:
    void receipt()
    {
        const ReceiptPaper paper = paperOf(example());
        QCOMPARE(said(paper, u"Application number"_s), u"PRACTICE-7K2M-90QX-31RT"_s);
        QCOMPARE(said(paper, u"Received (Japan time)"_s), u"2026-04-01 00:06:07 Japan time (UTC+9)"_s); // the next day there
        QCOMPARE(said(paper, u"Received (Japan time)"_s, u"ja"_s), u"2026年4月1日 00:06:07（日本時間）"_s);
        QCOMPARE(said(paper, u"Received (UTC)"_s), u"2026-03-31 15:06:07 UTC"_s);
        QCOMPARE(said(paper, u"Identity"_s), u"desk.example"_s);
        QCOMPARE(said(paper, u"Kind"_s), u"Practice"_s);
        QCOMPARE(said(paper, u"Host"_s), u"desk.example"_s);
        QCOMPARE(said(paper, u"Key that proved"_s), u"pinned by the profile"_s);
        QVERIFY(paper.practice);
        QVERIFY(!paperOf(example({}, u"production"_s)).practice);
    }

    void answers()
    {
        const ReceiptPaper paper = paperOf(example());
        const ReceiptSource source = example();
        int questions = 0;
        for (const form::Step &step : source.definition.steps) {
            const bool stands = std::ranges::any_of(paper.sections, [&](const Section &section) {
                return section.title.in(u"en"_s) == step.title.in(u"en"_s);
            });
            questions += stands ? 1 : 0;
        }
        QVERIFY(questions >= 5);
        QCOMPARE(rowNamed(paper, u"Planned day of the secondary inspection"_s).missing, true);
        QCOMPARE(said(paper, u"Planned day of the secondary inspection"_s), u"Not provided"_s);
        QCOMPARE(said(paper, u"Planned day of the secondary inspection"_s, u"ja"_s), u"未入力"_s);
        QCOMPARE(rowNamed(paper, u"Landings"_s).kind, Row::Kind::Entry);
        QCOMPARE(rowNamed(paper, u"Date of landing"_s).depth, 1);
        QCOMPARE(said(paper, u"Date of landing"_s), u"2 March 2026"_s);
    }

    void plan()
    {
        const auto titled = [](const ReceiptPaper &paper) {
            return std::ranges::count_if(paper.sections, [](const Section &section) {
                return section.title.in(u"ja"_s) == u"来日の計画"_s;
            });
        };
        const auto visiting = [](QJsonObject &body) {
            QJsonObject answers = body["answers"_L1].toObject();
            answers.insert(u"visit.day"_s, u"2026-09-22"_s); // between two holidays
            answers.insert(u"visit.counter"_s, u"osaka"_s);
            answers.insert(u"documents.face_photo_taken"_s, u"2025-10-01"_s);
            body.insert(u"answers"_s, answers);
        };
        const ReceiptPaper paper = paperOf(example(visiting));
        QCOMPARE(titled(paper), 1);
        // Received on 1 April in Japan, on 31 March elsewhere: a photo of 1 October is good until 1 April.
        QCOMPARE(rowNamed(paper, u"The face photo was too old"_s).value, LocalizedText());
        QVERIFY(said(paper, u"The counter is closed on that day"_s).contains(u"day between two national holidays"_s));
        QVERIFY(said(paper, u"Wednesday, 1 April 2026"_s).startsWith(u"Last day of the face photo\n"_s));
        QVERIFY(said(paper, u"Monday, 6 April 2026 to Monday, 15 June 2026"_s).contains(u"Applicants have reported"_s));
        QVERIFY(said(paper, u"What to bring"_s).contains(u"credit card that you named"_s));
        QVERIFY(said(paper, u"About this section"_s).contains(u"the signature does not cover it"_s));
        QVERIFY(said(paper, u"Sources"_s, u"ja"_s).contains(u"民法"_s) == false); // only of what is said
        QVERIFY(said(paper, u"Sources"_s, u"ja"_s).contains(u"国民の祝日に関する法律"_s));
        const auto before = [](QJsonObject &body) {
            QJsonObject answers = body["answers"_L1].toObject();
            answers.insert(u"visit.day"_s, u"2026-03-31"_s); // it was still that day elsewhere
            body.insert(u"answers"_s, answers);
        };
        QVERIFY(said(paperOf(example(before)), u"The planned day has gone by"_s).contains(u"31 March 2026"_s));
        QCOMPARE(titled(paperOf(example([](QJsonObject &body) { body.remove(u"answers"_s); }))), 0); // added documents
    }

    void maskedAnswersStayMasked()
    {
        int masked = 0;
        const ReceiptSource source = example();
        const QJsonObject given = QJsonDocument::fromJson(
                                      QJsonDocument::fromJson(source.json).object().value("body"_L1).toString().toUtf8())
                                      .object()
                                      .value("answers"_L1)
                                      .toObject();
        const ReceiptPaper paper = paperOf(source);
        for (const form::Step &step : source.definition.steps) {
            for (const form::Field &field : step.fields) {
                if (field.masked && given.contains(field.id)) {
                    ++masked;
                    const QString shown = said(paper, field.label.in(u"en"_s));
                    QVERIFY(shown.startsWith(u"••••"_s));
                    QVERIFY(!shown.contains(given[field.id].toString()));
                }
            }
        }
        QVERIFY(masked > 0);
    }

    void consent()
    {
        const ReceiptSource source = example();
        const ReceiptPaper paper = paperOf(source);
        QCOMPARE(said(paper, u"Version of the terms"_s), source.consent.termsVersion);
        QVERIFY(said(paper, u"Text (Japanese)"_s).contains(u"復元文"_s)); // the badge, as on the screen
        QVERIFY(said(paper, u"Text (English)"_s).contains(u"Translation for reference"_s));
        QCOMPARE(said(paper, u"Digest of the text (SHA-256, Japanese)"_s),
                 QString::fromLatin1(source.consent.documents.front().sha256));
        QCOMPARE(said(paper, u"Languages shown"_s), u"Japanese, English"_s);
        QCOMPARE(said(paper, u"Languages shown"_s, u"ja"_s), u"日本語、英語"_s);
        QCOMPARE(said(paper, u"Given in"_s), u"Window"_s);
        QCOMPARE(said(paper, u"Given at (Japan time)"_s), u"2026-04-01 00:04:05 Japan time (UTC+9)"_s);
        QCOMPARE(said(paper, u"Given at (UTC)"_s), u"2026-03-31 15:04:05 UTC"_s);
    }

    void digests()
    {
        const ReceiptSource source = example();
        const ReceiptPaper paper = paperOf(source);
        const QByteArray body = QJsonDocument::fromJson(source.json).object().value("body"_L1).toString().toUtf8();
        QCOMPARE(said(paper, u"Application body"_s).toLatin1(), sha256Hex(body));
        const QJsonArray files = QJsonDocument::fromJson(body).object().value("attachments"_L1).toArray();
        QVERIFY(files.size() >= 2);
        for (qsizetype i = 0; i < files.size(); ++i) {
            const Row row = rowNamed(paper, u"Attachment %1, "_s.arg(i + 1));
            QVERIFY(row.label.in(u"ja"_s).contains(files[i]["filename"_L1].toString()));
            QCOMPARE(row.value.in(u"en"_s), files[i]["sha256"_L1].toString());
        }
    }

    void foreignTextTurnsNothing()
    {
        const ReceiptPaper paper = paperOf(example([](QJsonObject &body) {
            QJsonArray files = body["attachments"_L1].toArray();
            QJsonObject first = files[0].toObject();
            first["filename"_L1] = u"pass\u202Efdp.exe\u0007.pdf"_s;
            files[0] = first;
            body["attachments"_L1] = files;
        }));
        QVERIFY(rowNamed(paper, u"Attachment 1, "_s).label.in(u"en"_s).contains(u"pass\uFFFDfdp.exe\uFFFD.pdf"_s));
    }

    void noReceipt()
    {
        ReceiptSource source = example();
        for (const QByteArray &bytes : {"{}"_ba, "x"_ba, QByteArray(source.json).replace("received_at", "at")}) {
            source.json = bytes;
            const auto paper = describeReceipt(source);
            QVERIFY(!paper);
            QCOMPARE(paper.error().code, FailureCode::ReceiptInvalid);
        }
    }
};

QTEST_GUILESS_MAIN(ModelTest)
#include "test_model.moc"
