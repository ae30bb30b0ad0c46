// SPDX-License-Identifier: GPL-3.0-or-later
// The translations themselves are in the object file that rcc makes; a static library needs one source of its own.
namespace ttp {
extern const int translationsFormat;
const int translationsFormat = 1;
} // namespace ttp
