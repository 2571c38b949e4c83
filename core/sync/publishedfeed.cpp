// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/publishedfeed.h"

#include "core/commands/publishedformulas.h"
#include "core/sync/aggregates.h"
#include "core/sync/committimes.h"
#include "core/sync/placing.h"
#include "core/sync/returnedfields.h"

#include <QSet>

#include <algorithm>
#include <numeric>

namespace dw
{

namespace
{

const QString Area = QStringLiteral("published_feed");
const QString First = QStringLiteral("first");  // the batch that is next
const QString Last = QStringLiteral("last");    // the one after the last

QByteArray packed(const QString &object, const QList<Id> &ids)
{
    QByteArray batch = object.toUtf8() + '\n';
    for (const Id &id : ids)
        batch += id.toByteArray();
    return batch;
}

QList<RecordRef> unpacked(const QByteArray &batch)
{
    QList<RecordRef> roots;
    const qsizetype end = batch.indexOf('\n');
    const QString object = QString::fromUtf8(batch.left(end));
    constexpr qsizetype Size = 16;
    for (qsizetype at = end + 1; at + Size <= batch.size(); at += Size)
        roots.append({object, Id::fromBytes(batch.mid(at, Size)).value_or(Id())});
    return roots;
}

Result<void> collect(const ReadSession &session, const Query &query, const Aggregates &aggregates,
                     const EvaluationContext &evaluation, QHash<QString, QSet<Id>> &roots)
{
    QList<int> fields(query.object->fieldCount());
    std::iota(fields.begin(), fields.end(), 0);
    DW_ASSIGN(const auto cursor, session.open(query, fields, evaluation));
    QList<Record> page;
    for (;;) {
        DW_TRY(cursor->next(page, PublishedFeed::Batch));
        if (page.isEmpty())
            return {};
        for (const Record &record : std::as_const(page)) {
            const RecordRef root = aggregates.rootOf(record);
            roots[root.object].insert(root.id);
        }
    }
}

// What was written by the commit that is being made has its number.
Result<Query> writtenSince(const ObjectTypePtr &object, qint64 sequence, const Configuration &configuration)
{
    DW_ASSIGN(Condition where, CheckedExpression::compile(QStringLiteral("rev >= %1").arg(sequence),
                                                          CheckScope{configuration.dictionary, object,
                                                                     configuration.settings.currency}));
    return Query{object, std::move(where), {}};
}

}  // namespace

Result<void> PublishedFeed::note(WriteSession &session, const Configuration &before,
                                 const Configuration &after) const
{
    if (before.dictionary == after.dictionary)
        return {};
    const Aggregates aggregates(after.dictionary);
    const EvaluationContext evaluation = after.settings.context(m_clock.now(), {}, {});
    DW_ASSIGN(const LedgerHead head, session.ledger().head());
    QHash<QString, QSet<Id>> roots;
    const QStringList filled = objectsToFill(before, after);
    for (const QString &object : filled) {
        DW_ASSIGN(const Query written, writtenSince(after.dictionary->find(object), head.sequence, after));
        DW_TRY(collect(session, written, aggregates, evaluation, roots));
    }
    for (const ObjectTypePtr &object : after.dictionary->objects()) {
        const QList<int> returned = returnedFields(*object, before);
        if (returned.isEmpty())
            continue;
        DW_ASSIGN(const Query query, filledRecords(object, returned, after));
        DW_TRY(collect(session, query, aggregates, evaluation, roots));
    }
    qsizetype all = 0;
    for (const QSet<Id> &ids : std::as_const(roots))
        all += ids.size();
    DW_ASSIGN(const QByteArray last, session.localValue(Area, Last));
    qint64 number = last.toLongLong();
    for (auto object = roots.constBegin(); object != roots.constEnd(); ++object) {
        QList<Id> ids(object->begin(), object->end());
        std::sort(ids.begin(), ids.end());
        for (qsizetype at = 0; at < ids.size(); at += Batch) {
            const QList<Id> some = ids.mid(at, Batch);
            if (all > Batch) {
                DW_TRY(session.setLocalValue(Area, QString::number(number++), packed(object.key(), some)));
                continue;
            }
            for (const Id &id : some)
                DW_TRY(placeRoot(session, *m_access, after, {object.key(), id}, head.sequence, evaluation));
        }
    }
    return all > Batch ? session.setLocalValue(Area, Last, QByteArray::number(number)) : Result<void>();
}

Result<bool> PublishedFeed::next(CommandRunner &runner, WriteSession &session) const
{
    const Result<bool> placed = place(runner, session);
    if (!placed.ok() || !*placed)
        session.rollback();
    return placed;
}

Result<bool> PublishedFeed::place(CommandRunner &runner, WriteSession &session) const
{
    DW_TRY(session.begin(Durability::Saved));
    DW_ASSIGN(const QByteArray last, session.localValue(Area, Last));
    if (last.isEmpty())
        return false;
    DW_ASSIGN(const QByteArray first, session.localValue(Area, First));
    const qint64 number = first.toLongLong();
    DW_ASSIGN(const QByteArray batch, session.localValue(Area, QString::number(number)));
    const ConfigurationPtr configuration = runner.configuration();
    const EvaluationContext evaluation = configuration->settings.context(m_clock.now(), {}, {});
    DW_ASSIGN(LedgerHead head, session.ledger().lockHead());
    ++head.sequence;
    head.tag = m_random();
    const QList<RecordRef> roots = unpacked(batch);
    for (const RecordRef &root : roots)
        DW_TRY(placeRoot(session, *m_access, *configuration, root, head.sequence, evaluation));
    DW_TRY(CommitTimes::note(session, head.sequence, m_clock.now()));
    DW_TRY(session.ledger().setHead(head));
    const bool done = number + 1 >= last.toLongLong();
    DW_TRY(session.setLocalValue(Area, QString::number(number), {}));
    DW_TRY(session.setLocalValue(Area, First, done ? QByteArray() : QByteArray::number(number + 1)));
    if (done)
        DW_TRY(session.setLocalValue(Area, Last, {}));
    DW_TRY(runner.commitRepeated(session, {}));
    return true;
}

}  // namespace dw
