// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

// One input of the fuzzer of requests: a line for the path, a line for each header, an empty line, the body.
// Aborts where a promise breaks. libFuzzer calls it, and tests/service replays tests/data/fuzz/request with
// it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
