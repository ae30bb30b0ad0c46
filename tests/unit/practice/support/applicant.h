// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/test_service.h"

namespace practice_test {

/// Somebody who has signed in, has uploaded the files of the bundled example and could send it.
struct Applicant {
    explicit Applicant(const ttp::practice::Options &options = {});

    [[nodiscard]] bool isReady() const { return !application.isEmpty(); }
    /// A body that differs from every other one and is just as good.
    QByteArray newBody();

    TestService service;
    QList<File> files;
    QJsonObject application; ///< accepted as it is

private:
    int m_bodies = 0;
};

qsizetype countApplications(const TestService &service);
QByteArray sha256Hex(const QByteArray &bytes);

} // namespace practice_test
