// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/documents.h"

#include "reading.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace ttp::service {

namespace {

/// The contract gives an ETag to these two only.
Request conditional(const QString &path)
{
    Request request = get(path, false);
    request.conditional = true;
    return request;
}

Result<terms::Terms> readTermsAnswer(const Answer &answer)
{
    if (answer.status != 200) {
        return failed(failureOf(answer));
    }
    return terms::readTerms(answer.body);
}

} // namespace

Request CurrentTerms::request() const
{
    return conditional(u"/terms"_s);
}

Result<terms::Terms> CurrentTerms::read(const Answer &answer) const
{
    return readTermsAnswer(answer);
}

Request TermsVersion::request() const
{
    return get(u"/terms/"_s + QString::fromLatin1(QUrl::toPercentEncoding(m_version)), false);
}

Result<terms::Terms> TermsVersion::read(const Answer &answer) const
{
    return readTermsAnswer(answer);
}

Request CurrentForm::request() const
{
    return conditional(u"/form"_s);
}

Result<form::Definition> CurrentForm::read(const Answer &answer) const
{
    if (answer.status != 200) {
        return failed(failureOf(answer));
    }
    return form::readDefinition(answer.body);
}

} // namespace ttp::service
