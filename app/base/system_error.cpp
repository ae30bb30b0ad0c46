// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/system_error.h"

#include <cstring>

namespace ttp {

QString describeSystemError(int number)
{
#ifdef __GLIBC__
    const char *words = ::strerrordesc_np(number); // never translated (glibc 2.32)
    return words ? QString::fromLatin1(words) : QString::number(number);
#else
    return QString::fromLocal8Bit(std::strerror(number));
#endif
}

} // namespace ttp
