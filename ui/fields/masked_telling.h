// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ttp::ui {

/// A line edit tells screen readers, and whoever else listens on the accessibility bus, every change of its text in clear, also
/// while it shows dots (Qt 6.4, all back ends). Once this was called, each SecretLineEdit that shows dots tells dots, and no
/// SecretLineEdit tells of a text that was only set once more. May be called again; then it takes its place before whoever has
/// asked to hear of such changes since (QAccessible::installUpdateHandler).
void maskWhatSecretLinesTell();

} // namespace ttp::ui
