// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/duplicates.h"

#include "core/commands/duplicatesearch.h"

#include <algorithm>

namespace dw
{

namespace
{

const QString Item = QStringLiteral("duplicate");

// What the actor gets nothing of tells them nothing either.
bool isKnown(const DuplicateKey &key, const ObjectType &type, const FieldRights &rights)
{
    return std::none_of(key.fields.begin(), key.fields.end(), [&](int index) {
        const Field &field = type.field(index);
        return rights.of(field.key) == FieldRight::Hidden ||
               (!field.computedFrom.isEmpty() && rights.of(field.computedFrom) == FieldRight::Hidden);
    });
}

Result<QList<DuplicateCandidate>> find(CommandContext &context, const Record &before, const Record &after)
{
    const ObjectType &type = after.type();
    QList<DuplicateKey> keys = duplicateKeys(type);
    if (!context.configuration().policy->isOpen()) {
        const FieldRights rights = context.fieldAccess().of(type);
        keys.removeIf([&](const DuplicateKey &key) { return !isKnown(key, type, rights); });
    }
    return searchDuplicates(context.session(), keys, before, after,
                            [&context](const Record &stored) { return context.latest(stored); });
}

QString namesOf(const ObjectType &type, const QList<int> &fields)
{
    QStringList names;
    for (const int field : fields)
        names.append(type.key() + QLatin1Char('.') + type.field(field).key);
    return QLatin1String("@fields:") + names.join(QLatin1Char(','));
}

// What the finding says of the candidate: {title, fields, id} with `named`, else {fields} or {fields, team}.
struct Told
{
    bool named = false;
    QStringList arguments;
};

Result<Told> tell(const CommandContext &context, const DuplicateCandidate &candidate)
{
    const Record &other = candidate.record;
    const ObjectType &type = other.type();
    const QString fields = namesOf(type, candidate.match.fields);
    DW_ASSIGN(const bool visible, context.isVisible(other));
    const int title = type.titleIndex(Language::English);
    if (visible && title >= 0 && context.fieldAccess().mayRead(type, type.field(title).key).ok())
        return Told{true, {other.title(Language::English), fields, other.id().toString()}};
    Told told{false, {fields}};
    if (const Value &of = other.value(u"team_id"); !of.isNull()) {
        DW_ASSIGN(const Record team, context.related().record({QStringLiteral("team"), of.id()}));
        if (team.isValid())
            told.arguments.append(team.title(Language::English));
    }
    return told;
}

QString askedKey(const Told &told)
{
    if (told.named)
        return QStringLiteral("duplicate.possible");
    return told.arguments.size() > 1 ? QStringLiteral("duplicate.unseen_team")
                                     : QStringLiteral("duplicate.unseen");
}

Finding about(const Record &after, const DuplicateCandidate &candidate, const Told &told)
{
    Finding finding;
    finding.arguments = told.arguments;
    finding.record = told.named ? candidate.record.ref() : after.ref();
    finding.field = after.type().field(candidate.match.fields.first()).key;
    return finding;
}

}  // namespace

Result<void> checkDuplicates(CommandContext &context, const Record &before, const Record &after,
                             const CommandContext::SaveOptions &options)
{
    if (!options.looksForDuplicates || context.isDecided())
        return {};
    DW_ASSIGN(const QList<DuplicateCandidate> candidates, find(context, before, after));
    if (candidates.isEmpty())
        return {};
    const QString reason = options.waivers.value(Item).trimmed();
    const bool mayWaive = !reason.isEmpty() && context.require(Action::WaiveGate, after.type(), &after).ok();
    bool refused = false;
    for (const DuplicateCandidate &candidate : candidates) {
        DW_ASSIGN(const Told told, tell(context, candidate));
        Finding finding = about(after, candidate, told);
        if (candidate.match.score < AskedScore) {
            if (!told.named)
                continue;
            finding.key = QStringLiteral("duplicate.similar");
            finding.severity = Finding::Severity::Warning;
        } else if (mayWaive) {
            finding.key = told.named ? QStringLiteral("duplicate.accepted")
                                     : QStringLiteral("duplicate.accepted_unseen");
            finding.severity = Finding::Severity::Hint;
            context.setNote(reason);
        } else {
            finding.key = askedKey(told);
            finding.item = Item;
            finding.waivable = true;
            refused = !reason.isEmpty();
        }
        context.addFinding(finding);
    }
    if (refused) {
        Finding may;
        may.key = QStringLiteral("duplicate.waiver_refused");
        may.arguments = {QLatin1String("@object:") + after.type().key()};
        may.record = after.ref();
        may.item = Item;
        may.waivable = true;
        context.addFinding(may);
    }
    return {};
}

}  // namespace dw
