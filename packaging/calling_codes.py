#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes resources/countries/calling_codes.json from the metadata of Google's libphonenumber, as Debian's
python3-phonenumbers carries it. Run it when that package has a new version:

    apt-get install python3-phonenumbers && packaging/calling_codes.py
"""
import json
import pathlib
import subprocess

import phonenumbers
from phonenumbers.phonemetadata import PhoneMetadata

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "resources/countries"
SPECIAL = {"XK": "RKS"}  # Kosovo has no code in ISO 3166-1


def lengths(metadata):
    """How many digits a subscriber's number has behind the country code."""
    found = set()
    for kind in (metadata.fixed_line, metadata.mobile):
        found |= {length for length in kind.possible_length if length > 0} if kind else set()
    return sorted(found)


def areas(region, code):
    """The first digits by which a region of the North American plan, or Kazakhstan, is told from the others."""
    if region == "KZ":
        return ["6", "7"]
    if code != 1 or region == "US":
        return []
    found = []
    for area in range(200, 1000):
        number = phonenumbers.PhoneNumber(country_code=1, national_number=area * 10_000_000 + 2_345_678)
        if phonenumbers.region_code_for_number(number) == region:
            found.append(str(area))
    return found


def main():
    countries = json.loads((FOLDER / "countries.json").read_text("utf-8"))["countries"]
    known = {entry["alpha2"]: entry["code"] for entry in countries if "alpha2" in entry} | SPECIAL
    entries = []
    for region in sorted(phonenumbers.SUPPORTED_REGIONS & known.keys()):
        metadata = PhoneMetadata.metadata_for_region(region)
        entry = {"country": known[region], "code": str(metadata.country_code)}
        if metadata.national_prefix:
            entry["trunk"] = metadata.national_prefix
        entry["lengths"] = lengths(metadata)
        if phonenumbers.region_code_for_country_code(metadata.country_code) == region:
            entry["main"] = True
        if found := areas(region, metadata.country_code):
            entry["areas"] = found
        entries.append(entry)
    version = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "python3-phonenumbers"], check=True, text=True,
                             capture_output=True).stdout
    note = (f"libphonenumber's metadata as in Debian's python3-phonenumbers {version} (Apache-2.0); made by "
            "packaging/calling_codes.py. code: E.164 country code; trunk: what is dialled before a number within the "
            "country only; lengths: digits of fixed and mobile numbers without both; main: of several countries with one "
            "code the one it is named after; areas: first digits that belong to this country of them")
    lines = ",\n".join("    " + json.dumps(entry) for entry in entries)
    (FOLDER / "calling_codes.json").write_text(
        '{\n  "format": 1,\n  "source": ' + json.dumps(note) + ',\n  "codes": [\n' + lines + "\n  ]\n}\n", "utf-8")


if __name__ == "__main__":
    main()
