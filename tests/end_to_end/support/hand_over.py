# SPDX-License-Identifier: GPL-3.0-or-later
"""Hand-over files, made and read without the program: scrypt, then C2SP chunked-encryption v1 (Cobblestone-256)."""
import hashlib
import json
import os
import struct
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

MAGIC = b"TTPHAND"
LABEL = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"
CHUNK = 16 * 1024


def key_of(code, salt):
    return hashlib.scrypt(unicodedata.normalize("NFKC", code).encode(), salt=salt, n=2**17, r=8, p=1,
                          maxmem=256 * 1024 * 1024, dklen=32)


def derive(key, salt, context):
    """Key, base nonce and commitment of a message."""
    okm = HKDFExpand(algorithm=SHA512(), length=76, info=LABEL + salt + context).derive(key)
    return okm[:32], okm[32:44], okm[44:]


def nonce_of(base, index):
    return (int.from_bytes(base, "big") ^ index).to_bytes(12, "big")


def seal(code, content, version=1):
    """The bytes of a hand-over file with this content."""
    prefix = MAGIC + bytes([version]) + os.urandom(16)
    salt = os.urandom(24)
    key, base, commitment = derive(key_of(code, prefix[8:]), salt, prefix)
    chunks = [content[i:i + CHUNK] for i in range(0, len(content), CHUNK)]
    if not chunks or len(chunks[-1]) == CHUNK:
        chunks.append(b"")  # the last is always shorter
    sealed = b"".join(AESGCM(key).encrypt(nonce_of(base, i), chunk, None) for i, chunk in enumerate(chunks))
    return prefix + hashlib.sha256(prefix + salt + commitment).digest() + salt + commitment + sealed


def unseal(code, file):
    """The content; an AssertionError if the file is not as it should be."""
    prefix, checksum, salt, commitment, sealed = file[:24], file[24:56], file[56:80], file[80:112], file[112:]
    assert prefix[:8] == MAGIC + b"\1", prefix
    assert checksum == hashlib.sha256(prefix + salt + commitment).digest(), "checksum"
    key, base, expected = derive(key_of(code, prefix[8:]), salt, prefix)
    assert commitment == expected, "another code"
    pieces = [sealed[i:i + CHUNK + 16] for i in range(0, len(sealed), CHUNK + 16)]
    assert len(pieces[-1]) < CHUNK + 16, "the last is shorter"
    try:
        return b"".join(AESGCM(key).decrypt(nonce_of(base, i), piece, None) for i, piece in enumerate(pieces))
    except InvalidTag as error:
        raise AssertionError("a changed chunk") from error


def pack(entries):
    """Content with these (name, purpose, bytes)."""
    table = json.dumps({"format": 1, "entries": [{"name": name, "purpose": purpose, "bytes": len(data)}
                                                 for name, purpose, data in entries]}).encode()
    return struct.pack(">I", len(table)) + table + b"".join(data for _, _, data in entries)


def unpack(content):
    length = struct.unpack(">I", content[:4])[0]
    table = json.loads(content[4:4 + length])
    assert table["format"] == 1, table
    at = 4 + length
    entries = {}
    for entry in table["entries"]:
        entries[entry["name"]] = (entry["purpose"], content[at:at + entry["bytes"]])
        at += entry["bytes"]
    assert at == len(content), "more than the table says"
    return entries


def draft(kind="practice", files=(), **members):
    """Entries of a draft with a small form and (id, bytes) files."""
    form = b'{"the":"form"}'
    state = {"format": 1, "id": "0123abcd", "name": "Spring", "owner_id": "EXAMPLE01",
             "service": {"id": "service.example", "kind": kind, "place": "abc"},
             "answers": {"name": "山田 CANARY", "agrees": True}, "consent": {"terms_version": "1"},
             "place": {"page": "form", "step": "person", "field": "name"}, "sending": {}, "language": "ja", "applicant": "山田",
             "complete_steps": 1, "steps": 3, "created": "2026-01-02T03:04:05Z", "changed": "2026-02-03T04:05:06Z",
             "form_sha256": hashlib.sha256(form).hexdigest(),
             "files": [{"id": name, "field": "documents.face_photo", "filename": "face.jpg", "media_type": "image/jpeg",
                        "size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files],
             **members}
    return [("draft", "draft", json.dumps(state, ensure_ascii=False).encode()), ("form", "form", form),
            *(("files/" + name, "attachment", data) for name, data in files)]
