// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/duplicatepairs.h"

#include "core/access/fieldaccess.h"
#include "core/base/text/textfold.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

namespace dw
{

namespace
{

constexpr size_t Portion = 500;
// Of a value that many share, a switchboard's number, all pairs would be more than anybody looks at.
constexpr size_t MostPaired = 20;

// A record's values of one key, as a number: what agrees has the same one.
struct Shared
{
    size_t hash = 0;
    quint32 row = 0;

    friend auto operator<=>(const Shared &, const Shared &) = default;
};

QString folded(const Value &value)
{
    if (value.kind() == Value::Kind::Text)
        return foldForSearch(value.text()).trimmed();
    return QString::fromUtf8(QJsonDocument(QJsonArray{value.toJson()}).toJson(QJsonDocument::Compact));
}

// Nothing where one of its fields is empty.
std::optional<size_t> hashOf(const DuplicateKey &key, const Record &record)
{
    size_t hash = 0;
    for (const int field : key.fields) {
        const Value &value = record.value(field);
        if (value.isNull())
            return {};
        hash = qHash(folded(value), hash);
    }
    return hash;
}

class Pairing
{
public:
    Pairing(const Reader &reader, ObjectTypePtr object, QList<DuplicateKey> keys)
        : m_reader(reader)
        , m_object(std::move(object))
        , m_keys(std::move(keys))
        , m_fields(comparedFields(*m_object))
        , m_shared(size_t(m_keys.size()))
    {}

    Result<void> collect(const Query &query)
    {
        DW_ASSIGN(m_rows, m_reader.rows(query));
        for (size_t at = 0; at < m_rows.size(); at += Portion) {
            DW_ASSIGN(const QList<Record> records,
                      page({m_rows.data() + at, std::min(Portion, m_rows.size() - at)}));
            for (qsizetype i = 0; i < records.size(); ++i) {
                for (qsizetype key = 0; records[i].isValid() && key < m_keys.size(); ++key) {
                    if (const auto hash = hashOf(m_keys[key], records[i]))
                        m_shared[size_t(key)].push_back({*hash, quint32(at + size_t(i))});
                }
            }
        }
        return keepWhatIsShared();
    }

    QList<DuplicatePair> pairs(int minScore)
    {
        QList<DuplicatePair> found;
        QSet<quint64> known;
        const auto look = [&](quint32 a, quint32 b) {
            const auto one = m_records.constFind(a), other = m_records.constFind(b);
            if (one == m_records.cend() || other == m_records.cend() || known.contains(quint64(a) << 32 | b))
                return;
            known.insert(quint64(a) << 32 | b);
            if (const DuplicateMatch match = compare(m_keys, *one, *other); match.score >= minScore)
                found.append({one->id(), other->id(), {}, {}, match});
        };
        for (std::vector<Shared> &shared : m_shared) {
            forEachGroup(shared, [&](std::span<Shared> group) {
                std::sort(group.begin(), group.end(),
                          [this](const Shared &a, const Shared &b) { return idOf(a) < idOf(b); });
                for (size_t i = 0; i < (group.size() > MostPaired ? 1 : group.size()); ++i) {
                    for (size_t j = i + 1; j < group.size(); ++j)
                        look(group[i].row, group[j].row);
                }
            });
        }
        std::sort(found.begin(), found.end(), [](const DuplicatePair &a, const DuplicatePair &b) {
            return std::tuple(-a.match.score, a.one, a.other) < std::tuple(-b.match.score, b.one, b.other);
        });
        return found;
    }

private:
    Result<QList<Record>> page(std::span<const RowRef> rows) const
    {
        return m_reader.page(m_object, rows, m_fields);
    }

    Id idOf(const Shared &shared) const { return m_records.value(shared.row).id(); }

    template <typename Work>
    static void forEachGroup(std::vector<Shared> &shared, const Work &work)
    {
        for (size_t from = 0, to = 0; from < shared.size(); from = to) {
            while (to < shared.size() && shared[to].hash == shared[from].hash)
                ++to;
            if (to - from > 1)
                work(std::span<Shared>(shared.data() + from, to - from));
        }
    }

    Result<void> keepWhatIsShared()
    {
        std::vector<quint32> wanted;
        for (std::vector<Shared> &shared : m_shared) {
            std::sort(shared.begin(), shared.end());
            forEachGroup(shared, [&](std::span<Shared> group) {
                for (const Shared &one : group)
                    wanted.push_back(one.row);
            });
        }
        std::sort(wanted.begin(), wanted.end());
        wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
        for (size_t at = 0; at < wanted.size(); at += Portion) {
            std::vector<RowRef> rows;
            for (size_t i = at; i < std::min(at + Portion, wanted.size()); ++i)
                rows.push_back(m_rows[wanted[i]]);
            DW_ASSIGN(const QList<Record> records, page(rows));
            for (qsizetype i = 0; i < records.size(); ++i) {
                if (records[i].isValid())
                    m_records.insert(wanted[at + size_t(i)], records[i]);
            }
        }
        return {};
    }

    const Reader &m_reader;
    const ObjectTypePtr m_object;
    const QList<DuplicateKey> m_keys;
    const QList<int> m_fields;
    std::vector<RowRef> m_rows;
    std::vector<std::vector<Shared>> m_shared;  // of each key
    QHash<quint32, Record> m_records;
};

// What the actor may not read tells them nothing, and a mask is the same of many values.
Result<QList<DuplicateKey>> readableKeys(const ReadContext &context, const ObjectType &object)
{
    QList<DuplicateKey> keys = duplicateKeys(object);
    if (keys.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("duplicate.no_keys"), {object.key()});
    if (context.policy->isOpen())
        return keys;
    const FieldRights rights =
        FieldAccess(*context.policy, context.actor, context.dictionary, context.settings.currency).of(object);
    const QString first = object.field(keys.first().fields.first()).key;
    keys.removeIf([&](const DuplicateKey &key) {
        return std::any_of(key.fields.begin(), key.fields.end(),
                           [&](int field) { return !rights.mayRead(object.field(field).key); });
    });
    if (keys.isEmpty())
        return Error(ErrorCode::Forbidden, QStringLiteral("access.forbidden_field"), {object.key(), first});
    return keys;
}

}  // namespace

Result<QList<DuplicatePair>> duplicatePairs(const Reader &reader, const QString &object, int minScore,
                                            qsizetype limit)
{
    DW_ASSIGN(const Query query, reader.query(object, {}, {}));
    DW_ASSIGN(const QList<DuplicateKey> keys, readableKeys(reader.context(), *query.object));
    Pairing pairing(reader, query.object, keys);
    DW_TRY(pairing.collect(query));
    QList<DuplicatePair> pairs = pairing.pairs(std::max(1, minScore));
    if (limit >= 0 && pairs.size() > limit)
        pairs.resize(limit);
    QList<RecordRef> named;
    for (const DuplicatePair &pair : std::as_const(pairs))
        named += {{query.object->key(), pair.one}, {query.object->key(), pair.other}};
    DW_ASSIGN(const auto titles, reader.titles(named));
    for (DuplicatePair &pair : pairs) {
        pair.oneTitle = titles.value({query.object->key(), pair.one});
        pair.otherTitle = titles.value({query.object->key(), pair.other});
    }
    return pairs;
}

}  // namespace dw
