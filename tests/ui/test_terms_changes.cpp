// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside the text of the terms and is no part of it: what has changed, remarks of the program; and the print.
#include "judges.h"
#include "style/style.h"
#include "terms/printable.h"
#include "terms/side_notes.h"
#include "terms_reader.h"
#include "terms_view/terms_print.h"
#include "terms_view/terms_view.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPrinter>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextDocument>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::test;
using ttp::ui::TermsView;

namespace {

/// Everything that is read aloud, in that order.
QStringList readAloud(QWidget &view)
{
    QStringList read;
    for (QAccessibleInterface *node : accessibles(&view)) {
        if (node->textInterface()) {
            read += node->textInterface()->text(0, node->textInterface()->characterCount());
        }
    }
    return read;
}

terms::Terms changedTerms()
{
    terms::Terms now = practiceTerms();
    now.version = u"later"_s;
    now.documents[0].clauses[3].text.replace(u"譲渡される"_s, u"譲渡され、又は貸与される"_s);
    now.documents[1].clauses[3].text.replace(u"transferred to"_s, u"transferred or lent to"_s);
    now.documents[1].clauses[2].text.replace(u"365 days"_s, u"360 days"_s);
    for (terms::Document &document : now.documents) {
        document.clauses.push_back({u"fees"_s, u"Fees "_s + document.language, u"None."_s});
        document.sha256 = document.computedSha256();
    }
    return now;
}

terms::ChangesSince changes(const terms::Terms &now)
{
    return {practiceTerms().version, {{2026, 11, 22}, {3, 0}, Qt::UTC}, terms::compare(practiceTerms(), now)};
}

/// As far as a text can be had back out of a PDF of Qt 6.4: it looks right there, but digits and some signs of Japanese
/// fonts have no meaning, ligatures and radicals stand for what looks like them.
QString comparable(const QString &text)
{
    QString plain = text.normalized(QString::NormalizationForm_KC);
    plain.replace(u'\u2EA0', u'民').replace(u'\u2ED1', u'長'); // radicals that Unicode does not fold
    plain.removeIf([](QChar c) { return c.isSpace() || c.isDigit() || QStringView(u"・‧~〜").contains(c); });
    return plain;
}

QString pdfText(const QString &path)
{
    QProcess process;
    process.start(u"pdftotext"_s, {u"-raw"_s, path, u"-"_s});
    if (!process.waitForFinished() || process.exitCode() != 0) {
        qFatal("pdftotext: %s", process.readAllStandardError().constData());
    }
    return comparable(QString::fromUtf8(process.readAllStandardOutput()));
}

} // namespace

class TestTermsChanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::style::install(*qApp, ui::style::Scheme::Light, u"en"_s); }

    /// Old before new, language by language, the removed and added words named; then the whole text.
    void readInOrder_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("beside each other") << Wide;
        QTest::newRow("below each other") << Narrow;
    }

    void readInOrder()
    {
        QFETCH(QSize, size);
        const terms::Terms now = changedTerms();
        TermsView view(u"en"_s);
        view.setTerms(now);
        view.setChanges(changes(now));
        QVERIFY(show(view, size));
        const QStringList read = readAloud(view);
        QStringList order;
        for (const QString &part :
             {u"What has changed since you agreed"_s, u"You agreed to version practice-2026-11-22"_s,
              u"Changed: 1. Service Hours"_s, u"日本語: unchanged"_s, u"English: before"_s,
              u"24 hours a day, [Removed: 365] days"_s, u"English: now"_s, u"24 hours a day, [Added: 360] days"_s,
              u"Changed: 2. Copyright"_s, u"日本語: before"_s, u"第三者に譲渡されることは"_s, u"日本語: now"_s,
              u"第三者に譲渡され［追加：、又は貸与され］ることは"_s, u"English: before"_s, u"transferred to a third party"_s,
              u"English: now"_s, u"transferred [Added: or lent] to a third party"_s, u"Added: Fees en"_s, u"日本語: added"_s,
              u"Fees ja"_s, u"English: added"_s, u"Fees en"_s, now.documents[0].title}) {
            order.append(part);
        }
        auto at = read.begin();
        for (const QString &part : order) {
            at = std::find_if(at, read.end(), [&part](const QString &text) { return text.contains(part); });
            QVERIFY2(at != read.end(), qPrintable(part + u" in:\n"_s + read.join(u'\n')));
            ++at;
        }
        QVERIFY(read.indexOf(now.documents[0].clauses[0].text) > 0); // below stands the whole text
    }

    /// Languages stand beside each other where there is room, else below.
    void places()
    {
        const terms::Terms now = changedTerms();
        TermsView view(u"en"_s);
        view.setTerms(now);
        view.setChanges(changes(now));
        QVERIFY(show(view, Wide));
        const auto rectOf = [&view](const QString &part) {
            for (QAccessibleInterface *node : accessibles(&view)) {
                if (node->textInterface() && node->text(QAccessible::Name).contains(part)) {
                    return node->rect();
                }
            }
            return QRect();
        };
        QRect japanese = rectOf(u"［追加：、又は貸与され］"_s);
        QRect english = rectOf(u"[Added: or lent]"_s);
        QVERIFY(japanese.right() < english.left());
        view.resize(Narrow);
        QTRY_VERIFY(rectOf(u"［追加：、又は貸与され］"_s).bottom() < rectOf(u"[Added: or lent]"_s).top());
        view.setTextSize(150);
        QVERIFY(rectOf(u"［追加：、又は貸与され］"_s).height() > 0);
        QVERIFY(rectOf(u"［追加：、又は貸与され］"_s).bottom() < rectOf(u"[Added: or lent]"_s).top());
    }

    /// Only what has been on the screen counts as shown: the changes are long, the text stands below them.
    void theTextBelowIsNotYetShown()
    {
        const terms::Terms now = changedTerms();
        TermsView view(u"en"_s);
        view.setTerms(now);
        view.setChanges(changes(now));
        QVERIFY(show(view, {900, 400}));
        QTest::qWait(0);
        QVERIFY(view.languagesShown().isEmpty() && !view.endWasShown());
        scrollBar(view)->setValue(scrollBar(view)->maximum());
        QTRY_VERIFY(view.endWasShown());
        QCOMPARE(view.languagesShown(), (QStringList{u"ja"_s, u"en"_s}));
    }

    void withoutTheEarlierText()
    {
        TermsView view(u"ja"_s);
        view.setTerms(practiceTerms());
        view.setChanges(terms::ChangesSince{u"2020-01"_s, {{2026, 11, 22}, {3, 0}, Qt::UTC}, std::nullopt});
        QVERIFY(show(view, Wide));
        const QString read = readAloud(view).join(u'\n');
        QVERIFY(read.contains(u"2020-01"_s));
        QVERIFY2(read.contains(u"cannot be shown"_s), qPrintable(read));
        view.setChanges(std::nullopt);
        QVERIFY(!readAloud(view).join(u'\n').contains(u"2020-01"_s));
    }

    void noWordChanged()
    {
        terms::Terms now = practiceTerms();
        now.version = u"later"_s;
        now.documents[0].provenance = terms::Provenance::Original;
        TermsView view(u"en"_s);
        view.setTerms(now);
        view.setChanges(changes(now));
        QVERIFY(show(view, Wide));
        const QString read = readAloud(view).join(u'\n');
        QVERIFY(read.contains(u"No word of the text is another one."_s));
        QVERIFY(read.contains(u"now “正文 / Authoritative text”"_s));
    }

    /// A remark is never found, selected or copied, and digests are those of the text.
    void remarksAreNoPartOfTheText()
    {
        const terms::Terms terms = practiceTerms();
        TermsView view(u"en"_s);
        view.setTerms(terms);
        QVERIFY(show(view, Wide));
        QVERIFY(readAloud(view).join(u'\n').contains(u"repealed as of 1 April 2022"_s));
        QVERIFY(readAloud(view).join(u'\n').contains(u"令和4年"_s));

        auto *find = view.findChild<QLineEdit *>();
        find->setText(u"repealed"_s);
        QVERIFY(std::ranges::any_of(view.findChildren<QLabel *>(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"Not found"_s);
        }));
        find->clear();

        view.setFocus();
        QWidget *text = view.findChild<QScrollArea *>();
        text->setFocus();
        for (const int column : {0, 1}) {
            QTest::keyClick(text, column == 0 ? Qt::Key_Left : Qt::Key_Right);
            QTest::keyClick(text, Qt::Key_A, Qt::ControlModifier);
            QTest::keyClick(text, Qt::Key_C, Qt::ControlModifier);
            const QString copied = QGuiApplication::clipboard()->text();
            QString expected = terms.documents[size_t(column)].title;
            for (const terms::Clause &clause : terms.documents[size_t(column)].clauses) {
                expected += u"\n\n"_s + clause.heading + u'\n' + clause.text;
            }
            QCOMPARE(copied, expected);
        }
    }

    /// Every word of both languages comes out of the printer, with what it is; nothing in it is markup.
    void print()
    {
        terms::Terms terms = practiceTerms();
        terms.documents[1].clauses[0].text += u" <b>not bold</b> & so on"_s;
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"terms.pdf"_s);
        {
            QPrinter printer(QPrinter::HighResolution);
            printer.setOutputFormat(QPrinter::PdfFormat);
            printer.setOutputFileName(path);
            QVERIFY(ui::printDocument(printer, terms::printable(terms, true)));
        }
        const QString text = pdfText(path);
        QTextDocument sheet;
        sheet.setHtml(terms::printable(terms, true));
        const QString laidOut = sheet.toPlainText();
        QStringList expected{terms.version, terms.effectiveFromText, u"練習です。申請は行われていません。"_s,
                             u"<b>not bold</b> & so on"_s};
        for (const terms::Document &document : terms.documents) {
            expected << document.title << document.badge() << document.provenanceNote->in(u"ja"_s)
                     << document.provenanceNote->in(u"en"_s) << QString::fromLatin1(document.computedSha256());
            for (const terms::Clause &clause : document.clauses) {
                QVERIFY2(laidOut.contains(clause.heading + u'\n' + clause.text), qPrintable(clause.id));
            }
        }
        for (const QString &part : std::as_const(expected)) {
            QVERIFY2(text.contains(comparable(part)), qPrintable(part + u" in:\n"_s + text));
            QVERIFY2(laidOut.contains(part), qPrintable(part));
        }
        // Cells that go on on the next page are out of order, and the head stands there again; no character is lost.
        const auto sorted = [](QString all) {
            std::ranges::sort(all);
            return all;
        };
        QString lost;
        std::ranges::set_difference(sorted(comparable(laidOut)), sorted(text), std::back_inserter(lost));
        QCOMPARE(lost, QString());
        QVERIFY(!terms::printable(terms, false).contains(u"練習です"_s));
        QVERIFY(!text.contains(u"repealed"_s)); // remarks are no part of it
    }
};

QTEST_MAIN(TestTermsChanges)
#include "test_terms_changes.moc"
