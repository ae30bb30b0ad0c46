// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens.h"

#include <QTextBoundaryFinder>

namespace ttp::terms {

namespace {

/// A letter of a script that parts its words by spaces, or a digit.
bool belongsToWord(QStringView character)
{
    const QChar first = character.front();
    return first.isDigit() || (first.isLetter() && first.script() == QChar::Script_Latin);
}

} // namespace

QStringList tokens(const QString &text)
{
    QStringList list;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    qsizetype from = 0;
    bool inWord = false;
    for (qsizetype to = finder.toNextBoundary(); to > 0; to = finder.toNextBoundary()) {
        const QStringView character = QStringView(text).sliced(from, to - from);
        const bool word = belongsToWord(character);
        if (word && inWord) {
            list.back() += character;
        } else {
            list.append(character.toString());
        }
        inWord = word;
        from = to;
    }
    return list;
}

} // namespace ttp::terms
