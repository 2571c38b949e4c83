// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/duplicatepairs.h"

#include "core/access/fieldaccess.h"
#include "core/base/text/textfold.h"
#include "core/reading/similarrecords.h"

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
// What a code that is given out once says is stronger than all that is alike.
constexpr int MostOfTwo = 40;
const QString FieldSame = QStringLiteral("match.field_same");

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

// What a key says of two is weighed by the profile with what speaks against it.
bool isWeighed(const DuplicateKey &key, const ObjectType &object, const RecordProfile &profile)
{
    return profile.isUsable() && key.fields.size() == 1 && object.key() == QLatin1String("account") &&
           object.field(key.fields.first()).computed == Computation::MatchKey;
}

class Pairing
{
public:
    Pairing(const Reader &reader, ObjectTypePtr object, QList<DuplicateKey> keys, RecordProfile profile)
        : m_reader(reader)
        , m_object(std::move(object))
        , m_keys(std::move(keys))
        , m_profile(std::move(profile))
        , m_fields(comparedFields(*m_object))
    {
        m_keys.removeIf([&](const DuplicateKey &key) { return isWeighed(key, *m_object, m_profile); });
        m_shared.resize(size_t(m_keys.size()));
        const QList<int> weighed = m_profile.fields();
        for (const int field : weighed) {
            if (!m_fields.contains(field))
                m_fields.append(field);
        }
    }

    Result<void> collect(const Query &query, int minScore)
    {
        DW_ASSIGN(m_rows, m_reader.rows(query));
        std::vector<MatchProfile> profiles(m_profile.isUsable() ? m_rows.size() : 0);
        for (size_t at = 0; at < m_rows.size(); at += Portion) {
            DW_ASSIGN(const QList<Record> records,
                      page({m_rows.data() + at, std::min(Portion, m_rows.size() - at)}));
            for (qsizetype i = 0; i < records.size(); ++i) {
                if (!records[i].isValid())
                    continue;
                if (!profiles.empty())
                    profiles[at + size_t(i)] = m_profile.profile(records[i]);
                for (qsizetype key = 0; key < m_keys.size(); ++key) {
                    if (const auto hash = hashOf(m_keys[key], records[i]))
                        m_shared[size_t(key)].push_back({*hash, quint32(at + size_t(i))});
                }
            }
        }
        m_weighed = searchMatches(profiles, std::max(minScore, LeastWeighed));
        return keepWhatIsShared();
    }

    DuplicatePairs pairs(int minScore)
    {
        DuplicatePairs found;
        QHash<quint64, MatchScore> weighed;
        for (const MatchedPair &pair : std::as_const(m_weighed.pairs))
            weighed.insert(quint64(pair.one) << 32 | pair.other, pair.match);
        QSet<quint64> known;
        const auto look = [&](quint32 a, quint32 b) {
            const auto one = m_records.constFind(a), other = m_records.constFind(b);
            const quint64 key = quint64(std::min(a, b)) << 32 | std::max(a, b);
            if (one == m_records.cend() || other == m_records.cend() || known.contains(key))
                return;
            known.insert(key);
            MatchScore match = together(*one, *other, weighed.value(key));
            if (match.score >= minScore)
                found.pairs.append({std::min(one->id(), other->id()),
                                    std::max(one->id(), other->id()),
                                    {},
                                    {},
                                    std::move(match)});
        };
        found.capped = m_weighed.capped;
        for (qsizetype key = 0; key < m_keys.size(); ++key) {
            qsizetype largest = 0;
            forEachGroup(m_shared[size_t(key)], [&](std::span<Shared> group) {
                std::sort(group.begin(), group.end(),
                          [this](const Shared &a, const Shared &b) { return idOf(a) < idOf(b); });
                if (group.size() > MostPaired)
                    largest = std::max(largest, qsizetype(group.size()));
                for (size_t i = 0; i < (group.size() > MostPaired ? 1 : group.size()); ++i) {
                    for (size_t j = i + 1; j < group.size(); ++j)
                        look(group[i].row, group[j].row);
                }
            });
            if (largest > 0)
                found.capped.append({FieldSame, fieldKey(m_keys[key].fields.first()), largest});
        }
        for (const MatchedPair &pair : m_weighed.pairs)
            look(pair.one, pair.other);
        std::sort(found.pairs.begin(), found.pairs.end(), [](const DuplicatePair &a, const DuplicatePair &b) {
            return std::tuple(-a.match.score, a.one, a.other) < std::tuple(-b.match.score, b.one, b.other);
        });
        return found;
    }

private:
    Result<QList<Record>> page(std::span<const RowRef> rows) const
    {
        return m_reader.page(m_object, rows, m_fields);
    }

    QString fieldKey(int field) const
    {
        const Field &asked = m_object->field(field);
        return asked.computed == Computation::MatchKey ? asked.computedFrom : asked.key;
    }

    // Both ways to look at two: what is weighed, and what of it the keys say by themselves.
    MatchScore together(const Record &one, const Record &other, MatchScore match) const
    {
        if (areTwo(one, other)) {
            const bool told = std::any_of(
                match.reasons.begin(), match.reasons.end(),
                [](const MatchReason &reason) { return reason.key == QLatin1String("match.uscc_other"); });
            if (!told)
                match.reasons.append({QStringLiteral("match.code_other"), {}, 0});
            match.score = std::min(match.score, MostOfTwo);
            return match;
        }
        // Found by a key alone: what is weighed says what speaks against it.
        if (match.reasons.isEmpty() && m_profile.isUsable())
            match = scoreOf(m_profile.profile(one), m_profile.profile(other));
        const QList<int> weighed = m_profile.fields();
        for (const DuplicateKey &key : m_keys) {
            if (!agree(key, one, other))
                continue;
            for (const int field : key.fields) {
                const bool told = weighed.contains(field) && match.score >= key.score;
                const MatchReason reason{FieldSame, {fieldKey(field)}, key.score};
                if (!told && !match.reasons.contains(reason))
                    match.reasons.append(reason);
            }
        }
        match.score = std::max(match.score, compare(m_keys, one, other).score);
        std::stable_sort(match.reasons.begin(), match.reasons.end(),
                         [](const MatchReason &a, const MatchReason &b) {
                             return std::abs(a.points) > std::abs(b.points);
                         });
        return match;
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
        for (const MatchedPair &pair : m_weighed.pairs)
            wanted.insert(wanted.end(), {pair.one, pair.other});
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
    QList<DuplicateKey> m_keys;
    const RecordProfile m_profile;
    QList<int> m_fields;
    std::vector<RowRef> m_rows;
    std::vector<std::vector<Shared>> m_shared;  // of each key
    MatchSearch m_weighed;
    QHash<quint32, Record> m_records;
};

// What the actor may not read tells them nothing, and a mask is the same of many values.
struct Readable
{
    QList<DuplicateKey> keys;
    RecordProfile profile;
};

Result<Readable> readable(const ReadContext &context, const ObjectType &object)
{
    QList<DuplicateKey> keys = duplicateKeys(object);
    if (keys.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("duplicate.no_keys"), {object.key()});
    RecordProfile profile = readableProfile(context, object);
    if (context.policy->isOpen())
        return Readable{std::move(keys), std::move(profile)};
    const FieldRights rights =
        FieldAccess(*context.policy, context.actor, context.dictionary, context.settings.currency).of(object);
    const QString first = object.field(keys.first().fields.first()).key;
    keys.removeIf([&](const DuplicateKey &key) {
        return std::any_of(key.fields.begin(), key.fields.end(),
                           [&](int field) { return !rights.mayRead(object.field(field).key); });
    });
    if (keys.isEmpty() && !profile.isUsable())
        return Error(ErrorCode::Forbidden, QStringLiteral("access.forbidden_field"), {object.key(), first});
    return Readable{std::move(keys), std::move(profile)};
}

}  // namespace

Result<DuplicatePairs> duplicatePairs(const Reader &reader, const QString &object, int minScore,
                                      qsizetype limit)
{
    DW_ASSIGN(const Query query, reader.query(object, {}, {}));
    DW_ASSIGN(Readable read, readable(reader.context(), *query.object));
    Pairing pairing(reader, query.object, std::move(read.keys), std::move(read.profile));
    DW_TRY(pairing.collect(query, minScore));
    DuplicatePairs found = pairing.pairs(std::max(1, minScore));
    if (limit >= 0 && found.pairs.size() > limit)
        found.pairs.resize(limit);
    QList<RecordRef> named;
    for (const DuplicatePair &pair : std::as_const(found.pairs))
        named += {{query.object->key(), pair.one}, {query.object->key(), pair.other}};
    DW_ASSIGN(const auto titles, reader.titles(named));
    for (DuplicatePair &pair : found.pairs) {
        pair.oneTitle = titles.value({query.object->key(), pair.one});
        pair.otherTitle = titles.value({query.object->key(), pair.other});
    }
    return found;
}

}  // namespace dw
