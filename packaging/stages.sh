# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The stages of packaging/test, and the count of what they ran. Needs lib.sh.
# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

passed=0 failed=0 skipped=0
started=$SECONDS
export CTEST_OUTPUT_ON_FAILURE=1
export ASAN_OPTIONS=${ASAN_OPTIONS:-abort_on_error=0:detect_stack_use_after_return=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
# Quietly: programs' standard error is compared.
export LSAN_OPTIONS=${LSAN_OPTIONS:-suppressions=$root/packaging/lsan.supp:print_suppressions=0}
# The tests that kill a process fork one first, which opens a workspace and with it threads.
export TSAN_OPTIONS=${TSAN_OPTIONS:-suppressions=$root/packaging/tsan.supp:second_deadlock_stack=1:die_after_fork=0}

finish() {
    say "all stages: $((SECONDS - started)) s"
    say "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
    exit
}

# stage NAME COMMAND...: runs it, prints its seconds, ends everything when it fails.
stage() {
    local name=$1 begun=$SECONDS failed_before=$failed
    shift
    say "== $name"
    if "$@"; then
        say "== $name: $((SECONDS - begun)) s"
        return
    fi
    # A stage that is no test program counts as one failure.
    [ "$failed" -gt "$failed_before" ] || failed=$((failed + 1))
    say "== $name FAILED after $((SECONDS - begun)) s"
    finish
}

# tally FILE: adds up the lines "N passed, N failed, N skipped" that each test program ends with.
tally() {
    local p f s
    read -r p f s < <(awk '/^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ {p += $1; f += $3; s += $5}
                           END {print p + 0, f + 0, s + 0}' "$1")
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

# sources PATTERN...: the checkout's files of these names, also where there is no git.
sources() {
    if git rev-parse --git-dir >/dev/null 2>&1; then
        git ls-files --cached --others --exclude-standard -- "$@" | while IFS= read -r file; do
            [ -f "$file" ] && printf '%s\n' "$file"
        done
    else
        local names=() pattern
        for pattern in "$@"; do
            names+=(-o -name "$pattern")
        done
        find . -path ./build -prune -o -type f \( "${names[@]:1}" \) -print | sed 's,^\./,,' | sort
    fi
}

check_format() {
    clang-format --version | grep -q 'version 14\.' || {
        say "clang-format 14 is needed: $(clang-format --version)"
        return 1
    }
    local wrong
    wrong=$(sources '*.h' '*.cpp' | xargs -r -d '\n' -P "$jobs" -n 1 sh -c \
        'clang-format --dry-run -Werror "$0" >/dev/null 2>&1 || printf "%s\n" "$0"' | sort)
    [ -z "$wrong" ] && return
    say "not formatted (clang-format -i mends them):"
    say "$wrong"
    return 1
}

check_architecture() {
    local status=0 log
    mkdir -p "$logs"
    log=$logs/architecture.log
    : >"$log"
    for check in tests/architecture/check_*.py tests/architecture/test_*.py; do
        python3 -B "$check" >"$log.one" 2>&1 || {
            status=1
            say "$check:"
            cat "$log.one"
        }
        cat "$log.one" >>"$log"
    done
    rm -f "$log.one"
    tally "$log"
    return "$status"
}

build_preset() {
    configure "$1" && build "$1"
}

# The architecture checks ran before the build. Sanitizer builds run unit, property and corpus tests only.
run_ctest() {
    # One more than there are processors: tests of programs that talk to each other wait for much of their time.
    local preset=$1 without='^architecture$' status log at_once=$((jobs + 1))
    if [ "$preset" != release ]; then
        without='^(architecture|release|gui|gui_x11|kill)$' at_once=$jobs
        # One function takes ten times as long here, and a busy machine doubles that.
        export QTEST_FUNCTION_TIMEOUT=1200000
    fi
    log=build/$preset/Testing/Temporary/LastTest.log
    rm -f "$log"
    ctest --test-dir "build/$preset" -j "$at_once" -LE "$without" --no-tests=ignore </dev/null
    status=$?
    [ -f "$log" ] && tally "$log"
    # By themselves at the end: the outputs above are long, and who shows them may leave out their middle.
    [ "$status" -eq 0 ] || [ ! -f "$log" ] || grep -A 4 '^FAIL!' "$log" | head -n 60
    return "$status"
}

# tidy_base: the commit that the changes are counted from: $TIDY_BASE, else the main that this work left, else the
# commit before.
tidy_base() {
    local base
    base=${TIDY_BASE:-$(git merge-base origin/main HEAD 2>/dev/null)}
    if [ -z "$base" ] || [ "$(git rev-parse "$base")" = "$(git rev-parse HEAD)" ]; then
        base=$(git rev-parse -q --verify HEAD~1 || git rev-parse HEAD)
    fi
    printf '%s\n' "$base"
}

# tidy_sources WHICH: the .cpp files of the product to analyse, all of them or the changed ones. A changed header stands
# for the .cpp file of its name.
tidy_sources() {
    if [ "$1" = all ]; then
        sources 'core/*.cpp' 'ui/*.cpp' 'app/*.cpp'
        return
    fi
    git diff --name-only --diff-filter=d "$(tidy_base)" -- core ui app | sed -n 's/\.\(h\|cpp\)$/.cpp/p' | sort -u
}

# check_tidy WHICH: the path-sensitive analysis takes twice the time of all other checks and is left to "all".
check_tidy() {
    if ! git rev-parse --git-dir >/dev/null 2>&1; then
        say "no git here: nothing is known to have changed"
        return 0
    fi
    configure tidy || return 1
    # Generated tables are all that the analysis needs of a build; no file of the product includes moc output.
    local targets files known checks=
    mapfile -t targets < <(ninja -C build/tidy -t targets all | sed -nE 's/^(generated\/[^ :]+): .*/\1/p')
    build tidy "${targets[@]}" || return 1
    known=$(sed -nE "s,^ *\"file\": \"$root/(.*)\"\,?$,\1,p" build/tidy/compile_commands.json | sort -u)
    mapfile -t files < <(comm -12 <(tidy_sources "$1" | sort -u) <(printf '%s\n' "$known"))
    say "${#files[@]} files"
    [ "${#files[@]}" -gt 0 ] || return 0
    [ "$1" = all ] || checks='-clang-analyzer-*'
    # The commands are GCC's: clang neither knows all its warnings nor shall fail on its own in their place.
    printf '%s\n' "${files[@]}" | xargs -d '\n' -P "$jobs" -n 1 clang-tidy -p build/tidy --quiet --checks="$checks" \
        --header-filter="^$root/(core|ui|app)/" \
        --extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-error 2>"$logs/clang-tidy.err" || {
        grep -E 'error:' "$logs/clang-tidy.err" | head -n 20
        return 1
    }
}

check_coverage() {
    build_preset coverage && run_ctest coverage || return 1
    mkdir -p build/coverage/report
    # The version of Debian 12 stops at functions that stand at two lines (macros) with an assertion of its own,
    # and at counts that threads have made negative.
    PYTHONOPTIMIZE=1 gcovr --root . --filter 'core/' --gcov-ignore-parse-errors --print-summary \
        --exclude-throw-branches -j "$jobs" \
        --html-details build/coverage/report/index.html build/coverage >"$logs/coverage.log" || return 1
    tail -n 4 "$logs/coverage.log"
    say "by file: build/coverage/report/index.html"
}

run_fuzz() {
    configure fuzz && build fuzz fuzzers || return 1
    local target name corpus seconds=${FUZZ_SECONDS:-60}
    for target in build/fuzz/bin/fuzz_*; do
        [ -x "$target" ] || continue
        name=${target##*/fuzz_}
        mkdir -p "build/fuzz/found/$name"
        corpus=()
        [ -d "tests/data/fuzz/$name" ] && corpus=("tests/data/fuzz/$name")
        say "fuzz $name: $seconds s"
        logged "fuzz-$name" "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
            -artifact_prefix="build/fuzz/found/$name/" "build/fuzz/found/$name" \
            "${corpus[@]}" || return 1
        passed=$((passed + 1))
    done
}
