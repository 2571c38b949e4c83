// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/purgerecord.h"

#include "core/commands/arguments.h"
#include "core/commands/purge.h"
#include "core/commands/recyclebin.h"

namespace dw
{

Result<void> PurgeRecord::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_ASSIGN(const auto asked, recordsInArgument(context, arguments));
    Purge purge(context);
    for (const Record &record : asked) {
        DW_TRY(context.require(Action::Configure, record.type(), nullptr));
        if (!record.isDeleted())
            return Error(ErrorCode::Refused, QStringLiteral("command.not_in_bin"),
                         {record.title(Language::English)});
        context.noteAsked(record, u"deleted_at");
        DW_TRY(purge.add(record));
    }
    DW_TRY(purge.spareWhatIsNamed());
    for (const Record &record : asked) {
        if (purge.holds(record.id()))
            continue;
        Finding finding;
        finding.key = QStringLiteral("command.still_named");
        finding.arguments = {record.title(Language::English),
                             QLatin1String("@object:") + purge.namedBy(record.id())};
        finding.record = record.ref();
        context.addFinding(finding);
    }
    return purge.write();
}

}  // namespace dw
