// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "receipt_key.h"
#include "wire.h"

#include "form/check.h"
#include "form/definition.h"
#include "terms/terms.h"

namespace ttp::practice {

/// What the service says of itself: description, terms and form. Does not change while it runs.
class Publications {
public:
    /// Reads the data, signs the terms and adds the key to the description. `formPath`: the form to serve instead of the
    /// bundled one, if it is not empty.
    static std::expected<Publications, QString> load(const ReceiptKey &key, const QString &formPath);

    Outcome service(const Call &call) const;
    Outcome currentTerms(const Call &call) const;
    Outcome termsVersion(const Call &call) const;
    Outcome currentForm(const Call &call) const;

    [[nodiscard]] const QString &serviceId() const { return m_serviceId; }
    [[nodiscard]] const terms::Terms &terms() const { return m_terms; }
    [[nodiscard]] const form::Definition &form() const { return m_form; }
    [[nodiscard]] const form::Limits &limits() const { return m_limits; }

private:
    /// A document as it goes over the wire.
    struct Document {
        QByteArray bytes;
        QByteArray entityTag;

        [[nodiscard]] Answer answer(const Call &call) const;
    };

    std::expected<void, QString> loadTerms(const ReceiptKey &key);
    std::expected<void, QString> loadForm(const QString &path);
    static Document document(const QByteArray &bytes);

    QString m_serviceId;
    form::Limits m_limits;
    terms::Terms m_terms;
    form::Definition m_form;
    Document m_serviceDocument;
    Document m_termsDocument;
    Document m_formDocument;
};

/// The media type that the first bytes tell: PDF, JPEG or PNG; empty if none of them.
[[nodiscard]] QByteArray mediaTypeOf(QByteArrayView firstBytes);

} // namespace ttp::practice
