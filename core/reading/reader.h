// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/filteraccess.h"
#include "core/base/clock.h"
#include "core/records/workspacesettings.h"
#include "core/store/session.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace dw
{

// For whom and by what snapshot a read runs.
struct ReadContext
{
    DictionaryPtr dictionary;
    WorkspaceSettings settings;
    std::shared_ptr<const Policy> policy;
    Actor actor;
    Instant now;
    Language language = Language::English;
};

// Where a page of a timeline ends: entries at one instant are told apart by their id.
struct TimelineKey
{
    Instant at{253402300799000};  // after everything that can have a date
    Id id;

    friend auto operator<=>(const TimelineKey &, const TimelineKey &) = default;
};

class StageSummaries;

struct TimelineEntry
{
    enum class Kind { Activity, StageMove, Change, Task };
    struct FieldChange
    {
        QString field;
        Value before;
        Value after;
    };
    Kind kind = Kind::Activity;
    RecordRef record;  // the activity, stage_history ... itself; of a change {"audit", transaction}
    RecordRef about;   // the deal or contact it belongs to
    Instant at;
    QString icon;   // Lucide name
    QString title;  // empty for a Change: it is told by its fields
    QString who;
    QString text;
    // Of a Change: the audited fields of `about`, as far as the actor may read them.
    QList<FieldChange> changes;
    bool erased = false;               // the fields are known, their values are not any more
    QHash<RecordRef, QString> titles;  // of the references among the values

    TimelineKey key() const { return {at, record.id}; }
};

// Every read of every program (DESIGN 2, 3): applies the actor's visibility and field rights, then asks the
// store. Hidden fields come back null, masked ones as their mask; naming a field that the actor may not read
// in a filter, sort, group or measure is ErrorCode::Forbidden "access.forbidden_field". Lives for one job on
// a store thread.
class Reader
{
public:
    Reader(const ReadSession &session, ReadContext context);

    const ReadContext &context() const { return m_context; }
    Result<ObjectTypePtr> object(const QString &key) const;
    // Checks `where` (may be empty) and sort keys ("amount", "-amount"). The actor's visibility is added by
    // the reads below, so that a query put together otherwise is no way round it.
    Result<Query> query(const QString &object, const QString &where, const QStringList &sort) const;
    // The same, narrowed to what searching for `quick` finds in the object (a list's quick filter; at most
    // the best 400). Empty: not narrowed.
    Result<Query> query(const QString &object, const QString &where, const QString &quick,
                        const QStringList &sort) const;

    Result<std::vector<RowRef>> rows(const Query &query, int limit = -1) const;
    Result<QList<Record>> page(const ObjectTypePtr &object, std::span<const RowRef> rows,
                               const QList<int> &fields) const;
    Result<qint64> count(const Query &query) const;
    Result<std::unique_ptr<RecordCursor>> open(const Query &query, const QList<int> &fields) const;
    Result<QList<GroupRow>> group(const GroupQuery &query) const;
    // The GroupQuery of texts: "stage_id", "YEARQUARTER(won_at)"; measures "sum(amount)", "count()".
    Result<GroupQuery> groupQuery(const QString &object, const QString &where, const QStringList &groupBy,
                                  const QStringList &measures, GroupQuery::MoneyMode money) const;

    // ErrorCode::NotFound if missing or not visible.
    Result<Record> record(const RecordRef &ref) const;
    Result<QList<Record>> children(const RecordRef &parent, const QString &collection, int limit = 200) const;
    Result<QHash<RecordRef, QString>> titles(const QList<RecordRef> &refs) const;
    // Titles of everything that the reference fields of these records point at.
    Result<QHash<RecordRef, QString>> titlesOf(const QList<Record> &records) const;
    Result<QList<SearchHit>> search(const QString &text, const QStringList &objects,
                                    int limitPerObject) const;
    Result<QList<AuditRecord>> history(const RecordRef &ref, int limit, qint64 before = 0) const;
    // The newest audit lines of all records that the actor may see, fields filtered as in history().
    Result<QList<AuditRecord>> auditTrail(int limit, qint64 before = 0) const;
    // Activities, stage moves and changes of a record and its children, newest first, keyset by (at, id).
    Result<QList<TimelineEntry>> timeline(const RecordRef &ref, int limit,
                                          const TimelineKey &before = {}) const;

    // Small local values (settings, drafts, recent records) of an area: key -> bytes.
    // The journals of undo hold values of any record: Forbidden "access.action_forbidden".
    Result<QHash<QString, QByteArray>> localValues(const QString &area) const;

private:
    friend class StageSummaries;  // asks the store for sums, after it has asked the policy

    FieldAccess access() const;
    EvaluationContext evaluation() const;
    // Refuses what the actor may not name and adds the visibility, whoever put the query together.
    Result<Query> guarded(Query query) const;
    FilterAccess filters() const;
    // Sorted by the title of a reference, rows whose target is out of sight stand with those that have none:
    // the queries that together give the rows, in this order.
    Result<QList<Query>> inOrder(const Query &query) const;
    Result<bool> isVisible(const Record &record) const;
    // False if nothing of the line is for the actor.
    bool hideFields(AuditRecord &line, const FieldRights &rights) const;
    using AuditPage = std::function<Result<QList<AuditRecord>>(int limit, qint64 before)>;
    Result<QList<AuditRecord>> visibleLines(const AuditPage &read, int limit, qint64 before) const;
    Result<QHash<RecordRef, QString>> visibleTitles(const QList<RecordRef> &refs, int depth) const;

    const ReadSession &m_session;
    ReadContext m_context;
};

}  // namespace dw
