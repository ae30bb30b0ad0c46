// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vault/draft.h"

#include <QDateTime>
#include <QTimeZone>

namespace vault_test {

/// A draft with something in every member and no file.
inline ttp::vault::Draft exampleDraft(const QString &id = QStringLiteral("one"))
{
    ttp::vault::Draft draft;
    draft.id = id;
    draft.name = QStringLiteral("春の申請");
    draft.ownerId = QStringLiteral("EXAMPLE01");
    draft.service = {QStringLiteral("example"), QStringLiteral("practice"), QStringLiteral("abc")};
    draft.answers = {{QStringLiteral("name"), QStringLiteral("山田 é 😀")}, {QStringLiteral("agrees"), true}};
    draft.consent = {{QStringLiteral("terms_version"), QStringLiteral("1")}};
    draft.place = {QStringLiteral("form"), QStringLiteral("person"), QStringLiteral("name")};
    draft.sending = {QStringLiteral("00000000-0000-4000-8000-000000000001"), QDateTime({2026, 2, 3}, {4, 5, 7}, Qt::UTC)};
    draft.language = QStringLiteral("ja");
    draft.applicant = QStringLiteral("山田");
    draft.completeSteps = 1;
    draft.steps = 3;
    draft.created = QDateTime({2026, 1, 2}, {3, 4, 5}, Qt::UTC);
    draft.changed = QDateTime({2026, 2, 3}, {4, 5, 6}, Qt::UTC);
    draft.form = "{\"the\":\"form\"}";
    return draft;
}

/// Bytes in memory as a file that the person adds; `gone`: it cannot be opened any more.
class BytesSource final : public ttp::ByteSource {
public:
    explicit BytesSource(QByteArray bytes, bool gone = false);
    [[nodiscard]] std::expected<std::unique_ptr<QIODevice>, QString> open() const override;

private:
    QByteArray m_bytes;
    bool m_gone;
};

/// A file that is not kept yet; its facts are those of `bytes`.
[[nodiscard]] ttp::vault::DraftFile pendingFile(const QString &id, const QByteArray &bytes);

} // namespace vault_test
