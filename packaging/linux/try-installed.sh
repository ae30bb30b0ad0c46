#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# try-installed.sh FILE.deb: installs the package on THIS system, runs the program, purges it and compares the file
# system before and after. For throw-away machines: .ci/run calls it after the tests, nothing else does. Root only.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }
fail() { say "try-installed.sh: $*"; exit 1; }

(( $# == 1 )) || { sed -n '3,4s/^# //p' "$0" >&2; exit 2; }
(( EUID == 0 )) || fail "installing needs root."
deb=$(readlink -f -- "$1")
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.." && pwd -P)
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

status() { dpkg-query -W -f '${db:Status-Status}' ttp-apply 2>/dev/null || true; }
packages() { dpkg-query -W -f '${db:Status-Abbrev} ${Package} ${Architecture}\n' | sort; }
# Names and kinds of everything that a package may leave behind. Left out: what apt, dpkg, fontconfig and the manual's
# index keep for themselves, logs, and this source tree.
files() {
    local folders=() folder
    for folder in /etc /usr /opt /srv /var /root /home /lib /bin /sbin; do
        [[ -d $folder && ! -L $folder ]] && folders+=("$folder")
    done
    find "${folders[@]}" \( -path "$root" -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/cache \
        -o -path /var/log -o -path /var/tmp \) -prune -o -printf '%y %p\n' | sort
}

[[ $(status) != installed ]] || fail "ttp-apply is installed on this system already; leaving it alone."
work=$(mktemp -d)
clean() {
    if [[ -n $(status) && $(status) != not-installed ]]; then
        apt-get purge -y -qq ttp-apply >/dev/null 2>&1 || true
    fi
    rm -rf -- "$work"
}
trap clean EXIT
chmod 0755 "$work"

packages >"$work/packages.before"
files >"$work/files.before"

say "Installing $deb"
cp -- "$deb" "$work/ttp-apply.deb" # apt reads it as a user of its own, who may not enter the build folder
apt-get install -y -qq --no-install-recommends "$work/ttp-apply.deb" >"$work/apt" 2>&1 \
    || { cat "$work/apt" >&2; fail "the package cannot be installed."; }
[[ $(status) == installed ]] || fail "apt-get said yes, but dpkg does not know the package as installed."
dpkg --verify ttp-apply || fail "the installed files are not those of the package."
[[ $(command -v ttp-apply) == /usr/bin/ttp-apply ]] || fail "ttp-apply is not on the search path."
packages >"$work/packages.installed"

# Turns this shell into the program, run by nobody with an empty home.
mkdir -m 0777 "$work/home"
program() { cd -- "$work/home" && exec setpriv --reuid=65534 --regid=65534 --clear-groups env -i PATH=/usr/bin:/bin \
    LC_ALL=C.UTF-8 HOME="$work/home" XDG_RUNTIME_DIR="$work/home" QT_QPA_PLATFORM=offscreen ttp-apply "$@"; }
member() { sed -n "/\"$1\" *:/{s/.*\"$1\" *: *\"\([^\"]*\)\".*/\\1/p;q;}"; }

say "Running it: $(program --version)"
mkdir -m 0755 "$work/example"
cp -- "$root"/resources/examples/* "$work/example/"
chmod 0644 "$work/example/"*
(program terms --json >"$work/terms")
version=$(member version <"$work/terms")
answer=$(program submit "$work/example/application.json" --accept-terms "$version" --receipt receipt.json --json)
(program verify receipt.json >/dev/null) || fail "the receipt does not verify."
[[ $(member application_number <<<"$answer") == PRACTICE-* ]] || fail "there is no application number: $answer"
code=0
program >/dev/null 2>&1 & # the window
window=$!
for (( tries = 0; ; tries++ )); do
    (( tries < 300 )) || fail "no window in 30 seconds."
    if grep -q NotoSansCJK "/proc/$window/maps" 2>/dev/null; then break; fi
    kill -0 "$window" 2>/dev/null || fail "the window ended by itself."
    sleep 0.1
done
kill -TERM "$window"
wait "$window" || code=$?
(( code == 0 || code == 143 )) || fail "the window ended with $code."

say "Purging it"
new=$(comm -13 "$work/packages.before" "$work/packages.installed" | awk '{ print $2 ":" $3 }' | sed 's/:all$//')
# shellcheck disable=SC2086 # a list of names: the package and what came with it
apt-get purge -y -qq $new >"$work/apt" 2>&1 || { cat "$work/apt" >&2; fail "the package cannot be purged."; }
packages >"$work/packages.after"
files >"$work/files.after"
diff "$work/packages.before" "$work/packages.after" >&2 || fail "other packages than before are installed."
diff "$work/files.before" "$work/files.after" >&2 || fail "files were left behind, or are missing."
[[ -z $(find /var/lib/dpkg/info -name 'ttp-apply.*') ]] || fail "dpkg still has files of it."
say "Installed, run and purged; nothing was left behind."
