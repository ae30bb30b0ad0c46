// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application.h"

#include "form/definition.h"

#include <optional>

namespace ttp::practice {

/// How an application moves on while nobody looks at it. Pure: what has happened by `now` follows from the history.
///
/// received → preliminary_inspection → documents_requested → (documents are added) preliminary_inspection →
/// registrable → registered, each a pace after the one before. A form without a document field has nothing to ask for
/// and leaves that out. Documents that are still missing after their last day, and a last day to appear that has
/// passed, make it lapsed. What has happened stays, whatever the pace is later.
class Schedule {
public:
    /// No pace: an application stays as it is.
    Schedule(std::optional<int> paceSeconds, const form::Definition &form);

    [[nodiscard]] static StatusEvent received(const QDateTime &at);
    /// Adds everything that has happened by `now`.
    void advance(Application &application, const QDateTime &now) const;

    /// The documents of these fields have arrived. When all are there the inspection goes on.
    static void addDocuments(Application &application, const QStringList &fields, const QDateTime &now);
    static void withdraw(Application &application, const QDateTime &now);

private:
    [[nodiscard]] std::optional<StatusEvent> next(const Application &application) const;
    void enter(Application &application, const StatusEvent &event) const;

    const std::optional<int> m_pace;
    std::optional<RequestedDocument> m_request; ///< without its last day; none: the form has no document field
};

} // namespace ttp::practice
