// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing is cut off: in both languages, at 100 and 200 % text, in a wide and in a narrow column.
#include "example_fields.h"
#include "fields/document_editor.h"
#include "fields/editors.h"
#include "fields/group_editor.h"
#include "fields/option_row.h"
#include "style/metrics.h"
#include "style/paragraph.h"
#include "style/style.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;

class TestFieldsLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup() { QApplication::setFont(m_body); }
    void nothingIsCut_data();
    void nothingIsCut();
    void controlsAreTallEnough();
    void widthFollowsTheContent();
    void chosenRowLooksChosen();

private:
    QFont m_body;
};

namespace {

void fill(FieldEditor *editor)
{
    const form::Field &field = editor->field();
    editor->setProblems({example::problem(field)});
    if (auto *group = qobject_cast<GroupEditor *>(editor)) {
        group->setValue(QJsonArray{QJsonObject{{u"airport"_s, u"HND"_s}}, QJsonObject{{u"date"_s, u"2026-05-"_s}}});
        group->openEntry(1);
    }
    if (auto *documents = qobject_cast<DocumentEditor *>(editor)) {
        DocumentFile file;
        file.name = u"certificate-of-employment-2026-signed-and-stamped-by-everybody.pdf"_s;
        file.size = 1'000'000;
        file.state = DocumentFile::State::Refused;
        file.message =
            LocalizedText(u"このファイルは大きすぎます。"_s, u"This file is larger than the service accepts."_s);
        documents->setFiles({file});
    }
}

// The height that the words of a widget need at the width it has.
int heightNeeded(const QWidget *widget)
{
    return widget->hasHeightForWidth() ? widget->heightForWidth(widget->width()) : widget->minimumSizeHint().height();
}

} // namespace

void TestFieldsLayout::initTestCase()
{
    QFont platform = QApplication::font();
    platform.setPointSizeF(10);
    QApplication::setFont(platform);
    style::install(*qApp, style::Scheme::Light, u"en"_s);
    m_body = QApplication::font();
}

void TestFieldsLayout::nothingIsCut_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<double>("scale");
    QTest::addColumn<int>("width");
    for (const QString &language : {u"en"_s, u"ja"_s}) {
        QTest::addRow("%s, 100 %%, column of 680", qPrintable(language)) << language << 1.0 << 680;
        QTest::addRow("%s, 100 %%, window of 800 with the rail", qPrintable(language)) << language << 1.0 << 500;
        QTest::addRow("%s, 200 %%, column of 1360", qPrintable(language)) << language << 2.0 << 1360;
        QTest::addRow("%s, 200 %%, window of 800", qPrintable(language)) << language << 2.0 << 680;
    }
}

void TestFieldsLayout::nothingIsCut()
{
    QFETCH(QString, language);
    QFETCH(double, scale);
    QFETCH(int, width);
    QFont font = m_body;
    font.setPointSizeF(font.pointSizeF() * scale);
    QApplication::setFont(font);
    for (const form::Field &field : example::fields()) {
        QWidget page;
        auto *column = new QVBoxLayout(&page);
        column->setContentsMargins(0, 0, 0, 0);
        FieldEditor *editor = makeEditor(field, language, {true, example::today}, &page);
        column->addWidget(editor);
        fill(editor);
        page.setFixedWidth(width);
        page.show();
        page.resize(width, page.heightForWidth(width));
        QVERIFY2(editor->minimumSizeHint().width() <= width,
                 qPrintable(field.id + u" needs "_s + QString::number(editor->minimumSizeHint().width())));
        for (QWidget *child : editor->findChildren<QWidget *>()) {
            const bool shows = qobject_cast<QLabel *>(child) || qobject_cast<QAbstractButton *>(child)
                || qobject_cast<QLineEdit *>(child) || qobject_cast<QComboBox *>(child);
            if (!shows || !child->isVisible() || qobject_cast<QComboBox *>(child->parentWidget())) {
                continue;
            }
            const QString what = field.id + u' ' + QString::fromLatin1(child->metaObject()->className()) + u' '
                + child->accessibleName();
            QVERIFY2(child->height() + 1 >= heightNeeded(child), qPrintable(what));
            QVERIFY2(child->width() + 1 >= child->minimumSizeHint().width(), qPrintable(what));
            QVERIFY2(child->parentWidget()->rect().contains(child->geometry()), qPrintable(what));
            QVERIFY2(page.rect().contains(QRect(child->mapTo(&page, QPoint()), child->size())), qPrintable(what));
        }
    }
}

void TestFieldsLayout::controlsAreTallEnough()
{
    for (const form::Field &field : example::fields()) {
        QWidget page;
        auto *column = new QVBoxLayout(&page);
        FieldEditor *editor = makeEditor(field, u"en"_s, {true, example::today}, &page);
        column->addWidget(editor);
        fill(editor);
        page.show();
        page.resize(700, page.heightForWidth(700));
        for (QWidget *child : editor->findChildren<QWidget *>()) {
            if (!(child->focusPolicy() & Qt::TabFocus) || !child->isVisible()) {
                continue;
            }
            QVERIFY2(child->height() >= 24 && child->width() >= 24, qPrintable(field.id));
            if (qobject_cast<RadioRow *>(child) || qobject_cast<CheckRow *>(child)) {
                QVERIFY2(child->height() >= 44,
                         qPrintable(field.id + child->accessibleName() + QString::number(child->height())));
            } else if ((qobject_cast<QLineEdit *>(child) && !qobject_cast<QComboBox *>(child->parentWidget()))
                       || qobject_cast<QComboBox *>(child)) {
                QVERIFY2(child->height() >= 40, qPrintable(field.id));
            }
        }
    }
}

void TestFieldsLayout::widthFollowsTheContent()
{
    QWidget page;
    auto *column = new QVBoxLayout(&page);
    const auto widthOf = [&](const char *id) {
        FieldEditor *editor = makeEditor(example::field(id), u"en"_s, {true, example::today}, &page);
        column->addWidget(editor);
        return editor->firstControl();
    };
    QWidget *number = widthOf("passport.number");
    QWidget *surname = widthOf("passport.surname");
    QWidget *years = widthOf("work.years");
    QWidget *address = widthOf("contact.address");
    page.resize(700, 900);
    page.show();
    QVERIFY(years->width() < number->width());
    QVERIFY(number->width() < surname->width());
    QVERIFY(surname->width() < address->width());
    QVERIFY(number->width() >= number->fontMetrics().horizontalAdvance(u"L898902C3XYZ"_s));
}

void TestFieldsLayout::chosenRowLooksChosen()
{
    RadioRow row(nullptr);
    row.setTexts(u"Yes"_s);
    row.resize(300, 48);
    const auto shot = [&row] {
        QImage image(row.size(), QImage::Format_Grayscale8);
        row.render(&image);
        return image;
    };
    const QImage before = shot();
    row.setChecked(true);
    const QImage after = shot();
    // Also in grey: the dot in the ring is a shape, not only a colour.
    int different = 0;
    for (int y = 10; y < 38; ++y) {
        for (int x = 14; x < 38; ++x) {
            different += qAbs(qGray(before.pixel(x, y)) - qGray(after.pixel(x, y))) > 60 ? 1 : 0;
        }
    }
    QVERIFY2(different > 40, qPrintable(QString::number(different)));
}

QTEST_MAIN(TestFieldsLayout)
#include "test_fields_layout.moc"
