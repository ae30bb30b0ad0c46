// SPDX-License-Identifier: GPL-3.0-or-later
#include "json_scan.h"

#include "base/json.h"

#include <QSet>
#include <QStringDecoder>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace ttp {

namespace {

/// Walks over the tokens; keeps the keys of every open object.
class Scanner {
public:
    explicit Scanner(const QByteArray &bytes) : m_bytes(bytes) {}

    std::optional<QString> run()
    {
        while (m_at < m_bytes.size() && !m_wrong) {
            switch (m_bytes.at(m_at)) {
            case '{': open(true); break;
            case '[': open(false); break;
            case '}':
            case ']': close(); break;
            case '"': string(); break;
            case ',':
                if (!m_open.empty()) {
                    m_open.back().expectsKey = m_open.back().isObject;
                }
                ++m_at;
                break;
            case '.': point(); break;
            default: ++m_at;
            }
        }
        return m_wrong;
    }

private:
    struct Level {
        bool isObject;
        bool expectsKey;
        QSet<QString> keys;
    };

    void open(bool isObject)
    {
        if (m_open.size() >= std::size_t(MaxJsonDepth)) {
            fail(u"nested deeper than %1 levels"_s.arg(MaxJsonDepth));
            return;
        }
        m_open.push_back({isObject, isObject, {}});
        ++m_at;
    }

    /// Qt reads `1.` as a number.
    void point()
    {
        const char next = ++m_at < m_bytes.size() ? m_bytes.at(m_at) : ' ';
        if (next < '0' || next > '9') {
            fail(u"no digit after a decimal point"_s);
        }
    }

    void close()
    {
        if (!m_open.empty()) {
            m_open.pop_back();
        }
        ++m_at;
    }

    void string()
    {
        const qsizetype start = m_at++;
        bool awaitsLow = false; // after the first half of a surrogate pair
        while (m_at < m_bytes.size() && m_bytes.at(m_at) != '"' && !m_wrong) {
            const bool isEscape = m_bytes.at(m_at) == '\\';
            if (uchar(m_bytes.at(m_at)) < 0x20) {
                fail(u"a control character stands in a string"_s);
            } else if (awaitsLow && !isEscape) {
                break;
            }
            awaitsLow = isEscape ? escape(awaitsLow) : false;
            ++m_at;
        }
        if (m_wrong) {
            return;
        }
        if (m_at >= m_bytes.size()) {
            fail(u"a string has no end"_s);
            return;
        }
        if (awaitsLow) {
            fail(u"half of a surrogate pair"_s);
            return;
        }
        ++m_at;
        if (!m_open.empty() && m_open.back().expectsKey) {
            m_open.back().expectsKey = false;
            addKey(m_bytes.mid(start + 1, m_at - start - 2));
        }
    }

    /// Stands on a backslash, ends on the last character of the escape. True if the other half of a pair has to follow:
    /// half a pair is no character (RFC 7493 section 2.1), and Qt would let it through.
    bool escape(bool awaitsLow)
    {
        const char kind = ++m_at < m_bytes.size() ? m_bytes.at(m_at) : '"';
        if (kind != 'u') {
            if (awaitsLow || m_at >= m_bytes.size() || !QByteArrayView("\"\\/bfnrt").contains(kind)) {
                fail(awaitsLow ? u"half of a surrogate pair"_s : u"an escape is unknown or unfinished"_s);
            }
            return false;
        }
        bool isHex = false;
        const QByteArray digits = m_bytes.mid(m_at + 1, 4);
        const ushort unit = digits.toUShort(&isHex, 16);
        const bool isWhole = isHex && digits.size() == 4 && std::ranges::all_of(digits, isHexDigit);
        if (!isWhole || awaitsLow != QChar::isLowSurrogate(unit)) {
            fail(isWhole ? u"half of a surrogate pair"_s : u"an escape is unknown or unfinished"_s);
        }
        m_at += 4;
        return QChar::isHighSurrogate(unit);
    }

    static bool isHexDigit(char c)
    {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    void addKey(const QByteArray &raw)
    {
        const QString key = unescaped(raw);
        QSet<QString> &keys = m_open.back().keys;
        if (keys.contains(key)) {
            fail(u"the key \"%1\" stands twice"_s.arg(key.left(80)));
            return;
        }
        keys.insert(key);
    }

    /// Two spellings of one key ("a", "\u0061") are the same key.
    static QString unescaped(const QByteArray &raw)
    {
        const QString text = QString::fromUtf8(raw);
        QString key;
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (text.at(i) != u'\\' || i + 1 >= text.size()) {
                key += text.at(i);
                continue;
            }
            const QChar kind = text.at(++i);
            if (kind == u'u') {
                key += QChar(text.mid(i + 1, 4).toUShort(nullptr, 16));
                i += 4;
            } else {
                static const QString Letters = u"bfnrt"_s;
                static const QString Meanings = u"\b\f\n\r\t"_s;
                const qsizetype letter = Letters.indexOf(kind);
                key += letter >= 0 ? Meanings.at(letter) : kind;
            }
        }
        return key;
    }

    void fail(const QString &what)
    {
        const qsizetype line = m_bytes.left(m_at).count('\n') + 1;
        m_wrong = what + u" (line %1)"_s.arg(line);
    }

    const QByteArray &m_bytes;
    qsizetype m_at = 0;
    std::vector<Level> m_open;
    std::optional<QString> m_wrong;
};

} // namespace

std::optional<QString> scanJson(const QByteArray &bytes)
{
    if (bytes.startsWith("\xEF\xBB\xBF")) {
        return u"begins with a byte order mark"_s;
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString text = decoder(bytes);
    if (decoder.hasError()) {
        return u"is not valid UTF-8"_s;
    }
    return Scanner(bytes).run();
}

} // namespace ttp
