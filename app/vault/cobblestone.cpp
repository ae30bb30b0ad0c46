// SPDX-License-Identifier: GPL-3.0-or-later
#include "cobblestone.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <array>
#include <cstring>

namespace ttp::vault {

namespace {

constexpr std::size_t NonceBytes = 12;
constexpr quint64 MaxChunks = quint64(1) << 38;
constexpr QByteArrayView Label("c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0", 48); // with the zero byte

using Derived = std::array<unsigned char, Cobblestone::KeyBytes + NonceBytes + Cobblestone::CommitmentBytes>;

/// HKDF-Expand (RFC 5869 section 2.3) with SHA-512.
bool expand(QByteArrayView key, QByteArrayView info, Derived &derived)
{
    static EVP_KDF *const Kdf = EVP_KDF_fetch(nullptr, "HKDF", nullptr);
    const std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context(EVP_KDF_CTX_new(Kdf), &EVP_KDF_CTX_free);
    int mode = EVP_KDF_HKDF_MODE_EXPAND_ONLY;
    char digest[] = "SHA512";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_int(OSSL_KDF_PARAM_MODE, &mode),
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, const_cast<char *>(key.data()), std::size_t(key.size())),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, const_cast<char *>(info.data()), std::size_t(info.size())),
        OSSL_PARAM_construct_end(),
    };
    return EVP_KDF_derive(context.get(), derived.data(), derived.size(), parameters) == 1;
}

const unsigned char *bytes(const char *data)
{
    return reinterpret_cast<const unsigned char *>(data);
}

unsigned char *bytes(char *data)
{
    return reinterpret_cast<unsigned char *>(data);
}

} // namespace

struct Cobblestone::State {
    State() = default;
    ~State()
    {
        EVP_CIPHER_CTX_free(sealing);
        EVP_CIPHER_CTX_free(opening);
        OPENSSL_cleanse(derived.data(), derived.size());
    }
    State(const State &) = delete;
    State &operator=(const State &) = delete;

    [[nodiscard]] const unsigned char *key() const { return derived.data(); }
    [[nodiscard]] const unsigned char *commitment() const { return derived.data() + KeyBytes + NonceBytes; }

    /// The base nonce with the chunk's number, as a big-endian integer, XORed in.
    [[nodiscard]] std::array<unsigned char, NonceBytes> nonce(quint64 index) const
    {
        std::array<unsigned char, NonceBytes> result{};
        std::memcpy(result.data(), derived.data() + KeyBytes, NonceBytes);
        for (std::size_t i = 0; i < sizeof index; ++i) {
            result[NonceBytes - 1 - i] ^= static_cast<unsigned char>(index >> (8 * i));
        }
        return result;
    }

    Derived derived{};
    EVP_CIPHER_CTX *sealing = nullptr; ///< with the key; a chunk sets its nonce only
    EVP_CIPHER_CTX *opening = nullptr;
};

Cobblestone::Cobblestone(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Cobblestone::~Cobblestone() = default;

std::unique_ptr<Cobblestone> Cobblestone::make(const Secret &key, QByteArrayView salt, QByteArrayView context)
{
    // Fetched once: OpenSSL 3.0 looks an algorithm up anew at every implicit fetch, which is slow.
    static EVP_CIPHER *const Cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    if (key.reveal().size() != KeyBytes || salt.size() != SaltBytes) {
        return nullptr;
    }
    auto state = std::make_unique<State>();
    state->sealing = EVP_CIPHER_CTX_new();
    state->opening = EVP_CIPHER_CTX_new();
    const QByteArray info = Label.toByteArray() + salt.toByteArray() + context.toByteArray();
    if (!expand(key.reveal(), info, state->derived)
        || EVP_EncryptInit_ex2(state->sealing, Cipher, state->key(), nullptr, nullptr) != 1
        || EVP_DecryptInit_ex2(state->opening, Cipher, state->key(), nullptr, nullptr) != 1) {
        qFatal("OpenSSL has no AES-256-GCM or HKDF"); // going on would mean to write in the clear, or to lose
    }
    return std::unique_ptr<Cobblestone>(new Cobblestone(std::move(state)));
}

bool Cobblestone::commitsTo(QByteArrayView commitment) const
{
    return commitment.size() == CommitmentBytes
        && CRYPTO_memcmp(commitment.data(), m_state->commitment(), CommitmentBytes) == 0;
}

QByteArray Cobblestone::commitment() const
{
    return {reinterpret_cast<const char *>(m_state->commitment()), CommitmentBytes};
}

void Cobblestone::seal(quint64 index, const char *plain, qint64 size, char *sealed)
{
    const auto nonce = m_state->nonce(index);
    EVP_CIPHER_CTX *const context = m_state->sealing;
    int written = 0;
    int rest = 0;
    if (index >= MaxChunks || size > ChunkBytes
        || EVP_EncryptInit_ex2(context, nullptr, nullptr, nonce.data(), nullptr) != 1
        || EVP_EncryptUpdate(context, bytes(sealed), &written, bytes(plain), int(size)) != 1
        || EVP_EncryptFinal_ex(context, bytes(sealed) + written, &rest) != 1
        || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, TagBytes, sealed + size) != 1) {
        qFatal("OpenSSL does not encrypt");
    }
}

bool Cobblestone::open(quint64 index, const char *sealed, qint64 size, char *plain)
{
    const qint64 plainSize = size - TagBytes;
    if (index >= MaxChunks || plainSize < 0 || plainSize > ChunkBytes) {
        return false;
    }
    const auto nonce = m_state->nonce(index);
    EVP_CIPHER_CTX *const context = m_state->opening;
    int written = 0;
    int rest = 0;
    const bool genuine = EVP_DecryptInit_ex2(context, nullptr, nullptr, nonce.data(), nullptr) == 1
        && EVP_DecryptUpdate(context, bytes(plain), &written, bytes(sealed), int(plainSize)) == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, TagBytes, const_cast<char *>(sealed + plainSize)) == 1
        && EVP_DecryptFinal_ex(context, bytes(plain) + written, &rest) == 1;
    if (!genuine) {
        OPENSSL_cleanse(plain, std::size_t(plainSize));
    }
    return genuine;
}

qint64 contentBytesOf(qint64 sealedBytes)
{
    const qint64 chunks = sealedBytes - Cobblestone::HeaderBytes;
    const qint64 last = chunks % Cobblestone::SealedChunkBytes;
    if (chunks < 0 || last < Cobblestone::TagBytes) {
        return -1;
    }
    return chunks / Cobblestone::SealedChunkBytes * Cobblestone::ChunkBytes + last - Cobblestone::TagBytes;
}

} // namespace ttp::vault
