// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/sheetbody.h"

#include <memory>
#include <vector>

namespace dw
{

// Puts the rows of `bodies` behind the first row of the sheets 1, 2 .. of the finished workbook `file`, in
// the place of all further rows there. `path` is what errors name: Storage exchange.disk_full or
// exchange.write_failed; Internal exchange.write_failed if the workbook is none.
Result<void> spliceSheets(const QString &file, const std::vector<std::unique_ptr<SheetBody>> &bodies,
                          const QString &path);

}  // namespace dw
