// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/definitionrules.h"

#include <array>

namespace dw
{

namespace
{

bool isDraft(const Record &definition)
{
    return definition.value(u"status").text() == QLatin1String("draft");
}

void refuse(CommandContext &context, const Record &record, const char *key, const QString &field,
            const QStringList &more = {})
{
    Finding finding;
    finding.key = QString::fromLatin1(key);
    finding.arguments = {QLatin1String("@field:") + record.type().key() + QLatin1Char('.') + field};
    finding.arguments += more;
    finding.record = record.ref();
    finding.field = field;
    context.addFinding(finding);
}

// Deleted definitions hold their keys too. One of the live ones is found by Dictionary::build.
Result<void> checkNeverUsed(CommandContext &context, const Record &after)
{
    const ObjectType &type = after.type();
    const int name = type.indexOf(u"name"), object = type.indexOf(u"object_name");
    const Query deleted{after.typePointer(), nullptr, {}, Query::Deleted::Only};
    DW_ASSIGN(const auto cursor,
              context.session().open(deleted, object < 0 ? QList{name} : QList{name, object},
                                     context.evaluation()));
    QList<Record> page;
    do {
        DW_TRY(cursor->next(page, 500));
        for (const Record &old : std::as_const(page)) {
            const bool same = old.id() != after.id() && old.value(name) == after.value(name) &&
                              (object < 0 || old.value(object) == after.value(object));
            if (!same)
                continue;
            refuse(context, after, "definition.key_used", QStringLiteral("name"), {after.value(name).text()});
            return {};
        }
    } while (!page.isEmpty());
    return {};
}

}  // namespace

Result<void> checkDefinition(CommandContext &context, const Record &before, const Record &after)
{
    const bool ofField = after.type().key() == QLatin1String("field_definition");
    if (!ofField && after.type().key() != QLatin1String("object_definition"))
        return {};
    // What only lengthens a shipped list has no column to mistake.
    if (ofField && !before.isValid()) {
        const ObjectTypePtr object = context.object(after.value(u"object_name").text());
        const Field *shipped = object ? object->find(after.value(u"name").text()) : nullptr;
        if (shipped != nullptr && !shipped->custom)
            return {};
    }
    if (!before.isValid())
        return checkNeverUsed(context, after);
    if (isDraft(before))
        return before.value(u"name") == after.value(u"name") ? Result<void>()
                                                             : checkNeverUsed(context, after);
    // Only what has a column is bound to it.
    static const std::array keys{QStringLiteral("name"), QStringLiteral("object_name")};
    static const std::array shape{QStringLiteral("type"), QStringLiteral("result_type"),
                                  QStringLiteral("scale"), QStringLiteral("target")};
    const auto keep = [&](const auto &fields, const char *finding) {
        for (const QString &field : fields) {
            if (after.type().find(field) && before.value(field) != after.value(field))
                refuse(context, after, finding, field);
        }
    };
    keep(keys, "definition.key_fixed");
    if (ofField)
        keep(shape, "definition.shape_fixed");
    if (isDraft(after))
        refuse(context, after, "definition.no_draft_again", QStringLiteral("status"));
    return {};
}

}  // namespace dw
