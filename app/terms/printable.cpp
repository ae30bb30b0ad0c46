// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms/printable.h"

using namespace Qt::StringLiterals;

namespace ttp::terms {

namespace {

QString escaped(const QString &text)
{
    return text.toHtmlEscaped().replace(u'\n', u"<br/>"_s);
}

/// A row of the table: one cell for each language.
template <typename Content>
QString row(const Terms &terms, const QString &element, Content content)
{
    QString html = u"<tr>"_s;
    for (const Document &document : terms.documents) {
        html += u"<%1 align=\"left\" valign=\"top\" width=\"%2%\">"_s.arg(element).arg(100 / int(terms.documents.size()))
            + content(document) + u"</%1>"_s.arg(element);
    }
    return html + u"</tr>\n"_s;
}

QString provenanceOf(const Document &document)
{
    if (!document.provenanceNote) {
        return {};
    }
    // What a text is must be understood by everybody who reads it.
    QStringList notes{document.provenanceNote->in(u"ja"_s), document.provenanceNote->in(u"en"_s)};
    notes.removeDuplicates();
    return escaped(notes.join(u'\n'));
}

} // namespace

QString printable(const Terms &terms, bool practice)
{
    QString html = uR"(<html><head><style>
body{color:#000;background:#fff}h1{font-size:14pt}h3{font-size:10pt;margin:0}p,td,th{font-size:9pt}
.small{font-size:7pt}</style></head><body>)"_s;
    if (practice) {
        html += u"<p><b>練習です。申請は行われていません。 / Practice. No application was made.</b></p>\n"_s;
    }
    QStringList titles;
    for (const Document &document : terms.documents) {
        titles += escaped(document.title);
    }
    html += u"<h1>"_s + titles.join(u"<br/>"_s) + u"</h1>\n<p>版 / Version: "_s + escaped(terms.version)
        + u"<br/>施行 / In force from: "_s + escaped(terms.effectiveFromText) + u"</p>\n"_s;
    html += u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"5\" border=\"1\" "
            "style=\"border-collapse:collapse;border-style:solid\">\n<thead>"_s
        + row(terms, u"th"_s, [](const Document &document) {
                return escaped(document.language) + u"　"_s + escaped(document.badge());
            })
        + u"</thead>\n"_s + row(terms, u"td"_s, [](const Document &document) {
                return u"<span class=\"small\">"_s + provenanceOf(document) + u"</span>"_s;
            });
    for (size_t i = 0; i < terms.documents.front().clauses.size(); ++i) {
        html += row(terms, u"td"_s, [i](const Document &document) {
            const Clause &clause = document.clauses[i];
            return u"<h3>"_s + escaped(clause.heading) + u"</h3>"_s + escaped(clause.text);
        });
    }
    html += u"</table>\n<p class=\"small\">"_s;
    for (const Document &document : terms.documents) {
        html += u"SHA-256 ("_s + escaped(document.language) + u"): "_s + QString::fromLatin1(document.computedSha256()) + u"<br/>"_s;
    }
    return html + u"</p></body></html>"_s;
}

} // namespace ttp::terms
