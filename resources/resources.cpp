// SPDX-License-Identifier: GPL-3.0-or-later
// The data itself is in the object file that rcc makes; a static library needs one source of its own.
namespace ttp {
extern const int resourcesFormat;
const int resourcesFormat = 1;
} // namespace ttp
