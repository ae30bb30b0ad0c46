// SPDX-License-Identifier: GPL-3.0-or-later
#include "precheck_panel.h"

#include "style/card.h"
#include "style/link_button.h"
#include "style/metrics.h"
#include "style/paragraph.h"

#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

using form::Verdict;
using Result = form::PrecheckOutcome::Result;
using style::Role;

/// Never by colour alone, and all of them in every font.
QString signOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Open: return u"…"_s;
    case Verdict::Likely: return u"✓"_s;
    case Verdict::AskAgency: return u"?"_s;
    case Verdict::NotOnTheseAnswers: return u"×"_s;
    }
    return {};
}

Role inkOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Open: return Role::QuietText;
    case Verdict::Likely: return Role::Done;
    case Verdict::AskAgency: return Role::Accent;
    case Verdict::NotOnTheseAnswers: return Role::Error;
    }
    return Role::Text;
}

Verdict verdictOf(const std::optional<Result> &result)
{
    if (!result) {
        return Verdict::Open;
    }
    return *result == Result::Met ? Verdict::Likely : *result == Result::Ask ? Verdict::AskAgency : Verdict::NotOnTheseAnswers;
}

/// A requirement of everybody, not of a category.
bool isCommon(const form::RuleFinding &finding)
{
    return finding.rule->categories.isEmpty();
}

} // namespace

PrecheckPanel::PrecheckPanel(QWidget *parent)
    : QWidget(parent), m_verdict(new style::Paragraph({}, style::TextRole::Section)), m_meaning(new style::Paragraph),
      m_place(new QWidget(this)), m_column(new QVBoxLayout)
{
    m_place->hide();
    m_place->setFocusPolicy(Qt::TabFocus); // only such a widget keeps its place
    auto *card = new style::Card(this);
    auto *around = new QVBoxLayout(this);
    around->setContentsMargins(0, 0, 0, 0);
    around->addWidget(card);
    auto *inside = new QVBoxLayout(card);
    const int side = style::px(this, 16);
    inside->setContentsMargins(side, side, side, side);
    inside->setSpacing(style::px(this, 8));
    inside->addWidget(m_verdict);
    inside->addWidget(m_meaning);
    inside->addLayout(m_column);
    m_column->setSpacing(style::px(this, 4));
}

void PrecheckPanel::setFinding(const form::PrecheckFinding &finding, const QHash<QString, LocalizedText> &problems,
                               const QString &language)
{
    const bool sameLanguage = m_language == language;
    m_language = language;
    QString verdict;
    QString meaning;
    switch (finding.verdict) {
    case Verdict::Open:
        verdict = tr("%n question(s) left", nullptr, int(finding.open.size()));
        meaning = tr("Answer what you can. You do not have to: you can go on at any time.");
        break;
    case Verdict::Likely:
        verdict = tr("Likely");
        meaning = tr("On these answers nothing speaks against it. The Agency decides.");
        break;
    case Verdict::AskAgency:
        verdict = tr("Ask the Agency");
        meaning = tr("This program cannot tell. You can ask the Agency, and you can apply all the same.");
        break;
    case Verdict::NotOnTheseAnswers:
        verdict = tr("Not on these answers");
        meaning = tr("Below is why, and what would change it. This is advice: you can go on all the same.");
        break;
    }
    m_verdict->setPlainText(signOf(finding.verdict) + u"\u2002"_s + verdict);
    m_verdict->setColour(inkOf(finding.verdict));
    m_meaning->setPlainText(meaning);
    // A changed name reaches assistive technology without the focus; the sign is for the eye.
    m_verdict->setAccessibleName(tr("Pre-check: %1").arg(verdict));
    std::vector<Row> rows = rowsOf(finding, problems);
    std::vector<Row> more;
    addEverything(more, finding);
    if (!sameLanguage || rows != m_rows || more != m_more) {
        m_rows = std::move(rows);
        m_more = std::move(more);
        rebuild();
    }
}

QString PrecheckPanel::spoken() const
{
    return m_verdict->accessibleName() + u". "_s + m_meaning->plainText();
}

std::vector<PrecheckPanel::Row> PrecheckPanel::rowsOf(const form::PrecheckFinding &finding,
                                                      const QHash<QString, LocalizedText> &problems) const
{
    std::vector<Row> rows;
    // Of what is not answered yet one question at a time: the next.
    if (!finding.open.isEmpty() && finding.verdict != Verdict::NotOnTheseAnswers) {
        const QString next = finding.open.first();
        rows.push_back({Row::Kind::Link, tr("Next question: %1").arg(labelOf(next)), next, 0});
        if (problems.contains(next)) {
            rows.push_back({Row::Kind::Text, u"▲ "_s + problems.value(next).in(m_language), {}, int(Role::Error)});
        }
    }
    std::vector<Row> common;
    for (const form::RuleFinding &each : finding.rules) {
        if (isCommon(each) && each.result && each.result != Result::Met) {
            addReason(common, each);
        }
    }
    if (!common.empty()) {
        rows.push_back({Row::Kind::Rule, {}, {}, 0});
        rows.push_back({Row::Kind::Heading, tr("In every category"), {}, int(Role::Text)});
        rows.insert(rows.end(), common.begin(), common.end());
    }
    addCategories(rows, finding);
    const bool asks = std::ranges::any_of(finding.rules, [](const auto &each) { return each.result == Result::Ask; });
    if (asks) {
        rows.push_back({Row::Kind::Rule, {}, {}, 0});
        rows.push_back({Row::Kind::Heading, tr("How to ask the Agency"), {}, int(Role::Text)});
        rows.push_back({Row::Kind::Text, form::precheck().agency.in(m_language), {}, int(Role::Text)});
    }
    return rows;
}

QString PrecheckPanel::labelOf(const QString &question) const
{
    const form::Field *field = form::precheck().questions.field(question);
    return field ? field->label.in(m_language) : QString();
}

void PrecheckPanel::addReason(std::vector<Row> &rows, const form::RuleFinding &finding) const
{
    const Verdict verdict = verdictOf(finding.result);
    rows.push_back({Row::Kind::Text, signOf(verdict) + u' ' + finding.reason.in(m_language), {}, int(Role::Text)});
    if (finding.change) {
        rows.push_back({Row::Kind::Text, tr("What would change it: %1").arg(finding.change->in(m_language)), {}, int(Role::Text)});
    }
    rows.push_back({Row::Kind::Note, basisOf(*finding.rule, false), {}, 0});
    if (verdict == Verdict::Likely) {
        return; // nothing to be changed
    }
    rows.push_back({Row::Kind::Link, tr("To the question: %1").arg(labelOf(finding.question)), finding.question, 0});
}

/// The best first; of those that are open only that they are.
void PrecheckPanel::addCategories(std::vector<Row> &rows, const form::PrecheckFinding &finding) const
{
    static const QList<Verdict> Order{Verdict::Likely, Verdict::AskAgency, Verdict::Open, Verdict::NotOnTheseAnswers};
    std::vector<form::CategoryFinding> categories = finding.categories;
    std::ranges::stable_sort(categories, {}, [](const form::CategoryFinding &each) { return Order.indexOf(each.verdict); });
    const bool quiet = finding.verdict == Verdict::Likely; // one is enough: the others are no alarm
    bool compact = false;
    for (const form::CategoryFinding &each : categories) {
        const QString words = each.verdict == Verdict::Likely ? tr("likely")
            : each.verdict == Verdict::AskAgency              ? tr("ask the Agency")
            : each.verdict == Verdict::Open                   ? tr("not answered yet")
                                                              : tr("not on these answers");
        if (!(compact && each.verdict == Verdict::Open)) {
            rows.push_back({Row::Kind::Rule, {}, {}, 0});
        }
        compact = each.verdict == Verdict::Open;
        rows.push_back({Row::Kind::Heading,
                        signOf(each.verdict) + u"\u2002"_s
                            + tr("%1 – %2", "category, verdict").arg(each.category->name.in(m_language), words),
                        {},
                        int(inkOf(quiet && each.verdict == Verdict::NotOnTheseAnswers ? Verdict::Open : each.verdict))});
        for (const form::RuleFinding &rule : finding.rules) {
            if (each.verdict == Verdict::Likely && rule.rule->categories.contains(each.category->id)) {
                addReason(rows, rule);
            }
        }
        for (const int index : each.deciding) {
            const form::RuleFinding &rule = finding.rules[size_t(index)];
            if (!isCommon(rule) && rule.result) {
                addReason(rows, rule);
            }
            if (rule.result == Result::Failed && rule.rule->categories.size() == 1) {
                break; // it is not this person's category: how often one would have to land does not matter
            }
        }
    }
}

/// Everything that was looked at, also what is met, and what nobody can settle beforehand.
void PrecheckPanel::addEverything(std::vector<Row> &rows, const form::PrecheckFinding &finding) const
{
    for (const form::RuleFinding &each : finding.rules) {
        const Verdict verdict = verdictOf(each.result);
        const QString categories = each.rule->categories.join(tr(", ", "between the letters of categories"));
        const QString title = each.rule->title.in(m_language);
        rows.push_back({Row::Kind::Text,
                        signOf(verdict) + u' ' + (categories.isEmpty() ? title : tr("%1 (category %2)").arg(title, categories)), {},
                        int(Role::Text)});
        if (each.result == Result::Met) {
            rows.push_back({Row::Kind::Note, each.reason.in(m_language), {}, 0});
        }
        rows.push_back({Row::Kind::Note, basisOf(*each.rule, true), {}, 0});
    }
    for (const form::PrecheckNote &note : form::precheck().notes) {
        rows.push_back({Row::Kind::Text, u"– "_s + note.text.in(m_language), {}, int(Role::Text)});
        rows.push_back({Row::Kind::Note, tr("Basis: %1").arg(note.paragraph.in(m_language)), {}, 0});
    }
    const form::PrecheckCountries &countries = form::precheck().countries;
    rows.push_back({Row::Kind::Note, countries.provenance.in(m_language), {}, 0});
    rows.push_back({Row::Kind::Note, tr("Newest source of the list: %1").arg(countries.asOf.toString(Qt::ISODate)), {}, 0});
}

/// The paragraph, and whose word it is: where it is that of the law or the Agency, only in the whole list.
QString PrecheckPanel::basisOf(const form::PrecheckRule &rule, bool whole) const
{
    QString text = tr("Basis: %1").arg(rule.paragraph.in(m_language));
    for (const form::PrecheckSource &source : form::precheck().sources) {
        if (!rule.sources.contains(source.id) || (!whole && source.confidence == "A"_L1)) {
            continue;
        }
        const QString title = source.title.in(m_language);
        text += u'\n';
        text += source.confidence == "A"_L1 ? tr("%1, as of %2").arg(title, source.asOf.toString(Qt::ISODate))
                                            : tr("Not the Agency's own word: %1, as of %2").arg(title, source.asOf.toString(Qt::ISODate));
    }
    return text;
}

void PrecheckPanel::rebuild()
{
    if (m_list) {
        m_list->hide();
        m_list->deleteLater();
    }
    m_links.clear();
    m_list = new QWidget;
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::px(this, 4));
    m_column->addWidget(m_list);
    for (const Row &row : m_rows) {
        add(row);
    }
    add({Row::Kind::Rule, {}, {}, 0});
    add({Row::Kind::Toggle, m_everything ? tr("Hide what was checked") : tr("Show everything that was checked"), {}, 0});
    if (m_everything) {
        for (const Row &row : m_more) {
            add(row);
        }
    }
    orderLinks();
    m_list->show(); // now, not one turn later: no gap is seen
}

void PrecheckPanel::add(const Row &row)
{
    auto *column = qobject_cast<QVBoxLayout *>(m_list->layout());
    switch (row.kind) {
    case Row::Kind::Rule: {
        column->addSpacing(style::px(this, 8));
        column->addWidget(new style::Rule(m_list));
        column->addSpacing(style::px(this, 4));
        return;
    }
    case Row::Kind::Link:
    case Row::Kind::Toggle: {
        auto *link = new style::LinkButton(row.text, m_list);
        if (row.kind == Row::Kind::Toggle) {
            connect(link, &QAbstractButton::clicked, this, &PrecheckPanel::toggle);
        } else {
            connect(link, &QAbstractButton::clicked, this, [this, id = row.question] { Q_EMIT questionChosen(id); });
        }
        m_links += link;
        column->addWidget(link);
        return;
    }
    case Row::Kind::Heading:
    case Row::Kind::Text:
    case Row::Kind::Note: break;
    }
    const auto role = row.kind == Row::Kind::Heading ? style::TextRole::Label
        : row.kind == Row::Kind::Note                ? style::TextRole::Note
                                                     : style::TextRole::Body;
    auto *words = new style::Paragraph(row.text, role, m_list);
    words->setColour(row.kind == Row::Kind::Note ? Role::QuietText : Role(row.ink));
    column->addWidget(words);
}

void PrecheckPanel::toggle()
{
    m_everything = !m_everything;
    rebuild();
    // The toggle stands where it was; seen once the layout is settled.
    QTimer::singleShot(0, m_links.last(), [link = m_links.last()] { link->setFocus(Qt::OtherFocusReason); });
}

/// Links are made later than the controls around them, and Tab should come to them where they stand.
void PrecheckPanel::orderLinks()
{
    QWidget *last = m_place;
    for (QWidget *link : m_links) {
        setTabOrder(last, link);
        last = link;
    }
}

} // namespace ttp::ui
