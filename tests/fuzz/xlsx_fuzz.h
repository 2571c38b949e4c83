// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace dw
{

// One input of the fuzzer of workbooks: the bytes of a file that somebody wants to import. Aborts where a
// promise breaks. The libFuzzer program fuzz_xlsx calls it, and tests/exchange replays tests/data/fuzz/xlsx
// with it.
void fuzzWorkbook(QByteArrayView bytes);

}  // namespace dw
