// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"
#include "base/result.h"
#include "base/signature.h"
#include "form/check.h"
#include "service/accounts.h"
#include "service/profile.h"
#include "service/request.h"

#include <QDateTime>

#include <vector>

namespace ttp::service {

/// A desk that answers questions (`Service.inquiries`).
struct Desk {
    LocalizedText title;
    std::optional<LocalizedText> name;
    struct Phone {
        QString number;
        std::optional<LocalizedText> note;
    };
    std::vector<Phone> phones;
    QString email;
    std::optional<LocalizedText> note;
};

/// When a service is closed (`Service.closures`).
struct Closure {
    QDateTime from; ///< UTC
    QDateTime to;
    std::optional<LocalizedText> message; ///< the service's own words
};

/// Who runs a service and what it accepts, as the service itself says (`Service` of the contract).
struct Description {
    QString id;
    Kind kind = Kind::Practice;
    LocalizedText name;
    LocalizedText operatedBy;
    QString termsVersion;
    QString formVersion;
    form::Limits limits;
    AccountRules accountRules;
    std::vector<Desk> desks;
    std::vector<Closure> closures; ///< as they came: also those that are over
    KeySet announcedKeys; ///< keys that only the service vouches for
};

/// GET /service
class DescribeService {
public:
    using Outcome = Description;
    static constexpr log::Words Name = "service";
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<Description> read(const Answer &answer) const;
};

/// Is this the service of the profile? `OtherService` if id or kind differ, or if it claims to be the Agency's while its
/// host is not under go.jp.
[[nodiscard]] Result<void> checkIdentity(const Description &description, const Profile &profile);

} // namespace ttp::service
