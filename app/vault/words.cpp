// SPDX-License-Identifier: GPL-3.0-or-later
#include "words.h"

#include "base/digest.h"
#include "vault/bundle.h"

#include <QFile>

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

using namespace Qt::StringLiterals;

namespace ttp::vault {

namespace {

constexpr qsizetype WordCount = 2048; // 11 bits each
constexpr std::size_t WordsOfCode = 6;

/// The letters of what was typed, in words; wiped by who takes it.
std::vector<std::string> wordsIn(QByteArrayView typed)
{
    std::vector<std::string> words;
    bool within = false;
    for (const char c : typed) {
        const auto letter = static_cast<unsigned char>(c);
        if (letter < 0x80 && (std::isspace(letter) || c == '-')) {
            within = false;
            continue;
        }
        if (!within) {
            words.emplace_back();
            within = true;
        }
        words.back() += letter < 0x80 ? char(std::tolower(letter)) : c;
    }
    return words;
}

} // namespace

const QStringList &codeWords()
{
    static const QStringList words = [] {
        QFile file(u":/words/words.txt"_s);
        if (!file.open(QIODevice::ReadOnly)) {
            qFatal("the words of the codes are not compiled in");
        }
        return QString::fromLatin1(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    }();
    Q_ASSERT(words.size() == WordCount);
    return words;
}

Secret newBundleCode()
{
    QByteArray code;
    QByteArray dice = randomBytes(2 * WordsOfCode);
    for (std::size_t i = 0; i < WordsOfCode; ++i) {
        // 2 048 divides 65 536, so every word is as likely as every other.
        const int number = (quint8(dice.at(qsizetype(2 * i))) << 8 | quint8(dice.at(qsizetype(2 * i + 1)))) % WordCount;
        code += (code.isEmpty() ? "" : " ") + codeWords().at(number).toLatin1();
    }
    wipe(dice);
    return Secret::fromUtf8(std::move(code));
}

Secret normalCode(const Secret &typed)
{
    std::vector<std::string> words = wordsIn(typed.reveal());
    const bool ofTheList = words.size() == WordsOfCode && std::ranges::all_of(words, [](const std::string &word) {
        return std::ranges::binary_search(codeWords(), QString::fromUtf8(word.c_str()));
    });
    QByteArray code;
    for (std::string &word : words) {
        code += (code.isEmpty() ? "" : " ") + QByteArray::fromRawData(word.data(), qsizetype(word.size()));
        std::ranges::fill(word, '\0');
    }
    if (!ofTheList) {
        wipe(code);
        return typed.duplicate();
    }
    return Secret::fromUtf8(std::move(code));
}

} // namespace ttp::vault
