// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_service.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace practice_test {

namespace {

struct Kind {
    const char *mediaType;
    QByteArray firstBytes;
};

Kind kindOf(const QString &filename)
{
    const QString suffix = QFileInfo(filename).suffix().toLower();
    if (suffix == "pdf"_L1) {
        return {"application/pdf", "%PDF-1.7\n"};
    }
    if (suffix == "png"_L1) {
        return {"image/png", QByteArray::fromHex("89504e470d0a1a0a")};
    }
    return {"image/jpeg", QByteArray::fromHex("ffd8ffe000104a464946")};
}

QByteArray base64(const QString &text)
{
    return text.toUtf8().toBase64();
}

} // namespace

QDateTime StandingClock::utcNow() const
{
    return QDateTime({2026, 11, 23}, {3, 0}, Qt::UTC).addSecs(m_seconds);
}

QByteArray File::sha256() const
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

TestService::TestService(ttp::practice::Options options)
{
    auto started = ttp::practice::PracticeService::start(options, m_clock);
    if (!started) {
        qWarning("%s", qUtf8Printable(started.error().facts));
        return;
    }
    m_service = std::move(*started);
    m_baseUrl = service().baseUrl();
    m_caFile = m_folder.filePath(u"ca.pem"_s);
    writeFile(m_caFile, service().profile()[u"ca_pem"_s].toString().toLatin1());
}

void TestService::stop()
{
    m_service.reset();
}

Request TestService::request(const QString &method, const QString &path, const QStringList &headers,
                             const QByteArray &body) const
{
    Request made{method, path.startsWith("https:"_L1) ? path : m_baseUrl + path, m_caFile, headers, body, {}};
    if (!m_token.isEmpty()) {
        made.headers += u"Authorization: Bearer "_s + m_token;
    }
    return made;
}

Reply TestService::ask(const QString &method, const QString &path, const QStringList &headers,
                       const QByteArray &body) const
{
    return send(request(method, path, headers, body));
}

Reply TestService::post(const QString &path, const QJsonObject &body, const QString &key) const
{
    const QByteArray bytes = toBytes(body);
    const QByteArray digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toBase64();
    return ask(u"POST"_s, path,
               {u"Content-Type: application/json"_s, u"Idempotency-Key: \"%1\""_s.arg(key),
                u"Content-Digest: sha-256=:%1:"_s.arg(QString::fromLatin1(digest))},
               bytes);
}

void TestService::takeToken(const Reply &signedIn)
{
    m_token = signedIn.json()[u"access_token"_s].toString();
}

Reply TestService::signIn(const QString &userId, const QByteArray &password) const
{
    const QJsonObject body{{u"user_id"_s, userId}, {u"password"_s, QString::fromUtf8(password)}};
    return ask(u"POST"_s, u"/sessions"_s, {u"Content-Type: application/json"_s}, toBytes(body));
}

void TestService::signIn()
{
    m_token.clear();
    const ttp::Secret password = (*m_service)->password();
    m_token = signIn((*m_service)->userId(), password.reveal().toByteArray()).json()[u"access_token"_s].toString();
}

Reply TestService::createUpload(const File &file) const
{
    const QByteArray metadata = "filename " + base64(file.filename) + ",filetype " + base64(file.mediaType) + ",field "
        + base64(file.field) + ",sha256 " + file.sha256().toBase64();
    return ask(u"POST"_s, u"/uploads"_s,
               {u"Tus-Resumable: 1.0.0"_s, u"Upload-Length: "_s + QString::number(file.bytes.size()),
                u"Upload-Metadata: "_s + QString::fromLatin1(metadata)});
}

Reply TestService::append(const QString &location, qint64 offset, const QByteArray &bytes,
                          const QStringList &headers) const
{
    return ask(u"PATCH"_s, location,
               QStringList{u"Tus-Resumable: 1.0.0"_s, u"Upload-Offset: "_s + QString::number(offset),
                           u"Content-Type: application/offset+octet-stream"_s}
                   + headers,
               bytes);
}

Reply TestService::upload(const File &file) const
{
    const Reply created = createUpload(file);
    if (created.status != 201 || created.header("upload-offset").toLongLong() == file.bytes.size()) {
        return created;
    }
    return append(QString::fromLatin1(created.header("location")), 0, file.bytes);
}

QJsonObject TestService::exampleAnswers() const
{
    const QByteArray example = fileBytes(QStringLiteral(TTP_SOURCE_DIR "/resources/examples/application.json"));
    return QJsonDocument::fromJson(example).object()[u"answers"_s].toObject();
}

QList<File> TestService::exampleFiles(qsizetype bytesEach) const
{
    const QByteArray example = fileBytes(QStringLiteral(TTP_SOURCE_DIR "/resources/examples/application.json"));
    QList<File> files;
    for (const QJsonValue &entry : QJsonDocument::fromJson(example).object()[u"attachments"_s].toArray()) {
        const QString filename = QFileInfo(entry[u"file"_s].toString()).fileName();
        const Kind kind = kindOf(filename);
        QByteArray bytes = kind.firstBytes + QByteArray::number(files.size());
        bytes = bytes.leftJustified(bytesEach, char('a' + files.size()));
        files.append({entry[u"field"_s].toString(), filename, QString::fromLatin1(kind.mediaType), bytes});
    }
    return files;
}

QJsonObject TestService::application(const QJsonObject &answers, const QList<File> &files) const
{
    const QJsonObject terms = get(u"/terms"_s).json();
    const QJsonObject form = get(u"/form"_s).json();
    QJsonArray texts;
    for (const QJsonValue &document : terms[u"documents"_s].toArray()) {
        texts.append(QJsonObject{{u"language"_s, document[u"language"_s]},
                                 {u"role"_s, document[u"role"_s]},
                                 {u"sha256"_s, document[u"sha256"_s]}});
    }
    QJsonArray attachments;
    for (const File &file : files) {
        attachments.append(QJsonObject{{u"field"_s, file.field},
                                       {u"filename"_s, file.filename},
                                       {u"media_type"_s, file.mediaType},
                                       {u"size"_s, file.bytes.size()},
                                       {u"sha256"_s, QString::fromLatin1(file.sha256())}});
    }
    return {{u"form"_s, QJsonObject{{u"id"_s, form[u"id"_s]}, {u"version"_s, form[u"version"_s]}}},
            {u"consent"_s,
             QJsonObject{{u"terms_version"_s, terms[u"version"_s]},
                         {u"authoritative_language"_s, terms[u"authoritative_language"_s]},
                         {u"documents"_s, texts},
                         {u"languages_shown"_s, QJsonArray{u"ja"_s, u"en"_s}},
                         {u"channel"_s, u"window"_s},
                         {u"accepted_at"_s, u"2026-11-23T02:59:00Z"_s}}},
            {u"answers"_s, answers},
            {u"attachments"_s, attachments},
            {u"client"_s, QJsonObject{{u"name"_s, u"test"_s}, {u"version"_s, u"1"_s}}}};
}

Request TestService::submission(const QByteArray &body, const QString &key) const
{
    const QByteArray digest = QCryptographicHash::hash(body, QCryptographicHash::Sha256).toBase64();
    return request(u"POST"_s, u"/applications"_s,
                   {u"Content-Type: application/json"_s, u"Idempotency-Key: \"%1\""_s.arg(key),
                    u"Content-Digest: sha-256=:%1:"_s.arg(QString::fromLatin1(digest))},
                   body);
}

QByteArray toBytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString newKey()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace practice_test
