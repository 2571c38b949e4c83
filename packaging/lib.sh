# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Functions shared by the scripts beside this file, which source it. It sets `root` (the checkout), `jobs`
# and `logs`, and changes to the checkout.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jobs=$(nproc)
logs=$root/build/logs
export DEBIAN_FRONTEND=noninteractive
cd "$root" || exit 1

say() { printf '%s\n' "$*"; }

die() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else
        die "packages are missing; run as root or install sudo. The command was: $*"
    fi
}

# logged NAME COMMAND...: shows the output on a terminal; elsewhere it goes to build/logs/NAME.log and is shown
# only when the command fails.
logged() {
    local name=$1 log status
    shift
    mkdir -p "$logs"
    log=$logs/$name.log
    if [ -t 1 ]; then
        "$@"
        return
    fi
    "$@" >"$log" 2>&1 </dev/null
    status=$?
    if [ "$status" -ne 0 ]; then
        tail -n 80 "$log"
        say "the whole log is ${log#"$root"/}"
    fi
    return "$status"
}

# packages_of GROUP...: the packages of these groups in dependencies.txt.
packages_of() {
    local group
    for group in "$@"; do
        sed -nE "s/^([a-z0-9][a-z0-9+.-]*) +# $group: .*/\1/p" packaging/dependencies.txt
    done
}

# missing PACKAGE...: those that are not installed.
missing() {
    local installed
    installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' | sed -n 's/ installed$//p' | sort -u)
    printf '%s\n' "$@" | sort -u | comm -23 - <(printf '%s\n' "$installed")
}

apt_install() {
    logged apt-install as_root apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends "$@"
}

# need_packages GROUP...: installs what is missing of these groups. A missing `aid` is tried and may fail.
need_packages() {
    command -v dpkg-query >/dev/null || die "this needs Debian 12 (dpkg is not here); see packaging/dependencies.txt"
    local required=() optional=() group lacking lacking_aids
    for group in "$@"; do
        if [ "$group" = aid ]; then
            mapfile -t -O "${#optional[@]}" optional < <(packages_of aid)
        else
            mapfile -t -O "${#required[@]}" required < <(packages_of "$group")
        fi
    done
    mapfile -t lacking < <(missing "${required[@]}")
    lacking_aids=()
    if [ "${#optional[@]}" -gt 0 ]; then
        mapfile -t lacking_aids < <(missing "${optional[@]}")
    fi
    if [ $((${#lacking[@]} + ${#lacking_aids[@]})) -eq 0 ]; then
        return 0
    fi
    say "packages: installing ${lacking[*]} ${lacking_aids[*]}"
    # A foreign package source that does not answer must not stop us: the installation decides.
    logged apt-update as_root apt-get -o DPkg::Lock::Timeout=300 update -q || say "packages: the lists could not all be refreshed"
    if [ "${#lacking[@]}" -gt 0 ]; then
        apt_install "${lacking[@]}" || die "could not install: ${lacking[*]}"
    fi
    if [ "${#lacking_aids[@]}" -gt 0 ]; then
        apt_install "${lacking_aids[@]}" || say "packages: without ${lacking_aids[*]}; tests that use them skip"
    fi
}

# configure PRESET: runs CMake when the folder is new or the presets changed; otherwise ninja does so where needed.
configure() {
    local folder=build/$1
    if [ -f "$folder/build.ninja" ] && [ "$folder/build.ninja" -nt CMakePresets.json ]; then
        logged "configure-$1" ninja -C "$folder" build.ninja
        return
    fi
    say "configure: $folder"
    logged "configure-$1" cmake --preset "$1"
}

# build PRESET [TARGET...]
build() {
    local preset=$1
    shift
    logged "build-$preset" ninja -C "build/$preset" -j "$jobs" "$@"
}

# has_target PRESET FILE: whether the build makes this file.
has_target() {
    ninja -C "build/$1" -t query "$2" >/dev/null 2>&1
}
