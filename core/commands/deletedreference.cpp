// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/deletedreference.h"

namespace dw
{

namespace
{

// By the finding's field and the identity that it names.
Result<Record> meant(CommandContext &context, const Record &after, const Finding &finding)
{
    const Field *field = after.type().find(finding.field);
    const auto id = Id::fromString(finding.arguments.value(1));
    if (field == nullptr || !id)
        return Record();
    const QString object = field->type == FieldType::AnyReference
                               ? after.value(finding.field).recordRef().object
                               : field->target;
    const ObjectTypePtr type = context.object(object);
    return type ? context.session().find(type, *id) : Result<Record>(Record());
}

}  // namespace

Result<Findings> nameDeleted(CommandContext &context, const Record &after, Findings problems)
{
    for (Finding &finding : problems) {
        if (finding.key != QLatin1String("value.reference_missing"))
            continue;
        DW_ASSIGN(const Record target, meant(context, after, finding));
        if (!target.isValid() || !target.isDeleted())
            continue;
        DW_ASSIGN(const bool visible, context.isVisible(target));
        const int title = target.type().titleIndex(Language::English);
        if (!visible || title < 0 ||
            !context.fieldAccess().mayRead(target.type(), target.type().field(title).key).ok())
            continue;
        finding.key = QStringLiteral("value.reference_deleted");
        finding.arguments.insert(1, target.title(Language::English));
    }
    return problems;
}

}  // namespace dw
