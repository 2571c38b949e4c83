// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/accessrules.h"

#include "core/access/fieldaccess.h"
#include "core/access/reachesall.h"
#include "core/base/wording.h"
#include "core/commands/publicationtrial.h"
#include "core/records/viewgrouping.h"

#include <QSet>

namespace dw
{

namespace
{

void add(CommandContext &context, const Record &record, const char *key, QStringView field,
         const QStringList &arguments, Finding::Severity severity = Finding::Severity::Blocker)
{
    Finding finding;
    finding.key = QString::fromLatin1(key);
    finding.severity = severity;
    finding.arguments = arguments;
    finding.record = record.ref();
    finding.field = field.toString();
    context.addFinding(finding);
}

Result<void> checkRole(CommandContext &context, const Record &role)
{
    QSet<Id> seen{role.id()};
    Id next = role.value(u"inherits_id").id();
    while (!next.isNull()) {
        if (seen.contains(next)) {
            add(context, role, "access.role_cycle", u"inherits_id", {role.value(u"name").text()});
            return {};
        }
        seen.insert(next);
        DW_ASSIGN(const Record above, context.related().record({role.type().key(), next}));
        next = above.isValid() ? above.value(u"inherits_id").id() : Id();
    }
    return {};
}

// A condition on records of `object` that stands in a field of another record.
void checkCondition(CommandContext &context, const Record &row, QStringView field,
                    const ObjectTypePtr &object)
{
    const QString filter = row.value(field).text().trimmed();
    if (filter.isEmpty())
        return;
    const CheckScope scope{context.configuration().dictionary, object,
                           context.configuration().settings.currency};
    const auto checked = CheckedExpression::condition(filter, scope);
    if (!checked.ok()) {
        add(context, row, "access.bad_filter", field, {filter, describe(checked.error())});
        return;
    }
    // A filter that ends with an error on some record would keep its readers from the whole list.
    const auto tried = tryCondition(QStringLiteral("@field:%1.%2").arg(row.type().key(), field), **checked,
                                    context.evaluation());
    if (!tried.ok())
        add(context, row, "configuration.case_fails", field, tried.error().arguments);
}

void checkPermission(CommandContext &context, const Record &row)
{
    const QString key = row.value(u"object_type").text();
    const ObjectTypePtr object = context.object(key);
    if (!object) {
        add(context, row, "access.unknown_object", u"object_type", {key});
        return;
    }
    const QString field = row.value(u"field_name").text();
    if (!field.isEmpty() && !object->find(field))
        add(context, row, "access.unknown_field", u"field_name", {key, field});
    const QString read = row.value(u"field_read").text();
    if (row.value(u"field_edit").boolean() && read != QLatin1String("read"))
        add(context, row, "access.edit_without_read", u"field_edit", {key, field});
    checkCondition(context, row, u"record_filter", object);
}

Result<void> checkShare(CommandContext &context, const Record &share)
{
    const RecordRef grantee = share.value(u"grantee").recordRef();
    static const QStringList able{QStringLiteral("user"), QStringLiteral("team"), QStringLiteral("role")};
    if (!grantee.id.isNull() && !able.contains(grantee.object))
        add(context, share, "access.bad_grantee", u"grantee", {grantee.object});
    const Value &end = share.value(u"expires_at");
    if (end.kind() == Value::Kind::Instant && end.instant() <= context.now())
        add(context, share, "access.share_ended", u"expires_at", {}, Finding::Severity::Warning);
    const RecordRef about = share.value(u"record_ref").recordRef();
    const ObjectTypePtr object = context.object(about.object);
    if (!object || context.configuration().policy->isOpen())
        return {};
    // What is one's own by role, not what was lent: a share that ends would last through the next one.
    DW_ASSIGN(const Record record, context.load(about.object, about.id));
    DW_TRY(context.require(Action::Share, *object, &record));
    if (share.value(u"right").text() == QLatin1String("edit")) {
        DW_TRY(context.require(Action::Edit, *object, &record));
        DW_TRY(context.requireReach(Action::Transfer, record));
    }
    const Actor &actor = context.actor();
    if (grantee.object == QLatin1String("user") && grantee.id == actor.user &&
        !context.configuration().policy->may(actor, Action::Configure, *object, nullptr).allowed)
        add(context, share, "access.share_self", u"grantee", {});
    return {};
}

// What stands in everybody's lists is the company's. To take it back to oneself needs no right. What a list
// is grouped by its keeper must be able to read.
void checkView(CommandContext &context, const Record &before, const Record &view)
{
    const Configuration &configuration = context.configuration();
    const ObjectTypePtr listed = context.object(view.value(u"object_type").text());
    const auto grouped = ViewGrouping::fromJson(view.value(u"grouping").text());
    if (listed && grouped.ok() &&
        (!before.isValid() || before.value(u"grouping") != view.value(u"grouping"))) {
        const FieldAccess fields(*configuration.policy, context.actor(), configuration.dictionary,
                                 configuration.settings.currency);
        if (const auto may = fields.maySort(*listed, grouped->by.field); !may.ok())
            add(context, view, "access.forbidden_field", u"grouping", may.error().arguments);
    }
    if (view.value(u"shared").text() == QLatin1String("all") &&
        !reachesAll(*configuration.policy, context.actor(), Action::Edit, view.typePointer()))
        add(context, view, "access.view_of_everybody", u"shared", {view.value(u"name").text()});
}

}  // namespace

Result<void> checkAccessRecord(CommandContext &context, const Record &before, const Record &after)
{
    const QString &object = after.type().key();
    if (before == after)
        return {};
    if (object == QLatin1String("role"))
        return checkRole(context, after);
    if (object == QLatin1String("territory"))
        checkCondition(context, after, u"rule", context.object(QStringLiteral("account")));
    if (object == QLatin1String("permission"))
        checkPermission(context, after);
    if (object == QLatin1String("saved_view"))
        checkView(context, before, after);
    if (object == QLatin1String("record_share"))
        return checkShare(context, after);
    return {};
}

}  // namespace dw
