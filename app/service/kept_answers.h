// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/request.h"

namespace ttp::service {

/// The last answer of each conditional request that was understood, with its entity tag (RFC 9110 section 8.8.3). In
/// memory only, as long as the door is open.
class KeptAnswers {
public:
    /// The tag to ask with; empty: nothing is kept.
    [[nodiscard]] QByteArray tagOf(const QString &path) const;

    /// What an answer means: a 304 to the tag that was `asked` with is the answer that is kept. Any other 304 (nothing is
    /// kept, nothing was asked, it carries another tag) stays one, and nobody understands it.
    [[nodiscard]] Answer complete(const QString &path, const QByteArray &asked, const Answer &answer) const;

    /// Keeps a 200 with a legal tag if it was understood; anything else leaves nothing kept of this path, but for answers
    /// that say nothing about the document.
    void take(const QString &path, const Answer &answer, bool understood);

private:
    QMap<QString, Answer> m_answers;
};

} // namespace ttp::service
