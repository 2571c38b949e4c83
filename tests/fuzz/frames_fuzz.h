// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

// One input of the fuzzer of snapshots: the bytes that a server sends. Aborts where a promise breaks.
// libFuzzer calls it, and tests/sync replays tests/data/fuzz/frames with it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
