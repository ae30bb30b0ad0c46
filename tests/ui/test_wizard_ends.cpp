// SPDX-License-Identifier: GPL-3.0-or-later
// The program is told to end (a signal, the end of a kiosk's session) while its window is open and somebody types.

#include "pages/form_page.h"
#include "wizard_driver.h"

#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp::ui;
using namespace ttp::ui::test;

class WizardEndsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void whileALineIsTyped();
};

/// The line settles its text when the window takes the focus away from it: by then what it writes into must be there.
void WizardEndsTest::whileALineIsTyped()
{
    ttp::practice::Options options;
    options.embedded = true;
    options.formPath = QStringLiteral(TTP_SOURCE_DIR "/tests/data/forms/every_type.json");
    const Service service(options);
    Wizard wizard(service);
    QVERIFY(wizard.reachForm());
    auto *line = wizard.editor(u"skipper"_s)->findChild<QLineEdit *>();
    QVERIFY(line && wizard.type(line, u"eriksson"_s)); // will be ERIKSSON
    QVERIFY(line->hasFocus());
    QPointer<QLineEdit> watched = line;
    QString settled;
    connect(line, &QLineEdit::textChanged, &wizard.window(), [&settled](const QString &text) { settled = text; });
    wizard.endController();
    QCOMPARE(settled, u"ERIKSSON"_s);
    QVERIFY(!watched); // nothing is left that could write
    QVERIFY(!wizard.window().page());
    wizard.settle();
}

QTEST_MAIN(WizardEndsTest)
#include "test_wizard_ends.moc"
