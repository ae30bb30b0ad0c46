// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages.h"

#include "form/problems.h"

#include <iterator>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

struct Sentence {
    Message message;
    const char16_t *ja;
    const char16_t *en;
};

// Each says what to do. %1 is the limit or what is wanted, %2 what is there now.
constexpr Sentence Sentences[] = {
    {Message::RequiredText, u"入力してください。", u"Please fill this in."},
    {Message::RequiredChoice, u"選択してください。", u"Please choose one."},
    {Message::RequiredChoices, u"1つ以上選択してください。", u"Please choose at least one."},
    {Message::RequiredStatement, u"内容を確認の上、チェックを入れてください。", u"Please read this and tick the box."},
    {Message::RequiredFile, u"ファイルを添付してください。", u"Please attach a file."},
    {Message::RequiredEntry, u"1件以上入力してください。", u"Please add at least one entry."},
    {Message::TypeText, u"文字列で指定してください。", u"This must be a text."},
    {Message::TypeBoolean, u"true又はfalseで指定してください。", u"This must be true or false."},
    {Message::TypeInteger, u"整数で指定してください。", u"This must be a whole number."},
    {Message::TypeList, u"一覧（配列）で指定してください。", u"This must be a list."},
    {Message::TypeEntry, u"項目名と値の組（オブジェクト）で指定してください。",
     u"This must be an entry with named fields."},
    {Message::CharsetAny, u"使用できない文字が含まれています。削除してください：%1",
     u"Remove the characters that cannot be used: %1"},
    {Message::CharsetAscii, u"半角の英数字と記号で入力してください。使用できない文字：%1",
     u"Use half-width letters, digits and signs only. Not possible here: %1"},
    {Message::CharsetLatinUpper,
     u"半角の英大文字（A～Z）、空白、アポストロフィ、ハイフン、ピリオド、コンマで入力してください。使用できない文字：%1",
     u"Use capital letters A to Z, space, apostrophe, hyphen, full stop and comma only. Not possible here: %1"},
    {Message::CharsetDigits, u"半角の数字（0～9）で入力してください。使用できない文字：%1",
     u"Use the digits 0 to 9 only. Not possible here: %1"},
    {Message::CharsetAlphanumeric, u"半角の英数字で入力してください。使用できない文字：%1",
     u"Use the letters A to Z and the digits 0 to 9 only. Not possible here: %1"},
    {Message::CharsetFullWidth, u"全角文字で入力してください。使用できない文字：%1",
     u"Use full-width (Japanese) characters only. Not possible here: %1"},
    {Message::CharsetBlanks, u"前後の空白を削除してください。", u"Remove the blanks at the beginning and at the end."},
    {Message::LengthLess, u"%1文字以上で入力してください（現在%2文字）。", u"Enter at least %1 characters (now: %2)."},
    {Message::LengthMore, u"%1文字以内で入力してください（現在%2文字）。", u"Enter at most %1 characters (now: %2)."},
    {Message::LengthExactly, u"%1文字で入力してください（現在%2文字）。", u"Enter exactly %1 characters (now: %2)."},
    {Message::LengthFilename, u"ファイル名を%1文字以内にしてください（現在%2文字）。",
     u"Give the file a name of at most %1 characters (now: %2)."},
    {Message::Pattern, u"決められた形式と異なります。記入方法を確認して入力し直してください。",
     u"This does not have the required form. Check how to fill it in and enter it again."},
    {Message::PatternEmail, u"メールアドレスを「name@example.com」の形式で入力してください。",
     u"Enter an e-mail address like name@example.com."},
    {Message::PatternPhone,
     u"電話番号は「+」と国番号から始め、8桁から15桁の数字で入力してください（例：+81312345678）。",
     u"Enter the telephone number with + and the country code, 8 to 15 digits, for example +81312345678."},
    {Message::RangeLess, u"%1以上の数を入力してください（現在%2）。", u"Enter %1 or more (now: %2)."},
    {Message::RangeMore, u"%1以下の数を入力してください（現在%2）。", u"Enter %1 or less (now: %2)."},
    {Message::RangeBetween, u"%1から%2までの数を入力してください（現在%3）。",
     u"Enter a number from %1 to %2 (now: %3)."},
    {Message::ChoiceUnknown, u"「%1」は選択肢にありません。選択肢から選んでください。",
     u"“%1” is not one of the choices. Choose one of them."},
    {Message::ChoiceTwice, u"「%1」が重複しています。1つにしてください。", u"“%1” is chosen twice. Keep it once."},
    {Message::CountryUnknown, u"「%1」という国・地域の符号はありません。旅券に記載された3文字の符号を選んでください。",
     u"There is no country or region with the code “%1”. Choose the code that the passport shows."},
    {Message::CountryPractice, u"「%1」は見本の符号で、練習のときにのみ使用できます。",
     u"“%1” is the code of specimens and can be used for practice only."},
    {Message::CountEntriesLess, u"%1件以上入力してください（現在%2件）。", u"Add at least %1 entries (now: %2)."},
    {Message::CountEntriesMore, u"%1件以内にしてください（現在%2件）。", u"Keep at most %1 entries (now: %2)."},
    {Message::CountFilesLess, u"ファイルを%1件以上添付してください（現在%2件）。",
     u"Attach at least %1 files (now: %2)."},
    {Message::CountFilesMore, u"ファイルは%1件以内にしてください（現在%2件）。", u"Attach at most %1 files (now: %2)."},
    {Message::CountAllFilesMore, u"添付ファイルは全部で%1件以内にしてください（現在%2件）。",
     u"Attach at most %1 files in all (now: %2)."},
    {Message::DateIncomplete, u"%1も入力してください。", u"Enter the %1 as well."},
    {Message::DateInvalid, u"実在する日付を年-月-日の順に入力してください（例：2026-11-22）。",
     u"Enter a date that exists, as year-month-day, for example 2026-11-22."},
    {Message::DatePartialInvalid,
     u"実在する日付を、分かるところまで年-月-日の順に入力してください（例：1980、1980-05、1980-05-31）。",
     u"Enter a date that exists as far as it is known, for example 1980, 1980-05 or 1980-05-31."},
    {Message::DateTooEarly, u"%1以後の日付を入力してください。", u"Enter %1 or a later date."},
    {Message::DateTooLate, u"%1以前の日付を入力してください。", u"Enter %1 or an earlier date."},
    {Message::MustEqual, u"「%1」と同じ内容を入力してください。", u"Enter the same as in “%1”."},
    {Message::UnknownField, u"項目「%1」は様式にありません。削除してください。",
     u"The form has no field “%1”. Remove it."},
    {Message::UnknownFileField, u"添付書類の項目「%1」は様式にありません。ファイルを削除してください。",
     u"The form has no document field “%1”. Remove the file."},
    {Message::MediaType, u"この種類のファイルは添付できません。%1のファイルを選んでください。",
     u"This kind of file cannot be attached. Choose a file of the kind %1."},
    {Message::TooLarge, u"ファイルの大きさを%1以下にしてください（現在%2）。", u"Use a file of at most %1 (now: %2)."},
    {Message::TooLargeTogether, u"添付ファイルの大きさを合計%1以下にしてください（現在%2）。",
     u"Keep all files together within %1 (now: %2)."},
    {Message::Empty, u"ファイルが空です。内容のあるファイルを選んでください。",
     u"The file is empty. Choose another one."},
    {Message::Unreadable, u"ファイル「%1」を読み取れません。ファイルを確認して、選び直してください。",
     u"The file “%1” cannot be read. Check it and choose it again."},
};

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < std::size(Sentences); ++i) {
        if (std::size_t(Sentences[i].message) != i) {
            return false;
        }
    }
    return std::size(Sentences) == std::size_t(Message::Unreadable) + 1;
}
static_assert(inOrder(), "one sentence for each message, in the order of the enumeration");

// In one pass, so that a %1 inside a value stays what it is.
QString filled(const QString &sentence, const QString &language, std::initializer_list<LocalizedText> arguments)
{
    QString result;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const qsizetype number =
            sentence.at(i) == u'%' && i + 1 < sentence.size() ? sentence.at(i + 1).digitValue() : -1;
        if (number >= 1 && number <= qsizetype(arguments.size())) {
            result += (arguments.begin() + number - 1)->in(language);
            ++i;
        } else {
            result += sentence.at(i);
        }
    }
    return result;
}

QString mediaTypeName(const QString &mediaType)
{
    if (mediaType == "application/pdf"_L1) {
        return u"PDF"_s;
    }
    return mediaType.startsWith("image/"_L1) ? mediaType.mid(6).toUpper() : mediaType;
}

} // namespace

LocalizedText messageText(Message message, std::initializer_list<LocalizedText> arguments)
{
    const Sentence &sentence = Sentences[std::size_t(message)];
    return LocalizedText(filled(QString::fromUtf16(sentence.ja), u"ja"_s, arguments),
                         filled(QString::fromUtf16(sentence.en), u"en"_s, arguments));
}

LocalizedText sameText(const QString &text)
{
    return LocalizedText(text, text);
}

LocalizedText sameText(qint64 number)
{
    return sameText(QString::number(number));
}

LocalizedText sizeText(qint64 bytes, bool roundUp)
{
    constexpr qint64 Kilo = 1000;
    if (bytes < Kilo) {
        return LocalizedText(u"%1バイト"_s.arg(bytes), bytes == 1 ? u"1 byte"_s : u"%1 bytes"_s.arg(bytes));
    }
    const bool mega = bytes >= Kilo * Kilo;
    const qint64 tenth = (mega ? Kilo * Kilo : Kilo) / 10;
    const qint64 tenths = bytes / tenth + (roundUp && bytes % tenth != 0 ? 1 : 0);
    const QString number =
        tenths % 10 == 0 ? QString::number(tenths / 10) : u"%1.%2"_s.arg(tenths / 10).arg(tenths % 10);
    return sameText(number + (mega ? " MB"_L1 : " KB"_L1));
}

LocalizedText mediaTypesText(const QStringList &mediaTypes)
{
    QStringList names;
    for (const QString &mediaType : mediaTypes) {
        names += mediaTypeName(mediaType);
    }
    names.removeDuplicates();
    const QString last = names.isEmpty() ? QString() : names.takeLast();
    return names.isEmpty()
        ? sameText(last)
        : LocalizedText(names.join(u"、"_s) + u"又は"_s + last, names.join(u", "_s) + u" or "_s + last);
}

Problem unreadableFile(const QString &field, qsizetype index, const QString &filename)
{
    return {field, u"unreadable"_s, u"/attachments/%1"_s.arg(index),
            messageText(Message::Unreadable, {sameText(filename)})};
}

} // namespace ttp::form
