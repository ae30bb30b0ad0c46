# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# Which packages a command of dev.sh needs; the names are the same on Debian 12 and Ubuntu 24.04. Read by dev.sh.

# To build the program and to use it.
readonly packages_run=(
    g++ cmake ninja-build pkgconf
    qt6-base-dev qt6-tools-dev qt6-l10n-tools qt6-translations-l10n
    qtkeychain-qt6-dev libsecret-1-0
    libssl-dev libcpp-httplib-dev libre2-dev libqpdf-dev libqrcodegencpp-dev libzip-dev
    fontconfig fonts-noto-cjk
)

# To pack the .deb.
readonly packages_package=(dpkg-dev file gzip)

# Tests besides: foreign judges (Python, openssl, coreutils), a keychain, and a desktop without a screen.
readonly packages_test=(
    git curl openssl coreutils
    python3 python3-jsonschema python3-yaml python3-cryptography python3-dbusmock
    python3-icalendar python3-vobject python3-holidays
    poppler-utils qpdf unzip zbar-tools locales unicode-data bzip2
    dbus gnome-keyring
    xvfb openbox xdotool imagemagick at-spi2-core python3-pyatspi
    ibus ibus-mozc x11-xkb-utils
    lintian man-db desktop-file-utils devscripts librsvg2-bin x11-utils gdb strace xclip procps
)

# The preset "asan".
readonly packages_asan=(clang-19 libclang-rt-19-dev)

# The preset "fuzz": libFuzzer.
readonly packages_fuzz=(clang-19 libclang-rt-19-dev libfuzzer-19-dev)

# Prints those of the named packages that are not installed.
missing_packages() {
    local package
    for package in "$@"; do
        if [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) != installed ]]; then
            printf '%s\n' "$package"
        fi
    done
}

# Installs those of the named packages that are missing; asks for nothing and does nothing if none is.
install_packages() {
    if [[ $(uname -s) == Darwin ]]; then
        local tool
        for tool in cmake ninja pkg-config; do
            command -v "$tool" >/dev/null || fail "$tool is missing: install it, for example with Homebrew."
        done
        [[ -n ${VCPKG_ROOT-} ]] || fail "VCPKG_ROOT is not set: install vcpkg and let it name its folder."
        return
    fi
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "This system has no apt-get. Going on in the hope that these are installed under the names used here:"
        say "  $*"
        return
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    if (( ${#missing[@]} == 0 )); then
        return
    fi
    local as_root=(env DEBIAN_FRONTEND=noninteractive)
    if (( EUID != 0 )); then
        command -v sudo >/dev/null || fail "These packages are missing, and there is no sudo: ${missing[*]}"
        as_root=(sudo "${as_root[@]}")
    fi
    say "Installing: ${missing[*]}"
    "${as_root[@]}" apt-get update -qq || fail "The lists of packages cannot be fetched."
    "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 \
        || fail "The packages cannot be installed. Debian 12 and Ubuntu 24.04 (with 'universe') have them all."
}
