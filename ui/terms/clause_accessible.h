// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ttp::ui {

/// Makes every ClauseText a heading or a text and every TermsColumn a named group for assistive technology, with the
/// text's language among its attributes. Qt would call all of them fillers. More calls than one change nothing.
void installClauseAccessibility();

} // namespace ttp::ui
