// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms_view/terms_print.h"

#include "base/background.h"
#include "terms/printable.h"

#include <QFontDatabase>
#include <QPrintDialog>
#include <QPrinter>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

/// Japanese glyph forms whatever the locale of the computer is.
QFont fontForPaper()
{
    QFont font;
    const QStringList installed = QFontDatabase::families(QFontDatabase::Japanese);
    QStringList families;
    for (const QString &wanted : {u"Noto Sans CJK JP"_s, u"Noto Sans JP"_s, u"Hiragino Sans"_s, u"Yu Gothic UI"_s, u"Meiryo"_s}) {
        if (installed.contains(wanted)) {
            families.append(wanted);
        }
    }
    font.setFamilies(families.isEmpty() ? installed.mid(0, 1) : families.mid(0, 1));
    font.setPointSizeF(9);
    return font;
}

} // namespace

bool printDocument(QPrinter &printer, const QString &html)
{
    QTextDocument document;
    document.setDefaultFont(fontForPaper());
    document.setHtml(html);
    document.print(&printer);
    return printer.printerState() != QPrinter::Error && printer.printerState() != QPrinter::Aborted;
}

void printTerms(const terms::Terms &terms, bool practice, QWidget *asking, std::function<void(bool)> done)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(u"TTP Apply "_s + terms.version);
    auto *dialog = new QPrintDialog(printer.get(), asking);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QAbstractPrintDialog::PrintPageRange, false);
    QObject::connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), asking,
                     [asking, printer, html = terms::printable(terms, practice), done = std::move(done)](QPrinter *) {
                         inBackground(asking, [printer, html] { return printDocument(*printer, html); }, done);
                     });
    dialog->open();
}

} // namespace ttp::ui
