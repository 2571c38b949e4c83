// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/seenvalues.h"

#include "core/records/valuejson.h"

namespace dw
{

Result<void> checkSeen(CommandContext &context, const Record &stored, const Record &wanted,
                       const QJsonObject &seen, const QStringList &fields)
{
    for (const QString &key : fields) {
        const int index = stored.type().indexOf(key);
        if (index < 0 || !seen.contains(key))
            continue;
        DW_ASSIGN(const Value before,
                  valueFromJson(stored.type().field(index), seen.value(key), stored.currency()));
        const Value &now = stored.value(index);
        if (now == before || now == wanted.value(index))
            continue;
        Finding finding;
        if (stored.type().field(index).target == QLatin1String("stage_definition")) {
            finding.key = QStringLiteral("record.moved_underneath");
            finding.arguments = {QLatin1String("@stage:") + now.id().toString()};
        } else {
            finding.key = QStringLiteral("record.changed_underneath");
            finding.arguments = {QLatin1String("@field:") + stored.type().key() + QLatin1Char('.') + key};
        }
        finding.record = stored.ref();
        finding.field = key;
        context.addFinding(finding);
    }
    return {};
}

}  // namespace dw
