// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "form/definition.h"
#include "service/request.h"
#include "terms/terms.h"

namespace ttp::service {

/// GET /terms, conditional: after a 304 it is the document that is kept, read anew.
class CurrentTerms {
public:
    using Outcome = terms::Terms;
    static constexpr log::Words Name = "terms";
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<terms::Terms> read(const Answer &answer) const;
};

/// GET /terms/{version}
class TermsVersion {
public:
    using Outcome = terms::Terms;
    static constexpr log::Words Name = "terms-version";
    explicit TermsVersion(QString version) : m_version(std::move(version)) {}
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<terms::Terms> read(const Answer &answer) const;

private:
    QString m_version;
};

/// GET /form, conditional like the terms.
class CurrentForm {
public:
    using Outcome = form::Definition;
    static constexpr log::Words Name = "form";
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<form::Definition> read(const Answer &answer) const;
};

} // namespace ttp::service
