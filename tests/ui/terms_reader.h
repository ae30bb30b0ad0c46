// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a TermsView as assistive technology does, and the terms that tests show in it.
#pragma once

#include "terms/terms.h"

#include <QAccessible>
#include <QFile>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>
#include <QWidget>

#include <functional>
#include <vector>

namespace ttp::test {

// With room for two languages beside each other, and without.
inline constexpr QSize Wide(900, 600);
inline constexpr QSize Narrow(500, 600);

/// The terms of the practice service.
inline terms::Terms practiceTerms()
{
    QFile file(QStringLiteral(":/terms/terms.json"));
    const auto terms = file.open(QIODevice::ReadOnly) ? terms::readTerms(file.readAll())
                                                      : failed(FailureCode::TermsInvalid, QStringLiteral("no file"));
    if (!terms) {
        qFatal("%s", qPrintable(terms.error().facts));
    }
    return *terms;
}

/// One clause with this text in each language; the first language is the authoritative one.
inline terms::Terms smallTerms(const QStringList &languages, const QString &text = QStringLiteral("One line."))
{
    terms::Terms terms;
    terms.version = QStringLiteral("small");
    terms.authoritativeLanguage = languages.first();
    for (const QString &language : languages) {
        terms::Document document;
        document.language = language;
        document.role = language == languages.first() ? terms::Role::Authoritative : terms::Role::Translation;
        document.provenance = document.role == terms::Role::Authoritative ? terms::Provenance::Original
                                                                          : terms::Provenance::Translation;
        document.title = QStringLiteral("Title ") + language;
        document.clauses.push_back({QStringLiteral("a"), QStringLiteral("Heading ") + language, text});
        terms.documents.push_back(document);
    }
    return terms;
}

/// Everything below a widget that is not hidden, parents before children, in the order in which it is read.
inline std::vector<QAccessibleInterface *> accessibles(QWidget *widget)
{
    std::vector<QAccessibleInterface *> found;
    const std::function<void(QAccessibleInterface *)> walk = [&](QAccessibleInterface *node) {
        if (!node || node->state().invisible) {
            return;
        }
        found.push_back(node);
        for (int i = 0; i < node->childCount(); ++i) {
            walk(node->child(i));
        }
    };
    walk(QAccessible::queryAccessibleInterface(widget));
    return found;
}

inline QAccessibleInterface *accessible(QWidget *widget, QAccessible::Role role, const QString &name)
{
    for (QAccessibleInterface *node : accessibles(widget)) {
        if (node->role() == role && node->text(QAccessible::Name) == name) {
            return node;
        }
    }
    return nullptr;
}

/// The place of a character on the screen, as assistive technology sees it.
inline QRect characterRect(QWidget &view, const QString &text, qsizetype at)
{
    QAccessibleInterface *body = accessible(&view, QAccessible::StaticText, text);
    return body ? body->textInterface()->characterRect(int(at)) : QRect();
}

inline void openTab(const QWidget &view, int tab)
{
    view.findChild<QTabBar *>()->setCurrentIndex(tab);
    QCoreApplication::processEvents();
}

inline QScrollBar *scrollBar(const QWidget &view)
{
    return view.findChild<QScrollArea *>()->verticalScrollBar();
}

/// The part of the screen that the text has.
inline QRect textArea(const QWidget &view)
{
    const QWidget *viewport = view.findChild<QScrollArea *>()->viewport();
    return {viewport->mapToGlobal(QPoint()), viewport->size()};
}

/// How far below the top of the text's area a heading stands.
inline int heightOfHeading(QWidget &view, const QString &heading)
{
    QAccessibleInterface *node = accessible(&view, QAccessible::Heading, heading);
    return node ? node->rect().top() - textArea(view).top() : -100000;
}

inline bool show(QWidget &view, const QSize &size)
{
    view.resize(size);
    view.show();
    return QTest::qWaitForWindowExposed(&view);
}

} // namespace ttp::test
