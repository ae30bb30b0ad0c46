#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the release and packs it; the last line on standard output is the path of the .deb. Installs nothing.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.." && pwd -P)
cd -- "$root"

# The same tree gives the same package: times are those of the changelog's newest entry.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(dpkg-parsechangelog -l packaging/linux/changelog -S Timestamp)}
export SOURCE_DATE_EPOCH
# Files get the same modes whatever the person's umask is.
umask 022

cmake --preset release >&2
cmake --build --preset release --target package >&2
version=$(dpkg-parsechangelog -l packaging/linux/changelog -S Version)
deb="$root/build/release/ttp-apply_${version}_$(dpkg --print-architecture).deb"
[[ -s $deb ]] || { printf 'There is no %s\n' "$deb" >&2; exit 1; }
printf '%s\n' "$deb"
