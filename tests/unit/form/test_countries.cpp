// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/countries.h"

#include "base/text.h"

#include <QHash>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

class TestCountries : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void noNameMeansTwoCountries();
    void knowsNames_data();
    void knowsNames();
};

void TestCountries::noNameMeansTwoCountries()
{
    QHash<QString, QString> owners;
    for (const Country &country : countries()) {
        for (const QString &name : country.name.texts().values() + country.aliases + QStringList{country.code, country.alpha2}) {
            const QString owner = owners.value(searchKey(name), country.code);
            QVERIFY2(name.isEmpty() || owner == country.code, qPrintable(name + u' ' + owner + u' ' + country.code));
            owners.insert(searchKey(name), country.code);
        }
    }
}

void TestCountries::knowsNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("code");
    const auto row = [](const char16_t *name, const char *code) {
        QTest::newRow(qPrintable(QString::fromUtf16(name))) << QString::fromUtf16(name) << QString::fromLatin1(code);
    };
    row(u"Germany", "D");
    row(u" GERMANY ", "D");
    row(u"Deutschland", "D");
    row(u"DEU", "D");
    row(u"ドイツ", "D");
    row(u"ﾄﾞｲﾂ", "D");
    row(u"UK", "GBR");
    row(u"U.S.A.", "USA");
    row(u"日本", "JPN");
    row(u"大韓民国", "KOR");
    row(u"Türkiye", "TUR");
    row(u"D", "");
    row(u"CA", ""); // California
    row(u"DE", ""); // Delaware
    row(u"Berlin", "");
    row(u"10115 Berlin, Germany", "");
    row(u"", "");
}

void TestCountries::knowsNames()
{
    QFETCH(QString, name);
    const Country *found = countryNamed(name);
    QTEST(found ? found->code : QString(), "code");
}

QTEST_GUILESS_MAIN(TestCountries)
#include "test_countries.moc"
