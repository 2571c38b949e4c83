// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/commands/bulkload.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace dw
{

// The bilingual demo company: 30 people in 4 teams, 600 customers, 1 200 deals with the way they took over 24
// months, 900 leads, 9 000 activities, tasks from long done to due today. The same options and configuration
// give the same records. Nothing but tasks, next steps and expected dates lies at or after 00:00 of `date`.
class DemoCompany
{
public:
    struct Options
    {
        Date date;  // today, for the demo
        quint64 seed = 1;
        int accounts = 600, contacts = 1500, leads = 900, deals = 1200, activities = 9000;
    };
    struct KeptFile
    {
        QString sha256;  // 64 hexadecimal digits
        qint64 size = 0;
        QString mime;
    };
    // Puts a small file into the workspace's attachment store.
    using KeepFile = std::function<Result<KeptFile>(const QString &name, const QByteArray &content)>;

    // Writes the company into a new workspace whose first user is `opener` (Lin). Begins and finishes `load`.
    static Result<void> write(BulkLoad &load, const ConfigurationPtr &configuration, const Id &opener,
                              const Options &options, const KeepFile &keep);
};

}  // namespace dw
