// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/groupedrows.h"

#include "core/base/text/sortkey.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace dw
{

namespace
{

// Stages of all pipelines together.
constexpr int MostStages = 1000;

struct Run
{
    QString key;
    size_t end = 0;  // behind its last row
};

// Where the group of each row is looked up. Row numbers of a file lie close together.
class GroupOfRow
{
public:
    static constexpr quint16 None = std::numeric_limits<quint16>::max();
    static_assert(GroupedRows::MaxGroups + 1 < None);

    explicit GroupOfRow(const std::vector<RowRef> &rows)
    {
        const auto last = std::max_element(rows.begin(), rows.end());
        const qint64 highest = last == rows.end() ? 0 : last->row;
        if (highest >= 0 && size_t(highest) < 16 * rows.size() + 1024)
            m_dense.assign(size_t(highest) + 1, None);
    }
    void set(RowRef row, quint16 group)
    {
        if (size_t(row.row) < m_dense.size())
            m_dense[size_t(row.row)] = group;
        else
            m_sparse.insert_or_assign(row.row, group);
    }
    quint16 of(RowRef row) const
    {
        if (size_t(row.row) < m_dense.size())
            return m_dense[size_t(row.row)];
        const auto found = m_sparse.find(row.row);
        return found == m_sparse.end() ? None : found->second;
    }

private:
    std::vector<quint16> m_dense;
    std::unordered_map<qint64, quint16> m_sparse;
};

class Reading
{
public:
    Reading(const Reader &reader, const Query &query, const Grouping &grouping, int field)
        : m_reader(reader)
        , m_query(query)
        , m_grouping(grouping)
        , m_index(field)
        , m_field(query.object->field(field))
        , m_context(reader.context().settings.context(reader.context().now, {}, {}))
    {}

    Result<GroupedRows> whole()
    {
        Query along = m_query;
        along.sort = {{m_field.key, SortKey::Order::Ascending}};
        DW_ASSIGN(const std::vector<RowRef> byValue, m_reader.rows(along));
        DW_ASSIGN(const std::vector<Run> runs, runsOf(byValue));
        GroupOfRow groupOfRow(byValue);
        QStringList keys;
        size_t at = 0;
        for (const Run &run : runs) {
            const auto group = quint16(indexOf(run.key, keys));
            for (; at < run.end; ++at)
                groupOfRow.set(byValue[at], group);
        }
        DW_ASSIGN(const std::vector<RowRef> rows, m_reader.rows(m_query));
        std::vector<quint16> groups(rows.size());
        for (size_t i = 0; i < rows.size(); ++i)
            groups[i] = groupOfRow.of(rows[i]);
        // Where a row is another number in each list (PostgreSQL), every value is read.
        if (std::find(groups.begin(), groups.end(), GroupOfRow::None) != groups.end()) {
            m_known.clear();
            return beginning(-1);
        }
        return arranged(rows, std::move(groups), keys);
    }

    Result<GroupedRows> beginning(int limit)
    {
        DW_ASSIGN(const std::vector<RowRef> rows, m_reader.rows(m_query, limit));
        DW_ASSIGN(const QStringList values, keysOf(rows));
        QStringList keys;
        std::vector<quint16> groups;
        for (const QString &key : values)
            groups.push_back(quint16(indexOf(key, keys)));
        return arranged(rows, std::move(groups), keys);
    }

private:
    int indexOf(const QString &key, QStringList &keys)
    {
        const auto known = m_known.constFind(key);
        if (known != m_known.cend())
            return *known;
        m_known.insert(key, int(keys.size()));
        keys.append(key);
        return int(keys.size()) - 1;
    }

    Result<QStringList> keysOf(std::span<const RowRef> rows) const
    {
        DW_ASSIGN(const QList<Record> records, m_reader.page(m_query.object, rows, {m_index}));
        QStringList keys;
        for (const Record &record : records)
            keys.append(record.isValid() ? m_grouping.keyOf(record.value(m_index), m_context) : QString());
        return keys;
    }

    struct Point
    {
        size_t at = 0;
        QString key;
    };

    // Rows of one value lie together: between two that are alike there is nothing else. All that is still
    // open is halved at once, in one reading.
    Result<std::vector<Run>> runsOf(const std::vector<RowRef> &rows) const
    {
        if (rows.empty())
            return std::vector<Run>();
        std::vector<Point> points;
        std::vector<size_t> wanted{0};
        if (rows.size() > 1)
            wanted.push_back(rows.size() - 1);
        while (!wanted.empty()) {
            std::vector<RowRef> looked;
            looked.reserve(wanted.size());
            for (const size_t at : wanted)
                looked.push_back(rows[at]);
            DW_ASSIGN(const QStringList keys, keysOf(looked));
            for (size_t i = 0; i < wanted.size(); ++i)
                points.push_back({wanted[i], keys[qsizetype(i)]});
            std::sort(points.begin(), points.end(),
                      [](const Point &a, const Point &b) { return a.at < b.at; });
            wanted.clear();
            int borders = 0;
            for (size_t i = 1; i < points.size(); ++i) {
                if (points[i - 1].key == points[i].key)
                    continue;
                ++borders;
                if (points[i].at - points[i - 1].at > 1)
                    wanted.push_back(points[i - 1].at + (points[i].at - points[i - 1].at) / 2);
            }
            if (borders > GroupedRows::MaxGroups)
                return tooMany();
        }
        std::vector<Run> runs;
        for (size_t i = 1; i < points.size(); ++i) {
            if (points[i - 1].key != points[i].key)
                runs.push_back({points[i - 1].key, points[i].at});
        }
        runs.push_back({points.back().key, rows.size()});
        return runs;
    }

    Error tooMany() const
    {
        return Error(
            ErrorCode::Limit, QStringLiteral("reading.too_many_groups"),
            {m_field.label.in(m_reader.context().language), QString::number(GroupedRows::MaxGroups)});
    }

    // What a group is sorted by among the others.
    using Place = std::tuple<int, qint64, QByteArray, QString>;

    Result<QHash<QString, Place>> places(const QStringList &keys, const QHash<QString, QString> &titles) const
    {
        QHash<QString, Place> places;
        const Collator collator;
        const bool isReference = m_field.valueType() == FieldType::Reference;
        for (const QString &key : keys) {
            Place place{0, 0, QByteArray(), key};
            if (isReference) {
                std::get<QByteArray>(place) = collator.sortKey(titles.value(key));
            } else if (m_field.valueType() == FieldType::Picklist) {
                const auto at = std::find_if(m_field.values.begin(), m_field.values.end(),
                                             [&](const PicklistValue &value) { return value.key == key; });
                std::get<int>(place) = int(at - m_field.values.begin());
            } else if (m_field.valueType() == FieldType::Boolean) {
                std::get<int>(place) = key == QLatin1String("true") ? 0 : 1;
            } else {
                std::get<int>(place) = int(key.size());  // the year 999 is before the year 2026
            }
            places.insert(key, place);
        }
        if (isReference && m_field.target == QLatin1String("stage_definition"))
            DW_TRY(placeStages(places, collator));
        return places;
    }

    // Pipeline after pipeline, in each the open stages as they follow each other, then won, lost and void.
    Result<void> placeStages(QHash<QString, Place> &places, const Collator &collator) const
    {
        DW_ASSIGN(const Query query, m_reader.query(m_field.target, {}, {}));
        DW_ASSIGN(const std::vector<RowRef> rows, m_reader.rows(query, MostStages));
        const int seq = query.object->indexOf(u"seq"), outcome = query.object->indexOf(u"outcome"),
                  pipeline = query.object->indexOf(u"pipeline_id");
        DW_ASSIGN(const QList<Record> stages, m_reader.page(query.object, rows, {seq, outcome, pipeline}));
        DW_ASSIGN(const auto names, m_reader.titlesOf(stages));
        const QList<PicklistValue> &outcomes = query.object->field(outcome).values;
        for (const Record &stage : stages) {
            const auto place = stage.isValid() ? places.find(stage.id().toString()) : places.end();
            if (place == places.end())
                continue;
            const auto ends = std::find_if(outcomes.begin(), outcomes.end(), [&](const PicklistValue &value) {
                return value.key == stage.value(outcome).text();
            });
            const RecordRef of{QStringLiteral("pipeline"), stage.value(pipeline).id()};
            QByteArray among = collator.sortKey(names.value(of)) + of.id.toString().toLatin1();
            // Behind the stages that have no line here: they are in the bin.
            *place = {-1, (qint64(ends - outcomes.begin()) << 32) + stage.value(seq).integer(),
                      std::move(among), QString()};
        }
        return {};
    }

    Result<GroupedRows> arranged(const std::vector<RowRef> &rows, std::vector<quint16> groups,
                                 const QStringList &keys) const
    {
        if (keys.size() > GroupedRows::MaxGroups + 1)
            return tooMany();
        QHash<QString, QString> titles;
        const bool isReference = m_field.valueType() == FieldType::Reference;
        if (isReference) {
            DW_ASSIGN(titles, GroupedRows::titles(m_reader, m_field, keys));
        }
        const auto isNone = [&](const QString &key) {
            return key.isEmpty() || (isReference && !titles.contains(key));
        };
        QStringList order;
        for (const QString &key : keys) {
            if (!isNone(key))
                order.append(key);
        }
        DW_ASSIGN(const auto places, this->places(order, titles));
        const auto before = [&](const QString &a, const QString &b) {
            const Place &left = *places.constFind(a), &right = *places.constFind(b);
            // Stages: by their pipeline first.
            if (std::get<int>(left) < 0 && std::get<int>(right) < 0)
                return std::tie(std::get<QByteArray>(left), std::get<qint64>(left), a) <
                       std::tie(std::get<QByteArray>(right), std::get<qint64>(right), b);
            return left < right;
        };
        std::sort(order.begin(), order.end(), before);
        if (isDescending())
            std::reverse(order.begin(), order.end());

        GroupedRows made;
        QHash<QString, int> at;
        for (const QString &key : std::as_const(order)) {
            at.insert(key, int(made.groups.size()));
            made.groups.append({key, titles.value(key), 0});
        }
        const int none = int(made.groups.size());
        std::vector<quint16> target;
        for (const QString &key : keys)
            target.push_back(quint16(at.value(key, none)));
        std::vector<size_t> ends(size_t(none) + 1, 0);
        for (quint16 &group : groups) {
            group = target[group];
            ++ends[group];
        }
        for (int i = 0; i < none; ++i)
            made.groups[i].count = int(ends[size_t(i)]);
        if (ends[size_t(none)] > 0)
            made.groups.append({QString(), QString(), int(ends[size_t(none)])});
        size_t begin = 0;
        for (size_t &end : ends)
            begin += std::exchange(end, begin);
        made.rows.resize(rows.size());
        for (size_t i = 0; i < rows.size(); ++i)
            made.rows[ends[groups[i]]++] = rows[i];
        return made;
    }

    bool isDescending() const
    {
        if (m_query.sort.isEmpty() || m_query.sort.first().order == SortKey::Order::Ascending)
            return false;
        return m_query.sort.first().field.section(QLatin1Char('.'), 0, 0) == m_field.key;
    }

    const Reader &m_reader;
    const Query &m_query;
    const Grouping &m_grouping;
    const int m_index;
    const Field &m_field;
    const EvaluationContext m_context;
    QHash<QString, int> m_known;
};

}  // namespace

Result<QHash<QString, QString>> GroupedRows::titles(const Reader &reader, const Field &field,
                                                    const QStringList &keys)
{
    QList<RecordRef> refs;
    for (const QString &key : keys) {
        if (const auto id = Id::fromString(key))
            refs.append({field.target, *id});
    }
    DW_ASSIGN(const auto found, reader.titles(refs));
    QHash<QString, QString> titles;
    for (auto title = found.cbegin(); title != found.cend(); ++title) {
        if (!title.value().isEmpty())
            titles.insert(title.key().id.toString(), title.value());
    }
    return titles;
}

Result<GroupedRows> GroupedRows::read(const Reader &reader, const Query &query, const Grouping &grouping,
                                      int limit)
{
    DW_ASSIGN(const int field, grouping.check(*query.object));
    // May it be named? Whoever sorts by a field learns as much of it as who groups by it.
    DW_TRY(reader.query(query.object->key(), {}, {grouping.field}));
    Reading reading(reader, query, grouping, field);
    return limit < 0 ? reading.whole() : reading.beginning(limit);
}

}  // namespace dw
