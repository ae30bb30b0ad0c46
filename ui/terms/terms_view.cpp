// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms_view/terms_view.h"

#include "style/metrics.h"
#include "terms_column.h"
#include "terms_finder.h"
#include "terms_find_bar.h"
#include "terms_scroll.h"
#include "terms_sheet.h"
#include "text_size_bar.h"

#include <QEvent>
#include <QGridLayout>
#include <QResizeEvent>
#include <QShortcut>
#include <QSignalBlocker>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace ttp::ui {

using namespace Qt::StringLiterals;

namespace {

/// Narrower than this, a line of a column would hold too few words.
constexpr int ColumnsFrom = 680;

qreal zoomOf(int percent)
{
    return percent / 100.0;
}

QString primary(const QString &language)
{
    return language.section(u'-', 0, 0).section(u'_', 0, 0);
}

} // namespace

TermsView::TermsView(const QString &language, QWidget *parent)
    : QWidget(parent),
      m_language(language),
      m_finder(std::make_unique<TermsFinder>()),
      m_bars(new QGridLayout),
      m_find(new TermsFindBar(this)),
      m_sizes(new TextSizeBar(this)),
      m_tabs(new QTabBar(this)),
      m_scroll(new TermsScroll(this))
{
    build();
    connect(m_find, &TermsFindBar::textChanged, this, &TermsView::find);
    connect(m_find, &TermsFindBar::stepped, this, &TermsView::stepMatch);
    connect(m_sizes, &TextSizeBar::percentChanged, this, [this](int percent) {
        const TermsScroll::Place here = m_scroll->place();
        m_scroll->sheet()->setZoom(zoomOf(percent));
        m_scroll->rearrange(here);
    });
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        if (tab >= 0) {
            openColumn(m_tabs->tabData(tab).toInt());
        }
    });
    connect(m_scroll, &TermsScroll::moved, this, &TermsView::recordSoon);
    auto *finding = new QShortcut(QKeySequence::Find, this);
    finding->setContext(Qt::WidgetWithChildrenShortcut);
    connect(finding, &QShortcut::activated, m_find, &TermsFindBar::open);
    retranslate();
}

TermsView::~TermsView() = default;

void TermsView::build()
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    m_bars->setColumnStretch(0, 1);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->hide();
    rows->addLayout(m_bars);
    rows->addWidget(m_scroll, 1);
    spaceOut();
    arrangeBars();
}

const terms::Document &TermsView::document(int column) const
{
    return m_terms.documents[size_t(m_order[size_t(column)])];
}

void TermsView::setTerms(const terms::Terms &terms)
{
    m_terms = terms;
    m_changes.reset();
    m_order.clear();
    std::vector<const terms::Document *> documents;
    for (const terms::Role role : {terms::Role::Authoritative, terms::Role::Translation}) {
        for (size_t i = 0; i < m_terms.documents.size(); ++i) {
            if (m_terms.documents[i].role == role) {
                m_order.push_back(int(i));
                documents.push_back(&m_terms.documents[i]);
            }
        }
    }
    m_open = 0;
    m_translation = preferredTranslation();
    m_endShown = false;
    m_shown.clear();
    m_finder->forget();
    m_find->clear();
    m_scroll->sheet()->setDocuments(documents, zoomOf(textSize()));
    m_scroll->adoptColumns();
    showNotes();
    retranslate();
    m_narrow = width() < style::px(this, ColumnsFrom);
    fillTabs();
    showColumns();
    m_scroll->rearrange({});
}

int TermsView::preferredTranslation() const
{
    for (const QString &wanted : {primary(m_language), u"en"_s}) {
        for (int column = 1; column < int(m_order.size()); ++column) {
            if (primary(document(column).language) == wanted) {
                return column;
            }
        }
    }
    return 1;
}

void TermsView::setLanguage(const QString &language)
{
    m_language = language;
    if (m_order.empty()) {
        return;
    }
    const TermsScroll::Place here = m_scroll->place();
    m_translation = preferredTranslation();
    showNotes();
    fillTabs();
    showColumns();
    m_scroll->rearrange(here);
}

int TermsView::textSize() const
{
    return m_sizes->percent();
}

void TermsView::setTextSize(int percent)
{
    m_sizes->setPercent(percent);
}

QString TermsView::columnName(const terms::Document &document) const
{
    const QString name = primary(document.language) == "ja"_L1   ? tr("Japanese")
                         : primary(document.language) == "en"_L1 ? tr("English")
                                                                 : nativeLanguageName(document.language);
    return (document.role == terms::Role::Authoritative ? tr("Terms of Service, %1, authoritative column")
                                                        : tr("Terms of Service, %1, translation for reference"))
        .arg(name);
}

void TermsView::retranslate()
{
    m_tabs->setAccessibleName(tr("Language of the terms"));
    m_scroll->setAccessibleName(tr("Terms of Service"));
    m_scroll->setAccessibleDescription(
        tr("The arrow keys scroll. Left and Right choose the column; Shift with the arrow keys selects in it."));
    for (size_t i = 0; i < m_order.size(); ++i) {
        m_scroll->sheet()->columns()[i]->setAccessibleName(columnName(document(int(i))));
    }
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        const terms::Document &shown = document(m_tabs->tabData(tab).toInt());
        m_tabs->setAccessibleTabName(tab, m_tabs->tabText(tab) + u", "_s + columnName(shown));
    }
}

void TermsView::showNotes()
{
    std::vector<QStringList> notes;
    for (int column = 0; column < int(m_order.size()); ++column) {
        const auto &note = document(column).provenanceNote;
        QStringList texts;
        if (note) {
            texts.append(note->in(m_language));
            // What the authoritative column is must be understood by everybody.
            if (document(column).role == terms::Role::Authoritative) {
                texts << note->in(u"ja"_s) << note->in(u"en"_s);
                texts.removeDuplicates();
            }
        }
        notes.push_back(texts);
    }
    m_scroll->sheet()->setNotes(notes);
    m_scroll->sheet()->setChanges(m_changes, primary(m_language), zoomOf(textSize()));
}

void TermsView::setChanges(const std::optional<terms::ChangesSince> &changes)
{
    const TermsScroll::Place here = m_scroll->place();
    m_changes = changes;
    showNotes();
    showColumns();
    m_scroll->rearrange(here);
}

void TermsView::fillTabs()
{
    const QSignalBlocker quiet(m_tabs);
    while (m_tabs->count() > 0) {
        m_tabs->removeTab(0);
    }
    // Beside each other two languages need no tabs; of more translations one is chosen.
    const bool needed = m_narrow || m_order.size() > 2;
    for (int column = m_narrow ? 0 : 1; needed && column < int(m_order.size()); ++column) {
        const int tab = m_tabs->addTab(nativeLanguageName(document(column).language));
        m_tabs->setTabData(tab, column);
        if (column == (m_narrow ? m_open : m_translation)) {
            m_tabs->setCurrentIndex(tab);
        }
    }
    m_tabs->setVisible(needed);
    arrangeBars();
    retranslate();
}

void TermsView::showColumns()
{
    m_scroll->sheet()->setShown(m_narrow ? std::vector{m_open} : std::vector{0, m_translation});
    m_scroll->setCurrentColumn(m_narrow ? m_open : 0);
}

void TermsView::openColumn(int column)
{
    (m_narrow ? m_open : m_translation) = column;
    const TermsScroll::Place here = m_scroll->place();
    showColumns();
    m_scroll->rearrange(here);
}

void TermsView::updateMode()
{
    if (const bool narrow = width() < style::px(this, ColumnsFrom); narrow == m_narrow || m_order.empty()) {
        return;
    }
    const TermsScroll::Place here = m_scroll->place();
    m_narrow = !m_narrow;
    fillTabs();
    showColumns();
    m_scroll->rearrange(here);
}

void TermsView::arrangeBars()
{
    // A narrow view has the sizes beside the tabs and saves a line, if there is room.
    const int both = m_tabs->sizeHint().width() + m_bars->horizontalSpacing() + m_sizes->widthOfSizes();
    const int row = !m_narrow ? 0 : both <= width() ? 1 : 2;
    if (row == m_sizesRow) {
        return;
    }
    m_sizesRow = row;
    for (QWidget *part : std::initializer_list<QWidget *>{m_find, m_sizes, m_tabs}) {
        m_bars->removeWidget(part);
    }
    m_bars->addWidget(m_find, 0, 0, 1, m_narrow ? 2 : 1);
    m_bars->addWidget(m_tabs, 1, 0, 1, row == 1 ? 1 : 2, Qt::AlignLeft | Qt::AlignBottom);
    m_bars->addWidget(m_sizes, row, row == 2 ? 0 : 1, Qt::AlignVCenter | (row == 2 ? Qt::AlignLeft : Qt::AlignRight));
    m_sizes->setLabelShown(row != 1);
}

void TermsView::spaceOut()
{
    layout()->setSpacing(style::px(this, 12));
    m_bars->setHorizontalSpacing(style::px(this, 16));
    m_bars->setVerticalSpacing(style::px(this, 8));
}

void TermsView::find(const QString &what)
{
    for (TermsColumn *column : m_scroll->sheet()->columns()) {
        column->clearSelection();
    }
    // The reader's place first: what was scrolled past is found last.
    m_finder->search(m_scroll->sheet()->columns(), what, m_scroll->place().row);
    showMatch();
}

void TermsView::stepMatch(int step)
{
    m_finder->step(m_scroll->sheet()->columns(), step);
    showMatch();
}

void TermsView::showMatch()
{
    m_find->setCount(m_finder->number(), m_finder->count());
    const TermsFinder::Match *match = m_finder->current();
    if (!match) {
        return;
    }
    const auto &shown = m_scroll->sheet()->shown();
    if (std::ranges::find(shown, match->column) == shown.end()) {
        openColumn(match->column);
        fillTabs();
    }
    TermsColumn *column = m_scroll->sheet()->columns()[size_t(match->column)];
    m_scroll->workOn(match->column);
    column->select(column->pieces()[size_t(match->piece)], match->range);
    m_scroll->reveal(column->rectOf(match->piece, match->range).translated(column->pos()));
}

void TermsView::recordSoon()
{
    // What lies between two layouts was never on the screen.
    if (!m_recording) {
        m_recording = true;
        QMetaObject::invokeMethod(this, &TermsView::record, Qt::QueuedConnection);
    }
}

void TermsView::record()
{
    m_recording = false;
    if (!isVisible() || window()->isMinimized() || m_order.empty()) {
        return;
    }
    for (const int column : m_scroll->sheet()->shown()) {
        if (!m_scroll->isOnScreen(column)) {
            continue; // what has changed stands above it
        }
        if (const QString language = document(column).language; !m_shown.contains(language)) {
            m_shown.append(language);
        }
    }
    if (!m_endShown && m_scroll->isEndOnScreen()) {
        m_endShown = true;
        Q_EMIT endShown();
    }
}

QStringList TermsView::languagesShown() const
{
    QStringList languages;
    for (const terms::Document &document : m_terms.documents) {
        if (m_shown.contains(document.language)) {
            languages.append(document.language);
        }
    }
    return languages;
}

void TermsView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange
               || event->type() == QEvent::StyleChange) {
        // The texts below get their new fonts after this; lay out when all have them.
        QMetaObject::invokeMethod(this, &TermsView::adaptToFont, Qt::QueuedConnection);
    }
}

void TermsView::adaptToFont()
{
    spaceOut();
    updateMode();
    arrangeBars();
    if (!m_order.empty()) {
        m_scroll->rearrange(m_scroll->place());
    }
}

void TermsView::focusInEvent(QFocusEvent *event)
{
    // Not by a focus proxy: Tab would then lead from here to the text and past the find field.
    m_scroll->setFocus(event->reason());
}

void TermsView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateMode();
    arrangeBars();
}

void TermsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    recordSoon();
}

} // namespace ttp::ui
