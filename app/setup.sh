# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# What app/run and tests/run share: packages, configuring, building. Sourced by
# bash with `root` set to the checkout. Nothing here writes to standard output.

say() { printf 'lockstep: %s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 2
}

# The packages of the named groups, one a line.
packages_of() {
    local group
    for group in "$@"; do
        awk -v group="$group" '$1 == group { print $2 }' "$root/app/packages.txt"
    done
}

# Which of the given packages are not installed. Asks dpkg, not the network.
missing_packages() {
    local installed package
    # It fails for a package that it has never heard of, which is no news here.
    installed=" $({ dpkg-query -W -f='${db:Status-Abbrev}${Package}\n' "$@" 2>/dev/null || true; } |
        sed -n 's/^ii //p' | tr '\n' ' ')"
    for package in "$@"; do
        [[ $installed == *" $package "* ]] || printf '%s\n' "$package"
    done
}

# Installs what is missing of the named groups, where apt-get is there to do so.
# Elsewhere the tools are looked for, and CMake finds out about the libraries.
install_packages() {
    local packages missing become=()
    mapfile -t packages < <(packages_of "$@")
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        check_tools
        return
    fi
    mapfile -t missing < <(missing_packages "${packages[@]}")
    [[ ${#missing[@]} -eq 0 ]] && return

    if [[ $(id -u) -ne 0 ]]; then
        command -v sudo >/dev/null ||
            fail "missing: ${missing[*]}; install them as root with apt-get install, then start again"
        become=(sudo)
    fi
    say "installing ${missing[*]}"
    local log
    log=$(mktemp)
    if ! { "${become[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -o Acquire::Retries=3 update &&
        "${become[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 install -y \
            --no-install-recommends "${missing[@]}"; } </dev/null >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        rm -f "$log"
        fail "could not install ${missing[*]}"
    fi
    rm -f "$log"
}

check_tools() {
    local tool missing=()
    for tool in cmake ninja; do
        command -v "$tool" >/dev/null || missing+=("$tool")
    done
    command -v c++ >/dev/null || command -v g++ >/dev/null || missing+=("a C++20 compiler")
    [[ ${#missing[@]} -eq 0 ]] && return
    fail "missing: ${missing[*]}; install them (CMake 3.25, Qt 6.4 or newer, and the libraries" \
        "in app/packages.txt), then start again"
}

# The libraries that a failed configuration did not find, in one line.
missing_libraries() {
    sed -nE -e 's/.*package configuration file provided by "([^"]+)".*/\1/p' \
        -e 's/.*Could NOT find ([A-Za-z0-9_-]+).*/\1/p' \
        -e 's/.*Failed to find required Qt component "([^"]+)".*/Qt6\1/p' \
        -e 's/.*Could not find [A-Z_0-9]+ using the following (names|files): (.*)/\2/p' \
        -e "s/.*No package '([^']+)' found.*/\\1/p" "$1" |
        { grep -vxE 'XKB|WrapVulkanHeaders|Vulkan' || true; } | sort -u | tr '\n' ' '
}

# configure PRESET [-DNAME=VALUE…]: writes build/PRESET, unless it is there
# already and made from these presets; ninja sees to the rest.
configure() {
    local preset=$1 folder="$root/build/$1" log="$root/build/$1.configure.log" setting
    shift
    if [[ -f $folder/build.ninja && $folder/CMakeCache.txt -nt $root/CMakePresets.json ]]; then
        local same=1
        for setting in "$@"; do
            local name=${setting#-D}
            grep -q "^${name%%=*}:[A-Z]*=${name#*=}\$" "$folder/CMakeCache.txt" || same=0
        done
        [[ $same -eq 1 ]] && return
    fi
    say "configuring build/$preset"
    mkdir -p "$root/build"
    if ! (cd "$root" && cmake --preset "$preset" "$@") >"$log" 2>&1 </dev/null; then
        local libraries
        libraries=$(missing_libraries "$log")
        [[ -n $libraries ]] && fail "missing: ${libraries% }; install it, then start again (see $log)"
        tail -n 20 "$log" >&2
        fail "could not configure build/$preset"
    fi
    touch "$folder/CMakeCache.txt"
}

# build PRESET [TARGET…]: says nothing when there is nothing to do, and one line
# (on a terminal, a line that counts) when there is. Errors are shown whole.
build() {
    local folder="$root/build/$1" log="$root/build/$1.build.log" preset=$1 terminal=0
    shift
    [[ -t 2 ]] && terminal=1
    if ! ninja -C "$folder" "$@" </dev/null 2>&1 | tee "$log" |
        awk -v terminal=$terminal -v preset="$preset" '
            /^\[[0-9]+\/[0-9]+\]/ && !/Re-checking globbed|Re-running CMake/ {
                if (terminal) printf "\rlockstep: building build/%s %s  ", preset, $1
                else if (!told) print "lockstep: building build/" preset
                told = 1
                fflush()
            }
            END { if (terminal && told) print "" }' >&2; then
        sed -n '/^FAILED:/,$p; /error:/p; /^CMake Error/,/^$/p' "$log" | awk '!seen[$0]++' | head -n 80 >&2
        grep -qE '^FAILED:|error:' "$log" || tail -n 20 "$log" >&2
        fail "the build failed; $log has all of it"
    fi
}

# One start at a time builds in a folder; another waits for it.
take_turns() {
    mkdir -p "$root/build"
    command -v flock >/dev/null || return 0
    exec 9>"$root/build/.lock"
    flock -n 9 && return
    say "waiting for another start to finish building"
    flock 9
}

give_turn() { exec 9>&-; }

# The compiler cache works without a home folder, and from another checkout.
prepare_environment() {
    export LC_ALL=C.UTF-8
    export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1
    if [[ -z ${CCACHE_DIR:-} && ! -w ${HOME:-/nonexistent} ]]; then
        export CCACHE_DIR="$root/build/.ccache"
    fi
}
