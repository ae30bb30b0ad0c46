// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "style/notice.h"

#include <QWidget>

#include <optional>

namespace ttp::ui {

/// A failure in words: what happened, what became of the answers, what to do next; the code and the facts for support in
/// small letters below.
class FailureNotice final : public QWidget {
    Q_OBJECT
public:
    explicit FailureNotice(QWidget *parent = nullptr);

    void setFailure(const std::optional<Failure> &failure, const QString &language);
    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }

private:
    std::optional<Failure> m_failure;
    style::Notice *m_notice;
    style::Paragraph *m_code;
};

} // namespace ttp::ui
