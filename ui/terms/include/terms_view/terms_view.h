// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "terms/difference.h"
#include "terms/terms.h"

#include <QWidget>

#include <memory>

class QGridLayout;
class QTabBar;

namespace ttp::ui {

class TermsFindBar;
class TermsFinder;
class TermsScroll;
class TextSizeBar;

/// A language in its own words: 日本語, English.
[[nodiscard]] QString nativeLanguageName(const QString &language);

/// Shows the Terms of Service: the authoritative text on the left, a translation on the right, clause beside clause,
/// with a find field and three text sizes. A narrow view shows one language at a time, behind tabs, and keeps the
/// clause when it switches. Texts are plain: nothing in them is markup or a link, nothing is fetched.
///
/// Keys, while the text has the focus: arrows, Page, Home, End and Space scroll; with Shift they select; Left and Right
/// choose the column; Ctrl+A and Ctrl+C work on that column; Ctrl+F finds; Tab leaves. `setFocus` leads to the text.
class TermsView final : public QWidget {
    Q_OBJECT
public:
    /// `language`: of the program's own words (BCP 47), decides in which language the notes stand.
    explicit TermsView(const QString &language, QWidget *parent = nullptr);
    ~TermsView() override;

    /// Shows these terms from their beginning and forgets what was shown of the ones before. They must have at least
    /// two documents, as `readTerms` guarantees.
    void setTerms(const ttp::terms::Terms &terms);
    /// Shows above the text what has changed since the person agreed; nothing: there is no earlier consent.
    /// After `setTerms`, which forgets them.
    void setChanges(const std::optional<ttp::terms::ChangesSince> &changes);
    /// Switches notes and, if the terms have a translation into it, the right column.
    void setLanguage(const QString &language);

    /// Percent of the program's own text size: 100, 125 or 150.
    [[nodiscard]] int textSize() const;
    void setTextSize(int percent);

    /// True once the end of the text was on the screen; also when everything fits. Hidden or minimised does not count.
    [[nodiscard]] bool endWasShown() const { return m_endShown; }
    /// The languages that were on the screen, in the order of the terms: both beside each other, else those opened.
    [[nodiscard]] QStringList languagesShown() const;

Q_SIGNALS:
    /// The end of the text is on the screen for the first time since `setTerms`.
    void endShown();

protected:
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void retranslate();
    void arrangeBars();
    void spaceOut();
    void updateMode();
    void adaptToFont();
    void fillTabs();
    void showColumns();
    void showNotes();
    void openColumn(int column);
    void find(const QString &what);
    void stepMatch(int step);
    void showMatch();
    void recordSoon();
    void record();
    [[nodiscard]] QString columnName(const ttp::terms::Document &document) const;
    [[nodiscard]] int preferredTranslation() const;
    [[nodiscard]] const ttp::terms::Document &document(int column) const;

    QString m_language;
    ttp::terms::Terms m_terms;
    std::optional<ttp::terms::ChangesSince> m_changes;
    std::vector<int> m_order; ///< of the documents as columns, the authoritative one first
    bool m_narrow = false;
    int m_sizesRow = -1;      ///< where the text sizes stand: beside the find field, beside the tabs, below them
    int m_translation = 1;    ///< the column on the right
    int m_open = 0;           ///< the column behind the open tab
    bool m_endShown = false;
    bool m_recording = false;
    QStringList m_shown;
    std::unique_ptr<TermsFinder> m_finder;
    QGridLayout *m_bars;
    TermsFindBar *m_find;
    TextSizeBar *m_sizes;
    QTabBar *m_tabs;
    TermsScroll *m_scroll;
};

} // namespace ttp::ui
