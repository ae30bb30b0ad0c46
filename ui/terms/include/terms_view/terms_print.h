// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "terms/terms.h"

#include <functional>

class QPrinter;
class QWidget;

namespace ttp::ui {

/// Prints a document of `terms::printable`. Takes time: not on the window's thread. False if the printer did not take it.
[[nodiscard]] bool printDocument(QPrinter &printer, const QString &html);

/// Asks which printer, and prints there while the window goes on. `done` hears whether it worked; it is not called if the
/// person thinks better of it, or `asking` has gone.
void printTerms(const ttp::terms::Terms &terms, bool practice, QWidget *asking, std::function<void(bool)> done);

} // namespace ttp::ui
