// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace ttp::ui::style {

/// A heading of a page or a section; wraps.
class SectionHeading final : public QLabel {
    Q_OBJECT
public:
    enum class Level { Page, Section };

    explicit SectionHeading(const QString &text = {}, Level level = Level::Section, QWidget *parent = nullptr);
};

} // namespace ttp::ui::style
