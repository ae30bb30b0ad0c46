// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "vault/bundle.h"
#include "vault/draft.h"
#include "vault/drafts.h"

namespace ttp::vault {

/// Writes a draft as it is kept, with its form and all of its files, into a hand-over file (`bundle.h`; a file of that name
/// is replaced). `DraftInUse` while it is open elsewhere: what is being typed there would be missing. Failures of
/// `Drafts::open` and `writeBundle`. Blocks.
[[nodiscard]] Result<void> exportDraft(const Drafts &drafts, const QString &id, const QString &path, const Secret &code);

/// The draft in a hand-over file, under a new ID: it never takes the place of another one. All of its files are pending,
/// so that `importDraft` keeps it. Consent, owner, place and sending are those of the export. Failures of `openBundle`; what the file
/// holds is read as strictly as a kept draft: `BundleDamaged`, `BundleNewer`, `BundleTooLarge`. Blocks.
[[nodiscard]] Result<Draft> readHandOver(const QString &path, const Secret &code);

/// The same out of contents that are open already.
[[nodiscard]] Result<Draft> readHandOver(const std::vector<BundleEntry> &entries);

/// Keeps what `readHandOver` gave, whole or not at all. Failures of the vault; `BundleDamaged` if a file is not what the draft
/// says of it.
[[nodiscard]] Result<void> importDraft(const Drafts &drafts, const Draft &draft);

} // namespace ttp::vault
