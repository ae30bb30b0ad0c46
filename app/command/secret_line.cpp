// SPDX-License-Identifier: GPL-3.0-or-later
#include "secret_line.h"

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

/// A longer line is no password; `Surroundings::readInput` cuts it there.
constexpr qsizetype Longest = 4096;

} // namespace

Result<Secret> readSecretLine(const Surroundings &surroundings, FailureCode otherwise)
{
    QByteArray input = surroundings.readInput();
    if (input.endsWith('\n')) {
        input.chop(input.endsWith("\r\n") ? 2 : 1);
    }
    if (input.isEmpty()) {
        return failed(otherwise, u"a line of standard input is empty or missing"_s);
    }
    if (input.size() > Longest || !input.isValidUtf8()) {
        wipe(input);
        return failed(otherwise, u"a line of standard input is too long, or is no UTF-8"_s);
    }
    return Secret::fromUtf8(std::move(input));
}

} // namespace ttp::command
