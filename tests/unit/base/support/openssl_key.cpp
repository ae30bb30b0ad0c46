// SPDX-License-Identifier: GPL-3.0-or-later
#include "openssl_key.h"

#include "judges.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace base_test {

namespace {

/// Takes a DER INTEGER from the front and returns its number as 32 bytes.
QByteArray takeNumber(QByteArray &der)
{
    const qsizetype size = uchar(der.at(1));
    const QByteArray number = der.mid(2, size);
    der.remove(0, 2 + size);
    return number.right(32).rightJustified(32, '\0');
}

QByteArray toBytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

OpensslKey::OpensslKey(const QString &keyId) : m_folder(std::make_unique<QTemporaryDir>())
{
    const QString file = m_folder->filePath(u"key"_s);
    (void)outputOf(
        u"openssl"_s,
        {u"genpkey"_s, u"-algorithm"_s, u"EC"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-out"_s, file});
    const QByteArray der = outputOf(u"openssl"_s, {u"pkey"_s, u"-in"_s, file, u"-pubout"_s, u"-outform"_s, u"DER"_s});
    const QByteArray point = der.right(64);
    m_jwk = {{u"kty"_s, u"EC"_s},
             {u"crv"_s, u"P-256"_s},
             {u"kid"_s, keyId},
             {u"x"_s, QString::fromLatin1(base64Url(point.first(32)))},
             {u"y"_s, QString::fromLatin1(base64Url(point.last(32)))}};
}

OpensslKey::~OpensslKey() = default;
OpensslKey::OpensslKey(OpensslKey &&) noexcept = default;

QJsonObject OpensslKey::jwks() const
{
    return {{u"keys"_s, QJsonArray{m_jwk}}};
}

QString OpensslKey::sign(const QByteArray &header, const QByteArray &payload) const
{
    const QByteArray text = base64Url(header) + '.' + base64Url(payload);
    QByteArray der = outputOf(u"openssl"_s, {u"dgst"_s, u"-sha256"_s, u"-sign"_s, m_folder->filePath(u"key"_s)}, text);
    der.remove(0, 2); // SEQUENCE
    const QByteArray r = takeNumber(der);
    return QString::fromLatin1(text + '.' + base64Url(r + takeNumber(der)));
}

QString OpensslKey::sign(const QJsonObject &payload) const
{
    return sign(toBytes({{u"alg"_s, u"ES256"_s}, {u"kid"_s, m_jwk["kid"_L1]}}), toBytes(payload));
}

} // namespace base_test
