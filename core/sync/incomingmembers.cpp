// SPDX-License-Identifier: GPL-3.0-or-later
// More of what is taken over: the aggregates of a message, and those of a snapshot.
#include "core/commands/configurationloader.h"
#include "core/store/masktexts.h"
#include "core/sync/answervalues.h"
#include "core/sync/incoming.h"
#include "core/sync/rebase.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace dw
{

using answervalues::recordOf;
using answervalues::refOf;
using answervalues::wholeNumber;

namespace
{

// Of the text that stands in place of a value.
constexpr int MaskLength = 1000;

}  // namespace

Result<void> Incoming::takeMessage(const QJsonObject &message, bool exact)
{
    RootState state;
    DW_ASSIGN(state.root, refOf(message));
    state.version = wholeNumber(message.value(QLatin1String("q")));
    const QJsonArray in = message.value(QLatin1String("s")).toArray();
    for (const QJsonValue &named : in) {
        DW_ASSIGN(const int number, ownScope(named));
        state.scopes.append(number);
    }
    QList<Line> lines;
    const QJsonArray rows = message.value(QLatin1String("r")).toArray();
    for (const QJsonValue &row : rows) {
        const QString object = row.toObject().value(QLatin1String("o")).toString();
        if (!m_aggregates.dictionary()->find(object) && !object.isEmpty()) {
            DW_TRY(m_opaque.passOver(m_session, object));
            continue;
        }
        DW_ASSIGN(Record record, recordOf(row.toObject(), *m_aggregates.dictionary()));
        lines.append({std::move(record), row.toObject().value(QLatin1String("v")).toObject(),
                      row.toObject().value(QLatin1String("m")).toObject()});
    }
    return takeAggregate(std::move(state), lines, exact);
}

Result<void> Incoming::takeAggregate(RootState state, const QList<Line> &lines, bool exact)
{
    DW_ASSIGN(const auto known, m_replica.root(state.root));
    if (known && known->version > state.version)
        return {};
    // A scope that is being fetched knows of itself alone.
    if (known && !exact) {
        for (const int number : known->scopes) {
            if (!state.scopes.contains(number))
                state.scopes.append(number);
        }
    }
    DW_ASSIGN(const QList<Record> stored, m_aggregates.read(m_session, state.root, m_evaluation));
    QHash<RecordRef, Record> here;
    for (const Record &record : stored)
        here.insert(record.ref(), record);
    ChangeSet changes;
    QSet<RecordRef> came;
    for (const auto &[record, values, masks] : lines) {
        came.insert(record.ref());
        DW_TRY(m_opaque.keep(m_session, record.type(), record.id(), values));
        DW_TRY(takeMasks(record.ref(), masks));
        if (isConfigurationObject(record.type().key()))
            DW_TRY(giveWay(record));
        // Whatever root it had before: it belongs where the server says.
        DW_ASSIGN(auto base, baseOf(record.ref()));
        if (base) {
            base->root = state.root;
            base->server = record;
            DW_TRY(m_replica.setBase(*base));
            m_touched.insert(record.ref());
            continue;
        }
        Record there = here.value(record.ref());
        // It was part of another record, or this laptop took it for one.
        if (!there.isValid()) {
            DW_ASSIGN(there, m_session.find(record.typePointer(), record.id()));
        }
        addChange(changes, there, record);
    }
    for (const Record &record : stored) {
        if (came.contains(record.ref()))
            continue;
        DW_ASSIGN(const auto base, baseOf(record.ref()));
        if (!base)
            addChange(changes, record, {});
        m_vanished.append(record.ref());
    }
    if (m_anyBase) {
        DW_ASSIGN(const QList<BaseRow> bases, m_replica.basesOf(state.root));
        for (BaseRow base : bases) {
            if (came.contains(base.record))
                continue;
            base.server = Record();
            DW_TRY(m_replica.setBase(base));
            m_touched.insert(base.record);
        }
    }
    DW_TRY(apply(changes));
    ++m_applied;
    return m_replica.setRoot(state);
}

// Of fields alone that this laptop was told to be masked.
Result<void> Incoming::takeMasks(const RecordRef &record, const QJsonObject &masks)
{
    const QStringList fields = m_hidden.masked().value(record.object);
    if (fields.isEmpty())
        return {};
    QJsonObject texts;
    for (const QString &field : fields) {
        // As much as a line of a page shows.
        const QString text = masks.value(field).toString().left(MaskLength);
        if (!text.isEmpty())
            texts.insert(field, text);
    }
    DW_ASSIGN(const QJsonObject before, MaskTexts::of(m_session, record));
    if (before == texts)
        return {};
    m_remasked.insert(record.object);
    return MaskTexts::keep(m_session, record, texts);
}

Result<void> Incoming::forgetMasks(const RecordRef &record)
{
    return m_hidden.masked().contains(record.object) ? MaskTexts::keep(m_session, record, {})
                                                     : Result<void>();
}

// Most of a snapshot is new here, and nothing of what is new is to be compared with anything.
Result<void> Incoming::takeChunk(const MemberChunk &chunk, int scope, NewOnes newOnes)
{
    for (const QString &object : chunk.unknownObjects)
        DW_TRY(m_opaque.passOver(m_session, object));
    DW_ASSIGN(const std::vector<bool> fresh, newIn(chunk, newOnes));
    ChangeSet changes;
    QHash<int, QList<Line>> others;
    for (const MemberChunk::Row &row : chunk.rows) {
        if (!fresh[size_t(row.root)]) {
            others[row.root].append({row.record, row.unknown, row.masks});
            continue;
        }
        DW_TRY(m_opaque.keep(m_session, row.record.type(), row.record.id(), row.unknown));
        DW_TRY(takeMasks(row.record.ref(), row.masks));
        changes.create(row.record);
    }
    m_session.setRevisions({Revisions::By::Given});
    DW_TRY(m_session.applyUnguarded(changes));
    m_changes.changes += changes.changes;
    QList<RootState> states;
    for (int i = 0; i < chunk.roots.size(); ++i) {
        const RootState state{chunk.roots[i].ref, chunk.roots[i].version, {scope}};
        if (fresh[size_t(i)])
            states.append(state);
        else
            DW_TRY(takeAggregate(state, others.value(i), false));
    }
    m_applied += int(states.size());
    return m_replica.addRoots(states);
}

// Of which aggregates nothing at all is here: no root, no record, nothing that waits to be sent.
Result<std::vector<bool>> Incoming::newIn(const MemberChunk &chunk, NewOnes newOnes) const
{
    std::vector<bool> fresh(size_t(chunk.roots.size()), newOnes != NewOnes::OneByOne);
    if (newOnes == NewOnes::OneByOne)
        return fresh;
    const bool unseen = newOnes == NewOnes::Unseen && !m_anyBase;
    for (int i = 0; i < chunk.roots.size(); ++i) {
        const RecordRef &root = chunk.roots[i].ref;
        if (unseen) {
            fresh[size_t(i)] = !isConfigurationObject(root.object);
            continue;
        }
        DW_ASSIGN(const auto known, m_replica.root(root));
        bool here = known || isConfigurationObject(root.object);
        if (!here && m_anyBase) {
            DW_ASSIGN(const QList<BaseRow> bases, m_replica.basesOf(root));
            here = !bases.isEmpty();
        }
        fresh[size_t(i)] = !here;
    }
    if (unseen)
        return fresh;
    for (const MemberChunk::Row &row : chunk.rows) {
        if (!fresh[size_t(row.root)])
            continue;
        DW_ASSIGN(const Record stored, m_session.find(row.record.typePointer(), row.record.id()));
        DW_ASSIGN(const auto base, baseOf(row.record.ref()));
        if (stored.isValid() || base)
            fresh[size_t(row.root)] = false;
    }
    return fresh;
}

}  // namespace dw
