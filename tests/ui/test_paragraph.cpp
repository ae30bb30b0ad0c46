// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/card.h"
#include "style/paragraph.h"
#include "style/style.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QTest>
#include <QTextDocument>

using namespace Qt::StringLiterals;
using namespace ttp::ui::style;

/// Running text gets the height it needs, wherever a layout puts it.
class ParagraphTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { install(*qApp, Scheme::Light, u"ja"_s); }

    void keepsItsHeightInACardOfRows_data()
    {
        QTest::addColumn<int>("width");
        for (int width = 360; width <= 720; width += 15) {
            QTest::addRow("%d", width) << width;
        }
    }

    void keepsItsHeightInACardOfRows()
    {
        QFETCH(int, width);
        QScrollArea area;
        area.setWidgetResizable(true);
        auto *body = new QWidget;
        auto *sections = new QVBoxLayout(body);
        auto *card = new Card;
        auto *grid = new QGridLayout(card);
        grid->setColumnStretch(0, 2);
        grid->setColumnStretch(1, 3);
        QList<Paragraph *> all;
        const QStringList texts{u"過去1年間に日本に上陸したことがありますか。"_s, u"はい"_s,
                                u"日本から退去を強制されたこと、又は出国命令により出国したことがありますか。"_s, u"いいえ"_s};
        for (int i = 0; i < texts.size(); ++i) {
            auto *paragraph = new Paragraph(texts.at(i), TextRole::Body, card);
            grid->addWidget(paragraph, i / 2, i % 2, Qt::AlignTop);
            all += paragraph;
        }
        sections->addWidget(card);
        sections->addStretch();
        area.setWidget(body);
        area.resize(width, 500);
        area.show();
        QVERIFY(QTest::qWaitForWindowExposed(&area));
        for (const Paragraph *paragraph : all) {
            QTextDocument document;
            document.setDefaultFont(paragraph->font());
            document.setDocumentMargin(0);
            document.setHtml(paragraph->text());
            document.setTextWidth(paragraph->contentsRect().width());
            QVERIFY2(paragraph->contentsRect().height() >= int(document.size().height()),
                     qPrintable(u"%1: %2 < %3"_s.arg(paragraph->plainText())
                                    .arg(paragraph->contentsRect().height())
                                    .arg(document.size().height())));
        }
    }
};

QTEST_MAIN(ParagraphTest)
#include "test_paragraph.moc"
