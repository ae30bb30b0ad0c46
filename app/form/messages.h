// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"
#include "form/definition.h"

#include <initializer_list>

namespace ttp::form {

/// Every sentence about a problem; the texts are in messages.cpp, in this order.
enum class Message {
    RequiredText,
    RequiredChoice,
    RequiredChoices,
    RequiredStatement,
    RequiredFile,
    RequiredEntry,
    TypeText,
    TypeBoolean,
    TypeInteger,
    TypeList,
    TypeEntry,
    CharsetAny,
    CharsetAscii,
    CharsetLatinUpper,
    CharsetDigits,
    CharsetAlphanumeric,
    CharsetFullWidth,
    CharsetBlanks,
    LengthLess,
    LengthMore,
    LengthExactly,
    LengthFilename,
    Pattern,
    PatternEmail,
    PatternPhone,
    RangeLess,
    RangeMore,
    RangeBetween,
    ChoiceUnknown,
    ChoiceTwice,
    CountryUnknown,
    CountryPractice,
    CountEntriesLess,
    CountEntriesMore,
    CountFilesLess,
    CountFilesMore,
    CountAllFilesMore,
    DateIncomplete,
    DateInvalid,
    DatePartialInvalid,
    DateTooEarly,
    DateTooLate,
    MustEqual,
    UnknownField,
    UnknownFileField,
    MediaType,
    TooLarge,
    TooLargeTogether,
    Empty,
    Unreadable,
};

/// The sentence with `%1`, `%2`, … replaced in each language.
[[nodiscard]] LocalizedText messageText(Message message, std::initializer_list<LocalizedText> arguments = {});

/// The same words in every language, as an argument.
[[nodiscard]] LocalizedText sameText(const QString &text);
[[nodiscard]] LocalizedText sameText(qint64 number);

/// `1.5 MB`, `300 KB`: decimal units; a limit is rounded down and what is there up, so that the two never look equal.
[[nodiscard]] LocalizedText sizeText(qint64 bytes, bool roundUp);

/// `PDF, JPEG` for media types.
[[nodiscard]] LocalizedText mediaTypesText(const QStringList &mediaTypes);

} // namespace ttp::form
