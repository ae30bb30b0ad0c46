// SPDX-License-Identifier: GPL-3.0-or-later
// A key is pressed in a step of many fields: until the value stands in the answers, the step is checked and its conditions
// are looked at again, in the whole wizard on the practice service, beside the same key in a bare window of as many bare
// lines. Then the engine alone. And how both grow with the number of fields.
//   key_press [PRESSES] [FIELDS ...]      0 presses: the engine only
#include "form/check.h"
#include "form/normalize.h"
#include "form/visibility.h"
#include "pages/form_page.h"
#include "wizard_driver.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QLineEdit>
#include <QScrollArea>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace ttp;

namespace {

QJsonObject words(const QString &text)
{
    return {{u"ja"_s, u"項目 "_s + text}, {u"en"_s, u"Field "_s + text}};
}

QJsonArray choices(int count)
{
    QJsonArray list;
    for (int i = 0; i < count; ++i) {
        list.append(QJsonObject{{u"value"_s, u"v%1"_s.arg(i)}, {u"label"_s, words(QString::number(i))}});
    }
    return list;
}

/// Every tenth field is the same: texts, a date, lists, a question, and what depends on it and on the text before.
QJsonObject field(int index)
{
    const int tenth = index / 10 * 10;
    QJsonObject field{{u"id"_s, u"f%1"_s.arg(index)}, {u"type"_s, u"text"_s}, {u"label"_s, words(QString::number(index))},
                      {u"max_length"_s, 40}};
    const auto other = [&field](const QString &type) {
        field.insert(u"type"_s, type);
        field.remove(u"max_length"_s);
    };
    const auto dependsOn = [tenth](int at) { return u"f%1"_s.arg(tenth + at); };
    switch (index % 10) {
    case 0: field.insert(u"charset"_s, u"latin_upper"_s); break;
    case 1: field.insert(u"visible_when"_s, QJsonObject{{u"field"_s, dependsOn(0)}, {u"answered"_s, true}}); break;
    case 2: other(u"date"_s); break;
    case 3: other(u"choice"_s); field.insert(u"choices"_s, choices(3)); break;
    case 4: other(u"yes_no"_s); break;
    case 5: field.insert(u"visible_when"_s, QJsonObject{{u"field"_s, dependsOn(4)}, {u"equals"_s, true}}); break;
    case 6: other(u"integer"_s); break;
    case 7: field.insert(u"type"_s, u"email"_s); break;
    case 8: other(u"choices"_s); field.insert(u"choices"_s, choices(4)); break;
    default:
        field.insert(u"required"_s, false);
        field.insert(u"required_when"_s, QJsonObject{{u"field"_s, dependsOn(3)}, {u"equals"_s, u"v1"_s}});
    }
    return field;
}

QByteArray form(int fields)
{
    QJsonArray list;
    for (int i = 0; i < fields; ++i) {
        list.append(field(i));
    }
    const QJsonObject step{{u"id"_s, u"long"_s}, {u"title"_s, words(u"long"_s)}, {u"fields"_s, list}};
    const QJsonObject form{{u"format"_s, 1}, {u"id"_s, u"long"_s}, {u"version"_s, u"1"_s}, {u"title"_s, words(u"form"_s)}, {u"steps"_s, QJsonArray{step}}};
    return QJsonDocument(form).toJson(QJsonDocument::Compact);
}

QJsonObject answers(int fields)
{
    QJsonObject answers;
    for (int i = 0; i < fields; ++i) {
        const QJsonValue all[] = {u"ERIKSSON"_s, u"髙﨑 a text"_s, u"2001-02-03"_s, u"v1"_s, true, u"more"_s, 42, u"aya@example.jp"_s, QJsonArray{u"v0"_s, u"v2"_s}, u"a note"_s};
        answers.insert(u"f%1"_s.arg(i), all[i % 10]);
    }
    return answers;
}

struct Times {
    double median = 0;
    double p99 = 0;       // in ms
    double cpuMedian = 0; // of the processor's time of this thread alone: what it is on a machine that does nothing else
    double cpu99 = 0;
};

Times timesOf(std::vector<qint64> ns, std::vector<qint64> cpu)
{
    std::ranges::sort(ns);
    std::ranges::sort(cpu);
    return {double(ns[ns.size() / 2]) / 1e6, double(ns[ns.size() * 99 / 100]) / 1e6, double(cpu[cpu.size() / 2]) / 1e6,
            double(cpu[cpu.size() * 99 / 100]) / 1e6};
}

/// In ns; where it is not known, 0.
qint64 cpuTime()
{
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
#else
    return 0;
#endif
}

/// Presses letters and, every fifth time, the backspace, in one line after the other; what is due besides (painting,
/// layout, saving) happens in between and is not measured.
Times press(const QList<QLineEdit *> &lines, int presses)
{
    std::vector<qint64> taken;
    std::vector<qint64> cpu;
    QElapsedTimer timer;
    for (int i = 0; i < presses; ++i) {
        QLineEdit *line = lines.at(qsizetype(i / 8) * 7 % lines.size());
        if (i % 8 == 0) {
            line->setFocus();
            line->clear(); // so that what depends on it comes and goes
        }
        QCoreApplication::processEvents();
        const Qt::Key key = i % 5 == 4 ? Qt::Key_Backspace : Qt::Key(Qt::Key_A + i % 26);
        timer.start();
        const qint64 before = cpuTime();
        QTest::keyClick(line, key);
        taken.push_back(timer.nsecsElapsed());
        cpu.push_back(cpuTime() - before);
    }
    return timesOf(std::move(taken), std::move(cpu));
}

QList<QLineEdit *> visibleLines(QWidget *in)
{
    QList<QLineEdit *> lines;
    for (QLineEdit *line : in->findChildren<QLineEdit *>()) {
        if (line->isVisible()) {
            lines += line;
        }
    }
    return lines;
}

Times bare(int fields, int presses)
{
    QScrollArea window;
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    for (int i = 0; i < fields; ++i) {
        column->addWidget(new QLineEdit);
    }
    window.setWidget(inside);
    window.setWidgetResizable(true);
    window.show();
    return QTest::qWaitForWindowExposed(&window) ? press(visibleLines(inside), presses) : Times();
}

Times wizard(int fields, int presses)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"form.json"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(form(fields)) < 0) {
        return {};
    }
    file.close();
    practice::Options options;
    options.embedded = true;
    options.formPath = file.fileName();
    const ui::test::Service service(options);
    ui::test::Wizard wizard(service);
    if (!wizard.reachForm()) {
        return {};
    }
    // Everything is answered, so that the check has to look at every field.
    const QJsonObject all = answers(fields);
    for (ui::FieldEditor *editor : wizard.page<ui::FormPage>()->findChildren<ui::FieldEditor *>()) {
        editor->setValue(all.value(editor->field().id));
        Q_EMIT editor->valueChanged();
    }
    QCoreApplication::processEvents();
    const auto lines = visibleLines(wizard.page<ui::FormPage>());
    const Times times = press(lines, presses);
    return wizard.journey().answers.json().isEmpty() ? Times() : times;
}

/// Everything that the engine does for one key press.
Times engine(int fields, int rounds)
{
    const auto definition = form::readDefinition(form(fields));
    const form::Answers filled(answers(fields));
    std::vector<qint64> taken;
    std::vector<qint64> cpu;
    QElapsedTimer timer;
    std::size_t problems = 0;
    form::CheckContext context;
    context.today = QDate(2026, 11, 22);
    for (int i = 0; definition && i < rounds; ++i) {
        timer.start();
        const qint64 before = cpuTime();
        const form::Answers prepared = form::prepareForSending(*definition, filled, {});
        problems += form::check(*definition, prepared, {}, context).size();
        taken.push_back(timer.nsecsElapsed());
        cpu.push_back(cpuTime() - before);
    }
    return taken.empty() || problems > 0 ? Times() : timesOf(std::move(taken), std::move(cpu));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    ui::test::prepareApplication();
    const QStringList arguments = QCoreApplication::arguments();
    const int presses = arguments.value(1, u"400"_s).toInt();
    QList<int> sizes;
    for (const QString &argument : arguments.mid(2)) {
        sizes += argument.toInt();
    }
    if (sizes.isEmpty()) {
        sizes = {200, 500, 1000, 2000};
    }
    std::printf("ms: median/p99 (of the processor's time alone)\n");
    for (const int fields : std::as_const(sizes)) {
        const Times check = engine(fields, 50);
        const Times line = presses > 0 ? bare(fields, presses) : Times();
        const Times key = presses > 0 ? wizard(fields, presses) : Times();
        if (check.median <= 0 || (presses > 0 && (line.median <= 0 || key.median <= 0))) {
            std::fprintf(stderr, "nothing to measure\n");
            return 1;
        }
        std::printf("%4d fields: bare line %.3f/%.3f (%.3f/%.3f), wizard %.3f/%.3f (%.3f/%.3f), %.0f times; check %.3f/%.3f (%.3f/%.3f), "
                    "%.2f us a field\n",
                    fields, line.median, line.p99, line.cpuMedian, line.cpu99, key.median, key.p99, key.cpuMedian, key.cpu99,
                    presses > 0 ? key.cpuMedian / line.cpuMedian : 0.0, check.median, check.p99, check.cpuMedian, check.cpu99,
                    check.cpuMedian * 1000 / fields);
        std::fflush(stdout);
    }
    return 0;
}
