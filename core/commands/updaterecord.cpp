// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/updaterecord.h"

#include "core/commands/arguments.h"
#include "core/commands/moveoptions.h"
#include "core/records/valuejson.h"

namespace dw
{

namespace
{

// B6: what the person saw against what is stored now, for the fields that the person changed.
Result<void> checkBase(CommandContext &context, const Record &stored, const Record &wanted,
                       const QJsonObject &base)
{
    for (auto seen = base.constBegin(); seen != base.constEnd(); ++seen) {
        const int index = stored.type().indexOf(seen.key());
        if (index < 0)
            continue;
        DW_ASSIGN(const Value before,
                  valueFromJson(stored.type().field(index), seen.value(), stored.currency()));
        const Value &now = stored.value(index);
        if (now == before || now == wanted.value(index))
            continue;
        Finding finding;
        finding.key = QStringLiteral("record.changed_underneath");
        finding.arguments = {QLatin1String("@field:") + stored.type().key() + QLatin1Char('.') + seen.key()};
        finding.record = stored.ref();
        finding.field = seen.key();
        context.addFinding(finding);
    }
    return {};
}

}  // namespace

Result<void> UpdateRecord::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_TRY(onlyArguments(arguments,
                         {QStringLiteral("object"), QStringLiteral("id"), QStringLiteral("set"),
                          QStringLiteral("base"), QStringLiteral("waive"), QStringLiteral("reason")}));
    DW_ASSIGN(const QString key, textArgument(arguments, QStringLiteral("object")));
    DW_ASSIGN(const Id id, idArgument(arguments, QStringLiteral("id")));
    DW_ASSIGN(const Record stored, context.load(key, id));
    DW_ASSIGN(const QJsonObject set, setArgument(arguments));
    Record wanted = stored;
    DW_TRY(applyArguments(context, wanted, set, SystemFields::Refuse));
    QJsonObject base = arguments.value(QLatin1String("base")).toObject();
    const QStringList seen = base.keys();
    for (const QString &field : seen) {
        if (!set.contains(field))
            base.remove(field);
    }
    DW_TRY(checkBase(context, stored, wanted, base));
    return context.save(stored, wanted, moveOptions(arguments));
}

}  // namespace dw
