// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/restorerecord.h"

#include "core/commands/accessrules.h"
#include "core/commands/derivation.h"
#include "core/commands/purgebin.h"
#include "core/commands/recyclebin.h"
#include "core/commands/uniqueness.h"

namespace dw
{

namespace
{

// What it cannot be without must be there: restored before, or together with it.
Result<void> checkParents(CommandContext &context, const Record &record)
{
    const ObjectType &type = record.type();
    for (int i = 0; i < type.fieldCount(); ++i) {
        const Field &field = type.field(i);
        const Value &value = record.value(i);
        if (field.required.kind != Requirement::Kind::Always || value.isNull())
            continue;
        RecordRef ref;
        if (field.type == FieldType::Reference)
            ref = {field.target, value.id()};
        else if (field.type == FieldType::AnyReference)
            ref = value.recordRef();
        else
            continue;
        DW_ASSIGN(const Record target, context.related().record(ref));
        if (target.isValid())
            continue;
        Finding finding;
        finding.key = QStringLiteral("command.restore_first");
        finding.arguments = {QLatin1String("@field:") + type.key() + QLatin1Char('.') + field.key};
        finding.record = record.ref();
        finding.field = field.key;
        context.addFinding(finding);
    }
    return {};
}

}  // namespace

Result<void> RestoreRecord::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_ASSIGN(const QList<Record> asked, recordsInArgument(context, arguments));
    QList<Record> restored;
    for (const Record &record : asked) {
        context.noteAsked(record, u"deleted_at");
        if (!record.isDeleted())
            continue;
        const qint64 age = context.now().ms - record.value(u"deleted_at").instant().ms;
        if (age > PurgeBin::BinDays * qint64(86400000))
            return Error(ErrorCode::Refused, QStringLiteral("command.bin_expired"),
                         {record.title(Language::English), QString::number(PurgeBin::BinDays)});
        DW_TRY(takeFromBin(context, record));
        restored.append(context.latest(record));
    }
    for (const Record &record : std::as_const(restored)) {
        DW_TRY(checkParents(context, record));
        DW_TRY(checkUniqueness(context, {}, record));
        DW_TRY(checkAccessRecord(context, {}, record));
        DW_TRY(followLine(context, record));
        DW_TRY(yieldPrimary(context, {}, record));
    }
    return {};
}

}  // namespace dw
