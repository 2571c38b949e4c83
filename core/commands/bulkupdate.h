// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// record.bulk_update {object, ids: [..] | where: expression, set: {..}, base?: {id: {field: value}}, waive?,
// reason?}. All or nothing; every record passes the same rules as in a form, and of those in `base` what the
// person saw is compared (checkSeen()). At most 10 000 records. Answers {changed, unchanged}.
class BulkUpdate final : public Command
{
public:
    QString name() const override { return QStringLiteral("record.bulk_update"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
};

}  // namespace dw
