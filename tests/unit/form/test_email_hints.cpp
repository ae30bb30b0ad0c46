// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/email_hints.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp::form;

class TestEmailHints : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hints_data();
    void hints();
    void providersAreRight();
    void hintsAreRight();
};

void TestEmailHints::hints_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("hint"); // empty: none
    const auto row = [](const char16_t *typed, const char *hint) {
        QTest::newRow(qPrintable(QString::fromUtf16(typed))) << QString::fromUtf16(typed) << QString::fromLatin1(hint);
    };
    // Letters exchanged, left out, doubled, replaced.
    row(u"anna@gmial.com", "anna@gmail.com");
    row(u"anna@gamil.com", "anna@gmail.com");
    row(u"anna@gmal.com", "anna@gmail.com");
    row(u"anna@gmaill.com", "anna@gmail.com");
    row(u"anna@gnail.com", "anna@gmail.com");
    row(u"anna@hotmial.com", "anna@hotmail.com");
    row(u"anna@hotmal.co.jp", "anna@hotmail.co.jp");
    row(u"anna@yaho.co.jp", "anna@yahoo.co.jp");
    row(u"anna@yhaoo.com", "anna@yahoo.com");
    row(u"anna@outlok.jp", "anna@outlook.jp");
    row(u"anna@outllok.com", "anna@outlook.com");
    row(u"anna@iclod.com", "anna@icloud.com");
    row(u"anna@docmo.ne.jp", "anna@docomo.ne.jp");
    row(u"anna@sofbank.ne.jp", "anna@softbank.ne.jp");
    row(u"anna@i.sofbank.jp", "anna@i.softbank.jp");
    // Endings.
    row(u"anna@gmail.con", "anna@gmail.com");
    row(u"anna@gmail.cmo", "anna@gmail.com");
    row(u"anna@gmail.co", "anna@gmail.com");
    row(u"anna@gmial.con", "anna@gmail.com");
    row(u"anna@yahoo.co.jo", "anna@yahoo.co.jp");
    row(u"anna@yahoo.cojp", "anna@yahoo.co.jp");
    row(u"anna@yahoo.jp", "anna@yahoo.co.jp");
    row(u"anna@docomo.ne.jo", "anna@docomo.ne.jp");
    row(u"anna@my-company.con", "anna@my-company.com");
    row(u"anna@example.co.jo", "anna@example.co.jp");
    row(u"anna@gmail", "anna@gmail.com");
    row(u"anna@docomo", "anna@docomo.ne.jp");
    // Signs.
    row(u"anna@docomo.ne,jp", "anna@docomo.ne.jp");
    row(u"anna@gmail,com", "anna@gmail.com");
    row(u"anna@gmail。com", "anna@gmail.com");
    row(u"anna@gmail..com", "anna@gmail.com");
    row(u"anna@gmail.com.", "anna@gmail.com");
    row(u"anna@gmail.com;", "anna@gmail.com");
    row(u"anna @gmail.com", "anna@gmail.com");
    row(u"anna@ gmail .com", "anna@gmail.com");
    row(u"anna＠gmial．com", "anna@gmail.com");
    row(u"anna@@gmail.com", "anna@gmail.com");
    row(u"Anna Example <anna@example.org>", "anna@example.org");
    row(u"mailto:anna@example.org", "anna@example.org");
    // The part before the @ is the person's business.
    row(u"a..n.@docomo.ne.jp", "");
    row(u"Anna.Gmial@gmail.com", "");
    row(u"ANNA@GMIAL.COM", "ANNA@gmail.com");
    // Right, as far as anybody can know.
    row(u"anna@gmail.com", "");
    row(u" anna@gmail.com ", "");
    row(u"anna@GMAIL.com", "");
    row(u"anna＠gmail．com", "");
    row(u"anna@mail.com", "");
    row(u"anna@email.com", "");
    row(u"anna@ymail.com", "");
    row(u"anna@yahoo.es", "");
    row(u"anna@yahoo.se", "");
    row(u"anna@live.dk", "");
    row(u"anna@gmx.net", "");
    row(u"anna@gmx.us", "");
    row(u"anna@me.com", "");
    row(u"anna@mac.com", "");
    row(u"anna@sap.com", "");
    row(u"anna@never.com", "");
    row(u"anna@gmeel.com", ""); // two letters of five
    row(u"anna@u-tokyo.ac.jp", "");
    row(u"anna@moj.go.jp", "");
    row(u"anna@example.org", "");
    row(u"anna@mail.example.co.jp", "");
    row(u"anna@xn--r8jz45g.jp", "");
    row(u"anna@例え.jp", "");
    row(u"anna@museum.museum", "");
    // Not yet an address.
    row(u"", "");
    row(u"anna", "");
    row(u"anna@", "");
    row(u"@gmail.com", "");
    row(u"anna@b@gmail.com", "");
    row(u"anna@localhost", "");
}

void TestEmailHints::hints()
{
    QFETCH(QString, typed);
    QTEST(emailHint(typed).value_or(QString()), "hint");
}

// No provider is taken for another one.
void TestEmailHints::providersAreRight()
{
    QFile file(u":/email/domains.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray providers = QJsonDocument::fromJson(file.readAll()).object().value(u"providers"_s).toArray();
    QVERIFY(providers.size() > 100);
    for (const QJsonValue &provider : providers) {
        QVERIFY2(!emailHint(u"anna@"_s + provider.toString()), qPrintable(provider.toString()));
    }
}

// Who takes a hint gets no other one.
void TestEmailHints::hintsAreRight()
{
    for (const char *typed : {"anna@gmial.con", "anna@yaho.cojp", "anna@hotmial.com", "anna@outlok.jp.", "anna@docmo.ne,jp"}) {
        const auto hint = emailHint(QString::fromLatin1(typed));
        QVERIFY2(hint, typed);
        QVERIFY2(!emailHint(*hint), qPrintable(*hint));
    }
}

QTEST_GUILESS_MAIN(TestEmailHints)
#include "test_email_hints.moc"
