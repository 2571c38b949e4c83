// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/session.h"
#include "tests/store/ledgerworld.h"
#include "tests/store/storefixture.h"

#include <memory>
#include <optional>

namespace dw::test
{

// Records of storeDictionary() in either database.
class RecordWorld
{
public:
    virtual ~RecordWorld() = default;
    static std::unique_ptr<RecordWorld> make(Database database);

    virtual DictionaryPtr dictionary() const = 0;
    virtual IdGenerator &ids() = 0;
    virtual FixedClock &clock() = 0;

    virtual WriteSession &session() = 0;

    Result<Record> find(const ObjectTypePtr &type, const Id &id) { return session().find(type, id); }
    Result<QList<Record>> findMany(const ObjectTypePtr &type, const QList<Id> &ids)
    {
        return session().findMany(type, ids);
    }
    Result<QList<Record>> findByValue(const ObjectTypePtr &type, int field, const Value &value,
                                      ReadSession::Match match, int limit)
    {
        return session().findByValue(type, field, value, match, limit);
    }
    Result<QList<Record>> children(const Record &parent, const QString &collection, int limit)
    {
        return session().children(parent, collection, limit);
    }
    Result<QHash<RecordRef, QString>> titles(const QList<RecordRef> &refs, Language language)
    {
        return session().titles(refs, language);
    }
    Result<void> begin() { return session().begin(Durability::Redoable); }
    Result<void> commit() { return session().commit(); }
    void rollback() { session().rollback(); }
    // In the running transaction, all of it or nothing.
    Result<void> applyHere(const ChangeSet &changes) { return session().apply(changes); }
    // In the running transaction.
    virtual Result<void> adopt(const DictionaryPtr &dictionary) = 0;

    virtual qint64 rowsOf(const char *table) = 0;
    // What stands beside an amount in the workspace currency.
    virtual std::optional<qint64> baseOf(const Id &company) = 0;
    virtual QStringList namesBySortKey() = 0;

    ObjectTypePtr type(const char *key) const { return dictionary()->find(QString::fromLatin1(key)); }
    // In a transaction of its own.
    Result<void> apply(const ChangeSet &changes);
    Record company(const QString &name);
};

}  // namespace dw::test
