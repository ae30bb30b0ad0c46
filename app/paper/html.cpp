// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/receipt_files.h"
#include "qr.h"

using namespace Qt::StringLiterals;

namespace ttp::paper {

namespace {

// The face of the PDF: one column of questions, one of answers, hairlines, much room.
constexpr QStringView Style = uR"(
:root{color-scheme:light}
body{margin:0 auto;padding:32px 24px 48px;max-width:48rem;background:#fff;color:#1a1f1e;
font:15px/1.6 "Noto Sans CJK JP","Noto Sans JP","Hiragino Sans","Yu Gothic UI",Meiryo,sans-serif}
h1{font-size:24px;margin:24px 0 0}h2{font-size:18px;margin:32px 0 8px}
[lang=en]{line-height:1.45}.en,.note{color:#55605e}.en{font-size:13px}
.practice{background:#ffe2a8;color:#5c3b00;padding:12px 16px;font-weight:bold;border-radius:6px}
.number{font-size:24px;font-weight:bold;margin:0}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:8px 16px 8px 0;
border-top:1px solid #d5dad8;overflow-wrap:anywhere}th{width:38%;font-weight:normal;color:#55605e}
tr.entry th{font-weight:bold;color:#1a1f1e}td{white-space:pre-line}td span,th span{display:block}
td.missing{color:#55605e}code{font-family:inherit;font-feature-settings:"tnum"}
.d1 th{padding-left:16px}.d2 th{padding-left:32px}.d3 th{padding-left:48px}svg{width:160px;height:160px}
@media print{body{padding:0;font-size:10pt}tr{break-inside:avoid}}
)";

QString span(const QString &language, const QString &text, const QString &more = {})
{
    return u"<span lang=\""_s + language + u'"' + more + u'>' + text.toHtmlEscaped() + u"</span>"_s;
}

/// Both languages, or one if they say the same.
QString both(const LocalizedText &text)
{
    const QString japanese = text.in(u"ja"_s);
    const QString english = text.in(u"en"_s);
    return japanese == english ? u"<span>"_s + japanese.toHtmlEscaped() + u"</span>"_s
                               : span(u"ja"_s, japanese) + span(u"en"_s, english, u" class=\"en\""_s);
}

/// In one line: headings.
QString inOneLine(const LocalizedText &text)
{
    return span(u"ja"_s, text.in(u"ja"_s)) + u" "_s + span(u"en"_s, text.in(u"en"_s), u" class=\"en\""_s);
}

QString rowHtml(const Row &row)
{
    QStringList classes;
    if (row.depth > 0) {
        classes += u"d%1"_s.arg(qMin(row.depth, 3));
    }
    if (row.kind == Row::Kind::Entry) {
        classes += u"entry"_s;
        return u"<tr class=\"%1\"><th scope=\"rowgroup\" colspan=\"2\">"_s.arg(classes.join(u' '))
            + inOneLine({row.label.in(u"ja"_s) + u' ' + row.value.in(u"ja"_s),
                         row.label.in(u"en"_s) + u' ' + row.value.in(u"en"_s)})
            + u"</th></tr>\n"_s;
    }
    const QString open = classes.isEmpty() ? u"<tr>"_s : u"<tr class=\"%1\">"_s.arg(classes.join(u' '));
    const QString cell = row.kind == Row::Kind::Code ? u"<code>"_s + row.value.in(u"en"_s).toHtmlEscaped() + u"</code>"_s
                                                     : both(row.value);
    return open + u"<th scope=\"row\">"_s + both(row.label) + u"</th>"_s
        + (row.missing ? u"<td class=\"missing\">"_s : u"<td>"_s) + cell + u"</td></tr>\n"_s;
}

QString codeHtml(const QString &text)
{
    const auto code = qrCode(text);
    if (!code) {
        return {};
    }
    QString path;
    for (int y = 0; y < code->size; ++y) {
        for (int x = 0; x < code->size; ++x) {
            if (code->isDark(x, y)) {
                path += u"M%1 %2h1v1h-1z"_s.arg(x).arg(y);
            }
        }
    }
    const int side = code->size + 2 * QuietZone;
    return u"<svg role=\"img\" aria-label=\"%1\" viewBox=\"-%2 -%2 %3 %3\" shape-rendering=\"crispEdges\">"
           "<path d=\"%4\"/></svg>\n"_s.arg((u"QR: "_s + text).toHtmlEscaped().replace(u'\n', u' '))
               .arg(QuietZone)
               .arg(side)
               .arg(path);
}

} // namespace

QByteArray toHtml(const ReceiptPaper &paper)
{
    const QString title =
        u"%1 / %2 %3"_s.arg(paper.title.in(u"ja"_s), paper.title.in(u"en"_s), paper.number).toHtmlEscaped();
    QString html = u"<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width\">\n<title>"_s
        + title + u"</title>\n<style>"_s + Style.toString() + u"</style>\n</head>\n<body>\n<main>\n"_s;
    const QString practice = paper.practice ? u"<p class=\"practice\">"_s + inOneLine(paper.practiceSays) + u"</p>\n"_s
                                            : QString();
    html += practice + u"<h1>"_s + inOneLine(paper.title) + u"</h1>\n<p class=\"number\">"_s
        + paper.number.toHtmlEscaped() + u"</p>\n<p>"_s + inOneLine(paper.received) + u"</p>\n"_s + codeHtml(paper.code);
    for (std::size_t i = 0; i < paper.sections.size(); ++i) {
        const Section &section = paper.sections[i];
        const QString id = u"s%1"_s.arg(i + 1);
        html += u"<section aria-labelledby=\"%1\">\n<h2 id=\"%1\">"_s.arg(id) + inOneLine(section.title)
            + u"</h2>\n<table aria-labelledby=\"%1\">\n<tbody>\n"_s.arg(id);
        for (const Row &row : section.rows) {
            html += rowHtml(row);
        }
        html += u"</tbody>\n</table>\n</section>\n"_s;
    }
    for (const LocalizedText &note : paper.notes) {
        html += u"<p class=\"note\">"_s + inOneLine(note) + u"</p>\n"_s;
    }
    html += practice + u"</main>\n</body>\n</html>\n"_s;
    return html.toUtf8();
}

} // namespace ttp::paper
