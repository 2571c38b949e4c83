#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# inx11.sh PROGRAM [ARGUMENT...]: runs it in an X server of its own, 1366x768, with a window manager, without which
# no window becomes active. Ends with 77 (skipped) where there is no Xvfb.
if ! command -v xvfb-run >/dev/null || ! command -v openbox >/dev/null; then
    echo "skipped: xvfb-run or openbox is not installed"
    echo "0 passed, 0 failed, 1 skipped"
    exit 77
fi
exec xvfb-run -a -s "-screen 0 1366x768x24 -nolisten tcp" sh -c 'openbox & "$@"; status=$?; kill $!; exit $status' sh "$@"
