// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/report.h"

namespace dw
{

// The rows of the shipped reports; `table` has its columns already. Report::run is the way in.
Result<void> fillFunnel(ResultTable &table, const Report &report, const ReportParameters &parameters);
Result<void> fillWinRate(ResultTable &table, const Report &report, const ReportParameters &parameters);
Result<void> fillWonByQuarter(ResultTable &table, const Report &report, const ReportParameters &parameters);
Result<void> fillLeaderboard(ResultTable &table, const Report &report, const ReportParameters &parameters);
Result<void> fillStageDwell(ResultTable &table, const Report &report, const ReportParameters &parameters);

}  // namespace dw
