// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace ttp::ui {

/// Puts the controls inside of `part` into the tab order as they are laid out, right before the control `next`, which
/// stands in its place already. For parts that are made later than what follows them.
void putBefore(QWidget *part, QWidget *next);

} // namespace ttp::ui
