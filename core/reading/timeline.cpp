// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/timeline.h"

#include "core/records/valuejson.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace dw
{

namespace
{

constexpr int MostDeals = 1000;  // of a customer; their ids go into one condition

QString iconOf(const QString &kind)
{
    if (kind == QLatin1String("call"))
        return QStringLiteral("phone");
    if (kind == QLatin1String("visit"))
        return QStringLiteral("map-pin");
    if (kind == QLatin1String("email"))
        return QStringLiteral("mail");
    if (kind == QLatin1String("meeting"))
        return QStringLiteral("user-check");
    if (kind == QLatin1String("note"))
        return QStringLiteral("file-text");
    return QStringLiteral("message-square");
}

// What the actor may not read at all is left out of the story, the rest is told.
template <typename T>
Result<void> unlessForbidden(const Result<T> &read)
{
    if (read.ok() || read.error().code == ErrorCode::Forbidden)
        return {};
    return read.error();
}

// Reads what `where` selects, newest first, as entries.
class TimelineReader
{
public:
    TimelineReader(const Reader &reader, int limit, const TimelineKey &before)
        : m_reader(reader), m_limit(limit), m_before(before)
    {}

    Result<void> activities(const QString &where)
    {
        DW_ASSIGN(const QList<Record> found,
                  newest(QStringLiteral("activity"), where, QStringLiteral("occurred_at")));
        for (const Record &activity : found) {
            TimelineEntry entry;
            entry.kind = TimelineEntry::Kind::Activity;
            entry.record = activity.ref();
            entry.about = activity.value(u"related").recordRef();
            entry.at = activity.value(u"occurred_at").instant();
            entry.icon = iconOf(activity.value(u"kind").text());
            entry.title = activity.value(u"subject").text();
            entry.who = who(activity.value(u"performer_id").id());
            entry.text = activity.value(u"content").text();
            m_entries.append(entry);
        }
        return {};
    }

    Result<void> stageMoves(const QList<RecordRef> &deals)
    {
        if (deals.isEmpty())
            return {};
        QStringList ids;
        for (const RecordRef &deal : deals)
            ids.append(QLatin1Char('"') + deal.id.toString() + QLatin1Char('"'));
        DW_ASSIGN(const QList<Record> moves,
                  newest(QStringLiteral("stage_history"),
                         QStringLiteral("record_ref IN (%1)").arg(ids.join(QLatin1String(", "))),
                         QStringLiteral("at")));
        for (const Record &move : moves) {
            TimelineEntry entry;
            entry.kind = TimelineEntry::Kind::StageMove;
            entry.record = move.ref();
            entry.about = move.value(u"record_ref").recordRef();
            entry.at = move.value(u"at").instant();
            entry.icon = QStringLiteral("git-commit-horizontal");
            entry.who = who(move.value(u"by_id").id());
            m_fromTo.insert(entry.record.id, {stage(move.value(u"from_stage_id").id()),
                                              stage(move.value(u"to_stage_id").id())});
            m_entries.append(entry);
        }
        return {};
    }

    // From the audit, which is read from its newest line on: what a record has of it is little.
    Result<void> changes(const RecordRef &ref)
    {
        DW_ASSIGN(const ObjectTypePtr type, m_reader.object(ref.object));
        constexpr int portion = 200;
        qint64 sequence = 0;
        int found = 0;
        for (bool more = true; more && found < m_limit;) {
            DW_ASSIGN(const QList<AuditRecord> lines, m_reader.history(ref, portion, sequence));
            more = lines.size() == portion;
            for (const AuditRecord &line : lines) {
                sequence = line.sequence;
                if (TimelineKey{line.entry.at, line.entry.transaction} >= m_before)
                    continue;
                TimelineEntry entry = changeOf(line, *type);
                if (entry.changes.isEmpty())
                    continue;
                entry.about = ref;
                entry.who = who(line.entry.user);
                m_entries.append(entry);
                ++found;
            }
        }
        return {};
    }

    Result<QList<TimelineEntry>> finish()
    {
        std::sort(m_entries.begin(), m_entries.end(),
                  [](const TimelineEntry &a, const TimelineEntry &b) { return a.key() > b.key(); });
        if (m_entries.size() > m_limit)
            m_entries.resize(m_limit);
        QList<RecordRef> refs = m_people.values();
        refs += m_stages.values();
        for (const TimelineEntry &entry : std::as_const(m_entries)) {
            refs.append(entry.about);
            refs += entry.titles.keys();
        }
        DW_ASSIGN(const auto titles, m_reader.titles(refs));
        for (TimelineEntry &entry : m_entries) {
            entry.who = titles.value({QStringLiteral("user"), Id::fromString(entry.who).value_or(Id())});
            if (entry.kind == TimelineEntry::Kind::StageMove) {
                const auto [from, to] = m_fromTo.value(entry.record.id);
                entry.title = titles.value(entry.about);
                // Of a new deal: the stage it was made in.
                entry.text = from.id.isNull() ? titles.value(to)
                                              : titles.value(from) + QStringLiteral(" → ") + titles.value(to);
            }
            for (auto title = entry.titles.begin(); title != entry.titles.end(); ++title)
                *title = titles.value(title.key());
        }
        return m_entries;
    }

private:
    // The newest before the key. Those of the key's own instant are read apart: they may be more than a page.
    Result<QList<Record>> newest(const QString &object, const QString &where, const QString &time)
    {
        const QString at = m_before.at.toIso();
        QList<Record> found;
        if (!m_before.id.isNull()) {
            DW_ASSIGN(const QList<Record> ties,
                      read(object, QStringLiteral("AND(%1, %2 = \"%3\")").arg(where, time, at), {}, -1));
            for (const Record &tie : ties) {
                if (tie.id() < m_before.id)
                    found.append(tie);
            }
        }
        DW_ASSIGN(const QList<Record> earlier,
                  read(object, QStringLiteral("AND(%1, %2 < \"%3\")").arg(where, time, at),
                       {QLatin1Char('-') + time, QStringLiteral("-id")}, m_limit));
        return found + earlier;
    }

    Result<QList<Record>> read(const QString &object, const QString &where, const QStringList &sort,
                               int limit)
    {
        DW_ASSIGN(const Query query, m_reader.query(object, where, sort));
        DW_ASSIGN(const auto rows, m_reader.rows(query, limit));
        QList<int> fields;
        for (int i = 0; i < query.object->fieldCount(); ++i) {
            if (query.object->field(i).isStored())
                fields.append(i);
        }
        return m_reader.page(query.object, rows, fields);
    }

    static TimelineEntry changeOf(const AuditRecord &line, const ObjectType &type)
    {
        // What follows from a move is told by the move's own entry.
        static const QStringList following{QStringLiteral("stage_id"),    QStringLiteral("stage_entered_at"),
                                           QStringLiteral("probability"), QStringLiteral("forecast_category"),
                                           QStringLiteral("result"),      QStringLiteral("won_at"),
                                           QStringLiteral("lost_at")};
        const bool moved = line.fields.contains(following.first());
        TimelineEntry entry;
        entry.kind = TimelineEntry::Kind::Change;
        entry.record = {QStringLiteral("audit"), line.entry.transaction};
        entry.at = line.entry.at;
        entry.icon = QStringLiteral("pencil");
        entry.erased = line.erased;
        for (const QString &key : line.fields) {
            const Field *field = type.find(key);
            if (!field || (moved && following.contains(key)))
                continue;
            const QJsonArray sides = line.entry.values.value(key).toArray();
            const auto side = [&](int index) {
                const auto value = valueFromJson(*field, sides.at(index), {});
                if (!value.ok())
                    return Value();
                if (field->type == FieldType::Reference && !value->isNull())
                    entry.titles.insert({field->target, value->id()}, {});
                else if (field->type == FieldType::AnyReference && !value->isNull())
                    entry.titles.insert(value->recordRef(), {});
                else if (field->type == FieldType::ReferenceList) {
                    const QList<Id> ids = value->ids();
                    for (const Id &id : ids)
                        entry.titles.insert({field->target, id}, {});
                }
                return *value;
            };
            const Value before = side(0);
            entry.changes.append({key, before, side(1)});
        }
        return entry;
    }

    QString who(const Id &user)
    {
        m_people.insert({QStringLiteral("user"), user});
        return user.toString();
    }
    RecordRef stage(const Id &id)
    {
        const RecordRef ref{QStringLiteral("stage_definition"), id};
        m_stages.insert(ref);
        return ref;
    }

    const Reader &m_reader;
    const int m_limit;
    const TimelineKey m_before;
    QList<TimelineEntry> m_entries;
    QSet<RecordRef> m_people;
    QSet<RecordRef> m_stages;
    QHash<Id, std::pair<RecordRef, RecordRef>> m_fromTo;
};

}  // namespace

Result<QList<TimelineEntry>> readTimeline(const Reader &reader, const RecordRef &ref, int limit,
                                          const TimelineKey &before)
{
    TimelineReader timeline(reader, limit, before);
    DW_TRY(timeline.changes(ref));
    const QString id = ref.id.toString();
    if (ref.object == QLatin1String("account")) {
        DW_TRY(unlessForbidden(timeline.activities(QStringLiteral("account_id = \"%1\"").arg(id))));
        const auto deals = reader.children(ref, QStringLiteral("opportunities"), MostDeals);
        DW_TRY(unlessForbidden(deals));
        QList<RecordRef> refs;
        for (const Record &deal : deals.ok() ? *deals : QList<Record>())
            refs.append(deal.ref());
        DW_TRY(unlessForbidden(timeline.stageMoves(refs)));
    } else {
        DW_TRY(unlessForbidden(timeline.activities(QStringLiteral("related = \"%1\"").arg(id))));
        if (ref.object == QLatin1String("opportunity"))
            DW_TRY(unlessForbidden(timeline.stageMoves({ref})));
    }
    return timeline.finish();
}

}  // namespace dw
