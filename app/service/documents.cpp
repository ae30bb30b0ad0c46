// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/documents.h"

#include "reading.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace ttp::service {

namespace {

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
    return get(u"/terms"_s, false);
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
    return get(u"/form"_s, false);
}

Result<form::Definition> CurrentForm::read(const Answer &answer) const
{
    if (answer.status != 200) {
        return failed(failureOf(answer));
    }
    return form::readDefinition(answer.body);
}

} // namespace ttp::service
