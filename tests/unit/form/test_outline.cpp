// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/outline.h"
#include "form_examples.h"

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

/// What the review page and the receipt say of the answers, and in which order.
class TestOutline : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsStandInTheOrderOfTheForm_data();
    void rowsStandInTheOrderOfTheForm();
};

namespace {

/// `topId/key@depth#entry=value` of each row.
QString inWords(const std::vector<OutlineRow> &rows)
{
    QStringList words;
    for (const OutlineRow &row : rows) {
        words += row.topId + u'/' + row.field->key() + u'@' + QString::number(row.depth)
            + (row.entry ? u'#' + QString::number(*row.entry) : QString()) + u'=' + row.value.toString();
    }
    return words.join(u' ');
}

} // namespace

void TestOutline::rowsStandInTheOrderOfTheForm_data()
{
    QTest::addColumn<QByteArray>("answers");
    QTest::addColumn<QString>("rows");
    QTest::newRow("nothing answered") << QByteArray("{}") << u"a/a@0= g/g@0= d/d@0="_s;
    QTest::newRow("a hidden field is left out, a shown one has its answer")
        << QByteArray(R"({"a":"yes","b":"seen"})") << u"a/a@0=yes b/b@0=seen g/g@0= d/d@0="_s;
    QTest::newRow("an answer to a hidden field is not told") << QByteArray(R"({"a":"no","b":"unseen"})")
                                                             << u"a/a@0=no g/g@0= d/d@0="_s;
    QTest::newRow("entries, and groups inside them")
        << QByteArray(R"({"g":[{"m":"1","in":[{"x":"p"},{"x":"q"}]},{"m":"2"}]})")
        << u"a/a@0= g/g@0#1= g/m@1=1 g/in@1#1= g/x@2=p g/in@1#2= g/x@2=q "
           "g/g@0#2= g/m@1=2 g/in@1= d/d@0="_s;
}

void TestOutline::rowsStandInTheOrderOfTheForm()
{
    QFETCH(const QByteArray, answers);
    QFETCH(const QString, rows);
    const Definition definition = understood(formAround(
        field("a", "text") + ','
        + field("b", "text", R"(,"visible_when":{"field":"a","equals":"yes"})") + ','
        + field("g", "group",
                R"(,"fields":[)" + field("g.m", "text") + ','
                    + field("g.in", "group", R"(,"fields":[)" + field("g.in.x", "text") + "]") + "]")
        + ',' + field("d", "document")));
    const Answers given = answersOf(answers);
    const std::vector<Attachment> none;
    const Visibility visibility(definition, given, none);
    QCOMPARE(inWords(outline(definition.steps.front(), given, visibility)), rows);
}

QTEST_APPLESS_MAIN(TestOutline)
#include "test_outline.moc"
