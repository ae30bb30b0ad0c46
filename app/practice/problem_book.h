// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire.h"

#include <map>

namespace ttp::practice {

/// The problems of the contract with status, title and sentences (`data/problems.json`).
class ProblemBook {
public:
    static std::expected<ProblemBook, QString> read(const QByteArray &json);

    /// The problem document (RFC 9457) of a refusal, with the headers that its status asks for.
    [[nodiscard]] Answer answer(const Refusal &refusal) const;
    [[nodiscard]] QStringList codes() const;

private:
    struct Page {
        int status = 500;
        QString title;
        LocalizedText message;
    };
    std::map<QString, Page> m_pages;
};

} // namespace ttp::practice
