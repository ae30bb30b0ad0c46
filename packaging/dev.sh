#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sets up, builds, runs and tests TTP Apply on Debian 12 and Ubuntu 24.04. On macOS it builds with what vcpkg makes of
# packaging/vcpkg.json (VCPKG_ROOT must be set; the first time takes hours): UNVERIFIED, run on no Mac yet.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: packaging/dev.sh run [ARGUMENT ...]   build the program and open its window on the practice service;
                                             without a display: send the example application and show the receipt;
                                             with arguments: hand them to the program
       packaging/dev.sh test                 build everything and run all tests
       packaging/dev.sh long                 as test, and then what takes long or fetches much; TTP_FUZZ_SECONDS: how long each
                                             fuzz target runs (600; 0: until something is found or it is stopped)
       packaging/dev.sh package              build the release and pack it into a .deb; prints where it is
       packaging/dev.sh build [PRESET]       build everything: dev (if none is named), release or asan

Missing packages are installed first (with sudo, if you are not root).
TEXT
}

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)
readonly root
# shellcheck source=packaging/packages.sh
source "$root/packaging/packages.sh"

# Qt and Python print Japanese as UTF-8 only if the locale says so; a fresh machine has none.
if [[ $(locale charmap 2>/dev/null) != UTF-8 ]]; then
    export LC_ALL=C.UTF-8
fi

# configure PRESET [always]: once is enough for building, Ninja notices later changes by itself.
configure() {
    local libraries=()
    if [[ $(uname -s) == Darwin ]]; then
        libraries=("-DCMAKE_TOOLCHAIN_FILE=$VCPKG_ROOT/scripts/buildsystems/vcpkg.cmake"
            "-DVCPKG_MANIFEST_DIR=$root/packaging")
    fi
    if [[ ${2-} == always || ! -f "$root/build/$1/build.ninja" ]]; then
        (cd -- "$root" && cmake --preset "$1" ${libraries[@]+"${libraries[@]}"} >&2) || fail "Configuring failed; the reason stands above."
    fi
}

# compile PRESET [TARGET]
compile() {
    (cd -- "$root" && cmake --build --preset "$1" ${2:+--target "$2"} >&2) \
        || fail "Building failed; the reason stands above."
}

has_display() { [[ -n ${DISPLAY-} || -n ${WAYLAND_DISPLAY-} ]]; }

# json_string NAME: the value of the first string member of that name; JSON on standard input.
json_string() { sed -n "/\"$1\" *:/{s/.*\"$1\" *: *\"\([^\"]*\)\".*/\\1/p;q;}"; }

# A path below build/receipts that does not exist yet.
new_receipt() {
    local folder="$root/build/receipts" name
    mkdir -p -- "$folder"
    name="$folder/receipt-$(date -u +%Y%m%dT%H%M%SZ)"
    while [[ -e $name.json ]]; do name+=-again; done
    printf '%s\n' "$name.json"
}

send_example() {
    local program=$1 version receipt answer number
    local application="$root/resources/examples/application.json"
    version=$(json_string version <"$root/resources/terms/terms.json")
    receipt=$(new_receipt)
    say "There is no display: sending resources/examples/application.json to the embedded practice service."
    answer=$("$program" submit "$application" --accept-terms "$version" --receipt "$receipt" --json) || {
        local code=$?
        printf '%s\n' "$answer"
        say "The example was not sent (exit code $code)."
        exit "$code"
    }
    number=$(json_string application_number <<<"$answer")
    [[ -n $number && -s $receipt ]] || fail "The program reported success without a number or a receipt: $answer"
    printf '%s\n' "練習です。申請は行われていません。/ Practice. No application was made." \
        "Application number: $number" "Receipt: $receipt"
}

run() {
    local packages=("${packages_run[@]}") program="$root/build/dev/ttp-apply"
    if [[ -z ${DISPLAY-} && -n ${WAYLAND_DISPLAY-} ]]; then
        packages+=(qt6-wayland)
    fi
    install_packages "${packages[@]}"
    configure dev
    compile dev ttp-apply
    if (( $# > 0 )) || has_display; then
        exec "$program" "$@"
    fi
    send_example "$program"
}

build() {
    local preset=${1:-dev} packages=("${packages_run[@]}")
    case $preset in
        dev | asan) packages+=("${packages_test[@]}" "${packages_package[@]}") ;;
        release) packages+=("${packages_package[@]}") ;;
        *) usage >&2; exit 2 ;;
    esac
    if [[ $preset == asan ]]; then
        packages+=("${packages_asan[@]}")
    fi
    install_packages "${packages[@]}"
    configure "$preset" always
    compile "$preset"
}

# fetch_judges FOLDER: other people's programs on Node for the tests, as FOLDER/package.json names them, into
# build/FOLDER's name. Without npm or a registry the tests that need them skip and say so.
fetch_judges() {
    local list="$root/$1/package.json" place="$root/build/${1##*/}"
    if cmp -s -- "$list" "$place/package.json" && [[ -d $place/node_modules ]]; then
        return
    fi
    command -v npm >/dev/null || install_packages nodejs npm
    rm -rf -- "$place"
    mkdir -p -- "$place"
    if (cd -- "$place" && cp -- "$list" . && npm install --no-package-lock --ignore-scripts --omit=optional --no-audit \
        --no-fund --loglevel=error --fetch-retries=1 --fetch-retry-mintimeout=1000 --fetch-timeout=20000 >&2); then
        return
    fi
    rm -rf -- "$place"
    say "The foreign judges of $1 cannot be fetched; the tests that need them will be skipped."
}

package() {
    install_packages "${packages_run[@]}" "${packages_package[@]}"
    "$root/packaging/linux/make-deb.sh" || fail "There is no package; the reason stands above."
}

# The targets of tests/fuzz need Clang; where there is none, their tests are skipped and say so.
build_fuzz() {
    if command -v apt-get >/dev/null && [[ -z $(apt-cache policy libfuzzer-19-dev 2>/dev/null) ]]; then
        say "There is no libFuzzer of Clang 19 for this system: the tests labelled fuzz will be skipped."
        return
    fi
    [[ $(uname -s) != Darwin ]] || return 0
    install_packages "${packages_fuzz[@]}"
    if command -v clang++-19 >/dev/null; then
        configure fuzz always
        compile fuzz fuzz_targets
    fi
}

# The last lines are those of ctest.
run_tests() {
    build dev
    build_fuzz
    fetch_judges tests/foreign
    if command -v dpkg-deb >/dev/null; then
        package >/dev/null # so that the tests that unpack it need not build
    fi
    local code=0
    (cd -- "$root" && ctest --preset dev --no-tests=error) || code=$?
    if (( code != 0 )); then
        say "Tests failed. The whole output is in build/dev/Testing/Temporary/LastTest.log"
        exit "$code"
    fi
}

run_long() {
    run_tests
    fetch_judges tests/foreign/long
    (cd -- "$root/build/dev" && ctest --build-config long --label-regex long --output-on-failure --no-tests=error)
}

command=${1-}
case $command in
    run) shift; run "$@" ;;
    test) (( $# == 1 )) || { usage >&2; exit 2; }; run_tests ;;
    long) (( $# == 1 )) || { usage >&2; exit 2; }; run_long ;;
    package) (( $# == 1 )) || { usage >&2; exit 2; }; package ;;
    build) (( $# <= 2 )) || { usage >&2; exit 2; }; build "${2-}" ;;
    help | --help | -h) usage ;;
    *) usage >&2; exit 2 ;;
esac
