// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan_section.h"

using namespace Qt::StringLiterals;

namespace ttp::paper {

namespace {

Row row(LocalizedText label, LocalizedText value)
{
    return {std::move(label), std::move(value), Row::Kind::Text, 0, false};
}

LocalizedText joined(const std::vector<LocalizedText> &parts)
{
    QStringList japanese;
    QStringList english;
    for (const LocalizedText &part : parts) {
        japanese += part.in(u"ja"_s);
        english += part.in(u"en"_s);
    }
    return {japanese.join(u'\n'), english.join(u'\n')};
}

} // namespace

Section planSection(const form::PlannerData &data, const form::Plan &plan)
{
    Section section{{u"来日の計画"_s, u"Plan of your visit"_s}, {}};
    section.rows.push_back(row(
        {u"この欄について"_s, u"About this section"_s},
        {u"回答と受付日を基に、申請に使用したプログラムが計算した目安です。送信されておらず、署名の対象でもありません。窓口の受付時間等は変更されることがあります。"_s,
         u"Worked out by this program from the answers and the day of receipt. It was not sent, and the signature does not cover it. Hours and closed days of the counters can change."_s}));
    QStringList sources;
    for (const form::PlanLine &warning : plan.warnings) {
        section.rows.push_back(row(warning.title, form::withTrust(warning)));
        sources += warning.sources;
    }
    for (const form::PlanDate &date : plan.dates) {
        section.rows.push_back(
            row(form::planDays(date.from, date.to), joined({date.line.title, form::withTrust(date.line)})));
        sources += date.line.sources;
    }
    std::vector<LocalizedText> things;
    for (const form::PlanLine &thing : plan.bring) {
        const LocalizedText text = form::withTrust(thing);
        things.push_back({u'・' + text.in(u"ja"_s), u"• "_s + text.in(u"en"_s)});
        sources += thing.sources;
    }
    section.rows.push_back(row({u"持参するもの"_s, u"What to bring"_s}, joined(things)));
    const LocalizedText checked = form::planDay(data.checked);
    section.rows.push_back(
        row({u"出典（%1に確認）"_s.arg(checked.in(u"ja"_s)), u"Sources (read on %1)"_s.arg(checked.in(u"en"_s))},
            form::titlesOf(data, sources)));
    return section;
}

} // namespace ttp::paper
