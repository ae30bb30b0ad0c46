// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/report.h"

#include "base/json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::diagnostics {

namespace {

LocalizedText cleanedText(const LocalizedText &text, const std::function<QString(const QString &)> &clean)
{
    QMap<QString, QString> texts = text.texts();
    for (QString &each : texts) {
        each = clean(each);
    }
    return LocalizedText(std::move(texts));
}

QJsonObject toJson(const Finding &finding)
{
    QJsonObject facts;
    for (const auto &[name, value] : finding.facts) {
        facts.insert(name, value);
    }
    QJsonObject json{{u"id"_s, finding.id},
                     {u"verdict"_s, nameOf(finding.verdict)},
                     {u"title"_s, finding.title.toJson()},
                     {u"says"_s, finding.says.toJson()},
                     {u"facts"_s, facts}};
    if (!finding.next.isEmpty()) {
        json.insert(u"next"_s, finding.next.toJson());
    }
    return json;
}

} // namespace

QString nameOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok: return u"ok"_s;
    case Verdict::Warning: return u"warning"_s;
    case Verdict::Problem: return u"problem"_s;
    }
    Q_UNREACHABLE();
}

LocalizedText wordOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok: return {u"正常"_s, u"OK"_s};
    case Verdict::Warning: return {u"注意"_s, u"Warning"_s};
    case Verdict::Problem: return {u"問題"_s, u"Problem"_s};
    }
    Q_UNREACHABLE();
}

Verdict Report::worst() const
{
    const auto found = std::ranges::max_element(findings, {}, &Finding::verdict);
    return found == findings.end() ? Verdict::Ok : found->verdict;
}

QJsonObject Report::toJson() const
{
    QJsonArray list;
    for (const Finding &finding : findings) {
        list.append(diagnostics::toJson(finding));
    }
    return {{u"made_at"_s, formatTimestamp(made)}, {u"program"_s, programVersion}, {u"findings"_s, list}};
}

QString Report::toText(const QString &language) const
{
    const LocalizedText heading(u"TTP Apply %1　この端末の確認　%2"_s, u"TTP Apply %1, check of this computer, %2"_s);
    QString text = heading.arg(programVersion).arg(formatTimestamp(made)).in(language) + u'\n';
    for (const Finding &finding : findings) {
        text += u"\n[%1] %2\n    %3\n"_s.arg(wordOf(finding.verdict).in(language), finding.title.in(language),
                                             finding.says.in(language));
        if (!finding.next.isEmpty()) {
            text += u"    → "_s + finding.next.in(language) + u'\n';
        }
        for (const auto &[name, value] : finding.facts) {
            text += u"    "_s + name + u": "_s + value + u'\n';
        }
    }
    return text;
}

Report Report::cleaned(const std::function<QString(const QString &)> &clean) const
{
    Report report = *this;
    for (Finding &finding : report.findings) {
        finding.says = cleanedText(finding.says, clean);
        finding.next = cleanedText(finding.next, clean);
        for (auto &[name, value] : finding.facts) {
            value = clean(value);
        }
    }
    return report;
}

} // namespace ttp::diagnostics
