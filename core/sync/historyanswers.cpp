// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/historyanswers.h"

#include "core/sync/answerpage.h"
#include "core/sync/answers.h"
#include "core/sync/scopedigest.h"
#include "core/sync/scopelist.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace dw
{

namespace
{

constexpr int MostScopes = 2000;
constexpr int MembersAtOnce = 5000;

// The objects of the scope as the device holds it; empty where the user does not reach it so (any more).
QHash<QString, quint64> reached(const QJsonObject &scope, const LedgerReach &reach)
{
    const QString key = scope.value(QLatin1String("key")).toString();
    const ScopeList wanted = ScopeList::of(reach);
    for (const ScopeList::Entry &entry : wanted.entries()) {
        if (entry.key == key &&
            QJsonArray::fromStringList(entry.objects) == scope.value(QLatin1String("objects")).toArray())
            return ScopeList::objectsOf(entry);
    }
    return {};
}

std::optional<Id> idIn(const QJsonValue &value)
{
    const auto id = Id::fromString(value.toString());
    return id && !id->isNull() ? id : std::nullopt;
}

}  // namespace

Result<std::optional<LedgerResult>> HistoryAnswers::ownResult(const Id &transaction) const
{
    DW_ASSIGN(const auto result, m_session.ledger().resultOf(transaction));
    if (!result)
        return result;
    DW_ASSIGN(const auto device, m_session.ledger().device(result->device));
    return device && device->user == m_device.user ? result : std::optional<LedgerResult>();
}

Result<SyncAnswer> HistoryAnswers::reconcile(const QJsonObject &request, const Dictionary &dictionary) const
{
    const QJsonArray acked = request.value(QLatin1String("acked")).toArray();
    const QJsonArray roots = request.value(QLatin1String("roots")).toArray();
    if (acked.size() > PageIds || roots.size() > PageIds)
        return syncProblem(413, QStringLiteral("too_large"), QStringLiteral("stop"));
    QJsonArray known, missing, lost;
    for (const QJsonValue &one : acked) {
        const auto id = idIn(one.toObject().value(QLatin1String("id")));
        if (!id)
            return malformed(QStringLiteral("acked"));
        DW_ASSIGN(const auto result, ownResult(*id));
        (result ? known : missing).append(id->toString());
    }
    for (const QJsonValue &one : roots) {
        const auto id = idIn(one.toObject().value(QLatin1String("id")));
        if (!id)
            return malformed(QStringLiteral("roots"));
        const ObjectTypePtr type = dictionary.find(one.toObject().value(QLatin1String("o")).toString());
        DW_ASSIGN(const Record there, type ? m_session.find(type, *id) : Result<Record>(Record()));
        if (!there.isValid())
            lost.append(id->toString());
    }
    return SyncAnswer{200,
                      {{QStringLiteral("epoch"), m_head.epoch.toString()},
                       {QStringLiteral("head"), double(m_head.sequence)},
                       {QStringLiteral("last_dseq"), double(m_device.lastNumber)},
                       {QStringLiteral("known"), known},
                       {QStringLiteral("missing"), missing},
                       {QStringLiteral("lost"), lost}}};
}

Result<SyncAnswer> HistoryAnswers::status(const QJsonObject &request) const
{
    const QJsonArray ids = request.value(QLatin1String("ids")).toArray();
    if (ids.size() > StatusIds)
        return syncProblem(413, QStringLiteral("too_large"), QStringLiteral("stop"));
    QJsonArray results, missing, left;
    qsizetype told = 0;
    for (const QJsonValue &one : ids) {
        const auto id = idIn(one);
        if (!id)
            return malformed(QStringLiteral("ids"));
        DW_ASSIGN(const auto result, ownResult(*id));
        if (!result) {
            missing.append(id->toString());
        } else if (told > 0 && told + result->body.size() > AnswerPage::MaxBytes) {
            left.append(id->toString());
        } else {
            told += result->body.size();
            results.append(resultLine(*result));
        }
    }
    return SyncAnswer{200,
                      {{QStringLiteral("results"), results},
                       {QStringLiteral("missing"), missing},
                       {QStringLiteral("left"), left}}};
}

template <typename Take>
Result<void> HistoryAnswers::eachMember(const QString &key, const QHash<QString, quint64> &objects,
                                        Take &&take) const
{
    RecordRef after;
    for (;;) {
        DW_ASSIGN(const QList<FeedEntry> found,
                  m_session.ledger().members(key, objects, after, MembersAtOnce));
        for (const FeedEntry &entry : found)
            take(entry);
        if (found.size() < MembersAtOnce)
            return {};
        after = found.last().root;
    }
}

Result<SyncAnswer> HistoryAnswers::verify(const QJsonObject &request, const LedgerReach &reach,
                                          qint64 after) const
{
    if (request.contains(QLatin1String("buckets")))
        return badBuckets(request, reach);
    const QJsonArray scopes = request.value(QLatin1String("d")).toArray();
    if (scopes.size() > MostScopes)
        return syncProblem(413, QStringLiteral("too_large"), QStringLiteral("stop"));
    QSet<QString> keys;
    QJsonObject answer{{QStringLiteral("ok"), QJsonArray()},
                       {QStringLiteral("skip"), QJsonArray()},
                       {QStringLiteral("bad"), QJsonArray()}};
    for (const QJsonValue &one : scopes) {
        const QString key = one.toObject().value(QLatin1String("key")).toString();
        if (key.isEmpty() || keys.contains(key) ||
            !ScopeDigest::fromJson(one.toObject().value(QLatin1String("digest"))))
            return malformed(QStringLiteral("d"));
        keys.insert(key);
    }
    for (const QJsonValue &one : scopes) {
        DW_ASSIGN(const QString verdict, verdictOn(one.toObject(), reach, after));
        QJsonArray list = answer.value(verdict).toArray();
        list.append(one.toObject().value(QLatin1String("key")));
        answer.insert(verdict, list);
    }
    return SyncAnswer{200, answer};
}

Result<QString> HistoryAnswers::verdictOn(const QJsonObject &scope, const LedgerReach &reach,
                                          qint64 after) const
{
    const QString key = scope.value(QLatin1String("key")).toString();
    const QHash<QString, quint64> objects = reached(scope, reach);
    // The next pull says that it is not the device's any more.
    if (objects.isEmpty())
        return QStringLiteral("skip");
    if (after < m_head.sequence) {
        DW_ASSIGN(const Ledger::Feed newer, m_session.ledger().feed({{key, objects}}, after, 1));
        if (!newer.entries.isEmpty())
            return QStringLiteral("skip");
    }
    ScopeDigest digest;
    DW_TRY(
        eachMember(key, objects, [&](const FeedEntry &entry) { digest.add(entry.root.id, entry.version); }));
    const bool equal = ScopeDigest::fromJson(scope.value(QLatin1String("digest"))) == digest;
    return equal ? QStringLiteral("ok") : QStringLiteral("bad");
}

Result<SyncAnswer> HistoryAnswers::badBuckets(const QJsonObject &request, const LedgerReach &reach) const
{
    const QJsonArray buckets = request.value(QLatin1String("buckets")).toArray();
    const bool readable = std::all_of(buckets.begin(), buckets.end(), [](const QJsonValue &one) {
        return ScopeDigest::fromJson(one).has_value();
    });
    if (buckets.size() != BucketDigests::Count || !readable)
        return malformed(QStringLiteral("buckets"));
    const QHash<QString, quint64> objects = reached(request, reach);
    if (objects.isEmpty())
        return syncProblem(410, QStringLiteral("scope_gone"), QStringLiteral("retry"));
    BucketDigests there;
    DW_TRY(eachMember(request.value(QLatin1String("key")).toString(), objects,
                      [&](const FeedEntry &entry) { there.add(entry.root.id, entry.version); }));
    QJsonArray bad;
    for (int i = 0; i < BucketDigests::Count; ++i) {
        if (ScopeDigest::fromJson(buckets.at(i)) != there.buckets[size_t(i)])
            bad.append(i);
    }
    return SyncAnswer{200, {{QStringLiteral("bad"), bad}}};
}

}  // namespace dw
