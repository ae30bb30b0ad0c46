// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms_changes.h"

#include "clause_text.h"
#include "style/metrics.h"
#include "style/palette.h"
#include "terms_view/terms_view.h"

#include <QPainter>

#include <algorithm>

namespace ttp::ui {

using namespace Qt::StringLiterals;

namespace {

using Kind = ClauseText::Kind;

/// The words belong to the text that they stand in, so that one voice can read both.
LocalizedText marking(terms::Run::Kind kind)
{
    return kind == terms::Run::Kind::Removed ? LocalizedText(u"［削除：%1］"_s, u"[Removed: %1]"_s)
                                             : LocalizedText(u"［追加：%1］"_s, u"[Added: %1]"_s);
}

struct MarkedText {
    QString text;
    std::vector<ClauseText::Mark> marks;
};

/// One side of a comparison. `whole`: all of it came or went, which its caption says.
MarkedText marked(const terms::Runs &runs, terms::Run::Kind side, const QString &language, bool whole)
{
    MarkedText made;
    for (const terms::Run &run : runs) {
        if (run.kind == terms::Run::Kind::Same) {
            made.text += run.text;
        } else if (run.kind == side) {
            const QString words = whole ? u"%1"_s : marking(side).in(language);
            const int at = int(words.indexOf("%1"_L1));
            const int from = int(made.text.size()) + at;
            // The space behind a word is not what one reads as added.
            const qsizetype last = run.text.endsWith(u' ') && run.text.size() > 1 ? run.text.size() - 1 : run.text.size();
            made.text += words.first(at) + run.text.first(last) + words.sliced(at + 2) + run.text.sliced(last);
            made.marks.push_back({{from, from + int(last)},
                                  side == terms::Run::Kind::Removed ? ClauseText::Mark::Kind::Struck
                                                                    : ClauseText::Mark::Kind::Underlined});
        }
    }
    return made;
}

QString now(const terms::Runs &runs, terms::Run::Kind side = terms::Run::Kind::Added)
{
    return marked(runs, side, {}, true).text;
}

} // namespace

TermsChanges::TermsChanges(QWidget *parent) : QWidget(parent) {}

ClauseText *TermsChanges::add(std::vector<ClauseText *> &to, int kind, const QString &text, const QString &language)
{
    auto *piece = new ClauseText(Kind(kind), text, language, this);
    piece->show();
    to.push_back(piece);
    return piece;
}

void TermsChanges::addAcross(int kind, const QString &text)
{
    m_blocks.emplace_back();
    add(m_blocks.back().across, kind, text, m_language);
}

void TermsChanges::setContent(const terms::ChangesSince &changes, const QString &language, qreal zoom)
{
    m_language = language;
    m_blocks.clear();
    qDeleteAll(findChildren<ClauseText *>(QString(), Qt::FindDirectChildrenOnly));
    setAccessibleName(tr("What has changed since you agreed"));
    addAcross(int(Kind::Title), tr("What has changed since you agreed"));
    const QString agreed =
        tr("You agreed to version %1 on %2 (time here).").arg(changes.version, changes.acceptedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s));
    if (!changes.difference) {
        addAcross(int(Kind::Body), agreed);
        addAcross(int(Kind::Body),
                  tr("What has changed cannot be shown: the service no longer gives out the text that you agreed to. "
                     "Please read the whole text below."));
    } else {
        const terms::Difference &difference = *changes.difference;
        addAcross(int(Kind::Body), agreed + u'\n'
                      + tr("Version %1 is in force from %2 (Japan time). The whole text stands below.")
                            .arg(difference.versionNow,
                                 difference.effectiveNow.toOffsetFromUtc(9 * 60 * 60).toString(u"yyyy-MM-dd HH:mm"_s)));
        if (!difference.changesText()) {
            addAcross(int(Kind::Body), tr("No word of the text is another one."));
        }
        for (const terms::DocumentChange &document : difference.documents) {
            addDocument(document);
        }
        for (const terms::ClauseChange &clause : difference.clauses) {
            addClause(clause);
        }
    }
    setZoom(zoom);
}

void TermsChanges::addDocument(const terms::DocumentChange &change)
{
    using Change = terms::DocumentChange::Kind;
    const QString name = nativeLanguageName(change.language);
    if (change.kind == Change::Added) {
        addAcross(int(Kind::Body), tr("%1: this language was added. It is marked “%2”.").arg(name, change.badgeNow));
    } else if (change.kind == Change::Removed) {
        addAcross(int(Kind::Body), tr("%1: this language was removed.").arg(name));
    } else if (change.badgeBefore != change.badgeNow) {
        addAcross(int(Kind::Body),
                  tr("%1: marked “%2” before, now “%3”.").arg(name, change.badgeBefore, change.badgeNow));
    } else if (now(change.title) != now(change.title, terms::Run::Kind::Removed)) {
        addAcross(int(Kind::Body), tr("%1: the title was “%2”, now it is “%3”.")
                                       .arg(name, now(change.title, terms::Run::Kind::Removed), now(change.title)));
    } else {
        addAcross(int(Kind::Body), tr("%1: what is said of the origin of this text has changed. It stands above the text.").arg(name));
    }
}

/// In the program's language if the terms have it.
QString TermsChanges::headingOf(const terms::ClauseChange &change) const
{
    const auto own = std::ranges::find_if(change.texts, [this](const auto &text) {
        return text.language.section(u'-', 0, 0) == m_language;
    });
    if (change.texts.empty()) {
        return change.id;
    }
    const auto &text = own == change.texts.end() ? change.texts.front() : *own;
    const bool removed = change.kind == terms::ClauseChange::Kind::Removed;
    return now(text.heading, removed ? terms::Run::Kind::Removed : terms::Run::Kind::Added);
}

void TermsChanges::addClause(const terms::ClauseChange &change)
{
    using Change = terms::ClauseChange::Kind;
    const QString name = headingOf(change);
    addAcross(int(Kind::Heading), change.kind == Change::Added     ? tr("Added: %1").arg(name)
                                  : change.kind == Change::Removed ? tr("Removed: %1").arg(name)
                                  : change.kind == Change::Moved   ? tr("Moved: %1").arg(name)
                                                                   : tr("Changed: %1").arg(name));
    if (change.moved) {
        add(m_blocks.back().across, int(Kind::Body), tr("This clause stands in another place than before."), m_language);
    }
    if (change.kind == Change::Moved) {
        return;
    }
    for (const terms::ClauseChange::Text &text : change.texts) {
        std::vector<ClauseText *> column;
        const QString language = nativeLanguageName(text.language);
        if (!text.isChanged()) {
            add(column, int(Kind::NoteHeading), tr("%1: unchanged").arg(language), m_language);
            add(column, int(Kind::Body), now(text.text), text.language);
        }
        if (text.isChanged() && change.kind != Change::Added) {
            add(column, int(Kind::NoteHeading),
                change.kind == Change::Removed ? tr("%1: removed").arg(language) : tr("%1: before").arg(language), m_language);
            addText(column, text, true);
        }
        if (text.isChanged() && change.kind != Change::Removed) {
            add(column, int(Kind::NoteHeading),
                change.kind == Change::Added ? tr("%1: added").arg(language) : tr("%1: now").arg(language), m_language);
            addText(column, text, false);
        }
        m_blocks.back().columns.push_back(std::move(column));
    }
}

void TermsChanges::addText(std::vector<ClauseText *> &column, const terms::ClauseChange::Text &text, bool before)
{
    const terms::Run::Kind side = before ? terms::Run::Kind::Removed : terms::Run::Kind::Added;
    const auto isWhole = [](const terms::Runs &runs) { return runs.size() == 1; };
    for (const auto &[kind, runs] : {std::pair(Kind::Heading, &text.heading), {Kind::Body, &text.text}}) {
        MarkedText made = marked(*runs, side, text.language, isWhole(*runs));
        if (!made.text.isEmpty()) {
            add(column, int(kind), made.text, text.language)->setMarks(std::move(made.marks));
        }
    }
}

void TermsChanges::setZoom(qreal zoom)
{
    for (ClauseText *piece : findChildren<ClauseText *>(QString(), Qt::FindDirectChildrenOnly)) {
        piece->setZoom(zoom);
    }
}

int TermsChanges::arrange(int width, bool beside)
{
    const int side = style::px(this, 16);
    const int small = style::px(this, 4);
    const int gap = style::px(this, 24);
    const int inner = std::max(1, width - 2 * side);
    m_rules.clear();
    int y = side;
    const auto stack = [&](const std::vector<ClauseText *> &pieces, int x, int top, int pieceWidth) {
        for (ClauseText *piece : pieces) {
            const bool caption = piece->kind() == Kind::NoteHeading && piece != pieces.front();
            top += caption ? style::px(this, 8) : 0;
            const int height = piece->heightForWidth(pieceWidth);
            piece->setGeometry(x, top, pieceWidth, height);
            top += height + small;
        }
        return top;
    };
    for (const Block &block : m_blocks) {
        if (!block.across.empty() && block.across.front()->kind() == Kind::Heading) {
            m_rules.push_back(y + small);
            y += style::px(this, 16);
        }
        y = stack(block.across, side, y, inner);
        const int count = int(block.columns.size());
        const bool alike = beside && std::ranges::all_of(block.columns, [&block](const auto &column) {
            return column.size() == block.columns.front().size();
        });
        const int columnWidth = beside && count > 0 ? std::max(1, (inner - (count - 1) * gap) / count) : inner;
        int bottom = y;
        // Before beside before, now beside now.
        for (size_t row = 0; alike && count > 0 && row < block.columns.front().size(); ++row) {
            const int top = bottom + (row > 0 && block.columns.front()[row]->kind() == Kind::NoteHeading ? style::px(this, 8) : 0);
            for (int i = 0; i < count; ++i) {
                bottom = std::max(bottom, stack({block.columns[size_t(i)][row]}, side + i * (columnWidth + gap), top, columnWidth));
            }
        }
        for (int i = 0; !alike && i < count; ++i) {
            const int top = beside ? y : bottom + (i > 0 ? style::px(this, 12) : 0);
            bottom = std::max(bottom, stack(block.columns[size_t(i)], side + (beside ? i * (columnWidth + gap) : 0), top,
                                            columnWidth));
        }
        y = bottom + small;
    }
    return y + side - small;
}

void TermsChanges::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(style::colour(palette(), style::Role::Edge));
    painter.setBrush(style::colour(palette(), style::Role::Ground));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), style::px(this, style::Radius),
                            style::px(this, style::Radius));
    const int side = style::px(this, 16);
    for (const int y : m_rules) {
        painter.fillRect(QRect(side, y, width() - 2 * side, 1), style::colour(palette(), style::Role::Hairline));
    }
}

} // namespace ttp::ui
