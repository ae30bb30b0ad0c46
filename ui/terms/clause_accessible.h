// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ttp::ui {

/// Makes every ClauseText a heading or a text, every TermsColumn a named group and the TermsScroll a document for
/// assistive technology, in the order in which they are seen, with the language of a text among its attributes. Qt
/// would call all of them fillers. More calls than one change nothing.
void installClauseAccessibility();

} // namespace ttp::ui
