// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed into one field. The first byte chooses the type, the second the character set, the third what else.
#include "base/json.h"
#include "base/text.h"
#include "expect.h"
#include "form/check.h"
#include "form/display.h"
#include "form/normalize.h"

#include <QJsonDocument>

#include <array>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;
using fuzz::expect;

namespace {

constexpr std::array Typed{FieldType::Text,    FieldType::Multiline, FieldType::Date,  FieldType::PartialDate,
                           FieldType::Country, FieldType::Integer,   FieldType::Email, FieldType::Phone};

Definition oneField(std::uint8_t type, std::uint8_t charset, std::uint8_t more)
{
    Field field;
    field.id = u"field"_s;
    field.type = Typed[type % Typed.size()];
    field.charset = Charset(charset % 6);
    field.mrz = more & 1 ? std::optional(MrzElement::DocumentNumber) : std::nullopt;
    field.maxLength = more & 2 ? std::optional(8) : std::nullopt;
    field.masked = more & 4;
    Definition definition;
    definition.steps.push_back({u"step"_s, {}, {}, {}, {field}});
    return definition;
}

/// Canonically equal kanji are one kanji, all others differ.
QString kanjiOf(const QString &text)
{
    QString kanji = nfc(text);
    erase_if(kanji, [](QChar c) { return c.script() != QChar::Script_Han || !c.isLetter(); });
    return kanji;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 3) {
        return 0;
    }
    const Definition definition = oneField(data[0], data[1], data[2]);
    const Field &field = definition.steps.front().fields.front();
    const QString typed = QString::fromUtf8(fuzz::bytesOf(data + 3, size - 3));
    const QString stored = normalizeText(field, typed);
    const QString facts = u"%1 → %2 → %3"_s.arg(QString::fromLatin1(typed.toUtf8().toHex(' ')), QString::fromLatin1(stored.toUtf8().toHex(' ')),
                                               QString::fromLatin1(normalizeText(field, stored).toUtf8().toHex(' ')));
    expect(normalizeText(field, stored) == stored, "normalizing twice changes nothing", facts);
    const bool isDate = field.type == FieldType::Date || field.type == FieldType::PartialDate;
    expect(isDate || kanjiOf(typed) == kanjiOf(stored), "no kanji is lost or made up", facts);
    for (const QString &language : {u"ja"_s, u"en"_s}) {
        (void)displayText(field, stored, language);
    }
    CheckContext context;
    context.today = QDate(2026, 11, 22);
    Answers answers;
    answers.set(field.id, stored);
    const auto problems = check(definition, answers, {}, context);
    if (problems.empty() && answers.has(field.id)) {
        expect(stored == nfc(stored) || field.type == FieldType::Email, "what is accepted is in NFC", facts);
        expect(stored.isValidUtf16(), "what is accepted is text", facts);
        const auto sent = parseJsonObject(toCompactJson(answers.json()));
        expect(sent && Answers(*sent) == answers, "what is accepted survives being sent", facts);
        expect(check(definition, Answers(*sent), {}, context).empty(), "and is accepted there", facts);
    }
    return 0;
}
