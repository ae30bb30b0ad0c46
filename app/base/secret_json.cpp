// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret_json.h"

#include "base/json.h"

#include <QStringDecoder>

#include <cstring>
#include <optional>

namespace ttp {

namespace {

/// Bytes that are only ever in memory for secrets, also while they grow.
class SecretBytes {
public:
    void append(QByteArrayView bytes)
    {
        if (m_size + std::size_t(bytes.size()) > m_memory.size()) {
            SecretMemory larger(2 * (m_size + std::size_t(bytes.size())));
            if (m_size > 0) {
                std::memcpy(larger.data(), m_memory.data(), m_size);
            }
            m_memory = std::move(larger);
        }
        std::memcpy(m_memory.data() + m_size, bytes.data(), std::size_t(bytes.size()));
        m_size += std::size_t(bytes.size());
    }
    void append(char byte) { append(QByteArrayView(&byte, 1)); }
    void appendUtf8(char32_t code);
    [[nodiscard]] Secret secret() const { return Secret::copyOf({m_memory.data(), qsizetype(m_size)}); }

private:
    SecretMemory m_memory;
    std::size_t m_size = 0;
};

void SecretBytes::appendUtf8(char32_t code)
{
    const auto tail = [code](int shift) { return char(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) {
        append(char(code));
    } else if (code < 0x800) {
        append(char(0xC0 | (code >> 6)));
        append(tail(0));
    } else if (code < 0x10000) {
        append(char(0xE0 | (code >> 12)));
        append(tail(6));
        append(tail(0));
    } else {
        append(char(0xF0 | (code >> 18)));
        append(tail(12));
        append(tail(6));
        append(tail(0));
    }
}

/// RFC 8259 section 7: quotation mark, backslash and controls must be escaped, nothing else.
void appendQuoted(SecretBytes &json, QByteArrayView text)
{
    json.append('"');
    for (const char byte : text) {
        if (byte == '"' || byte == '\\') {
            json.append('\\');
            json.append(byte);
        } else if (uchar(byte) < 0x20) {
            constexpr auto Digits = "0123456789abcdef";
            json.append("\\u00");
            json.append(Digits[uchar(byte) >> 4]);
            json.append(Digits[byte & 0xF]);
        } else {
            json.append(byte);
        }
    }
    json.append('"');
}

/// The UTF-8 itself, or with U+FFFD for what is none.
void appendText(SecretBytes &json, QByteArrayView text)
{
    if (text.isValidUtf8()) {
        appendQuoted(json, text);
        return;
    }
    QString read = QStringDecoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom).decode(text);
    QByteArray mended = read.toUtf8();
    appendQuoted(json, mended);
    wipe(mended);
    wipe(read);
}

/// The number that four hexadecimal digits write.
std::optional<char32_t> hexNumber(const char *at, const char *end)
{
    if (end - at < 4) {
        return std::nullopt;
    }
    char32_t number = 0;
    for (const char digit : QByteArrayView(at, 4)) {
        const char low = char(digit | 0x20);
        const int value = digit >= '0' && digit <= '9' ? digit - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
        if (value < 0) {
            return std::nullopt;
        }
        number = number * 16 + char32_t(value);
    }
    return number;
}

/// The text between two quotation marks; nothing if it is not written as JSON writes it.
std::optional<SecretBytes> unescaped(const char *at, const char *end)
{
    SecretBytes text;
    while (at < end) {
        if (*at != '\\') {
            text.append(*at++);
            continue;
        }
        if (++at == end) {
            return std::nullopt;
        }
        constexpr QByteArrayView Signs = "\"\\/bfnrt";
        constexpr QByteArrayView Meant = "\"\\/\b\f\n\r\t";
        const char escaped = *at++;
        if (const qsizetype sign = Signs.indexOf(escaped); sign >= 0) {
            text.append(Meant[sign]);
            continue;
        }
        auto code = escaped == 'u' ? hexNumber(at, end) : std::nullopt;
        if (code && QChar::isHighSurrogate(*code) && end - at > 5 && at[4] == '\\' && at[5] == 'u') {
            const auto low = hexNumber(at + 6, end);
            code = low && QChar::isLowSurrogate(*low)
                ? std::optional(QChar::surrogateToUcs4(char16_t(*code), char16_t(*low)))
                : std::nullopt;
            at += 6;
        }
        if (!code || QChar::isSurrogate(*code)) {
            return std::nullopt;
        }
        text.appendUtf8(*code);
        at += 4;
    }
    return text;
}

bool isBlank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

} // namespace

Secret secretJson(const QJsonObject &open, const std::vector<SecretMember> &secrets)
{
    SecretBytes json;
    const QByteArray plain = toCompactJson(open);
    json.append(QByteArrayView(plain).chopped(1)); // without the closing brace
    bool first = open.isEmpty();
    for (const auto &[name, secret] : secrets) {
        if (!std::exchange(first, false)) {
            json.append(',');
        }
        appendQuoted(json, name);
        json.append(':');
        appendText(json, secret->reveal());
    }
    json.append('}');
    return json.secret();
}

Secret cutOutText(char *json, qsizetype size, QByteArrayView name)
{
    const char *end = json + size;
    int depth = 0;
    bool isNamed = false; // the member's name and a colon stand before `at`
    for (char *at = json; at < end; ++at) {
        if (*at == '"') {
            char *start = ++at;
            while (at < end && *at != '"') {
                at += *at == '\\' ? 2 : 1;
            }
            if (at >= end) {
                return {};
            }
            if (isNamed) {
                const auto text = unescaped(start, at);
                if (text) {
                    std::memset(start, '*', std::size_t(at - start));
                }
                return text ? text->secret() : Secret();
            }
            const char *next = at + 1;
            while (next < end && isBlank(*next)) {
                ++next;
            }
            isNamed = depth == 1 && next < end && *next == ':' && QByteArrayView(start, at - start) == name;
        } else if (isNamed && *at != ':' && !isBlank(*at)) {
            return {}; // no text
        } else if (*at == '{' || *at == '[') {
            ++depth;
        } else if (*at == '}' || *at == ']') {
            --depth;
        }
    }
    return {};
}

} // namespace ttp
