// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/applicant.h"

#include <QCryptographicHash>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace practice_test {

Applicant::Applicant(const ttp::practice::Options &options) : service(options)
{
    if (!service.isRunning()) {
        return;
    }
    service.signIn();
    files = service.exampleFiles();
    for (const File &file : files) {
        if (service.upload(file).status != 204) {
            return;
        }
    }
    application = service.application(service.exampleAnswers(), files);
}

QByteArray Applicant::newBody()
{
    QJsonObject changed = application;
    changed[u"client"_s] = QJsonObject{{u"name"_s, u"test"_s}, {u"version"_s, QString::number(++m_bodies)}};
    return toBytes(changed);
}

qsizetype countApplications(const TestService &service)
{
    return service.get(u"/applications"_s).json()[u"applications"_s].toArray().size();
}

QByteArray sha256Hex(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

} // namespace practice_test
