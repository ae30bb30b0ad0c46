#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates for raw_server.py, good and bad, made with the openssl command.

usage: raw_certificates.py FOLDER [JSON]

The JSON object may have: san (list such as "IP:127.0.0.1", "DNS:localhost"; [] for none), cn, from and to (YYYYMMDD),
issuer ("ca", "self" or "other": an authority that ca.pem does not hold), key ("ec" or "rsa"), usage (extendedKeyUsage).
Writes ca.pem, leaf.pem, leaf.key and pin (base64 SHA-256 of the leaf's SubjectPublicKeyInfo).
"""
import json
import os
import subprocess
import sys

CONFIGURATION = """
[ca]
default_ca = authority
[authority]
dir = {folder}
new_certs_dir = {folder}
database = {folder}/database
rand_serial = yes
default_md = sha256
policy = anything
copy_extensions = none
[anything]
commonName = optional
[req]
distinguished_name = name
prompt = no
[name]
CN = {cn}
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature,keyEncipherment
extendedKeyUsage = {usage}
{san}
"""


def openssl(*arguments, **options):
    done = subprocess.run(("openssl",) + arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    if done.returncode:
        raise RuntimeError("openssl %s: %s" % (arguments[0], done.stderr.decode("utf-8", "replace")))
    return done.stdout


def make_key(path, kind):
    if kind == "rsa":
        openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", path)
    else:
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", path)


def make_root(folder, name, configuration):
    make_key(folder + "/%s.key" % name, "ec")
    openssl("req", "-x509", "-new", "-config", configuration, "-extensions", "root", "-subj", "/CN=Test root " + name,
            "-days", "30", "-key", folder + "/%s.key" % name, "-out", folder + "/%s.pem" % name)


def sign_leaf(folder, wanted, configuration):
    request = folder + "/leaf.csr"
    openssl("req", "-new", "-config", configuration, "-key", folder + "/leaf.key", "-out", request)
    issuer = wanted.get("issuer", "ca")
    if issuer == "self":
        signer = ("-selfsign", "-keyfile", folder + "/leaf.key")
    else:
        signer = ("-cert", folder + "/%s.pem" % issuer, "-keyfile", folder + "/%s.key" % issuer)
    openssl("ca", "-batch", "-notext", "-config", configuration, "-extensions", "leaf", "-in", request,
            "-startdate", wanted.get("from", "20200101") + "000000Z",
            "-enddate", wanted.get("to", "20450101") + "000000Z", "-out", folder + "/leaf.pem", *signer)


def make(folder, wanted):
    """Makes everything in the folder and returns the leaf's pin."""
    os.makedirs(folder, exist_ok=True)
    open(folder + "/database", "w").close()
    names = wanted.get("san", ["IP:127.0.0.1", "DNS:localhost"])
    configuration = folder + "/openssl.cnf"
    with open(configuration, "w") as file:
        file.write(CONFIGURATION.format(folder=folder, cn=wanted.get("cn", "test"),
                                        usage=wanted.get("usage", "serverAuth"),
                                        san="subjectAltName = " + ",".join(names) if names else ""))
    make_root(folder, "ca", configuration)
    if wanted.get("issuer") == "other":
        make_root(folder, "other", configuration)
    make_key(folder + "/leaf.key", wanted.get("key", "ec"))
    sign_leaf(folder, wanted, configuration)
    public = openssl("x509", "-in", folder + "/leaf.pem", "-noout", "-pubkey")
    der = openssl("pkey", "-pubin", "-outform", "DER", input=public)
    digest = openssl("dgst", "-sha256", "-binary", input=der)
    pin = openssl("base64", "-A", input=digest).decode().strip()
    with open(folder + "/pin", "w") as file:
        file.write(pin)
    return pin


if __name__ == "__main__":
    make(sys.argv[1], json.loads(sys.argv[2]) if len(sys.argv) > 2 else {})
