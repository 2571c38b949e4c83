// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/mergeplan.h"

#include "core/dictionary/strictlink.h"
#include "core/records/valuejson.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace dw
{

Result<void> MergePlan::add(const SyncOperation &operation, const Record &server, FieldMerge::Away away,
                            const std::function<bool(const QString &field)> &mayRead)
{
    const QString id = operation.record.id.toString();
    m_objects.insert(id, operation.record.object);
    const bool strict = strictLink(server.type()) != nullptr;
    for (auto change = operation.fields.constBegin(); change != operation.fields.constEnd(); ++change) {
        const Field *field = server.type().find(change.key());
        // What the engine set follows from what the person did, here as there.
        if (!field || !change->asked || field->isReadOnly())
            continue;
        DW_ASSIGN(const Value before, valueFromJson(*field, change->before, server.currency()));
        DW_ASSIGN(const Value after, valueFromJson(*field, change->after, server.currency()));
        const Value &now = server.value(change.key());
        FieldMerge merge = FieldMerge::of(*field, before, now, after, away);
        // A strict part is as its person saw it, or it is not theirs to change.
        const bool joined = merge.outcome == FieldMerge::Outcome::Write && merge.value != after;
        if (strict && (joined || merge.outcome == FieldMerge::Outcome::Keep))
            merge.outcome = FieldMerge::Outcome::Reject;
        m_overtaken = m_overtaken || (strict && merge.outcome == FieldMerge::Outcome::Reject);
        m_fates[id].insert(change.key(), {merge.outcome, merge.value.toJson(), merge.value != after});
        QJsonObject line{{QStringLiteral("obj"), operation.record.object},
                         {QStringLiteral("id"), id},
                         {QStringLiteral("field"), change.key()}};
        const bool told = mayRead(change.key());
        if (told)
            line.insert(QStringLiteral("server"), now.toJson());
        if (merge.outcome == FieldMerge::Outcome::Reject)
            m_rejected.append(line);
        if (merge.outcome != FieldMerge::Outcome::Keep)
            continue;
        line.insert(QStringLiteral("before"), change->before);
        line.insert(QStringLiteral("yours"), change->after);
        m_kept.append(line);
    }
    return {};
}

void MergePlan::reduceSet(CommandRequest &request, const QHash<QString, Fate> &fates)
{
    QJsonObject set = request.arguments.value(QLatin1String("set")).toObject();
    for (auto fate = fates.constBegin(); fate != fates.constEnd(); ++fate) {
        if (!set.contains(fate.key()))
            continue;
        if (fate->outcome == FieldMerge::Outcome::Write && fate->changed)
            set.insert(fate.key(), fate->value);
        else if (fate->outcome != FieldMerge::Outcome::Write)
            set.remove(fate.key());
    }
    request.arguments.insert(QStringLiteral("set"), set);
}

QList<CommandRequest> MergePlan::reduced(const QList<CommandRequest> &requests)
{
    QList<CommandRequest> left;
    QSet<std::pair<QString, QString>> settable;  // of a record by its own command: what may be left out of it
    for (CommandRequest request : requests) {
        const QString id = request.arguments.value(QLatin1String("id")).toString();
        const auto fates = m_fates.constFind(id);
        if (fates == m_fates.cend()) {
            left.append(request);
            continue;
        }
        const QJsonObject given = request.arguments.value(QLatin1String("set")).toObject();
        const QStringList fields = given.keys();
        for (const QString &field : fields)
            settable.insert({id, field});
        const bool plain = request.name == QLatin1String("record.update");
        // What the laptop saw was the merge's business.
        if (plain)
            request.arguments.remove(QStringLiteral("base"));
        if (request.arguments.contains(QLatin1String("set")))
            reduceSet(request, *fates);
        // All that the command does is done already.
        const bool settled = std::all_of(fates->begin(), fates->end(), [](const Fate &fate) {
            return fate.outcome == FieldMerge::Outcome::Same;
        });
        const bool nothing = plain && request.arguments.value(QLatin1String("set")).toObject().isEmpty();
        if (!settled && !nothing)
            left.append(request);
    }
    // What a command would write over as a whole, or of many records at once, cannot be merged for it.
    for (auto record = m_fates.constBegin(); record != m_fates.constEnd(); ++record) {
        for (auto fate = record->constBegin(); fate != record->constEnd(); ++fate) {
            const bool merged = fate->outcome == FieldMerge::Outcome::Keep ||
                                (fate->outcome == FieldMerge::Outcome::Write && fate->changed);
            if (merged && !settable.contains({record.key(), fate.key()}))
                m_rejected.append(QJsonObject{{QStringLiteral("obj"), m_objects.value(record.key())},
                                              {QStringLiteral("id"), record.key()},
                                              {QStringLiteral("field"), fate.key()}});
        }
    }
    return left;
}

}  // namespace dw
