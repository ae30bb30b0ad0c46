// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of field in one window, for looking at it; no test.
#include "fields/document_editor.h"
#include "fields/editors.h"
#include "fields/group_editor.h"
#include "form/check.h"
#include "form/visibility.h"
#include "style/card.h"
#include "style/link_button.h"
#include "style/mark.h"
#include "style/metrics.h"
#include "style/notice.h"
#include "style/paragraph.h"
#include "style/section_heading.h"
#include "style/style.h"

#include <QApplication>
#include <QCheckBox>
#include <QCommandLineParser>
#include <QFile>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QTabBar>
#include <QTimer>
#include <QTranslator>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;

namespace {

struct Options {
    QString language;
    int step = 0;
    bool filled = false;
    bool problems = false;
    bool parts = false;
    int open = -1;
};

std::vector<DocumentFile> exampleFiles(const QString &field)
{
    DocumentFile good;
    good.id = u"1"_s;
    good.name = u"certificate-of-employment-2026-signed-and-stamped-scan.pdf"_s;
    good.mediaType = u"application/pdf"_s;
    good.size = 2'345'678;
    good.state = DocumentFile::State::Ready;
    DocumentFile bad = good;
    bad.id = u"2"_s;
    bad.name = u"在職証明書（裏面）.jpg"_s;
    bad.mediaType = u"image/jpeg"_s;
    bad.size = 12'000'000;
    bad.state = DocumentFile::State::Refused;
    bad.message =
        LocalizedText(u"ファイルが大きすぎます（上限10 MB）。"_s, u"The file is too large: 12 MB, at most 10 MB."_s);
    DocumentFile photo = good;
    photo.name = u"photo.jpg"_s;
    photo.mediaType = u"image/jpeg"_s;
    photo.thumbnail = QImage(90, 120, QImage::Format_RGB32);
    photo.thumbnail.fill(QColor(0x8899aa));
    return field.endsWith(u"photo"_s) ? std::vector{photo} : std::vector{good, bad};
}

form::Answers exampleAnswers()
{
    const QJsonObject journey{{u"date"_s, u"2026-03-14"_s}, {u"airport"_s, u"HND"_s}};
    const QJsonObject other{{u"date"_s, u"2026-05-"_s}, {u"airport"_s, u"other"_s}, {u"where"_s, u"Kansai"_s}};
    return form::Answers(QJsonObject{{u"passport.number"_s, u"Ｌ８９８902c3"_s},
                                     {u"passport.surname"_s, u"ERIKSSON"_s},
                                     {u"passport.nationality"_s, u"SWE"_s},
                                     {u"passport.birth"_s, u"1974-08"_s},
                                     {u"passport.expiry"_s, u"2020-02-30"_s},
                                     {u"passport.sex"_s, u"F"_s},
                                     {u"contact.email"_s, u"anna@example.org"_s},
                                     {u"contact.phone"_s, u"+442079460000"_s},
                                     {u"contact.address"_s, u"12 Example Road\nLondon"_s},
                                     {u"work.years"_s, 7},
                                     {u"work.kind"_s, u"b"_s},
                                     {u"work.visits"_s, QJsonArray{u"meet"_s, u"tour"_s}},
                                     {u"work.listed"_s, true},
                                     {u"journeys"_s, QJsonArray{journey, other}}});
}

QWidget *styleParts(bool japanese)
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setSpacing(style::px(page, 16));
    const auto say = [japanese](const char16_t *ja, const char16_t *en) {
        return QString::fromUtf16(japanese ? ja : en);
    };
    const QString running = say(
        u"このソフトウェアは独立に作られたもので、出入国在留管理庁のものではありません。運営者のサービスが申請を受け付けると明示していないかぎり、"
        u"どこにも申請は送られません。本日申請したい方は、同庁のサイトをご覧ください。",
        u"This program is independent and does not belong to any authority. Nothing is sent to the Agency "
        u"unless an operator's service says so. If you want to apply today, go to the Agency's own site.");
    column->addWidget(new style::Paragraph(running, style::TextRole::Body));
    for (const auto kind : {style::Notice::Kind::Error, style::Notice::Kind::Information, style::Notice::Kind::Done}) {
        auto *notice = new style::Notice(kind);
        notice->setHeading(say(u"入力内容に誤りがあります", u"There is a problem"));
        notice->setText(running);
        notice->addWidget(new style::LinkButton(say(u"旅券番号を入力してください", u"Enter the passport number")));
        column->addWidget(notice);
    }
    auto *card = new style::Card;
    auto *inside = new QVBoxLayout(card);
    inside->addWidget(new style::SectionHeading(say(u"新しい申請", u"New application")));
    inside->addWidget(new style::Paragraph(running, style::TextRole::Note));
    inside->addWidget(new style::Rule);
    auto *row = new QHBoxLayout;
    row->addWidget(new QPushButton(say(u"開く", u"Open")));
    auto *quiet = new QPushButton(say(u"戻る", u"Back"));
    style::setQuiet(quiet);
    row->addWidget(quiet);
    auto *off = new QPushButton(say(u"使えません", u"Disabled"));
    off->setEnabled(false);
    row->addWidget(off);
    auto *primaryOff = new QPushButton(say(u"送信", u"Send"));
    style::setPrimary(primaryOff);
    primaryOff->setEnabled(false);
    row->addWidget(primaryOff);
    row->addStretch();
    inside->addLayout(row);
    column->addWidget(card);
    auto *bar = new QProgressBar;
    bar->setValue(40);
    bar->setTextVisible(false);
    column->addWidget(bar);
    column->addWidget(new QCheckBox(say(u"このコンピューターに覚えておく", u"Remember on this computer")));
    auto *tabs = new QTabBar;
    tabs->addTab(u"日本語"_s);
    tabs->addTab(u"English"_s);
    column->addWidget(tabs);
    auto *mark = new QLabel;
    mark->setPixmap(style::markIcon().pixmap(128, 128));
    column->addWidget(mark);
    column->addStretch();
    return page;
}

void fill(FieldEditor *editor, const Options &options, const form::Definition &definition, const form::Step &step,
          const form::Answers &answers)
{
    if (options.filled) {
        editor->setValue(answers.value(editor->field().id));
        if (auto *documents = qobject_cast<DocumentEditor *>(editor)) {
            documents->setFiles(exampleFiles(editor->field().id));
        }
    }
    if (auto *group = qobject_cast<GroupEditor *>(editor)) {
        EntryContext context;
        context.practice = true;
        context.visible = [&definition, answers](const form::Field &field, const std::vector<QJsonObject> &entries) {
            static const std::vector<form::Attachment> none;
            return form::Visibility(definition, answers, none).isVisible(field, entries);
        };
        context.check = [&definition, answers](const form::Field &field, const std::vector<QJsonObject> &entries) {
            return form::checkEntry(definition, field, answers, {}, entries, {QDate(2026, 11, 22), true, {}});
        };
        group->setContext(context);
        group->openEntry(options.open);
    }
    if (options.problems) {
        std::vector<Problem> own;
        for (const Problem &problem : form::checkStep(definition, step, options.filled ? answers : form::Answers(), {},
                                                      {QDate(2026, 11, 22), true, {}})) {
            if (problem.field == editor->field().id || problem.field.startsWith(editor->field().id + u'.')) {
                own.push_back(problem);
            }
        }
        editor->setProblems(own);
    }
}

QWidget *formPage(const Options &options, const form::Definition &definition)
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setSpacing(style::px(page, 32));
    const form::Step &step = definition.steps.at(size_t(options.step));
    column->addWidget(new style::SectionHeading(step.title.in(options.language), style::SectionHeading::Level::Page));
    if (step.intro) {
        column->addWidget(new style::Paragraph(step.intro->in(options.language), style::TextRole::Body));
    }
    const form::Answers answers = exampleAnswers();
    for (const form::Field &field : step.fields) {
        FieldEditor *editor = makeEditor(field, options.language, {true, [] { return QDate(2026, 11, 22); }}, page);
        column->addWidget(editor);
        fill(editor, options, definition, step, answers);
    }
    column->addStretch();
    return page;
}

QWidget *window(const Options &options, const form::Definition &definition)
{
    const bool japanese = options.language == u"ja"_s;
    auto *window = new QWidget;
    auto *frame = new QVBoxLayout(window);
    frame->setContentsMargins(0, 0, 0, 0);
    frame->setSpacing(0);
    auto *strip = new style::Notice(style::Notice::Kind::Practice);
    strip->setStrip(true);
    strip->setText(u"練習です。申請は行われていません。 / Practice. No application was made."_s);
    frame->addWidget(strip);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *holder = new QWidget;
    auto *across = new QHBoxLayout(holder);
    across->setContentsMargins(style::px(window, 48), style::px(window, 24), style::px(window, 48),
                               style::px(window, 24));
    QWidget *page = options.parts ? styleParts(japanese) : formPage(options, definition);
    page->setMaximumWidth(style::px(window, style::ColumnWidth));
    page->layout()->setContentsMargins(4, 4, 4, 4);
    across->addWidget(page, 1);
    across->addStretch(0);
    scroll->setWidget(holder);
    frame->addWidget(scroll, 1);
    auto *feet = new QHBoxLayout;
    feet->setContentsMargins(style::px(window, 24), style::px(window, 12), style::px(window, 24),
                             style::px(window, 12));
    auto *back = new QPushButton(japanese ? u"戻る"_s : u"Back"_s);
    style::setQuiet(back);
    auto *go = new QPushButton(japanese ? u"次へ"_s : u"Continue"_s);
    style::setPrimary(go);
    feet->addStretch();
    feet->addWidget(back);
    feet->addWidget(go);
    frame->addLayout(feet);
    return window;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions(
        {{u"lang"_s, u"ja or en"_s, u"tag"_s, u"en"_s},
         {u"scheme"_s, u"light, dark, contrast or system"_s, u"name"_s, u"light"_s},
         {u"text"_s, u"Text size in percent"_s, u"n"_s, u"100"_s},
         {u"size"_s, u"Window size"_s, u"WxH"_s, u"1040x760"_s},
         {u"step"_s, u"Which page: 0, 1, 2 or parts"_s, u"n"_s, u"0"_s},
         {u"open"_s, u"Open this entry of groups"_s, u"n"_s, u"-1"_s},
         {u"qm"_s, u"Translation to load"_s, u"file"_s},
         {u"form"_s, u"Form definition"_s, u"file"_s, QStringLiteral(TTP_SOURCE_DIR "/tests/ui/data/gallery.json")},
         {u"filled"_s, u"With answers"_s},
         {u"problems"_s, u"With problems"_s},
         {u"focus"_s, u"Focus the control number n of the page"_s, u"n"_s},
         {u"shot"_s, u"Save a picture and end"_s, u"file"_s},
         {u"long"_s, u"Picture of the whole page, not of the window"_s}});
    parser.process(application);
    QFont platform = application.font();
    platform.setPointSizeF(10 * parser.value(u"text"_s).toDouble() / 100);
    QApplication::setFont(platform);
    const QString name = parser.value(u"scheme"_s);
    const style::Scheme scheme = name == u"dark"_s ? style::Scheme::Dark
        : name == u"contrast"_s                    ? style::Scheme::HighContrast
        : name == u"system"_s                      ? style::Scheme::System
                                                   : style::Scheme::Light;
    style::install(application, scheme, parser.value(u"lang"_s));
    QTranslator translator;
    if (parser.isSet(u"qm"_s) && translator.load(parser.value(u"qm"_s))) {
        QApplication::installTranslator(&translator);
    }
    QFile file(parser.value(u"form"_s));
    const auto definition = file.open(QIODevice::ReadOnly) ? form::readDefinition(file.readAll())
                                                           : failed(FailureCode::FormInvalid, u"no file"_s);
    if (!definition) {
        qCritical().noquote() << definition.error().facts;
        return 2;
    }
    Options options{
        parser.value(u"lang"_s),     parser.value(u"step"_s).toInt(),       parser.isSet(u"filled"_s),
        parser.isSet(u"problems"_s), parser.value(u"step"_s) == u"parts"_s, parser.value(u"open"_s).toInt()};
    const std::unique_ptr<QWidget> shown(window(options, *definition));
    shown->setWindowIcon(style::markIcon());
    shown->resize(parser.value(u"size"_s).section(u'x', 0, 0).toInt(),
                  parser.value(u"size"_s).section(u'x', 1).toInt());
    shown->show();
    if (parser.isSet(u"focus"_s)) {
        QWidget *at = shown.get();
        for (int i = parser.value(u"focus"_s).toInt(); i >= 0; --i) {
            do {
                at = at->nextInFocusChain();
            } while (!(at->focusPolicy() & Qt::TabFocus) || !at->isVisible() || !at->isEnabled());
        }
        at->setFocus(Qt::TabFocusReason);
    }
    if (parser.isSet(u"shot"_s)) {
        QTimer::singleShot(400, shown.get(), [&] {
            auto *scroll = shown->findChild<QScrollArea *>();
            QPixmap picture = parser.isSet(u"long"_s) ? scroll->widget()->grab() : shown->grab();
            picture.save(parser.value(u"shot"_s));
            QApplication::quit();
        });
    }
    return application.exec();
}
