// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailbox.h"

#include "private_folder.h"

#include "base/digest.h"
#include "base/file.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr size_t MaxMails = 100;

/// Non-ASCII text in a header (RFC 2047); an encoded word has at most 75 characters, so whole ones are dealt out.
QByteArray encodedWords(const QString &text)
{
    constexpr qsizetype MaxBytes = 45;
    QByteArrayList words;
    QByteArray word;
    for (const char32_t c : text.toUcs4()) {
        const QByteArray bytes = QString::fromUcs4(&c, 1).toUtf8();
        if (word.size() + bytes.size() > MaxBytes) {
            words.append(word);
            word.clear();
        }
        word += bytes;
    }
    words.append(word);
    for (QByteArray &one : words) {
        one = "=?UTF-8?B?" + one.toBase64() + "?=";
    }
    return words.join("\n ");
}

QByteArray mailDate(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss"_s).toLatin1() + " +0000";
}

} // namespace

QByteArray Mail::toBytes() const
{
    return "From: practice service <practice@localhost>\nTo: <" + to.toUtf8() + ">\nDate: " + mailDate(sentAt)
        + "\nSubject: " + encodedWords(subject) + "\nMIME-Version: 1.0\n"
        + "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n" + text.toUtf8();
}

std::expected<void, QString> Mailbox::open() const
{
    return m_folder.isEmpty() ? std::expected<void, QString>() : makePrivateFolder(m_folder);
}

std::expected<void, QString> Mailbox::deliver(const Mail &mail)
{
    const std::lock_guard lock(m_mutex);
    if (!m_folder.isEmpty()) {
        // In the order of their names also within a second; another run of the service must not overwrite one.
        const QString name = u"%1-%2-%3.eml"_s.arg(mail.sentAt.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s),
                                                   QString::number(++m_delivered).rightJustified(6, u'0'),
                                                   QString::fromLatin1(randomBytes(8).toHex()));
        if (auto written = writeFileAtomically(QDir(m_folder).filePath(name), mail.toBytes()); !written) {
            return written;
        }
    }
    if (m_mails.size() == MaxMails) {
        m_mails.erase(m_mails.begin());
    }
    m_mails.push_back(mail);
    return {};
}

std::vector<Mail> Mailbox::mails() const
{
    const std::lock_guard lock(m_mutex);
    return m_mails;
}

} // namespace ttp::practice
