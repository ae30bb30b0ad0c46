// SPDX-License-Identifier: GPL-3.0-or-later
#include "example_fields.h"
#include "fields/editors.h"
#include "style/style.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QWheelEvent>

#include <memory>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;

namespace {

std::unique_ptr<FieldEditor> make(const form::Field &field, const QString &language = u"en"_s)
{
    return std::unique_ptr<FieldEditor>(makeEditor(field, language, {true, example::today}, nullptr));
}

std::unique_ptr<FieldEditor> make(const char *id, const QString &language = u"en"_s)
{
    return make(example::field(id), language);
}

QList<QLineEdit *> boxesOf(const FieldEditor &editor)
{
    return editor.findChildren<QLineEdit *>();
}

void type(QWidget *control, const QString &text)
{
    control->setFocus();
    QTest::keyClicks(control, text);
}

void leave(QWidget *control)
{
    QFocusEvent out(QEvent::FocusOut, Qt::TabFocusReason);
    QCoreApplication::sendEvent(control, &out);
}

} // namespace

class TestFieldsTyping : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { style::install(*qApp, style::Scheme::Light, u"en"_s); }
    void typingIsAValueAtOnce();
    void leavingConverts_data();
    void leavingConverts();
    void undoBringsTheTypedTextBack();
    void blankStaysNothing();
    void tooLongTextIsKept();
    void integers_data();
    void integers();
    void datePaste_data();
    void datePaste();
    void typingDoesNotJump();
    void countrySearch_data();
    void countrySearch();
    void unknownTextInAListStays();
    void wheelChangesNothing();
    void preeditSurvivesReading();
};
void TestFieldsTyping::typingIsAValueAtOnce()
{
    const auto editor = make("passport.surname");
    QSignalSpy changed(editor.get(), &FieldEditor::valueChanged);
    type(editor->firstControl(), u"eri"_s);
    QCOMPARE(changed.count(), 3);
    QCOMPARE(editor->value(), QJsonValue(u"eri"_s));
}

void TestFieldsTyping::leavingConverts_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("stored");
    QTest::newRow("full-width letters") << QByteArray("passport.surname") << u"ｅｒｉｋｓｓｏｎ"_s << u"ERIKSSON"_s;
    QTest::newRow("what cannot be converted stays") << QByteArray("passport.surname") << u"鈴木 a"_s << u"鈴木 A"_s;
    QTest::newRow("half-width kana") << QByteArray("contact.kana") << u"ｱﾝﾅ"_s << u"アンナ"_s;
    QTest::newRow("blanks around") << QByteArray("passport.number") << u"  L898902C3 "_s << u"L898902C3"_s;
    QTest::newRow("address") << QByteArray("contact.address") << u"  12 Road \n"_s << u"12 Road"_s;
}

void TestFieldsTyping::leavingConverts()
{
    QFETCH(QByteArray, id);
    QFETCH(QString, typed);
    QFETCH(QString, stored);
    const auto editor = make(id.constData());
    QWidget *control = editor->firstControl();
    if (auto *line = qobject_cast<QLineEdit *>(control)) {
        line->insert(typed);
    } else {
        qobject_cast<QPlainTextEdit *>(control)->insertPlainText(typed);
    }
    QCOMPARE(editor->value(), QJsonValue(typed));
    leave(control);
    QCOMPARE(editor->value(), QJsonValue(stored));
}

void TestFieldsTyping::undoBringsTheTypedTextBack()
{
    const auto editor = make("passport.surname");
    auto *line = qobject_cast<QLineEdit *>(editor->firstControl());
    line->insert(u"eriksson"_s);
    leave(line);
    QCOMPARE(line->text(), u"ERIKSSON"_s);
    line->undo();
    QCOMPARE(line->text(), u"eriksson"_s);
}

void TestFieldsTyping::blankStaysNothing()
{
    const auto editor = make("passport.surname");
    auto *line = qobject_cast<QLineEdit *>(editor->firstControl());
    line->insert(u"  "_s);
    leave(line);
    QVERIFY(editor->value().isUndefined());
}

void TestFieldsTyping::tooLongTextIsKept()
{
    const auto editor = make("passport.number");
    auto *line = qobject_cast<QLineEdit *>(editor->firstControl());
    line->insert(u"A"_s.repeated(14));
    leave(line);
    QCOMPARE(editor->value().toString().size(), 14);
    QStringList labels;
    for (const QLabel *label : editor->findChildren<QLabel *>()) {
        labels.append(label->text());
    }
    QVERIFY2(labels.filter(u"14 / 12"_s).size() == 1, qPrintable(labels.join(u'|')));
    QVERIFY2(labels.filter(u"2 too many"_s).size() == 1, qPrintable(labels.join(u'|')));
}

void TestFieldsTyping::integers_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("digits") << u"12"_s << QJsonValue(12);
    QTest::newRow("full-width") << u"１２"_s << QJsonValue(12);
    QTest::newRow("grouped") << u"1,234"_s << QJsonValue(1234);
    QTest::newRow("grouped by spaces") << u"12 345"_s << QJsonValue(12345);
    QTest::newRow("negative") << u"-4"_s << QJsonValue(-4);
    QTest::newRow("a fraction stays as typed") << u"1.5"_s << QJsonValue(u"1.5"_s);
    QTest::newRow("a wrong group stays as typed") << u"1,23"_s << QJsonValue(u"1,23"_s);
    QTest::newRow("words stay as typed") << u"about ten"_s << QJsonValue(u"about ten"_s);
    QTest::newRow("more than a double holds") << u"9007199254740993"_s << QJsonValue(u"9007199254740993"_s);
}

void TestFieldsTyping::integers()
{
    QFETCH(QString, typed);
    const auto editor = make("work.years");
    qobject_cast<QLineEdit *>(editor->firstControl())->insert(typed);
    QTEST(editor->value(), "value");
    leave(editor->firstControl());
    QTEST(editor->value(), "value");
}

void TestFieldsTyping::datePaste_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("value");
    QTest::newRow("ISO") << u"1974-08-12"_s << u"1974-08-12"_s;
    QTest::newRow("slashes") << u" 1974/8/12 "_s << u"1974-08-12"_s;
    QTest::newRow("Japanese") << u"1974年8月12日"_s << u"1974-08-12"_s;
    QTest::newRow("full-width") << u"１９７４．０８．１２"_s << u"1974-08-12"_s;
    QTest::newRow("compact") << u"19740812"_s << u"1974-08-12"_s;
    QTest::newRow("as in passports") << u"12 AUG 1974"_s << u"1974-08-12"_s;
    QTest::newRow("English") << u"August 12, 1974"_s << u"1974-08-12"_s;
    QTest::newRow("day first") << u"23/04/1985"_s << u"1985-04-23"_s;
    QTest::newRow("month first") << u"04/23/1985"_s << u"1985-04-23"_s;
    QTest::newRow("the same either way") << u"05/05/1985"_s << u"1985-05-05"_s;
    QTest::newRow("nobody can tell") << u"05/06/1985"_s << u"05/06/1985--"_s;
    QTest::newRow("no such day") << u"1974-02-30"_s << u"1974-2-30"_s;
    QTest::newRow("Japanese era") << u"令和8年11月22日"_s << u"2026-11-22"_s;
    QTest::newRow("initial of an era") << u"R8.11.22"_s << u"2026-11-22"_s;
    QTest::newRow("Chinese numerals") << u"二〇二六年十一月二十二日"_s << u"2026-11-22"_s;
    QTest::newRow("another language") << u"22 novembre 2026"_s << u"2026-11-22"_s;
    QTest::newRow("hyphens, and nobody can tell") << u"05-06-1985"_s << u"05-06-1985--"_s;
    QTest::newRow("no century") << u"22 Nov 74"_s << u"22 Nov 74--"_s;
}

void TestFieldsTyping::datePaste()
{
    QFETCH(QString, pasted);
    for (const int box : {0, 1, 2}) {
        const auto editor = make("passport.expiry");
        boxesOf(*editor).at(box)->insert(pasted);
        if (box == 0) {
            QTEST(editor->value().toString(), "value");
        } else {
            QVERIFY(!editor->value().isUndefined());
        }
    }
}

void TestFieldsTyping::typingDoesNotJump()
{
    const auto editor = make("passport.expiry");
    editor->show();
    const auto boxes = boxesOf(*editor);
    type(boxes.at(0), u"2031"_s);
    QCOMPARE(boxes.at(1)->text(), QString());
    type(boxes.at(1), u"aug"_s);
    type(boxes.at(2), u"2"_s);
    QCOMPARE(editor->value(), QJsonValue(u"2031-08-02"_s));
    leave(boxes.at(1));
    QCOMPARE(boxes.at(1)->text(), u"8"_s);
}

void TestFieldsTyping::countrySearch_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("code");
    QTest::newRow("English name") << u"en"_s << u"Sweden"_s << u"SWE"_s;
    QTest::newRow("any case") << u"en"_s << u"sWEDEN"_s << u"SWE"_s;
    QTest::newRow("full-width") << u"en"_s << u"Ｓｗｅｄｅｎ"_s << u"SWE"_s;
    QTest::newRow("code") << u"en"_s << u"swe"_s << u"SWE"_s;
    QTest::newRow("two-letter code") << u"en"_s << u"se"_s << u"SWE"_s;
    QTest::newRow("Germany's code") << u"en"_s << u"D"_s << u"D"_s;
    QTest::newRow("Japanese name in English") << u"en"_s << u"スウェーデン"_s << u"SWE"_s;
    QTest::newRow("hiragana") << u"ja"_s << u"すうぇーでん"_s << u"SWE"_s;
    QTest::newRow("half-width kana") << u"ja"_s << u"ｽｳｪｰﾃﾞﾝ"_s << u"SWE"_s;
    QTest::newRow("English name in Japanese") << u"ja"_s << u"sweden"_s << u"SWE"_s;
    QTest::newRow("the only match") << u"en"_s << u"swed"_s << u"SWE"_s;
    const auto both = [](const char16_t *typed, const char *code) {
        for (const char *language : {"ja", "en"}) {
            QTest::addRow("%s in %s", qPrintable(QString::fromUtf16(typed)), language)
                << QString::fromLatin1(language) << QString::fromUtf16(typed) << QString::fromLatin1(code);
        }
    };
    both(u"アメリカ", "USA");
    both(u"米国", "USA");
    both(u"べいこく", "USA");
    both(u"USA", "USA");
    both(u"us", "USA");
    both(u"U.S.A.", "USA");
    both(u"United States", "USA");
    both(u"united", "united"); // of more than one country
    both(u"ドイツ", "D");
    both(u"どいつ", "D");
    both(u"ﾄﾞｲﾂ", "D");
    both(u"D", "D");
    both(u"DEU", "D");
    both(u"de", "D");
    both(u"Deutschland", "D");
    both(u"韓国", "KOR");
    both(u"かんこく", "KOR");
    both(u"South Korea", "KOR");
    both(u"台湾", "TWN");
    both(u"香港", "HKG");
    both(u"ﾎﾝｺﾝ", "HKG");
    both(u"英国", "GBR");
    both(u"イギリス", "GBR");
    both(u"UK", "GBR");
    both(u"England", "GBR");
    both(u"中国", "CHN");
    both(u"トルコ", "TUR");
    both(u"Turkey", "TUR");
    both(u"Türkiye", "TUR");
    both(u"turkiye", "TUR");
    both(u"Côte d'Ivoire", "CIV");
    both(u"cote d'ivoire", "CIV");
    both(u"Ivory Coast", "CIV");
    both(u"Holland", "NLD");
    both(u"Burma", "MMR");
    both(u"オランダ", "NLD");
    both(u"Republic of Korea", "KOR");
    QTest::newRow("nothing") << u"en"_s << u"Atlantis"_s << u"Atlantis"_s;
}

void TestFieldsTyping::countrySearch()
{
    QFETCH(QString, language);
    QFETCH(QString, typed);
    const auto editor = make("passport.nationality", language);
    auto *box = qobject_cast<QComboBox *>(editor->firstControl());
    box->lineEdit()->insert(typed);
    box->completer()->popup()->hide();
    leave(box);
    QTEST(editor->value().toString(), "code");
}

void TestFieldsTyping::unknownTextInAListStays()
{
    const auto editor = make("work.kind");
    auto *box = qobject_cast<QComboBox *>(editor->firstControl());
    box->lineEdit()->insert(u"fishery"_s);
    leave(box);
    QCOMPARE(editor->value(), QJsonValue(u"fishery"_s));
    editor->setLanguage(u"ja"_s);
    QCOMPARE(box->currentText(), u"fishery"_s);
}

void TestFieldsTyping::wheelChangesNothing()
{
    const auto editor = make("work.kind");
    editor->setValue(u"c"_s);
    editor->show();
    auto *box = qobject_cast<QComboBox *>(editor->firstControl());
    box->setFocus();
    const QPointF middle = QRectF(box->rect()).center();
    QWheelEvent wheel(middle, box->mapToGlobal(middle), {0, -120}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(box, &wheel);
    QCOMPARE(editor->value(), QJsonValue(u"c"_s));
    QVERIFY(!wheel.isAccepted());
}

void TestFieldsTyping::preeditSurvivesReading()
{
    for (const char *id : {"contact.kana", "contact.address"}) {
        const auto editor = make(id);
        editor->show();
        editor->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(editor.get()));
        QWidget *control = editor->firstControl();
        control->setFocus();
        QInputMethodEvent composing(u"とうきょう"_s, {});
        QCoreApplication::sendEvent(control, &composing);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(editor->value().isUndefined());
        }
        editor->setProblems({example::problem(editor->field())});
        editor->setLanguage(u"ja"_s);
        const auto shown = [control] {
            if (auto *line = qobject_cast<QLineEdit *>(control)) {
                return line->displayText() + line->inputMethodQuery(Qt::ImSurroundingText).toString();
            }
            auto *text = qobject_cast<QPlainTextEdit *>(control);
            return text->textCursor().block().layout()->preeditAreaText();
        };
        if (qobject_cast<QPlainTextEdit *>(control)) {
            QCOMPARE(shown(), u"とうきょう"_s);
        }
        QInputMethodEvent commit;
        commit.setCommitString(u"東京"_s);
        QCoreApplication::sendEvent(control, &commit);
        QCOMPARE(editor->value(), QJsonValue(u"東京"_s));
    }
}

QTEST_MAIN(TestFieldsTyping)
#include "test_fields_typing.moc"
