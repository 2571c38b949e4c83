// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

// One input of the CSV fuzzer: the first byte chooses dialect and charset, the rest is the file. Aborts where
// a promise breaks. libFuzzer calls it, and tests/exchange replays tests/data/fuzz/csv with it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
