// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/field_editor.h"

#include <functional>

namespace ttp::ui {

/// What editors know of the world around the form.
struct EditorContext {
    bool practice = false;        ///< offers the country code UTO
    std::function<QDate()> today; ///< the day in Japan; absent: dates have no examples and calendars relative to it
};

/// The editor for a field, owned by its parent.
[[nodiscard]] FieldEditor *makeEditor(const form::Field &field, const QString &language, const EditorContext &context,
                                      QWidget *parent);

} // namespace ttp::ui
