// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failure.h"

using namespace Qt::StringLiterals;

namespace ttp {

LocalizedText wordsOf(const Problem &problem)
{
    if (!problem.message.in(u"ja"_s).isEmpty() && !problem.message.in(u"en"_s).isEmpty()) {
        return problem.message;
    }
    if (problem.code == "unreadable"_L1) {
        return {u"ファイルを読み込めません。選び直してください。"_s, u"The file cannot be read. Choose it again."_s};
    }
    return {u"この箇所を確認してください。"_s, u"Please check this."_s};
}

} // namespace ttp
