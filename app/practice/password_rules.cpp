// SPDX-License-Identifier: GPL-3.0-or-later
#include "password_rules.h"

#include "base/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

bool isLetter(QChar c)
{
    return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z');
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

} // namespace

PasswordRules PasswordRules::read(JsonObject accountRules)
{
    PasswordRules rules;
    rules.m_min = accountRules.integer(u"password_min"_s);
    rules.m_max = accountRules.integer(u"password_max"_s);
    rules.m_mustMix = accountRules.optionalStrings(u"password_must_mix"_s);
    rules.m_symbols = accountRules.optionalString(u"password_symbols"_s).value_or(QString());
    rules.m_mustNotContainUserId = accountRules.optionalBoolean(u"password_must_not_contain_user_id"_s).value_or(false);
    return rules;
}

std::vector<Problem> PasswordRules::check(const QString &password, const QString &userId, const QString &pointer) const
{
    std::vector<Problem> problems;
    const auto complain = [&](const QString &code, const LocalizedText &message) {
        problems.push_back({{}, code, pointer, message});
    };
    const auto isSymbol = [this](QChar c) { return m_symbols.contains(c); };
    const qsizetype length = codePointCount(password);
    if (length < m_min || length > m_max) {
        complain(u"length"_s,
                 LocalizedText(u"パスワードは%1文字以上%2文字以下にしてください。"_s,
                               u"The password must have %1 to %2 characters."_s)
                     .arg(QString::number(m_min))
                     .arg(QString::number(m_max)));
    }
    if (!std::ranges::all_of(password, [&](QChar c) { return isLetter(c) || isDigit(c) || isSymbol(c); })) {
        complain(u"charset"_s,
                 LocalizedText(u"パスワードに使えるのは、半角の英字、数字及び次の記号です：%1"_s,
                               u"A password may hold letters A to Z, digits and these symbols: %1"_s)
                     .arg(m_symbols));
    }
    const bool isMixed = (!m_mustMix.contains(u"letters"_s) || std::ranges::any_of(password, isLetter))
        && (!m_mustMix.contains(u"digits"_s) || std::ranges::any_of(password, isDigit))
        && (!m_mustMix.contains(u"symbols"_s) || std::ranges::any_of(password, isSymbol));
    if (!isMixed) {
        complain(u"pattern"_s,
                 LocalizedText(u"パスワードには、決められた種類の文字（英字、数字など）をすべて入れてください。"_s,
                               u"The password must mix every kind of character that the service asks for."_s));
    }
    if (m_mustNotContainUserId && !userId.isEmpty() && password.contains(userId, Qt::CaseInsensitive)) {
        complain(u"pattern"_s,
                 LocalizedText(u"パスワードにユーザーIDを含めないでください。"_s,
                               u"The password must not contain the user ID."_s));
    }
    return problems;
}

} // namespace ttp::practice
