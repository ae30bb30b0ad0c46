// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms/side_notes.h"

#include "base/json.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace ttp::terms {

std::expected<std::vector<SideNote>, QString> readSideNotes(const QByteArray &bytes)
{
    const auto json = parseJsonObject(bytes);
    if (!json) {
        return std::unexpected(json.error());
    }
    JsonErrors errors;
    JsonObject root(*json, {}, errors);
    if (root.integer(u"format"_s) != 1) {
        root.report(u"format"_s, u"must be 1"_s);
    }
    std::vector<SideNote> notes;
    root.forEach(u"notes"_s, [&notes](JsonObject &note) {
        notes.push_back({note.string(u"id"_s), note.text(u"mentions"_s), note.text(u"text"_s), note.string(u"source"_s)});
        for (const QString &mention : notes.back().mentions.texts()) {
            if (mention.isEmpty()) {
                note.report(u"mentions"_s, u"must not be empty"_s); // it would stand beside every clause
            }
        }
        note.refuseUnknown();
    });
    root.refuseUnknown();
    if (!errors.isEmpty()) {
        return std::unexpected(errors.first());
    }
    return notes;
}

const std::vector<SideNote> &sideNotes()
{
    static const std::vector<SideNote> notes = [] {
        QFile file(u":/terms/notes.json"_s);
        auto read = file.open(QIODevice::ReadOnly) ? readSideNotes(file.readAll())
                                                   : std::unexpected(u"is not compiled in"_s);
        if (!read) {
            qFatal("the side notes: %s", qUtf8Printable(read.error()));
        }
        return *std::move(read);
    }();
    return notes;
}

QStringList sideNotesOn(const Clause &clause, const QString &language, const std::vector<SideNote> &notes)
{
    QStringList texts;
    for (const SideNote &note : notes) {
        const QString mention = note.mentions.texts().value(language);
        if (!mention.isEmpty() && (clause.text.contains(mention) || clause.heading.contains(mention))) {
            texts.append(note.text.in(language));
        }
    }
    return texts;
}

QString sideNoteMark()
{
    return u"本ソフトウェアの注記（規約の一部ではありません） / Note by this program, not part of the terms"_s;
}

} // namespace ttp::terms
