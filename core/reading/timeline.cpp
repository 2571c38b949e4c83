// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/timeline.h"

#include <QSet>

#include <algorithm>

namespace dw
{

namespace
{

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
    TimelineReader(const Reader &reader, int limit, Instant before)
        : m_reader(reader), m_limit(limit), m_before(before)
    {}

    Result<void> activities(const QString &where)
    {
        const QString timed = where + QStringLiteral(", occurred_at < \"%1\"").arg(m_before.toIso());
        DW_ASSIGN(const QList<Record> found,
                  newest(QStringLiteral("activity"), timed, QStringLiteral("-occurred_at")));
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
        for (const RecordRef &deal : deals) {
            DW_ASSIGN(const QList<Record> moves,
                      m_reader.children(deal, QStringLiteral("stage_history"), m_limit));
            for (const Record &move : moves) {
                const Instant at = move.value(u"at").instant();
                if (at >= m_before)
                    continue;
                TimelineEntry entry;
                entry.kind = TimelineEntry::Kind::StageMove;
                entry.record = move.ref();
                entry.about = deal;
                entry.at = at;
                entry.icon = QStringLiteral("git-commit-horizontal");
                entry.who = who(move.value(u"by_id").id());
                m_fromTo.insert(entry.record.id, {stage(move.value(u"from_stage_id").id()),
                                                  stage(move.value(u"to_stage_id").id())});
                m_entries.append(entry);
            }
        }
        return {};
    }

    Result<QList<TimelineEntry>> finish()
    {
        std::sort(m_entries.begin(), m_entries.end(), [](const TimelineEntry &a, const TimelineEntry &b) {
            return std::pair(a.at, a.record.id) > std::pair(b.at, b.record.id);
        });
        if (m_entries.size() > m_limit)
            m_entries.resize(m_limit);
        QList<RecordRef> refs = m_people.values();
        refs += m_stages.values();
        for (const TimelineEntry &entry : std::as_const(m_entries))
            refs.append(entry.about);
        DW_ASSIGN(const auto titles, m_reader.titles(refs));
        for (TimelineEntry &entry : m_entries) {
            entry.who = titles.value({QStringLiteral("user"), Id::fromString(entry.who).value_or(Id())});
            if (entry.kind == TimelineEntry::Kind::StageMove) {
                const auto [from, to] = m_fromTo.value(entry.record.id);
                entry.title = titles.value(entry.about);
                entry.text = titles.value(from) + QStringLiteral(" → ") + titles.value(to);
            }
        }
        return m_entries;
    }

private:
    Result<QList<Record>> newest(const QString &object, const QString &where, const QString &sort)
    {
        DW_ASSIGN(const Query query, m_reader.query(object, QStringLiteral("AND(%1)").arg(where), {sort}));
        DW_ASSIGN(const auto rows, m_reader.rows(query, m_limit));
        QList<int> fields;
        for (int i = 0; i < query.object->fieldCount(); ++i) {
            if (query.object->field(i).isStored())
                fields.append(i);
        }
        return m_reader.page(query.object, rows, fields);
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
    const Instant m_before;
    QList<TimelineEntry> m_entries;
    QSet<RecordRef> m_people;
    QSet<RecordRef> m_stages;
    QHash<Id, std::pair<RecordRef, RecordRef>> m_fromTo;
};

}  // namespace

Result<QList<TimelineEntry>> readTimeline(const Reader &reader, const RecordRef &ref, int limit,
                                          Instant before)
{
    TimelineReader timeline(reader, limit, before);
    const QString id = ref.id.toString();
    if (ref.object == QLatin1String("account")) {
        DW_TRY(unlessForbidden(timeline.activities(QStringLiteral("account_id = \"%1\"").arg(id))));
        const auto deals = reader.children(ref, QStringLiteral("opportunities"), 50);
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
