# SPDX-License-Identifier: GPL-3.0-or-later
"""ES256 by the openssl command: makes keys and signatures, and judges those of others."""
import base64
import json
import subprocess


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def openssl(*arguments, data=b""):
    return subprocess.run(("openssl",) + arguments, input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=True).stdout


def to_der(raw):
    """r and s of 32 bytes each as ASN.1."""
    def number(value):
        value = value.lstrip(b"\0") or b"\0"
        value = b"\0" + value if value[0] & 0x80 else value
        return b"\x02" + bytes([len(value)]) + value
    content = number(raw[:32]) + number(raw[32:])
    return b"\x30" + bytes([len(content)]) + content


def from_der(der):
    numbers, at = [], 2
    for _ in range(2):
        length = der[at + 1]
        numbers.append(der[at + 2:at + 2 + length].lstrip(b"\0").rjust(32, b"\0"))
        at += 2 + length
    return b"".join(numbers)


class Key:
    """A P-256 key in a file and its JWK."""

    def __init__(self, path, kid):
        self.path, self.kid = path, kid
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", path)
        point = openssl("pkey", "-in", path, "-pubout", "-outform", "DER")[-64:]
        self.jwk = {"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": kid, "x": encode(point[:32]),
                    "y": encode(point[32:])}

    def sign(self, payload):
        head = encode(json.dumps({"alg": "ES256", "kid": self.kid}).encode())
        signed = head + "." + encode(json.dumps(payload, ensure_ascii=False).encode("utf-8"))
        der = openssl("dgst", "-sha256", "-sign", self.path, data=signed.encode("ascii"))
        return signed + "." + encode(from_der(der))


def payload_if_signed(folder, jws, keys):
    """The payload if one of the JWKs signed it, by the openssl command; else None."""
    head, payload, signature = jws.split(".")
    header = json.loads(decode(head))
    if header.get("alg") != "ES256" or len(decode(signature)) != 64:
        return None
    for jwk in keys:
        if jwk["kid"] != header.get("kid"):
            continue
        point = decode(jwk["x"]) + decode(jwk["y"])
        prefix = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")  # RFC 5480, prime256v1
        with open(folder + "/public.der", "wb") as file:
            file.write(prefix + point)
        with open(folder + "/signature.der", "wb") as file:
            file.write(to_der(decode(signature)))
        judged = subprocess.run(
            ["openssl", "dgst", "-sha256", "-keyform", "DER", "-verify", folder + "/public.der", "-signature",
             folder + "/signature.der"], input=(head + "." + payload).encode("ascii"), stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)
        if judged.returncode == 0:
            return json.loads(decode(payload))
    return None
