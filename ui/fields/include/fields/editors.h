// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/field_editor.h"

namespace ttp::ui {

/// The editor for a field, owned by its parent. `practice` offers the country code UTO.
[[nodiscard]] FieldEditor *makeEditor(const form::Field &field, const QString &language, bool practice,
                                      QWidget *parent);

} // namespace ttp::ui
