// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/practice_service.h"
#include "service/applications.h"
#include "service/greeting.h"
#include "submission/sending.h"

#include <QTemporaryDir>

namespace submission_test {

/// Options with one fault (`drop-answer=1`).
ttp::practice::Options withFault(const QString &fault);
/// Waits for the signal `ended`.
bool waitForEnd(ttp::submission::Sending &sending);

/// The example application of the resources for a service that says this of itself.
ttp::submission::Application exampleApplication(const ttp::terms::Terms &terms, const ttp::form::Definition &form);
/// A file as it is handed to a sending.
ttp::service::FileToSend attach(const QString &field, const QString &path);
/// All bytes of a file as it would be sent.
QByteArray contentOf(const ttp::service::FileToSend &file);
/// The bundled documents.
ttp::terms::Terms bundledTerms();
ttp::form::Definition bundledForm();

/// A practice service, and somebody who has signed in to it and wants to send the example application.
class Applicant {
public:
    /// `port`: instead of the service's own, for a proxy; 0: the service's own.
    explicit Applicant(const ttp::practice::Options &options = {});

    [[nodiscard]] quint16 servicePort() const;
    /// Opens the door, signs in and takes over what the service says. False if anything fails.
    bool enter(quint16 port = 0);
    /// Inputs of a sending with the example application.
    [[nodiscard]] ttp::submission::Sending::Inputs inputs() const;
    [[nodiscard]] ttp::service::Door &door() { return *m_door; }
    [[nodiscard]] const ttp::service::Profile &profile() const { return m_door->profile(); }
    [[nodiscard]] const ttp::service::Greeting &greeting() const { return m_greeting; }
    [[nodiscard]] QString filePath(const QString &name) const { return m_folder.filePath(name); }
    /// Makes a picture of that many bytes that no other file equals, and returns its path.
    QString makePicture(const QString &name, qint64 size) const;
    /// What the service has received.
    std::vector<ttp::service::ApplicationSummary> received();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<ttp::practice::PracticeService> m_service;
    std::unique_ptr<ttp::service::Door> m_door;
    ttp::service::Credentials m_credentials;
    ttp::service::Greeting m_greeting;
};

/// Empty if the sending is the only application that was received, with the key and the very bytes that were fixed, and
/// their digest as coreutils computes it; else what is wrong.
QString whyNotReceivedOnce(Applicant &applicant, const ttp::submission::Sending &sending);

} // namespace submission_test
