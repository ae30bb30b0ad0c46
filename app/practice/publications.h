// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editions.h"
#include "password_rules.h"
#include "receipt_key.h"

#include "form/check.h"
#include "form/definition.h"

#include <array>

namespace ttp::practice {

/// What the service says of itself: description, terms and form, each with an edition that only comes into force with
/// a fault (`Call::newTerms`, `Call::newForm`). Does not change while it runs.
class Publications {
public:
    /// Reads the data, signs the terms and adds the key to the description. `formPath`: the form to serve instead of
    /// the bundled one, if it is not empty.
    static std::expected<Publications, QString> load(const ReceiptKey &key, const QString &formPath);

    Outcome service(const Call &call) const;
    Outcome currentTerms(const Call &call) const;
    Outcome termsVersion(const Call &call) const;
    Outcome currentForm(const Call &call) const;

    [[nodiscard]] const QString &serviceId() const { return m_serviceId; }
    /// Those in force for this call.
    [[nodiscard]] const terms::Terms &terms(const Call &call) const { return termsInForce(call).terms; }
    [[nodiscard]] const form::Definition &form(const Call &call) const { return m_forms[call.newForm ? 1 : 0].form; }
    [[nodiscard]] const form::Limits &limits() const { return m_limits; }
    [[nodiscard]] const PasswordRules &passwordRules() const { return m_passwordRules; }
    /// A `Registration`, as a form.
    [[nodiscard]] const form::Definition &registration() const { return m_registration; }

private:
    /// A document as it goes over the wire.
    struct Document {
        QByteArray bytes;
        QByteArray entityTag;

        [[nodiscard]] Answer answer(const Call &call) const;
    };
    struct TermsEdition {
        terms::Terms terms;
        Document document;
    };
    struct FormEdition {
        form::Definition form;
        Document document;
    };

    std::expected<void, QString> loadTerms(const ReceiptKey &key);
    std::expected<void, QString> addTerms(const ReceiptKey &key, QJsonObject json);
    std::expected<void, QString> loadForm(const QString &path);
    std::expected<void, QString> loadRegistration();
    [[nodiscard]] const TermsEdition &termsInForce(const Call &call) const { return m_terms[call.newTerms ? 2 : 1]; }
    static Document document(const QByteArray &bytes);

    QString m_serviceId;
    form::Limits m_limits;
    PasswordRules m_passwordRules;
    form::Definition m_registration;
    QJsonObject m_description;         ///< without the versions in force
    std::vector<TermsEdition> m_terms; ///< an earlier one, the usual one, the one to come
    std::array<FormEdition, 2> m_forms;
};

/// The media type that the first bytes tell: PDF, JPEG or PNG; empty if none of them.
[[nodiscard]] QByteArray mediaTypeOf(QByteArrayView firstBytes);

} // namespace ttp::practice
