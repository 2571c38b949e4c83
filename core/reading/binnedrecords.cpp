// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/binnedrecords.h"

#include "core/dictionary/ownedcollection.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

struct Binned
{
    RecordRef ref;
    Instant at;
    Id by;
    QList<RecordRef> owners;  // what it belongs to alone
};

// The fields by which records of an object belong to one of another and to that alone.
QHash<QString, QList<int>> ownerFields(const Dictionary &dictionary)
{
    QHash<QString, QList<int>> fields;
    for (const ObjectTypePtr &parent : dictionary.objects()) {
        for (const Collection &collection : parent->collections()) {
            const ObjectTypePtr child = isOwned(collection) ? dictionary.find(collection.object) : nullptr;
            const int by = child ? child->indexOf(collection.by) : -1;
            if (by >= 0 && !fields[child->key()].contains(by))
                fields[child->key()].append(by);
        }
    }
    return fields;
}

Result<QList<Binned>> binnedOf(const Reader &reader, const ObjectTypePtr &type, Instant since,
                               const QList<int> &owners, bool &more)
{
    DW_ASSIGN(Query query,
              reader.query(type->key(), QStringLiteral("deleted_at >= \"%1\"").arg(since.toIso()),
                           {QStringLiteral("-deleted_at")}));
    query.deleted = Query::Deleted::Only;
    DW_ASSIGN(std::vector<RowRef> rows, reader.rows(query, BinnedRecords::MostPerObject + 1));
    if (rows.size() > size_t(BinnedRecords::MostPerObject)) {
        more = true;
        rows.resize(BinnedRecords::MostPerObject);
    }
    if (rows.empty())
        return QList<Binned>();
    QList<int> fields{type->indexOf(u"deleted_at"), type->indexOf(u"updated_by")};
    fields += owners;
    DW_ASSIGN(const QList<Record> records, reader.page(type, rows, fields));
    QList<Binned> found;
    for (const Record &record : records) {
        if (!record.isValid())
            continue;
        Binned one{record.ref(), record.value(u"deleted_at").instant(), record.value(u"updated_by").id(), {}};
        for (const int field : owners) {
            const Value &owner = record.value(field);
            if (owner.kind() == Value::Kind::RecordRef)
                one.owners.append(owner.recordRef());
            else if (owner.kind() == Value::Kind::Id)
                one.owners.append({type->field(field).target, owner.id()});
        }
        found.append(one);
    }
    return found;
}

void count(QList<std::pair<QString, int>> &along, const QString &object)
{
    const auto known =
        std::find_if(along.begin(), along.end(), [&](const auto &one) { return one.first == object; });
    if (known == along.end())
        along.append({object, 1});
    else
        ++known->second;
}

}  // namespace

Result<BinnedRecords> binnedRecords(const Reader &reader, Instant since)
{
    const ReadContext &context = reader.context();
    const auto owners = ownerFields(*context.dictionary);
    BinnedRecords all;
    QList<Binned> binned;
    for (const ObjectTypePtr &type : context.dictionary->objects()) {
        if (type->indexOf(u"deleted_at") < 0 ||
            !context.policy->may(context.actor, Action::Read, *type, nullptr).allowed)
            continue;
        DW_ASSIGN(const QList<Binned> found,
                  binnedOf(reader, type, since, owners.value(type->key()), all.more));
        binned += found;
    }
    QHash<RecordRef, qsizetype> places;
    for (qsizetype i = 0; i < binned.size(); ++i)
        places.insert(binned[i].ref, i);
    // With whom it went: the one above all that went at the same instant.
    const auto headOf = [&](qsizetype at) {
        for (qsizetype up = 0; up < binned.size(); ++up) {
            qsizetype next = -1;
            for (const RecordRef &owner : std::as_const(binned[at].owners)) {
                const auto place = places.constFind(owner);
                if (place != places.cend() && *place != at && binned[*place].at == binned[at].at)
                    next = *place;
            }
            if (next < 0)
                break;
            at = next;
        }
        return at;
    };
    QHash<qsizetype, QList<std::pair<QString, int>>> along;
    QList<qsizetype> heads;
    QSet<RecordRef> named;
    for (qsizetype i = 0; i < binned.size(); ++i) {
        const qsizetype head = headOf(i);
        if (head != i) {
            count(along[head], binned[i].ref.object);
            continue;
        }
        heads.append(i);
        named.insert(binned[i].ref);
        named.insert({QStringLiteral("user"), binned[i].by});
    }
    DW_ASSIGN(const auto titles, reader.titles(named.values()));
    for (const qsizetype i : std::as_const(heads))
        all.records.append({binned[i].ref, titles.value(binned[i].ref), binned[i].at,
                            titles.value({QStringLiteral("user"), binned[i].by}), along.value(i)});
    std::stable_sort(all.records.begin(), all.records.end(),
                     [](const BinnedRecord &a, const BinnedRecord &b) { return a.deletedAt > b.deletedAt; });
    return all;
}

}  // namespace dw
