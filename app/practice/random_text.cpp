// SPDX-License-Identifier: GPL-3.0-or-later
#include "random_text.h"

#include "base/digest.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::practice {

QString randomGroups(int groups)
{
    static constexpr QLatin1StringView alphabet("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    static_assert(alphabet.size() == 32);
    const QByteArray bytes = randomBytes(4 * groups);
    QString text;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (i > 0 && i % 4 == 0) {
            text += u'-';
        }
        text += alphabet[uchar(bytes[i]) & 31];
    }
    return text;
}

QString randomPassword()
{
    for (;;) {
        const QString password = randomGroups(4).toLower();
        const bool hasDigit = std::any_of(password.begin(), password.end(), [](QChar c) { return c.isDigit(); });
        const bool hasLetter = std::any_of(password.begin(), password.end(), [](QChar c) { return c.isLetter(); });
        if (hasDigit && hasLetter) {
            return password;
        }
    }
}

QString randomDigits(int count)
{
    QString text;
    while (text.size() < count) {
        // 250 is the largest multiple of ten in a byte; what lies above would make small digits likelier.
        const uchar byte = uchar(randomBytes(1)[0]);
        if (byte < 250) {
            text += QChar(u'0' + byte % 10);
        }
    }
    return text;
}

} // namespace ttp::practice
