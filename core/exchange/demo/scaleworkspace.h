// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/commands/bulkload.h"

#include <QString>

namespace dw
{

// Many records for benchmarks, in the proportions of DESIGN 10: of a million 100 000 accounts, 250 000
// contacts, 150 000 opportunities, 400 000 activities and 100 000 tasks. The same options give the same
// records.
class ScaleWorkspace
{
public:
    struct Options
    {
        qint64 records = 0;
        QString only;  // one of the five objects: `records` of it, with as few others as it needs
        Date date;
        quint64 seed = 1;
    };
    // ErrorCode::Invalid "cli.bad_value" for an object that is none of the five.
    static Result<void> write(BulkLoad &load, const ConfigurationPtr &configuration, const Id &opener,
                              const Options &options);
};

}  // namespace dw
