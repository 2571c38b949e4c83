// SPDX-License-Identifier: GPL-3.0-or-later
// More of what a server answers: the members of a scope.
#include "core/access/fieldaccess.h"
#include "core/access/policy.h"
#include "core/access/visibility.h"
#include "core/commands/configurationloader.h"
#include "core/sync/answerpage.h"
#include "core/sync/answers.h"
#include "core/sync/memberchunkwriter.h"
#include "core/sync/scopedigest.h"
#include "core/sync/scopelist.h"
#include "core/sync/syncserver.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace dw
{

namespace
{

// Of a scope that is mended: only these parts of it. Empty: all.
std::optional<QSet<int>> bucketsIn(const QJsonObject &request)
{
    QSet<int> buckets;
    const QJsonArray asked = request.value(QLatin1String("buckets")).toArray();
    if (request.contains(QLatin1String("buckets")) && asked.isEmpty())
        return std::nullopt;
    for (const QJsonValue &one : asked) {
        const int bucket = one.toInt(-1);
        if (bucket < 0 || bucket >= BucketDigests::Count)
            return std::nullopt;
        buckets.insert(bucket);
    }
    return buckets;
}

Result<QList<FeedEntry>> membersIn(const Ledger &ledger, const QString &key,
                                   const QHash<QString, quint64> &objects, RecordRef after, int limit,
                                   const QSet<int> &buckets, qint64 upTo = Ledger::AnyCommit)
{
    if (buckets.isEmpty())
        return ledger.members(key, objects, after, limit, upTo);
    constexpr int AtOnce = 5000;
    QList<FeedEntry> found;
    for (;;) {
        DW_ASSIGN(const QList<FeedEntry> some, ledger.members(key, objects, after, AtOnce));
        for (const FeedEntry &one : some) {
            if (buckets.contains(BucketDigests::of(one.root.id)))
                found.append(one);
            if (found.size() == limit)
                return found;
        }
        if (some.size() < AtOnce)
            return found;
        after = some.last().root;
    }
}

// Times the bytes of a page.
constexpr qsizetype TooLarge = 2;

// Of what it takes in a frame: no less for any script.
qsizetype roughSize(const Record &record)
{
    constexpr qsizetype Other = 16, Character = 3;
    qsizetype size = Other;
    for (int i = 0; i < record.type().fieldCount(); ++i) {
        const Value &value = record.value(i);
        if (!value.isNull())
            size += Other + (value.kind() == Value::Kind::Text ? Character * value.text().size() : 0);
    }
    return size;
}

// What says which fields and objects there are.
QHash<QString, quint64> definingIn(QHash<QString, quint64> objects)
{
    objects.removeIf([](const auto &object) { return !isConfigurationObject(object.key()); });
    return objects;
}

}  // namespace

SyncAnswer SyncServer::members(ReadSession &session, const Id &device, const QJsonObject &request)
{
    return inSnapshot(session, [&]() -> Result<SyncAnswer> {
        Asked asked;
        DW_ASSIGN(const auto problem, askedFor(session, device, request, asked));
        if (problem)
            return *problem;
        return membersOf(session, asked);
    });
}

SyncServer::MemberFrames SyncServer::memberFrames(ReadSession &session, const Id &device,
                                                  const QJsonObject &request)
{
    MemberFrames frames;
    const SyncAnswer answer = inSnapshot(session, [&]() -> Result<SyncAnswer> {
        Asked asked;
        DW_ASSIGN(const auto problem, askedFor(session, device, request, asked));
        if (problem)
            return *problem;
        DW_TRY(writeFrames(session, asked, frames));
        return SyncAnswer();
    });
    if (!answer.ok())
        frames.problem = answer;
    return frames;
}

// What the device was granted may have been taken from it since: what it reaches now decides.
Result<std::optional<SyncAnswer>> SyncServer::askedFor(const ReadSession &session, const Id &device,
                                                       const QJsonObject &request, Asked &asked) const
{
    DW_ASSIGN(Verdict verdict, admit(session, device, request));
    if (verdict.problem)
        return verdict.problem;
    asked.caller = std::move(verdict.caller);
    asked.request = request;
    asked.key = request.value(QLatin1String("key")).toString();
    const LedgerReach reach =
        m_access->reach(*m_runner.configuration(), asked.caller.actor.user, m_runner.clock().now());
    const ScopeList wanted = ScopeList::of(reach);
    const auto entry = std::find_if(wanted.entries().begin(), wanted.entries().end(),
                                    [&](const ScopeList::Entry &one) { return one.key == asked.key; });
    if (entry == wanted.entries().end() ||
        QJsonArray::fromStringList(entry->objects) != request.value(QLatin1String("objects")).toArray())
        return std::optional(syncProblem(410, QStringLiteral("scope_gone"), QStringLiteral("retry")));
    const auto order = MemberOrder::fromJson(request);
    if (!order)
        return std::optional(malformed(QStringLiteral("after")));
    asked.order = *order;
    asked.limit = std::clamp(request.value(QLatin1String("limit")).toInt(PageAggregates), 1, PageAggregates);
    const auto buckets = bucketsIn(request);
    if (!buckets)
        return std::optional(malformed(QStringLiteral("buckets")));
    asked.buckets = *buckets;
    if (!asked.buckets.isEmpty() && asked.order.part != MemberOrder::Part::All)
        return std::optional(malformed(QStringLiteral("part")));
    // A device that has the others already.
    asked.objects = ScopeList::objectsOf(*entry);
    if (const QJsonArray only = request.value(QLatin1String("only")).toArray(); !only.isEmpty())
        asked.objects.removeIf([&](const auto &object) { return !only.contains(object.key()); });
    return std::optional<SyncAnswer>();
}

// Pages know one order alone: whoever asks for another is answered from the beginning of this one, without a
// word of parts.
Result<SyncAnswer> SyncServer::membersOf(const ReadSession &session, const Asked &asked) const
{
    const RecordRef after = asked.order.part == MemberOrder::Part::All ? asked.order.place.root : RecordRef();
    DW_ASSIGN(const QList<FeedEntry> found,
              membersIn(session.ledger(), asked.key, asked.objects, after, asked.limit, asked.buckets));
    QJsonArray rows;
    // What the fields of the others are, before all of them.
    if (after.id.isNull() && asked.buckets.isEmpty()) {
        DW_ASSIGN(const QList<FeedEntry> definitions,
                  session.ledger().members(asked.key, definingIn(asked.objects), {}, PageAggregates));
        for (const FeedEntry &one : definitions) {
            DW_ASSIGN(const QJsonObject message,
                      aggregateMessage(session, one, asked.caller.actor, {asked.key}));
            rows.append(message);
        }
    }
    // Besides these.
    AnswerPage page(asked.request, 0);
    qsizetype taken = 0;
    for (const FeedEntry &one : found) {
        DW_ASSIGN(const QJsonObject message,
                  aggregateMessage(session, one, asked.caller.actor, namesOf(one, nullptr)));
        if (!page.add(message) || page.isCut())
            break;
        ++taken;
    }
    for (const QJsonValue &message : page.rows())
        rows.append(message);
    QJsonObject body{{QStringLiteral("rows"), rows},
                     {QStringLiteral("complete"), taken == found.size() && found.size() < asked.limit},
                     {QStringLiteral("as_of"), double(asked.caller.head.sequence)}};
    if (taken > 0) {
        const RecordRef &last = found[taken - 1].root;
        body.insert(QStringLiteral("next"), QJsonObject{{QStringLiteral("o"), last.object},
                                                        {QStringLiteral("id"), last.id.toString()}});
    }
    return SyncAnswer{200, body};
}

Result<void> SyncServer::writeFrames(const ReadSession &session, const Asked &asked,
                                     MemberFrames &frames) const
{
    DW_ASSIGN(Found found, findMembers(session.ledger(), asked));
    return writeRows(session, asked, std::move(found), frames);
}

// What says which fields and objects there are comes before all else, and all of it in one chunk of its own:
// a laptop has to take it over before it can read the rest, and a half of it may be no configuration.
Result<SyncServer::Found> SyncServer::findMembers(const Ledger &ledger, const Asked &asked) const
{
    const MemberOrder &order = asked.order;
    Found found;
    found.end.part = order.part;
    const QHash<QString, quint64> defining = definingIn(asked.objects);
    const bool begins = order.place.root.id.isNull() || isConfigurationObject(order.place.root.object);
    if (begins && !defining.isEmpty() && order.part != MemberOrder::Part::Older) {
        DW_ASSIGN(found.entries, membersIn(ledger, asked.key, defining, order.place.root, -1, asked.buckets));
        found.defining = !found.entries.isEmpty();
    }
    if (found.entries.isEmpty() && order.part == MemberOrder::Part::Recent) {
        DW_TRY(findRecent(ledger, asked, found));
    } else if (found.entries.isEmpty()) {
        const bool all = order.part == MemberOrder::Part::All;
        QHash<QString, quint64> others = asked.objects;
        others.removeIf([&](const auto &object) {
            return defining.contains(object.key()) || (!all && MemberOrder::isGround(object.key()));
        });
        DW_ASSIGN(found.entries,
                  membersIn(ledger, asked.key, others, begins ? RecordRef() : order.place.root, asked.limit,
                            asked.buckets, all ? Ledger::AnyCommit : order.since));
        found.end.complete = found.entries.size() < asked.limit;
    }
    return found;
}

// People and settings, whenever they changed, and then what changed since. Commits are gone through
// backwards: what changes meanwhile is not met again, it is in the feed behind the laptop's cursor.
Result<void> SyncServer::findRecent(const Ledger &ledger, const Asked &asked, Found &found) const
{
    const MemberPlace &place = asked.order.place;
    QHash<QString, quint64> ground, others;
    for (auto object = asked.objects.cbegin(); object != asked.objects.cend(); ++object) {
        if (MemberOrder::isGround(object.key()))
            ground.insert(object.key(), object.value());
        else if (!isConfigurationObject(object.key()))
            others.insert(object.key(), object.value());
    }
    const bool byCommit = place.version >= 0;
    if (!byCommit && !ground.isEmpty()) {
        const RecordRef after = ground.contains(place.root.object) ? place.root : RecordRef();
        DW_ASSIGN(found.entries, ledger.members(asked.key, ground, after, asked.limit));
        if (!found.entries.isEmpty())
            return {};
    }
    FeedEntry after{byCommit ? place.root : RecordRef(), byCommit ? place.version : 0, {}};
    // What is urgent comes first; behind its last one the others begin (features: U31), also where the scope
    // has lost what is urgent since.
    const bool wasUrgent = byCommit && MemberOrder::isUrgent(place.root.object);
    QHash<QString, quint64> urgent, rest;
    for (auto object = others.cbegin(); object != others.cend(); ++object)
        (MemberOrder::isUrgent(object.key()) ? urgent : rest).insert(object.key(), object.value());
    if (!urgent.isEmpty() && (!byCommit || wasUrgent)) {
        DW_ASSIGN(found.entries,
                  ledger.newestMembers(asked.key, urgent, asked.order.since, after, asked.limit));
        found.byCommit = true;
        if (!found.entries.isEmpty())
            return {};
    }
    if (wasUrgent)
        after = FeedEntry{{}, 0, {}};
    DW_ASSIGN(found.entries, ledger.newestMembers(asked.key, rest, asked.order.since, after, asked.limit));
    found.byCommit = true;
    found.end.complete = found.entries.size() < asked.limit;
    if (found.end.complete) {
        DW_ASSIGN(const QList<FeedEntry> older, ledger.members(asked.key, others, {}, 1, asked.order.since));
        found.end.older = !older.isEmpty();
    }
    return {};
}

Result<void> SyncServer::writeRows(const ReadSession &session, const Asked &asked, Found found,
                                   MemberFrames &frames) const
{
    const ConfigurationPtr configuration = m_runner.configuration();
    const Actor &actor = asked.caller.actor;
    const Aggregates aggregates(configuration->dictionary);
    const EvaluationContext evaluation =
        configuration->settings.context(m_runner.clock().now(), actor.user, actor.team);
    const FieldAccess access(*configuration->policy, actor, configuration->dictionary,
                             configuration->settings.currency);
    std::vector<std::pair<int, Record>> rows;
    const qsizetype most = AnswerPage::bytesOf(asked.request);
    qsizetype bytes = 0;
    QList<FeedEntry> &entries = found.entries;
    for (int i = 0; i < entries.size(); ++i) {
        const RecordRef root = entries[i].root;
        const size_t before = rows.size();
        DW_ASSIGN(const QList<Record> records, aggregates.read(session, root, evaluation));
        qsizetype size = 0;
        for (const Record &record : records) {
            // A permission may show the record and not all of its parts.
            const bool part = record.ref() != root;
            DW_ASSIGN(const bool shown,
                      part ? isVisible(record, *configuration->policy, actor, session, evaluation)
                           : Result<bool>(true));
            if (!shown)
                continue;
            size += roughSize(record);
            rows.emplace_back(i, record);
        }
        bytes += size;
        if (found.defining || bytes <= most)
            continue;
        // A row that no frame takes, and more than a laptop takes over at once.
        if (i == 0 && size > TooLarge * most) {
            frames.problem = syncProblem(413, QStringLiteral("by_pages"), QStringLiteral("retry"));
            return {};
        }
        const bool fits = i == 0;
        if (!fits)
            rows.erase(rows.begin() + std::ptrdiff_t(before), rows.end());
        if (const int taken = fits ? 1 : i; taken < entries.size()) {
            entries.resize(taken);
            found.end.complete = false;
            found.end.older = false;
        }
        break;
    }
    if (!entries.isEmpty())
        found.end.next = found.byCommit ? MemberPlace{entries.last().root, entries.last().version}
                                        : MemberPlace{entries.last().root};
    frames.next = found.end.next;
    frames.complete = found.end.complete;
    // Rows of an object stand together, and a laptop writes them in the order of their ids.
    std::vector<int> order(size_t(entries.size())), place(order.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int a, int b) {
        const RecordRef &one = entries[a].root, &other = entries[b].root;
        return std::tie(one.object, one.id) < std::tie(other.object, other.id);
    });
    QList<FeedEntry> sorted;
    for (const int from : order) {
        place[size_t(from)] = int(sorted.size());
        sorted.append(entries[from]);
    }
    for (auto &[root, record] : rows)
        root = place[size_t(root)];
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    MemberChunkWriter writer(sorted, asked.caller.head.sequence, [&](const ObjectType &type) {
        const FieldRights rights = access.of(type);
        const bool whole = m_access->isSentWhole(type.key()) || !rights.restrictsAny();
        MemberChunkWriter::Columns columns;
        for (int i = 0; i < type.fieldCount(); ++i) {
            const Field &field = type.field(i);
            if (!field.isStored() || field.key == QLatin1String("id"))
                continue;
            if (whole || rights.mayRead(field.key))
                columns.shown.append(i);
            else if (rights.of(field.key) == FieldRight::Masked)
                columns.masked.append(i);
        }
        return columns;
    });
    for (const auto &[root, record] : rows)
        writer.add(root, record);
    frames.bytes = writer.finish(found.end);
    return {};
}

}  // namespace dw
