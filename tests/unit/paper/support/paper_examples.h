// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paper/receipt_paper.h"

#include <QJsonObject>
#include <QStringList>

#include <functional>

namespace paper_test {

/// A receipt of the bundled form with the bundled example answers; signed by nobody, for the paper shows what it is told.
[[nodiscard]] ttp::paper::ReceiptSource example(const std::function<void(QJsonObject &body)> &change = {},
                                                const QString &kind = QStringLiteral("practice"));

/// The paper of it.
[[nodiscard]] ttp::paper::ReceiptPaper paperOf(const ttp::paper::ReceiptSource &source);

/// The row of a section whose English label begins with `label`; a row with empty texts if there is none.
[[nodiscard]] ttp::paper::Row rowNamed(const ttp::paper::ReceiptPaper &paper, const QString &label);

/// Runs a tool and returns what it writes; fails the test if it fails.
[[nodiscard]] QByteArray run(const QString &tool, const QStringList &arguments, int *exitCode = nullptr);

/// Writes bytes to a file.
void write(const QString &path, const QByteArray &bytes);

/// Text without any white space: tools break lines where they like.
[[nodiscard]] QString dense(const QString &text);

} // namespace paper_test
